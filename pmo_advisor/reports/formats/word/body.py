"""The blocks of a section as paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import count
from typing import NamedTuple

from docx.opc.part import Part

from pmo_advisor.reports.blocks import (
    Block,
    Bullets,
    Endnote,
    Endnotes,
    Facts,
    Figure,
    Grid,
    Paragraph,
    Place,
    Section,
    Subhead,
)
from pmo_advisor.reports.formats.word.fitting import is_dense
from pmo_advisor.reports.formats.word.numbering import Numbering
from pmo_advisor.reports.formats.word.pictures import Pictures
from pmo_advisor.reports.formats.word.runs import Runs, note_anchor
from pmo_advisor.reports.formats.word.styles import Styles
from pmo_advisor.reports.formats.word.tables import Tables
from pmo_advisor.reports.formats.word.xml import Element, element, valued

_STYLES = {"body": "Normal", "lead": "PMO Lead", "aside": "PMO Aside", "notice": "PMO Notice"}
_SECOND_HEADING, _SECOND = 0.68, 0.92
"""The size of the other language beside the first."""
_HIGHEST = 0.8
"""The most that a picture, in all its languages, takes of a page's height."""


class Room(NamedTuple):
    """What a block may take of a page, in twips, and the part that it stands in."""

    width: int
    height: int
    part: Part


class Body:
    """Writes sections into one document."""

    def __init__(
        self,
        styles: Styles,
        runs: Runs,
        tables: Tables,
        numbering: Numbering,
        pictures: Pictures,
        bookmark: int,
    ) -> None:
        self._styles = styles
        self._runs = runs
        self._tables = tables
        self._numbering = numbering
        self._pictures = pictures
        self._bookmarks = count(bookmark)

    def section(self, section: Section, style: str, anchor: str, room: Room) -> Iterator[Element]:
        """A section under its heading; ``anchor`` is the heading's bookmark."""
        if section.topic:
            topic = self._runs.place(section.topic, "PMO Topic", second=_SECOND)
            # The title of the document stands at the head of its page.
            top = [element("w:spacing", {"w:before": 0})] if style == "Title" else []
            yield self._tables.paragraph("PMO Topic", topic, *top)
        told = self._runs.place(section.title, style, second=_SECOND_HEADING)
        # Below its topic a heading needs no room of its own.
        close = [element("w:spacing", {"w:before": 0})] if section.topic else []
        yield self._tables.paragraph(style, self._marked(anchor, told), *close)
        dense = style == "Title" and is_dense(section, room.width, room.height)
        yield from self._blocks(section.blocks, room, dense=dense)

    def _blocks(self, blocks: Sequence[Block], room: Room, *, dense: bool) -> Iterator[Element]:
        following = (*blocks[1:], None)
        for block, after in zip(blocks, following, strict=False):
            made = list(self._block(block, room, dense=dense))
            if isinstance(block, Paragraph) and isinstance(after, Grid | Bullets):
                _kept_with_next(made[-1])
            yield from made
            # Tables that touch become one, and no table may end a page's text.
            apart = isinstance(after, Subhead) or (isinstance(after, Grid) and after.caption)
            if isinstance(block, Facts | Grid) and not apart:
                yield self._tables.paragraph("PMO Gap", [])

    def _block(self, block: Block, room: Room, *, dense: bool) -> Iterator[Element]:
        match block:
            case Paragraph():
                yield self._line(block.said, _STYLES[block.style], _SECOND)
            case Subhead():
                yield self._line(block.said, f"heading {block.level}", 0.85)
            case Bullets():
                yield from self._bullets(block)
            case Facts():
                yield self._tables.facts(block, room.width, dense=dense)
            case Grid():
                if block.caption:
                    yield self._line(block.caption, "caption", _SECOND)
                yield self._tables.grid(block, room.width)
            case Figure():
                yield from self._figure(block, room)
            case Endnotes():
                for note in block.notes:
                    yield from self._note(note)

    def _line(self, place: Place, style: str, second: float) -> Element:
        return self._tables.paragraph(style, self._runs.place(place, style, second=second))

    def _bullets(self, block: Bullets) -> Iterator[Element]:
        style = "List Number" if block.numbered else "List Bullet"
        number = self._numbering.numbers() if block.numbered else self._numbering.bullets()
        listed = element("w:numPr", {}, valued("w:ilvl", 0), valued("w:numId", number))
        for item in block.items:
            told = self._runs.place(item, style, second=_SECOND)
            yield self._tables.paragraph(style, told, deepcopy(listed))

    def _figure(self, block: Figure, room: Room) -> Iterator[Element]:
        # The same picture in two languages shares a page, so that the eye can compare.
        highest = int(room.height * _HIGHEST / len(block.pictures)) if block.pictures else 0
        for lang, picture in block.pictures:
            drawn = self._pictures.chart(picture, lang, room.part, room.width, highest)
            run = element("w:r", {}, self._runs.properties(lang, "PMO Figure"), drawn)
            keep = [element("w:keepNext")] if block.caption else []
            yield self._tables.paragraph("PMO Figure", [run], *keep)
        if block.caption:
            yield self._line(block.caption, "PMO Figure Key", 1)

    def _note(self, note: Endnote) -> Iterator[Element]:
        for at, place in enumerate(note.said):
            style = "PMO Note Detail" if at else "PMO Note"
            told = self._runs.place(place, style)
            if at == 0:
                lang = place[0].lang if place else "en"
                number = self._runs.run(str(note.number), lang, style, "PMO Quiet")
                tab = element("w:r", {}, self._runs.properties(lang, style), element("w:tab"))
                told = [*self._marked(note_anchor(note.number), [number]), tab, *told]
            yield self._tables.paragraph(style, told)

    def _marked(self, anchor: str, runs: Sequence[Element]) -> list[Element]:
        """The runs within a bookmark."""
        number = next(self._bookmarks)
        start = element("w:bookmarkStart", {"w:id": number, "w:name": anchor})
        return [start, *runs, element("w:bookmarkEnd", {"w:id": number})]


def _kept_with_next(paragraph: Element) -> None:
    """What opens a table or a list stays on its page."""
    paragraph.get_or_add_pPr().get_or_add_pStyle().addnext(element("w:keepNext"))
