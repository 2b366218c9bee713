"""How a placeholder sets its text, by itself, its master, or the master's styles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pmo_advisor.reports.formats.slides.finding import box_of, kind_of
from pmo_advisor.reports.formats.slides.grid import Box

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TITLES = ("title", "ctrTitle")
_INSETS = (("lIns", 91_440), ("tIns", 45_720), ("rIns", 91_440), ("bIns", 45_720))
"""The margins inside a shape, in EMU, where nothing says otherwise."""

_SAME = {"ctrTitle": "title", "subTitle": "body", "obj": "body", "tbl": "body", "chart": "body"}


def size_of(placeholder: Any, otherwise: float) -> float:
    """The size of the first level's letters in points; ``otherwise`` where nothing says."""
    for level in _levels(placeholder):
        properties = level.find(f"{_A}defRPr")
        if properties is not None and properties.get("sz"):
            return int(properties.get("sz")) / 100
    return otherwise


def text_box(placeholder: Any) -> Box:
    """Where a placeholder's letters stand: its place without the margins inside it."""
    box = box_of(placeholder)
    left, top, right, bottom = (
        next((int(one.get(name)) for one in _bodies(placeholder) if one.get(name)), usual)
        for name, usual in _INSETS
    )
    return Box(box.left + left, box.top + top, box.width - left - right, box.height - top - bottom)


def _bodies(placeholder: Any) -> Iterator[Any]:
    for shape in _shapes(placeholder):
        yield from shape.iterfind(f"{_P}txBody/{_A}bodyPr")


def _shapes(placeholder: Any) -> Iterator[Any]:
    """The placeholder, and the one of its master that it follows."""
    yield placeholder._element
    kind = kind_of(placeholder)
    for one in placeholder.part.slide_master._element.iter(f"{_P}sp"):
        own = one.find(f".//{_P}ph")
        if own is not None and own.get("type", "obj") == _SAME.get(kind, kind):
            yield one


def _levels(placeholder: Any) -> Iterator[Any]:
    for shape in _shapes(placeholder):
        yield from shape.iterfind(f"{_P}txBody/{_A}lstStyle/{_A}lvl1pPr")
    kind, master = kind_of(placeholder), placeholder.part.slide_master._element
    style = "titleStyle" if kind in _TITLES else "bodyStyle"
    yield from master.iterfind(f"{_P}txStyles/{_P}{style}/{_A}lvl1pPr")


def down_from(usual: float, least: float) -> tuple[float, ...]:
    """Sizes to try, from the usual one in steps of a point to the least."""
    steps = [usual]
    while steps[-1] - 1 >= least:
        steps.append(steps[-1] - 1)
    if steps[-1] > least:
        steps.append(least)
    return tuple(steps)
