"""Native bar charts over cells: direct labels, few colours, and words for those who cannot see."""

from __future__ import annotations

from typing import Any

from xlsxwriter.chart import Chart as Drawn
from xlsxwriter.workbook import Workbook as File
from xlsxwriter.worksheet import Worksheet

from pmo_advisor.model.brand import Brand
from pmo_advisor.model.text import Lang
from pmo_advisor.reports.documents.worksheets.grid import (
    Area,
    Chart,
    Series,
    letters,
    quoted_name,
)
from pmo_advisor.reports.formats.sheets.looks import SIZE, face

_GAP = 60
_MOVES_ONLY = 2


def draw(file: File, sheet: Worksheet, chart: Chart, brand: Brand, lang: Lang) -> None:
    """Put a chart on its worksheet."""
    name, colors = face(brand, lang), brand.colors
    kind = {"type": "bar", **({"subtype": "stacked"} if chart.stacked else {})}
    drawn: Drawn = file.add_chart(kind)
    text = {"name": name, "size": SIZE - 1, "color": colors["ink"]}
    for at, one in enumerate(chart.series):
        last = at == len(chart.series) - 1
        drawn.add_series(_series(chart, one, brand, text, last=last))
    drawn.set_title(
        {
            "name": chart.title,
            "overlay": False,
            "name_font": {**text, "size": SIZE + 1, "bold": True},
        }
    )
    # The library calls the axis of the names x, wherever a bar chart draws it.
    drawn.set_x_axis(
        {
            "reverse": True,
            "num_font": text,
            "line": {"color": colors["rule"]},
            "major_tick_mark": "none",
        }
    )
    floor = {} if chart.below_zero else {"min": 0}
    drawn.set_y_axis({"visible": False, "major_gridlines": {"visible": False}, **floor})
    if len(chart.series) > 1:
        drawn.set_legend({"position": "bottom", "font": text})
    else:
        drawn.set_legend({"none": True})
    drawn.set_chartarea({"border": {"none": True}, "fill": {"color": colors["paper"]}})
    drawn.set_size({"width": chart.width, "height": chart.height})
    sheet.insert_chart(
        chart.row,
        chart.column,
        drawn,
        {"description": chart.says, "object_position": _MOVES_ONLY, "x_offset": 4, "y_offset": 4},
    )


def _series(
    chart: Chart, one: Series, brand: Brand, text: dict[str, Any], *, last: bool
) -> dict[str, Any]:
    colors = brand.colors
    told: dict[str, Any] = {
        "name": one.name,
        "categories": _area(chart.names),
        "values": _area(one.values),
        "fill": {"color": colors[one.color]},
        "border": {"none": True},
        "gap": _GAP,
        "data_labels": {"value": True, "font": text},
    }
    if one.colors:
        told["points"] = [{"fill": {"color": colors[color]}} for color in one.colors]
    if chart.stacked:
        told["overlap"] = 100
        told["data_labels"] = _stacked_labels(one, brand, text, last=last)
    return told


def _stacked_labels(
    one: Series, brand: Brand, text: dict[str, Any], *, last: bool
) -> dict[str, Any]:
    """The lower end inside its bar, the upper end where the whole bar ends."""
    if not last:
        inside = {**text, "color": brand.colors["paper"], "bold": True}
        return {"value": True, "position": "inside_base", "font": inside}
    labels = [{"value": f"={one_cell}"} for one_cell in _cells(one.labels)] if one.labels else []
    return {"value": True, "position": "inside_end", "font": text, "custom": labels}


def _cells(area: Area) -> list[str]:
    sheet, column = quoted_name(area.first.sheet), letters(area.first.column)
    rows = range(area.first.row, area.last.row + 1)
    return [f"{sheet}!${column}${row + 1}" for row in rows]


def _area(area: Area) -> list[str | int]:
    first, last = area.first, area.last
    return [first.sheet, first.row, first.column, last.row, last.column]
