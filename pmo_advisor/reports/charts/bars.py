"""Counts as bars on one common scale, each with its name before it and its figure after it."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_advisor.reports.charts.drawing import WIDE, Drawing, Pen, Picture, both
from pmo_advisor.reports.typography import ems, wrapped
from pmo_advisor.reports.voice import Voice

_NAMES = 300
_LABEL = 13
_LINE = 17


@dataclass(frozen=True, slots=True)
class Count:
    """Something counted. ``strong`` ones are what the picture is about."""

    label: str
    count: int
    strong: bool = False


def bars_picture(
    voice: Voice, picture_id: str, title: str, counts: tuple[Count, ...]
) -> Picture | None:
    """The counts in the order given."""
    if not any(one.count for one in counts):
        return None
    told = [
        voice.say("list.named", name=one.label, value=voice.number(one.count)) for one in counts
    ]
    return both(picture_id, title, voice.clauses(told), lambda width: _draw(voice, counts, width))


def _draw(voice: Voice, counts: tuple[Count, ...], width: int) -> Drawing:
    pen = Pen(width)
    wide = width == WIDE
    left = _NAMES if wide else 0
    most = max(one.count for one in counts)
    figures = max(ems(voice.number(one.count)) for one in counts) * _LABEL
    room = width - left - figures - 12
    y = 14.0
    for one in counts:
        lines = wrapped(one.label, ((_NAMES - 18) if wide else width) / _LABEL, ems)
        for number, line in enumerate(lines):
            pen.text(0, y + number * _LINE, line, "strong" if one.strong else "label")
        middle = y - 4.5 if wide else y + len(lines) * _LINE - 6
        length = room * one.count / most
        if one.count:
            style = "range-whole" if one.strong else "range-base"
            pen.box(left, middle - 6, max(length, 3), 12, style, 2)
        pen.text(
            left + (length + 8 if one.count else 0), middle + 5, voice.number(one.count), "figure"
        )
        y = max(y + len(lines) * _LINE, middle + 20) + 8
    pen.line(left, 0, left, y - 22, "axis")
    return pen.done(y - 20)
