"""The table of contents: a field that Word keeps up, filled so that it can be read before.

Entries are links; page numbers are references that LibreOffice counts when it opens the document
and Word when it prints or saves it as PDF. The field is not marked as out of date, because Word
would then greet every reader with a question about other files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pmo_advisor.reports.blocks import Place
from pmo_advisor.reports.formats.word.runs import Runs
from pmo_advisor.reports.formats.word.tables import Tables
from pmo_advisor.reports.formats.word.xml import Element, element, valued, words

FIELD = ' TOC \\o "1-1" \\h \\z \\u '


class Entry(NamedTuple):
    """A heading and the bookmark around it."""

    anchor: str
    title: Place


def contents(
    heading: Place, entries: Sequence[Entry], runs: Runs, tables: Tables, width: int
) -> Iterator[Element]:
    """The heading and a line for each entry; nothing where there is nothing to list."""
    if not entries:
        return
    if heading:
        told = runs.place(heading, "TOC Heading", second=0.7)
        yield tables.paragraph("TOC Heading", told)
    stop = element("w:tab", {"w:val": "right", "w:pos": width})
    for at, entry in enumerate(entries):
        line = [_link(entry, runs)]
        if at == 0:
            line = [*_field_start(FIELD, runs), *line]
        if at == len(entries) - 1:
            line.append(_mark("end", runs))
        indent = element("w:ind", {"w:right": 900})
        yield tables.paragraph("toc 1", line, element("w:tabs", {}, stop), indent)


def _link(entry: Entry, runs: Runs) -> Element:
    tab = element("w:r", {}, runs.properties("en", "toc 1"), element("w:tab"))
    page = [*_field_start(f" PAGEREF {entry.anchor} \\h ", runs), _mark("end", runs)]
    told = runs.place(entry.title, "toc 1", second=0.9)
    return element("w:hyperlink", {"w:anchor": entry.anchor, "w:history": 1}, *told, tab, *page)


def _field_start(instruction: str, runs: Runs) -> list[Element]:
    told = element("w:r", {}, runs.properties("en", "toc 1"), words("w:instrText", instruction))
    return [_mark("begin", runs), told, _mark("separate", runs)]


def _mark(kind: str, runs: Runs) -> Element:
    mark = element("w:fldChar", {"w:fldCharType": kind})
    return element("w:r", {}, runs.properties("en", "toc 1"), mark)


def wrapped(inside: Sequence[Element]) -> Element:
    """The table of contents as Word knows one, so that a click offers to bring it up to date."""
    gallery = valued("w:docPartGallery", "Table of Contents")
    properties = element(
        "w:sdtPr", {}, element("w:docPartObj", {}, gallery, element("w:docPartUnique"))
    )
    return element("w:sdt", {}, properties, element("w:sdtContent", {}, *inside))
