"""How large a placeholder sets its text, by itself, its master, or the master's styles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TITLES = ("title", "ctrTitle")
_SAME = {"ctrTitle": "title", "subTitle": "body", "obj": "body", "tbl": "body", "chart": "body"}


def size_of(placeholder: Any, otherwise: float) -> float:
    """The size of the first level's letters in points; ``otherwise`` where nothing says."""
    for level in _levels(placeholder):
        properties = level.find(f"{_A}defRPr")
        if properties is not None and properties.get("sz"):
            return int(properties.get("sz")) / 100
    return otherwise


def _levels(placeholder: Any) -> Iterator[Any]:
    element = placeholder._element
    kind = element.find(f".//{_P}ph").get("type", "obj")
    yield from element.iterfind(f"{_P}txBody/{_A}lstStyle/{_A}lvl1pPr")
    master = placeholder.part.slide_master._element
    for one in master.iter(f"{_P}sp"):
        own = one.find(f".//{_P}ph")
        if own is not None and own.get("type", "obj") == _SAME.get(kind, kind):
            yield from one.iterfind(f"{_P}txBody/{_A}lstStyle/{_A}lvl1pPr")
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
