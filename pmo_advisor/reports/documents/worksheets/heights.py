"""How high rows have to be for their words: not every program that opens a workbook works it out.

A column's width is counted in digits of the face; text is measured in ems, generously.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pmo_advisor.reports.documents.worksheets.grid import Cell, Look
from pmo_advisor.reports.typography import ems, wrapped

TALLEST = 400.0
"""Points; the format allows a little more."""

ROW = 15.0
"""Points of a row that nothing stands in."""

_DIGIT = 0.525
_PADDING = 1.2
_LINE = 15.0
_SLACK = 3.0
_LATIN = 0.94
"""How far running Latin text stays below the generous measure."""

_SCALES: dict[Look, float] = {"title": 1.65, "heading": 1.25, "strong": 1.06, "head": 1.06}
_LINES: dict[Look, float] = {"title": 25.0, "heading": 19.0}


def height(text: str, width: float, look: Look = "text") -> float:
    """The height in points of words in a column, or across columns, of that width in digits."""
    latin = sum(one.isascii() for one in text) > len(text) / 2
    scale = _SCALES.get(look, 1.0) * (_LATIN if latin else 1.0)
    room = max((width * _DIGIT - _PADDING) / scale, 1.0)
    lines = sum(1 if len(one) <= room else len(wrapped(one, room, ems)) for one in text.split("\n"))
    return min(lines * _LINES.get(look, _LINE) + _SLACK, TALLEST)


def heights(cells: Iterable[Cell], widths: Sequence[float]) -> tuple[tuple[int, float], ...]:
    """The height of every row, by its highest cell."""
    found: dict[int, float] = {}
    for cell in cells:
        told = cell.value if isinstance(cell.value, str) else ""
        needed = height(told, widths[cell.column], cell.look)
        found[cell.row] = max(needed, found.get(cell.row, 0.0))
    return tuple(sorted(found.items()))
