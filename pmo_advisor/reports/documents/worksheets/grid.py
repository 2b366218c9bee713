"""A workbook before it has a format: cells in their places, formulas with their results."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pmo_advisor.model.brand import ColorName
from pmo_advisor.model.text import Lang

Value = str | int | float | None
Look = Literal[
    "title",
    "lead",
    "heading",
    "aside",
    "head",
    "head_figure",
    "text",
    "strong",
    "quiet",
    "label",
    "figure",
    "sum",
    "fine",
    "fine_whole",
    "code",
    "input",
    "fill",
    "fill_day",
    "met",
    "unmet",
    "open",
    "link",
]
"""How a cell looks. An ``input`` is a number to change, a ``fill`` a place to write in."""


class Spot(NamedTuple):
    """A filled cell: where it stands (rows and columns from 0), and what it holds."""

    sheet: str
    row: int
    column: int
    value: Value = None


class Area(NamedTuple):
    """The cells from one to another of the same worksheet, both included."""

    first: Spot
    last: Spot


class Cell(NamedTuple):
    """A cell. ``formula`` has no equals sign, ``value`` is its result; ``link`` is a worksheet."""

    row: int
    column: int
    value: Value
    look: Look
    formula: str = ""
    link: str = ""


class Prose(NamedTuple):
    """Words across the columns up to ``last``, in a row of a height in points."""

    row: int
    last: int
    text: str
    look: Look
    height: float


class Allowed(NamedTuple):
    """What an input takes: a number from ``least`` on, with the words shown beside the cell."""

    row: int
    column: int
    kind: Literal["whole", "decimal", "date"]
    least: int
    most: int | None
    title: str
    message: str


class Named(NamedTuple):
    """A cell that has a name in the whole workbook."""

    name: str
    spot: Spot


class Series(NamedTuple):
    """Values of a chart, each in ``color`` or in its own of ``colors``."""

    name: str
    values: Area
    color: ColorName
    colors: tuple[ColorName, ...] = ()


class Chart(NamedTuple):
    """A bar chart over cells, so that it moves with them. ``says`` is its words for the ear.

    ``stacked`` series continue each other, and their names say the values; other bars have theirs
    beside them. Bars begin at zero unless some go below it. Sizes are
    in pixels.
    """

    id: str
    title: str
    says: str
    names: Area
    series: tuple[Series, ...]
    row: int
    column: int
    width: int
    height: int
    stacked: bool = False
    below_zero: bool = False


class Sheet(NamedTuple):
    """A worksheet. ``widths`` are columns of digits; the rows above ``freeze`` stay in sight.

    ``heights`` are those of rows of cells, in points.

    ``filter`` is the area of the table that can be filtered; ``repeat`` the rows that head every
    printed page.
    """

    id: str
    name: str
    about: str
    widths: tuple[float, ...]
    cells: tuple[Cell, ...]
    proses: tuple[Prose, ...]
    heights: tuple[tuple[int, float], ...]
    allowed: tuple[Allowed, ...]
    named: tuple[Named, ...]
    charts: tuple[Chart, ...]
    freeze: tuple[int, int] | None
    filter: tuple[int, int, int, int] | None
    repeat: tuple[int, int] | None


class Workbook(NamedTuple):
    """All worksheets in one language. ``subject`` is the assessed unit."""

    lang: Lang
    title: str
    subject: str
    sheets: tuple[Sheet, ...]


def letters(column: int) -> str:
    """The letters of a column, from 0."""
    told = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        told = chr(ord("A") + rest) + told
    return told


def quoted_name(sheet: str) -> str:
    """A worksheet's name as formulas and links write it."""
    return "'" + sheet.replace("'", "''") + "'"
