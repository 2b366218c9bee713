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
    for one in chart.series:
        drawn.add_series(_series(chart, one, brand, text))
    drawn.set_title(
        {
            "name": chart.title,
            "overlay": False,
            "name_font": {**text, "size": SIZE + 1, "bold": True},
        }
    )
    drawn.set_y_axis(
        {
            "reverse": True,
            "label_position": "low",
            "num_font": text,
            "line": {"color": colors["rule"]},
            "major_tick_mark": "none",
        }
    )
    floor = {} if chart.below_zero else {"min": 0}
    drawn.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, **floor})
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


def _series(chart: Chart, one: Series, brand: Brand, text: dict[str, Any]) -> dict[str, Any]:
    colors = brand.colors
    told: dict[str, Any] = {
        "name": one.name,
        "categories": _area(chart.names),
        "values": _area(one.values),
        "fill": {"color": colors[one.color]},
        "border": {"none": True},
        "gap": _GAP,
    }
    if one.colors:
        told["points"] = [{"fill": {"color": colors[color]}} for color in one.colors]
    if chart.stacked:
        told["overlap"] = 100
    else:
        told["data_labels"] = {"value": True, "font": text}
    return told


def _area(area: Area) -> list[str | int]:
    first, last = area.first, area.last
    return [first.sheet, first.row, first.column, last.row, last.column]
