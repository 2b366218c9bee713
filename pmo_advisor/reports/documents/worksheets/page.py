"""A worksheet in the making: filled row by row, each cell answering where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from pmo_advisor.model.text import Lang
from pmo_advisor.reports.documents.worksheets.grid import (
    Allowed,
    Area,
    Cell,
    Chart,
    Look,
    Named,
    Prose,
    Sheet,
    Spot,
    Value,
    letters,
    quoted_name,
)
from pmo_advisor.reports.documents.worksheets.heights import ROW, height, heights
from pmo_advisor.reports.typography import quoted

_POINTS = 0.75
"""Points of a pixel."""

_LONGEST_NAME = 250


class Page:
    """Fills a worksheet. ``row`` is the next free row; columns and rows count from 0."""

    def __init__(self, name: str, sheet: str, about: str, lang: Lang, widths: Sequence[float]):
        self.id = name
        self.name = sheet
        self.row = 0
        self.freeze: tuple[int, int] | None = None
        self.charts: list[Chart] = []
        self.about = about
        self._lang = lang
        self._widths = tuple(widths)
        self._cells: list[Cell] = []
        self._proses: list[Prose] = []
        self._allowed: list[Allowed] = []
        self._named: list[Named] = []
        self._filter: tuple[int, int, int, int] | None = None
        self._repeat: tuple[int, int] | None = None

    def write(
        self, column: int, value: Value, look: Look = "text", *, row: int | None = None
    ) -> Spot:
        """A cell in this row or in another."""
        place = self.row if row is None else row
        told = self._told(value) if isinstance(value, str) else value
        self._cells.append(Cell(place, column, told, look))
        return Spot(self.name, place, column, told)

    def formula(
        self,
        column: int,
        formula: str,
        *read: Spot | Area | int | str,
        value: Value,
        look: Look = "figure",
        row: int | None = None,
    ) -> Spot:
        """A formula with its result; ``{0}``, ``{1}`` … stand for the cells and words it reads."""
        place = self.row if row is None else row
        told = formula.format(*(self.reference(one) for one in read))
        shown = "" if value is None else value
        self._cells.append(Cell(place, column, shown, look, told))
        return Spot(self.name, place, column, value)

    def link(self, column: int, text: str, sheet: str) -> None:
        """Words that lead to another worksheet."""
        self._cells.append(Cell(self.row, column, self._told(text), "link", link=sheet))

    def reference(self, one: Spot | Area | int | str) -> str:
        """A cell, an area, a number or a word as a formula on this page writes it."""
        if isinstance(one, int):
            return str(one)
        if isinstance(one, str):
            return '"' + one.replace('"', '""') + '"'
        first, last = (one.first, one.last) if isinstance(one, Area) else (one, None)
        told = _address(first) if last is None else f"{_address(first)}:{_address(last)}"
        return told if first.sheet == self.name else f"{quoted_name(first.sheet)}!{told}"

    def prose(self, text: str, look: Look = "lead", columns: int | None = None) -> None:
        """A paragraph across all columns or the first ones, and on to the next row."""
        if not text:
            return
        told = self._told(text)
        across = self._widths[:columns]
        tall = height(told, sum(across), look)
        self._proses.append(Prose(self.row, len(across) - 1, told, look, tall))
        self.row += 1

    def heading(self, text: str) -> None:
        """The heading of a block, with a free row before it."""
        self.row += 1
        self.prose(text, "heading")

    def head(self, titles: Iterable[str], figures: Iterable[int] = ()) -> None:
        """The head of a table, and on to the next row; figures stand to the right."""
        right = frozenset(figures)
        for column, title in enumerate(titles):
            self.write(column, title, "head_figure" if column in right else "head")
        self.row += 1

    def end(self, columns: int) -> None:
        """End a table's row: places left free are blank cells of it, and on to the next row."""
        taken = {one.column for one in self._cells if one.row == self.row}
        for column in range(columns):
            if column not in taken:
                self.write(column, None)
        self.row += 1

    def clear(self, top: int, pixels: int) -> None:
        """Go on only below what stands beside the rows from ``top`` on and is so many high."""
        known = dict(heights(self._cells, self._widths))
        known |= {one.row: one.height for one in self._proses}
        taken = sum(known.get(row, ROW) for row in range(top, self.row))
        self.row += max(0, ceil((pixels * _POINTS - taken) / ROW))

    def listed(self, first: int, columns: int) -> None:
        """The rows from ``first`` (the head) to the last one: to be filtered, and kept in sight."""
        if self.row > first + 1:
            self._filter = (first, 0, self.row - 1, columns - 1)
        self.freeze = (first + 1, 0)
        self._repeat = (first, first)

    def allow(self, one: Allowed) -> None:
        self._allowed.append(one)

    def call(self, name: str, spot: Spot) -> None:
        """Give a cell a name, unless one like it is taken: names differ in more than capitals."""
        taken = {one.name.lower() for one in self._named}
        if name.lower() not in taken and len(name) <= _LONGEST_NAME:
            self._named.append(Named(name, spot))

    def sheet(self) -> Sheet:
        """The worksheet as it stands. Columns beyond those that were planned are like the last."""
        needed = max((one.column for one in self._cells), default=0) + 1
        widths = (*self._widths, *self._widths[-1:] * (needed - len(self._widths)))
        return Sheet(
            id=self.id,
            name=self.name,
            about=self.about,
            widths=widths,
            cells=tuple(self._cells),
            proses=tuple(self._proses),
            heights=heights(self._cells, widths),
            allowed=tuple(self._allowed),
            named=tuple(self._named),
            charts=tuple(self.charts),
            freeze=self.freeze,
            filter=self._filter,
            repeat=self._repeat,
        )

    def _told(self, text: str) -> str:
        return quoted(text) if self._lang == "en" else text


def _address(spot: Spot) -> str:
    return f"${letters(spot.column)}${spot.row + 1}"
