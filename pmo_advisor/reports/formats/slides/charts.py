"""Native charts: editable in Office, labelled directly, coloured by role in the brand's colours."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)

from pmo_advisor.model.brand import ColorName
from pmo_advisor.reports.charts.native import NativeChart, Role, Series
from pmo_advisor.reports.formats.slides.grid import INCH, Box
from pmo_advisor.reports.formats.slides.lettering import SMALLEST, Letters, Piece

_COLORS: dict[Role, ColorName] = {
    "accent": "accent",
    "plain": "soft_ink",
    "soft": "accent_soft",
    "against": "against",
    "open": "open",
}
_LETTERS = 14
_NUMBERS = "0;\u22120"
"""Whole numbers, with a true minus."""

_QUIET = 0.55
"""How much of its colour a bar keeps that is there to be compared with, not looked at."""

_ROW = round(0.86 * INCH)
"""No category takes more height than this, so that few bars do not become slabs."""


def drawn(chart: NativeChart) -> tuple[Series, ...]:
    """The series as they are drawn and stand in the workbook behind the chart.

    The bars of ``ranges`` all begin at zero: the far end stands behind, the near end before it, so
    that both numbers of a range are in the workbook and the far end carries the label.
    """
    if chart.kind != "ranges":
        return chart.series
    near, more = chart.series
    far = tuple((a or 0) + (b or 0) for a, b in zip(near.values, more.values, strict=True))
    return (Series(more.name, far, more.role), near)


def place_chart(shapes: Any, box: Box, chart: NativeChart, letters: Letters) -> Any:
    """Puts the chart at the top of the box; gives its frame."""
    series = drawn(chart)
    apart = _share_categories(series) and chart.kind != "ranges"
    data: Any = CategoryChartData(number_format=_NUMBERS)  # type: ignore[no-untyped-call]
    data.categories = [letters.plain(one) for one in chart.categories]
    for one in series:
        data.add_series(letters.plain(one.name), one.values)
    height = min(box.height, (len(chart.categories) + 1) * _ROW)
    frame = shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED, box.left, box.top, box.width, height, data
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", letters.plain(chart.in_words))
    made = frame.chart
    letters.font(made.font, Piece("", _LETTERS, "ink"))
    made.has_title = False
    _axes(made, letters)
    plot = made.plots[0]
    plot.vary_by_categories = False
    plot.gap_width, plot.overlap = (60, -10) if apart else (55, 100)
    for at, one in enumerate(series):
        told = chart.labels if chart.kind == "ranges" and at == 0 else None
        silent = chart.kind == "ranges" and at > 0
        _bars(plot.series[at], one, None if silent else told, silent, letters)
    made.has_legend = apart or chart.kind == "ranges"
    if made.has_legend:
        made.legend.position = XL_LEGEND_POSITION.TOP
        made.legend.include_in_layout = False
        letters.font(made.legend.font, Piece("", SMALLEST, "soft_ink"))
    return frame


def _share_categories(series: tuple[Series, ...]) -> bool:
    """Whether some category has bars of several series."""
    rows = zip(*(one.values for one in series), strict=True)
    return any(sum(value is not None for value in row) > 1 for row in rows)


def _axes(chart: Any, letters: Letters) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.has_major_gridlines = False
    names.format.line.color.rgb = letters.color("rule")
    values.visible = False
    values.has_major_gridlines = False
    # A bar is compared by its length, so its scale begins at zero unless points are negative.
    if all(
        (value or 0) >= 0 for plot in chart.plots for one in plot.series for value in one.values
    ):
        values.minimum_scale = 0


def _bars(
    bars: Any, series: Series, labels: tuple[str, ...] | None, silent: bool, letters: Letters
) -> None:
    bars.invert_if_negative = False
    bars.format.fill.solid()
    strength = _QUIET if series.role == "plain" else 1.0
    bars.format.fill.fore_color.rgb = letters.color(_COLORS[series.role], strength)
    if silent:
        return
    strong = Piece("", _LETTERS, "ink", True)
    shown = bars.data_labels
    shown.show_value = True
    shown.position = XL_LABEL_POSITION.OUTSIDE_END
    letters.font(shown.font, strong)
    for at, text in enumerate(labels or ()):
        label = bars.points[at].data_label
        frame = label.text_frame
        letters.paragraph(frame.paragraphs[0], [strong._replace(text=text)])
        label.position = XL_LABEL_POSITION.OUTSIDE_END
