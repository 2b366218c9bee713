"""Ranges of people on one common scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pmo_advisor.reports.charts.drawing import WIDE, Drawing, Pen, Picture, both, steps_to
from pmo_advisor.reports.typography import ems, wrapped
from pmo_advisor.reports.voice import Voice

_NAMES = 250
_TAIL = 62


@dataclass(frozen=True, slots=True)
class Bar:
    """A labelled range. ``kind`` says how it is drawn."""

    label: str
    low: int
    high: int
    kind: Literal["whole", "base", "check", "ceiling", "secondary", "stage"]


@dataclass(frozen=True, slots=True)
class BarGroup:
    """Ranges of one kind under one heading."""

    heading: str
    bars: tuple[Bar, ...]


def ranges_picture(
    voice: Voice, groups: tuple[BarGroup, ...], today: int | None, title: str
) -> Picture | None:
    """All groups on one scale of people; ``today`` is drawn through all of them."""
    bars = [bar for group in groups for bar in group.bars]
    if not bars:
        return None
    told = [
        voice.say("chart.range", label=bar.label, range=voice.span(bar.low, bar.high))
        for bar in bars
    ]
    if today is not None:
        told.append(voice.say("chart.today", today=voice.number(today)))
    return both(
        "ranges-picture",
        title,
        voice.clauses(told),
        lambda width: _draw(voice, groups, today, width),
    )


def _draw(voice: Voice, groups: tuple[BarGroup, ...], today: int | None, width: int) -> Drawing:
    pen = Pen(width)
    wide = width == WIDE
    left, right = (_NAMES if wide else 6), width - _TAIL
    most = max([bar.high for group in groups for bar in group.bars] + [today or 0])
    ticks = steps_to(most, 5 if wide else 4)

    def at(people: int) -> float:
        return left + people * (right - left) / ticks[-1]

    y = 46.0 if today is not None else 30.0
    top = y - 12
    middles: list[float] = []
    for group in groups:
        pen.text(0, y + 4, group.heading, "tiny")
        y += 14
        for bar in group.bars:
            middle, below = _bar(pen, bar, y, (at(bar.low), at(bar.high)), wide)
            line = at(today) if today is not None else None
            _figure(pen, voice, bar, max(at(bar.high), at(bar.low) + 4) + 8, middle, line)
            middles.append(middle)
            y = below
        y += 12
    bottom = y - 8
    for tick in ticks:
        start = top if wide else bottom - 4
        pen.line(at(tick), start, at(tick), bottom, "axis" if tick == 0 else "grid")
        pen.text(at(tick), y + 6, voice.number(tick), "tiny", "middle")
    pen.text(right + 14, y + 6, voice.say("chart.people"), "tiny")
    for middle in () if wide else middles:
        pen.line(left, middle, right, middle, "grid")
    if today is not None:
        _today(pen, voice, today, at(today), (left, right))
        spans = [(top - 8, bottom)] if wide else [(one - 9, one + 9) for one in middles]
        for start, end in spans:
            pen.line(at(today), start, at(today), end, "today" if wide else "today-short")
    return pen.done(y + 12)


def _today(pen: Pen, voice: Voice, today: int, x: float, room: tuple[float, float]) -> None:
    """Says what the line of today stands for, at its head, within the picture."""
    text = voice.say("chart.today", today=voice.number(today))
    half = ems(text) * 11 / 2
    spot = min(max(x, room[0] + half), room[1] - half)
    pen.text(spot, 16, text, "tiny-strong", "middle")


def _bar(
    pen: Pen, bar: Bar, y: float, ends: tuple[float, float], wide: bool
) -> tuple[float, float]:
    """Draws one bar and its label; gives the y of its middle and the y below it."""
    start, end = ends
    strong = "strong" if bar.kind == "whole" else "label"
    lines = wrapped(bar.label, (_NAMES - 16) / 13 if wide else 330 / 13, ems)
    for number, line in enumerate(lines):
        pen.text(0, y + 13 + number * 17, line, strong)
    middle = y + 9 if wide else y + 10 + 17 * len(lines)
    if end - start < 8:
        pen.sign("dot", (start + end) / 2, middle, f"range-{bar.kind}", 5)
    else:
        pen.box(start, middle - 5, end - start, 10, f"range-{bar.kind}", 5)
    return middle, max(y + 17 * len(lines) + 9, middle + 16)


def _figure(pen: Pen, voice: Voice, bar: Bar, x: float, middle: float, today: float | None) -> None:
    """The bar's people in figures, after it; behind the line of today where they would meet."""
    text = voice.span(bar.low, bar.high)
    if today is not None and x - 3 < today < x + ems(text) * 13:
        x = today + 6
    pen.text(x, middle + 5, text, "figure")
