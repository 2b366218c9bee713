"""The pieces every section is made of: lines, rows, tables, and their headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mark = Literal["met", "unmet", "open", "for", "against"]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or cell, the numbers of its notes, and how what it says stands."""

    text: str
    notes: tuple[int, ...] = ()
    mark: Mark | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A label with what it says, in one line or several."""

    id: str
    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column names the row.

    ``figures`` are the columns of numbers, ``short`` those that are kept on one line.
    """

    id: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    figures: tuple[int, ...] = ()
    short: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's anchor, its topic, and its conclusion."""

    id: str
    topic: str
    title: str
