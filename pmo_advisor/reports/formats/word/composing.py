"""Puts what a document says where its template has marks for it."""

from __future__ import annotations

from collections.abc import Iterator, Set

from docx.document import Document as DocumentObject
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn

from pmo_advisor.model.brand import Brand
from pmo_advisor.reports.blocks import Endnotes, Laid, Section
from pmo_advisor.reports.formats.word.body import Body, Room
from pmo_advisor.reports.formats.word.contents import Entry, contents, wrapped
from pmo_advisor.reports.formats.word.filling import marker
from pmo_advisor.reports.formats.word.numbering import Numbering
from pmo_advisor.reports.formats.word.pictures import Pictures
from pmo_advisor.reports.formats.word.runs import GAP, Runs
from pmo_advisor.reports.formats.word.styles import Styles
from pmo_advisor.reports.formats.word.tables import Tables
from pmo_advisor.reports.formats.word.tags import CONTENTS, LOGO, REST, tag_name
from pmo_advisor.reports.formats.word.xml import Element, ancestors, within, words

_A4 = (11906, 16838, 1440)
"""Width, height and margins in twips where a template does not say."""


def composed(document: DocumentObject, laid: Laid, brand: Brand, known: Set[str]) -> None:
    """Replace every mark by its block; marks of blocks that are not there go."""
    Composing(document, laid, brand).fill(known)


class Composing:
    """One document being put together."""

    def __init__(self, document: DocumentObject, laid: Laid, brand: Brand) -> None:
        self._document = document
        self._laid = laid
        self._by_tag = {tag_name(one.id): one for one in sections(laid)}
        self._marks = _marks(document.element)
        self._pictures = Pictures(document, brand)
        placed = self._placed()
        self._styles = Styles(document.part._styles_part.element, brand)
        self._runs = Runs(self._styles, laid.langs[0], notes=any(map(_has_notes, placed)))
        self._tables = Tables(self._styles, self._runs)
        taken = (int(one.get(qn("w:id"))) for one in within(document.element, "w:bookmarkStart"))
        self._body = Body(
            self._styles,
            self._runs,
            self._tables,
            Numbering(document),
            self._pictures,
            max(taken, default=0) + 1,
        )
        self._anchors = {one.id: f"_Toc{at:08d}" for at, one in enumerate(placed, 1)}

    def fill(self, known: Set[str]) -> None:
        """Fill the body's blocks, then the logo wherever it is asked for."""
        for name, paragraph in self._marks:
            if name in known:
                self._put(name, paragraph)
        for part in self._document.part.package.iter_parts():
            if isinstance(part, XmlPart):
                self._put_logo(part)

    def _placed(self) -> list[Section]:
        """The sections that this template takes, in its order."""
        return [one for name, _ in self._marks for one in self._sections_of(name)]

    def _sections_of(self, name: str) -> list[Section]:
        if name != REST:
            return [self._by_tag[name]] if name in self._by_tag else []
        own = {each for each, _ in self._marks}
        return [one for tag, one in self._by_tag.items() if tag not in own]

    def _put(self, name: str, paragraph: Element) -> None:
        made = list(self._made(name, self._room(paragraph)))
        for one in made:
            paragraph.addprevious(one)
        parent = paragraph.getparent()
        break_here = paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        last = len(parent.findall(qn("w:p"))) == 1 or parent[-1] is paragraph
        if break_here is not None or (last and (not made or made[-1].tag != qn("w:p"))):
            # It ends a section of the page or a cell, which must not be lost.
            for run in list(within(paragraph, "w:r")):
                run.getparent().remove(run)
        else:
            parent.remove(paragraph)

    def _made(self, name: str, room: Room) -> Iterator[Element]:
        if name == CONTENTS:
            listed = [one for one in self._placed() if one is not self._laid.opening]
            entries = [Entry(self._anchors[one.id], one.title) for one in listed]
            told = list(
                contents(self._laid.contents, entries, self._runs, self._tables, room.width)
            )
            if told:
                yield wrapped(told)
        for one in self._sections_of(name):
            style = "Title" if one is self._laid.opening else "heading 1"
            yield from self._body.section(one, style, self._anchors[one.id], room)

    def _room(self, paragraph: Element) -> Room:
        """The width and height of text where a paragraph stands."""
        part = self._document.part
        wide, high = _page(self._document.element, paragraph)
        for cell in ancestors(paragraph, "w:tc"):
            told = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
            if told is not None and told.get(qn("w:type")) == "dxa":
                wide = min(wide, int(told.get(qn("w:w"))) - 220)
        return Room(max(wide, 1500), high, part)

    def _put_logo(self, part: Part) -> None:
        mark = marker(LOGO)
        for text in list(within(part.element, "w:t")):  # type: ignore[attr-defined]
            if mark in (text.text or ""):
                before, _, after = text.text.partition(mark)
                text.text = before
                rest = words("w:t", GAP + after.replace(mark, ""))
                text.addnext(rest)
                text.addnext(self._pictures.logo(part))


def sections(laid: Laid) -> list[Section]:
    """All sections, the opening first."""
    return [*([laid.opening] if laid.opening else ()), *laid.sections]


def _has_notes(section: Section) -> bool:
    return any(isinstance(block, Endnotes) for block in section.blocks)


def _marks(root: Element) -> list[tuple[str, Element]]:
    """The blocks that the template takes, with the paragraph of each, in order."""
    start, end = marker("|").split("|")
    found = []
    for paragraph in within(root, "w:p"):
        told = "".join(one.text or "" for one in within(paragraph, "w:t")).strip()
        if told.startswith(start) and told.endswith(end):
            found.append((told[len(start) : -len(end)], paragraph))
    return [one for one in found if one[0] != LOGO]


def _page(root: Element, paragraph: Element) -> tuple[int, int]:
    """Width and height of the text of the page that a paragraph stands on, in twips."""
    here = False
    for one in root.iter(qn("w:p"), qn("w:sectPr")):
        here = here or one is paragraph
        if here and one.tag == qn("w:sectPr"):
            return _text_area(one)
    return _A4[0] - 2 * _A4[2], _A4[1] - 2 * _A4[2]


def _text_area(section: Element) -> tuple[int, int]:
    size, margin = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    told = {} if size is None else size.attrib
    edges = {} if margin is None else margin.attrib

    def length(where: object, name: str, otherwise: int) -> int:
        return int(where.get(qn(f"w:{name}"), otherwise))  # type: ignore[attr-defined]

    wide = length(told, "w", _A4[0])
    wide -= length(edges, "left", _A4[2]) + length(edges, "right", _A4[2])
    wide -= length(edges, "gutter", 0)
    high = length(told, "h", _A4[1])
    high -= abs(length(edges, "top", _A4[2])) + abs(length(edges, "bottom", _A4[2]))
    columns = section.find(qn("w:cols"))
    number = 1 if columns is None else length(columns.attrib, "num", 1)
    apart = 0 if columns is None else length(columns.attrib, "space", 720) * (number - 1)
    return (wide - apart) // max(number, 1), high
