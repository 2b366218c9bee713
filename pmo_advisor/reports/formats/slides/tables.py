"""A native table that fits its place: fewer rows rather than small letters."""

from __future__ import annotations

from typing import Any, NamedTuple

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.util import Emu

from pmo_advisor.model.brand import ColorName
from pmo_advisor.reports.formats.slides.grid import POINT, Box
from pmo_advisor.reports.formats.slides.lettering import (
    SMALLEST,
    SPACING,
    Letters,
    Piece,
    height_of,
    shortened,
)
from pmo_advisor.reports.parts import Line, Mark
from pmo_advisor.reports.slides import SlideTable

_SIZES = (16.0, 15.0, 14.0, 13.0, 12.0)
_GAP = 15 * POINT
"""Between two columns; the first one stands on the slide's margin."""

_PAD = 6 * POINT
_MOST_LINES = 5
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_COLORS: dict[Mark, ColorName] = {
    "met": "accent",
    "unmet": "against",
    "open": "open",
    "for": "accent",
    "against": "against",
}


class _Plan(NamedTuple):
    """How a table is set: letter size, rows shown, heights of head and rows."""

    size: float
    rows: int
    heights: tuple[int, ...]


def place_table(shapes: Any, box: Box, table: SlideTable, letters: Letters) -> Any:
    """Puts the table at the top of the box; gives its frame."""
    widths = _widths(table, box.width)
    plan = _plan(table, widths, box.height, letters)
    left_out = len(table.rows) - plan.rows
    count = 1 + plan.rows + bool(left_out)
    frame = shapes.add_table(count, len(widths), box.left, box.top, box.width, sum(plan.heights))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", letters.plain(table.in_words))
    made = frame.table
    made._tbl.tblPr.find(f"{_A}tableStyleId").text = _PLAIN
    made.horz_banding = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Emu(width)
    for row, height in zip(made.rows, plan.heights, strict=True):
        row.height = Emu(height)
    for at, text in enumerate(table.head):
        _head(made.cell(0, at), text, at in table.figures, letters)
    for number, cells in enumerate(table.rows[: plan.rows], start=1):
        for at, line in enumerate(cells):
            cell = made.cell(number, at)
            _cell(cell, _short(line, plan.size, widths[at], letters), plan.size, at, table, letters)
    if left_out:
        rest = made.cell(count - 1, 0)
        rest.merge(made.cell(count - 1, len(widths) - 1))
        _letter(rest, [[Piece(table.more[left_out - 1], SMALLEST, "soft_ink")]], letters)
    for number, row in enumerate(made.rows):
        for cell in row.cells:
            last = number + 1 == count and left_out
            _rule(cell, letters, "ink" if number == 0 else "rule", 0 if last else 9525)
    return frame


def _widths(table: SlideTable, width: int) -> list[int]:
    whole = sum(table.shares)
    widths = [width * one // whole for one in table.shares]
    widths[-1] += width - sum(widths)
    return widths


def _plan(table: SlideTable, widths: list[int], height: int, letters: Letters) -> _Plan:
    """The largest letters at which all rows fit; else as many rows as fit at the smallest."""
    for size in _SIZES:
        heights = _heights(table, widths, size, letters)
        if sum(heights) <= height:
            return _Plan(size, len(table.rows), tuple(_aired(heights, height)))
    rest = height_of([table.more[0]], SMALLEST, sum(widths)) + 2 * _PAD
    heights = _heights(table, widths, SMALLEST, letters)
    rows = len(table.rows) - 1
    while rows > 1 and sum(heights[: rows + 1]) + rest > height:
        rows -= 1
    return _Plan(SMALLEST, rows, (*heights[: rows + 1], rest))


def _aired(heights: list[int], height: int) -> list[int]:
    """Rows with a little more air where the table leaves room, but never spread over it."""
    spare = min((height - sum(heights)) // len(heights), 12 * POINT)
    return [one + (spare if at else spare // 3) for at, one in enumerate(heights)]


def _heights(table: SlideTable, widths: list[int], size: float, letters: Letters) -> list[int]:
    """The height of the head and of every row."""
    head = (
        _height(Line(one), SMALLEST, width, letters)
        for one, width in zip(table.head, widths, strict=True)
    )
    rows = (
        max(_height(one, size, width, letters) for one, width in zip(row, widths, strict=True))
        for row in table.rows
    )
    return [max(head), *rows]


def _height(line: Line, size: float, width: int, letters: Letters) -> int:
    """The height of a cell; its second line is set smaller."""
    shown = _short(line, size, width, letters)
    taken = height_of([shown.text], size, width - _GAP)
    if shown.detail:
        taken += height_of([shown.detail], _quiet(size), width - _GAP)
    return taken + 2 * _PAD


def _quiet(size: float) -> float:
    return max(SMALLEST, size - 2)


def _short(line: Line, size: float, width: int, letters: Letters) -> Line:
    """A cell of a stranger's words is cut where it would take the table for itself."""
    text, detail = (letters.fine(one) for one in (line.text, line.detail))
    return line._replace(
        text=shortened(text, size, width - _GAP, _MOST_LINES),
        detail=shortened(detail, _quiet(size), width - _GAP, _MOST_LINES),
    )


def _head(cell: Any, text: str, figure: bool, letters: Letters) -> None:
    _letter(cell, [[Piece(text, SMALLEST, "soft_ink", True)]], letters, right=figure)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM


def _cell(
    cell: Any, line: Line, size: float, column: int, table: SlideTable, letters: Letters
) -> None:
    color: ColorName = _COLORS[line.mark] if line.mark else "ink"
    pieces = [[Piece(line.text, size, color, column == 0 or line.mark is not None)]]
    if line.detail:
        pieces.append([Piece(line.detail, _quiet(size), "soft_ink", False)])
    _letter(cell, pieces, letters, right=column in table.figures)


def _letter(
    cell: Any, paragraphs: list[list[Piece]], letters: Letters, *, right: bool = False
) -> None:
    cell.margin_left, cell.margin_right = (Emu(_GAP), Emu(0)) if right else (Emu(0), Emu(_GAP))
    cell.margin_top = cell.margin_bottom = Emu(_PAD)
    frame = cell.text_frame
    for number, pieces in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.line_spacing = SPACING
        if right:
            paragraph.alignment = PP_ALIGN.RIGHT
        letters.paragraph(paragraph, pieces)


def _rule(cell: Any, letters: Letters, color: ColorName, width: int) -> None:
    """A line below the cell and none at its other sides."""
    properties = cell._tc.get_or_add_tcPr()
    parts = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    fill = f'<a:solidFill><a:srgbClr val="{letters.color(color)}"/></a:solidFill>'
    parts += f'<a:lnB w="{width}">{fill if width else "<a:noFill/>"}</a:lnB>'
    lines = parse_xml(f'<a:tcPr xmlns:a="{_A[1:-1]}">{parts}</a:tcPr>')
    for at, line in enumerate(list(lines)):
        properties.insert(at, line)
