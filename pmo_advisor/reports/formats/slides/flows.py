"""A flow of steps in native shapes: arrows with what each step takes below them."""

from __future__ import annotations

from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from pmo_advisor.model.brand import ColorName
from pmo_advisor.reports.formats.slides.grid import INCH, POINT, Box
from pmo_advisor.reports.formats.slides.lettering import (
    SMALLEST,
    SPACING,
    Letters,
    Piece,
    fitted,
    height_of,
    shortened,
)
from pmo_advisor.reports.parts import Mark
from pmo_advisor.reports.slides import Flow, Step

_GAP = INCH // 12
_SIGN = round(0.34 * INCH)
_ARROW = round(0.85 * INCH)
_TIP = round(0.2 * INCH)
_BELOW = round(0.2 * INCH)
_AFTER = 5
_FILLS: dict[str, tuple[ColorName, ColorName]] = {
    "behind": ("accent_soft", "ink"),
    "here": ("accent", "paper"),
    "ahead": ("faint", "ink"),
}
_COLORS: dict[Mark, ColorName] = {"met": "accent", "unmet": "against", "open": "open"}


def place_flow(shapes: Any, box: Box, flow: Flow, letters: Letters) -> Any:
    """Puts the flow into the box; gives the group of its shapes."""
    group = shapes.add_group_shape()
    group._element.nvGrpSpPr.cNvPr.set("descr", letters.plain(flow.in_words))
    count = len(flow.steps)
    width = (box.width - _GAP * (count - 1)) // count
    size = min(_name_size(one, width, letters) for one in flow.steps)
    for at, step in enumerate(flow.steps):
        left = box.left + at * (width + _GAP)
        _sign(group, Box(left, box.top, width, _SIGN), step, letters)
        _arrow(group, Box(left, box.top + _SIGN, width, _ARROW), step, size, letters, at)
        top = box.top + _SIGN + _ARROW + _BELOW
        _column(group, Box(left, top, width - 2 * _GAP, box.bottom - top), step, letters)
    return group


def _name_size(step: Step, width: int, letters: Letters) -> float:
    texts = [letters.fine(one) for one in (step.name, step.means) if one]
    return fitted(texts, _room(width), _ARROW - _GAP, (16, 15, 14, 13, 12))


def _room(width: int) -> int:
    """The width of the letters in an arrow, between its notch and its tip."""
    return width - 2 * _TIP - _GAP


def _sign(group: Any, box: Box, step: Step, letters: Letters) -> None:
    if step.sign:
        frame = _text(group, box)
        frame.vertical_anchor = MSO_ANCHOR.TOP
        letters.paragraph(frame.paragraphs[0], [Piece(step.sign, 14, "accent", True)])


def _arrow(group: Any, box: Box, step: Step, size: float, letters: Letters, at: int) -> None:
    kind = MSO_SHAPE.CHEVRON if at else MSO_SHAPE.PENTAGON
    shape = group.shapes.add_shape(kind, *box)
    shape.adjustments[0] = _TIP / box.height
    fill, ink = _FILLS[step.place]
    shape.fill.solid()
    shape.fill.fore_color.rgb = letters.color(fill)
    shape.line.fill.background()
    _plain(shape)
    frame = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    # The letters' place in a chevron begins behind its notch and ends before its tip.
    frame.margin_left = Emu(_GAP if at else 2 * _GAP)
    frame.margin_right = Emu(0)
    frame.margin_top = frame.margin_bottom = Emu(0)
    for number, text in enumerate(one for one in (step.name, step.means) if one):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.line_spacing = SPACING
        told = shortened(letters.fine(text), size, _room(box.width), 2)
        letters.paragraph(paragraph, [Piece(told, size, ink, number == 0)])


def _plain(shape: Any) -> None:
    """Without the template's style of shapes, which may bring shadows and outlines."""
    style = shape._element.find("{http://schemas.openxmlformats.org/presentationml/2006/main}style")
    if style is not None:
        shape._element.remove(style)


def _text(group: Any, box: Box) -> Any:
    frame = group.shapes.add_textbox(*box).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
    return frame


def _column(group: Any, box: Box, step: Step, letters: Letters) -> None:
    """What stands below an arrow: the step's two lines, and as many points as there is room for."""
    paragraphs: list[list[Piece]] = []
    if step.first:
        paragraphs.append([Piece(step.first, 18, "ink", True)])
    if step.second:
        paragraphs.append([Piece(step.second, 13, "soft_ink")])
    paragraphs += _points(step, box.width, box.height - _height(paragraphs, box.width), letters)
    if not paragraphs:
        return
    frame = _text(group, box)
    for number, pieces in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.line_spacing = SPACING
        paragraph.space_after = Pt(_AFTER)
        letters.paragraph(paragraph, pieces)


def _height(paragraphs: list[list[Piece]], width: int) -> int:
    """The height of paragraphs that each have one size of letters, with the space below them."""
    return sum(
        height_of(["".join(one.text for one in pieces)], pieces[0].size or SMALLEST, width)
        + _AFTER * POINT
        for pieces in paragraphs
    )


def _points(step: Step, width: int, height: int, letters: Letters) -> list[list[Piece]]:
    """The points that fit, and how many do not."""
    told: list[list[Piece]] = []
    for line in step.points:
        color: ColorName = _COLORS[line.mark] if line.mark else "ink"
        told.append([Piece(shortened(letters.fine(line.text), 13, width, 6), 13, color)])
    for kept in range(len(told), 0, -1):
        left_out = len(told) - kept
        rest = [[Piece(step.more[left_out - 1], SMALLEST, "soft_ink")]] if left_out else []
        shown = [*told[:kept], *rest]
        if kept == 1 or _height(shown, width) <= height:
            return shown
    return told
