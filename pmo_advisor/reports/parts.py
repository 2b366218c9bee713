"""The pieces every section is made of: lines, rows, tables, and their headings."""

from __future__ import annotations

from typing import Literal, NamedTuple

Mark = Literal["met", "unmet", "open", "for", "against"]


class Line(NamedTuple):
    """A sentence or cell, the numbers of its notes, and how what it says stands."""

    text: str
    notes: tuple[int, ...] = ()
    mark: Mark | None = None
    detail: str = ""


class Row(NamedTuple):
    """A label with what it says, in one line or several."""

    id: str
    label: str
    lines: tuple[Line, ...]


class Table(NamedTuple):
    """A table whose first column names the row.

    ``figures`` are the columns of numbers, ``short`` those that are kept on one line.
    """

    id: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    figures: tuple[int, ...] = ()
    short: tuple[int, ...] = ()


class Heading(NamedTuple):
    """A section's anchor, its topic, and its conclusion."""

    id: str
    topic: str
    title: str
