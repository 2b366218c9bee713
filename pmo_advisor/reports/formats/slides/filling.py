"""Fills the placeholders of one slide, and removes those that stay empty."""

from __future__ import annotations

import copy
import io
from collections.abc import Sequence
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu

from pmo_advisor.model.brand import Brand
from pmo_advisor.reports.formats.slides import sizes
from pmo_advisor.reports.formats.slides.finding import Found, box_of, kind_of, picture_box
from pmo_advisor.reports.formats.slides.grid import POINT, Box
from pmo_advisor.reports.formats.slides.lettering import (
    LINE,
    SMALLEST,
    Letters,
    Piece,
    balanced,
    by_clause,
    fitted,
    lines_of,
    shortened,
)
from pmo_advisor.reports.slides import Told

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SMALLEST_TITLE = 20
_LARGEST_TITLE = 28
"""Titles above pictures are no larger, so that they look alike on every slide."""

_TITLE_LINES = 2
_TITLE_LINE = 1.3
"""The height of a title's line in ems; titles are set somewhat tighter."""

_LOGO_PIXELS = 1200
_AFTER = 18
_UNDER_LABEL = 3
_MOST_LINES = 4
_GRAPHIC = ("obj", "tbl", "chart", "pic")


class Filling:
    """One slide, made from a layout that was found on the template."""

    def __init__(self, slide: Any, found: Found, letters: Letters, brand: Brand, deck: Any) -> None:
        self._slide = slide
        self._found = found
        self._letters = letters
        self._brand = brand
        self._size = (int(deck.slide_width), int(deck.slide_height))

    def _own(self, name: str) -> Any | None:
        """The slide's own placeholder for one of our names."""
        spot = self._found.spots.get(name)
        if spot is None:
            return None
        idx = spot.placeholder_format.idx
        return next(
            (one for one in self._slide.placeholders if one.placeholder_format.idx == idx), None
        )

    def _wanted(self) -> set[str]:
        """The names of the places that the layout is meant to have."""
        return {one.name for one in self._found.wanted.spots}

    def title(self, text: str) -> None:
        """The conclusion: smaller where it would take a third line, and cut at last."""
        place, spot = self._own("title"), self._found.spots["title"]
        if place is None:
            return
        box = sizes.text_box(spot)
        usual = sizes.size_of(spot, 28)
        told = self._letters.fine(text)
        most = min(usual, _LARGEST_TITLE if "picture" in self._wanted() else usual)
        steps = sizes.down_from(most, min(most, _SMALLEST_TITLE))
        size = next((one for one in steps if _holds(told, one, box)), steps[-1])
        size = balanced(told, box.width, size)
        lines = max(1, min(_TITLE_LINES, int(box.height / POINT / size / _TITLE_LINE)))
        shown = shortened(told, size, box.width, lines)
        paragraph = place.text_frame.paragraphs[0]
        for number, line in enumerate(by_clause(shown, size, box.width)):
            if number:
                paragraph.add_line_break()
            self._letters.paragraph(paragraph, [Piece(line, None if size == usual else size)])

    def message(self, told: Sequence[Told]) -> Box:
        """The message below the title; gives the place that is left for the picture."""
        box, area = picture_box(self._found, *self._size)
        text = self._letters.sentences(one.text for one in told)
        place = self._own("message")
        if not text or box is None:
            return area
        if place is None:
            frame = self._slide.shapes.add_textbox(*box).text_frame
            frame.word_wrap = True
            frame.margin_left = frame.margin_right = Emu(0)
            frame.vertical_anchor = MSO_ANCHOR.TOP
            usual, color = 0.0, "soft_ink"
        else:
            box = sizes.text_box(self._found.spots["message"])
            frame = place.text_frame
            usual, color = sizes.size_of(self._found.spots["message"], 16), None
        fine = self._letters.fine(text)
        steps = sizes.down_from(min(usual or 16, 18), SMALLEST)
        size = fitted([fine], box.width, box.height, steps)
        most = max(1, int(box.height / POINT / size / LINE))
        piece = Piece(
            shortened(fine, size, box.width, most),
            None if size == usual else size,
            color,  # type: ignore[arg-type]
        )
        self._letters.paragraph(frame.paragraphs[0], [piece])
        return area

    def facts(self, told: Sequence[Told]) -> None:
        """The first slide's sentences, each under its small label."""
        place, spot = self._own("message"), self._found.spots["message"]
        if place is None:
            return
        box = sizes.text_box(spot)
        usual = sizes.size_of(spot, 18)
        texts = [self._letters.fine(one) for fact in told for one in (fact.label, fact.text) if one]
        height = box.height - (_AFTER * (len(told) - 1) + _UNDER_LABEL * len(told)) * POINT
        steps = sizes.down_from(min(usual, 20), SMALLEST)
        size = fitted(texts, box.width, height, steps)
        frame = place.text_frame
        paragraph = frame.paragraphs[0]
        for number, fact in enumerate(told):
            if number:
                paragraph = frame.add_paragraph()
            if fact.label:
                label = Piece(fact.label, max(SMALLEST, size - 4), "soft_ink", True)
                self._letters.paragraph(paragraph, [label], after=_UNDER_LABEL)
                paragraph = frame.add_paragraph()
            text = shortened(self._letters.fine(fact.text), size, box.width, _MOST_LINES)
            piece = Piece(text, None if size == usual else size)
            self._letters.paragraph(paragraph, [piece], after=_AFTER)

    def kicker(self, text: str) -> bool:
        """The line above the first title; whether the template has a place for it."""
        place, spot = self._own("kicker"), self._found.spots.get("kicker")
        if place is None or spot is None:
            return False
        box = sizes.text_box(spot)
        size = fitted(
            [self._letters.fine(text)],
            box.width,
            box.height,
            sizes.down_from(sizes.size_of(spot, 16), SMALLEST),
        )
        told = shortened(self._letters.fine(text), size, box.width, 1)
        self._letters.paragraph(place.text_frame.paragraphs[0], [Piece(told, size)])
        return True

    def picture(self, frame: Any) -> None:
        """Lets a chart or table take the place of the layout's placeholder for it."""
        place = self._own("picture")
        if place is None:
            return
        own = place._element.find(f".//{_P}ph")
        shape = frame._element
        if shape.tag == f"{_P}graphicFrame" and kind_of(place) in _GRAPHIC:
            shape.find(f".//{_P}nvPr").insert(0, copy.deepcopy(own))
        place._element.addprevious(shape)
        place._element.getparent().remove(place._element)

    def footer(self, text: str) -> None:
        place = self._copied("footer")
        if place is not None:
            spot = self._found.spots["footer"]
            width = sizes.text_box(spot).width or self._size[0] // 3
            size = sizes.size_of(spot, SMALLEST)
            told = shortened(self._letters.fine(text), size, width, 1)
            self._letters.paragraph(place.text_frame.paragraphs[0], [Piece(told)])

    def number(self) -> None:
        """The slide's number, as a field that Office keeps right."""
        place = self._copied("number")
        if place is None:
            return
        spot = self._found.spots["number"]
        field = spot._element.find(f".//{_A}fld")
        if field is None:
            place._element.getparent().remove(place._element)
            return
        made = copy.deepcopy(field)
        number = len(self._slide.part.package.presentation_part.presentation.slides)
        made.find(f"{_A}t").text = str(number)
        place.text_frame.paragraphs[0]._p.insert(0, made)

    def logo(self) -> None:
        place = self._own("logo")
        if place is None or not self._brand.logo:
            return
        picture = self._brand.logo
        if self._brand.logo_kind == "svg":
            from pmo_advisor.reports.formats.raster import png

            picture = png(picture.decode("utf-8"), self._brand, width=_LOGO_PIXELS)
        box = box_of(self._found.spots["logo"])
        shape = self._slide.shapes.add_picture(io.BytesIO(picture), box.left, box.top)
        scale = min(box.width / shape.width, box.height / shape.height)
        shape.width, shape.height = round(shape.width * scale), round(shape.height * scale)
        shape.left = Emu(box.right - shape.width)
        place._element.getparent().remove(place._element)

    def _copied(self, name: str) -> Any | None:
        """A footer or number on the slide itself, which new slides are made without."""
        spot = self._found.spots.get(name)
        if spot is None:
            return None
        made = copy.deepcopy(spot._element)
        for body in made.findall(f"{_P}txBody"):
            for paragraph in body.findall(f"{_A}p"):
                for inside in list(paragraph):
                    paragraph.remove(inside)
            style = body.find(f"{_A}lstStyle")
            if style is not None:
                for inside in list(style):
                    style.remove(inside)
        properties = made.find(f"{_P}spPr")
        for inside in list(properties):
            properties.remove(inside)
        tree = self._slide.shapes._spTree
        identity = max(
            (int(one.get("id")) for one in tree.iter() if one.tag.endswith("}cNvPr")), default=1
        )
        made.find(f".//{_P}cNvPr").set("id", str(identity + 1))
        tree.append(made)
        return self._own(name)

    def clear(self) -> None:
        """Removes the placeholders that nothing was put into."""
        for one in list(self._slide.placeholders):
            if one.has_text_frame and not one.text_frame.text:
                one._element.getparent().remove(one._element)


def _holds(title: str, size: float, box: Box) -> bool:
    """Whether a title stands in two lines that the box has room for."""
    lines = len(lines_of(title, size, box.width))
    return lines <= _TITLE_LINES and lines * size * _TITLE_LINE * POINT <= box.height
