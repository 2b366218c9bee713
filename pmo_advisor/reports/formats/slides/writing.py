"""Writes a deck on its template: title, message, picture, footer and notes of every slide."""

from __future__ import annotations

import io
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml

from pmo_advisor.model.brand import Brand
from pmo_advisor.reports.charts.native import NativeChart
from pmo_advisor.reports.formats.package import fixed
from pmo_advisor.reports.formats.slides.charts import place_chart
from pmo_advisor.reports.formats.slides.filling import Filling
from pmo_advisor.reports.formats.slides.finding import Found, find
from pmo_advisor.reports.formats.slides.flows import place_flow
from pmo_advisor.reports.formats.slides.grid import Box
from pmo_advisor.reports.formats.slides.lettering import Letters
from pmo_advisor.reports.formats.slides.places import PLACES
from pmo_advisor.reports.formats.slides.tables import place_table
from pmo_advisor.reports.formats.slides.template import opened
from pmo_advisor.reports.slides import Deck, Flow, Slide, SlideTable, Told

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"


def slides(deck: Deck, brand: Brand) -> bytes:
    """The deck as PowerPoint bytes, the same for the same input.

    Raises BadInput where the brand's template cannot be used.
    """
    made = opened(brand)
    layouts = {one.name: found for one in PLACES if (found := find(made, one.name))}
    writer = _Writer(made, deck, brand, layouts)
    for slide in deck.slides:
        writer.write(slide)
    _name_notes_master(made)
    _properties(made, deck)
    written = io.BytesIO()
    made.save(written)
    return fixed(written.getvalue())


class _Writer:
    """Adds slides to one presentation."""

    def __init__(self, made: Any, deck: Deck, brand: Brand, layouts: dict[str, Found]) -> None:
        self._made = made
        self._deck = deck
        self._brand = brand
        self._layouts = layouts
        self._letters = Letters(brand, deck.lang)

    def write(self, slide: Slide) -> None:
        found = self._layouts[_layout(slide)]
        new = self._made.slides.add_slide(found.layout)
        filling = Filling(new, found, self._letters, self._brand, self._made)
        filling.title(slide.title)
        if slide.picture is None:
            self._front(filling, slide)
        else:
            box = filling.message(slide.message)
            filling.picture(self._picture(new, slide, box))
        filling.footer(self._footer())
        filling.number()
        filling.logo()
        filling.clear()
        self._notes(new, slide)

    def _front(self, filling: Filling, slide: Slide) -> None:
        """The first slide: whose advice it is, of which day, and what is wanted."""
        deck = self._deck
        named = (deck.kind, deck.organization, deck.subject, deck.date)
        kicker = "  |  ".join(one for one in named if one)
        told = slide.message if filling.kicker(kicker) else (Told(kicker), *slide.message)
        filling.facts(told)

    def _picture(self, new: Any, slide: Slide, box: Box) -> Any:
        match slide.picture:
            case NativeChart() as chart:
                return place_chart(new.shapes, box, chart, self._letters)
            case SlideTable() as table:
                return place_table(new.shapes, box, table, self._letters)
            case Flow() as flow:
                return place_flow(new.shapes, box, flow, self._letters)
        return None

    def _footer(self) -> str:
        own = self._brand.footer.in_(self._deck.lang)
        told = (own, self._deck.subject, self._deck.kind)
        return "  |  ".join(one for one in told if one)

    def _notes(self, new: Any, slide: Slide) -> None:
        frame = new.notes_slide.notes_text_frame
        for number, text in enumerate(slide.notes):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text = self._letters.plain(text)
            self._letters.faces(run.font._rPr)


def _layout(slide: Slide) -> str:
    if slide.picture is None:
        return "pmo title"
    return "pmo table" if isinstance(slide.picture, SlideTable) else "pmo picture"


def _name_notes_master(made: Any) -> None:
    """Names the notes master in the presentation, as PowerPoint itself does."""
    element = made.part._element
    if element.find(f"{{{_P}}}notesMasterIdLst") is not None:
        return
    key = next(name for name, one in made.part.rels.items() if one.reltype == RT.NOTES_MASTER)
    masters = element.find(f"{{{_P}}}sldMasterIdLst")
    masters.addnext(
        parse_xml(
            f'<p:notesMasterIdLst xmlns:p="{_P}" xmlns:r="{_R}"><p:notesMasterId r:id="{key}"/>'
            "</p:notesMasterIdLst>"
        )
    )


def _properties(made: Any, deck: Deck) -> None:
    """What the file says of itself; nothing of who made it or its template."""
    told = made.core_properties
    told.title = f"{deck.subject} | {deck.kind}"[:255]
    told.language = {"zh": "zh-CN", "en": "en-GB"}[deck.lang]
    told.author = told.last_modified_by = "pmo-advisor"
    told.revision = 1
