"""A document before it has a format: sections of blocks, each said in one language or in two.

Word and PDF are written from this. A place in a document holds what is said there in each language
of the edition, so that a bilingual edition is the same document with two of them everywhere.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from pmo_advisor.model.text import Lang
from pmo_advisor.reports.charts.drawing import Picture
from pmo_advisor.reports.parts import Mark


class Said(NamedTuple):
    """Words in one language, as ``parts.Line``; ``mark_word`` is said before the text."""

    lang: Lang
    text: str
    notes: tuple[int, ...] = ()
    mark: Mark | None = None
    mark_word: str = ""
    detail: str = ""
    bold: bool = False


Place = tuple[Said, ...]
"""What stands in one place. Neighbours in one language run on; another language begins anew."""

Style = Literal["body", "lead", "aside", "notice"]


class Paragraph(NamedTuple):
    """A paragraph. A ``notice`` is set apart on a panel; an ``aside`` is quiet."""

    said: Place
    style: Style = "body"


class Subhead(NamedTuple):
    """A heading within a section; level 2 below the section's own, level 3 below that."""

    said: Place
    level: Literal[2, 3] = 2


class Bullets(NamedTuple):
    """A list, numbered where the order counts."""

    items: tuple[Place, ...]
    numbered: bool = False


class Fact(NamedTuple):
    """A label with what it says."""

    id: str
    label: Place
    lines: tuple[Place, ...]


class Facts(NamedTuple):
    """Labels with what they say; ``brief`` is the first page's larger form."""

    rows: tuple[Fact, ...]
    brief: bool = False


class Grid(NamedTuple):
    """A table, as ``parts.Table``."""

    id: str
    caption: Place
    head: tuple[Place, ...]
    rows: tuple[tuple[Place, ...], ...]
    figures: tuple[int, ...] = ()
    short: tuple[int, ...] = ()


class Figure(NamedTuple):
    """A picture, once for each language, and its caption (which may be empty)."""

    id: str
    pictures: tuple[tuple[Lang, Picture], ...]
    caption: Place = ()


class Endnote(NamedTuple):
    """A note at the end: the number that the text refers to, and paragraphs of what it rests on."""

    number: int
    said: tuple[Place, ...]


class Endnotes(NamedTuple):
    """All notes, in the order of their numbers."""

    notes: tuple[Endnote, ...]


Block = Paragraph | Subhead | Bullets | Facts | Grid | Figure | Endnotes


class Section(NamedTuple):
    """A part of a document. ``id`` is its name in templates; ``topic`` stands small above it."""

    id: str
    topic: Place
    title: Place
    blocks: tuple[Block, ...]


class Laid(NamedTuple):
    """A whole document. ``subject`` is the assessed unit; ``date`` may be empty.

    ``kind`` is the document's name; ``opening`` is the section before the table of contents, and
    ``contents`` the heading of that table.
    """

    kind: str
    langs: tuple[Lang, ...]
    name: Place
    subject: str
    organization: str
    date: Place
    opening: Section | None
    sections: tuple[Section, ...]
    contents: Place = ()
