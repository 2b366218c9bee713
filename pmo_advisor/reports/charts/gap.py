"""Capabilities: the step the team has, and the steps that the stages need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pmo_advisor.reports.charts.drawing import WIDE, Drawing, Kind, Pen, Picture, both
from pmo_advisor.reports.typography import ems
from pmo_advisor.reports.voice import Voice

_STEPS = 5


@dataclass(frozen=True, slots=True)
class Gap:
    """One capability on the scale from 0 to 4; null where it is not known or not needed."""

    name: str
    have: int | None
    need_next: int | None
    need_last: int | None
    in_words: str


def gap_picture(voice: Voice, gaps: tuple[Gap, ...], title: str) -> Picture | None:
    """A row for each capability, in the order given."""
    if not gaps:
        return None
    description = voice.clauses(f"{gap.name} {gap.in_words}" for gap in gaps)
    return both("gap-picture", title, description, lambda width: _draw(voice, gaps, width))


def _draw(voice: Voice, gaps: tuple[Gap, ...], width: int) -> Drawing:
    pen = Pen(width)
    wide = width == WIDE
    left, right = (210.0, 500.0) if wide else (12.0, 332.0)
    row = 34.0 if wide else 52.0

    def at(step: int) -> float:
        return left + step * (right - left) / (_STEPS - 1)

    _key(pen, voice, left - 4 if wide else 0)
    top = 44.0
    for step in range(_STEPS):
        pen.text(at(step), top, voice.number(step), "tiny", "middle")
        pen.line(at(step), top + 6, at(step), top + 6 + row * len(gaps), "grid")
    for place, gap in enumerate(gaps):
        y = top + 8 + place * row
        middle = y + (row / 2 if wide else 34)
        pen.text(0, middle + 5 if wide else y + 15, gap.name, "label")
        if wide:
            pen.text(right + 24, middle + 5, gap.in_words, "small")
        else:
            pen.text(width, y + 15, gap.in_words, "small", "end")
        _marks(pen, gap, at, middle)
    return pen.done(top + 12 + row * len(gaps))


def _key(pen: Pen, voice: Voice, x: float) -> None:
    """What the three signs say, above the scale they stand on."""
    keys: tuple[tuple[Kind, str, str], ...] = (
        ("dot", "accent", "chart.have"),
        ("ring", "open", "chart.need_next"),
        ("diamond", "plain", "chart.need_last"),
    )
    for kind, style, message in keys:
        text = voice.say(message)
        pen.sign(kind, x + 6, 10, style, 5)
        pen.text(x + 16, 14, text, "tiny")
        x += 36 + ems(text) * 12


def _marks(pen: Pen, gap: Gap, at: Callable[[int], float], y: float) -> None:
    """The three signs; where two fall together, one stands around the other."""
    if gap.have is not None and gap.need_next is not None and gap.need_next > gap.have:
        pen.line(at(gap.have), y, at(gap.need_next), y, "short")
    if gap.need_last is not None:
        pen.sign("diamond", at(gap.need_last), y, "plain", 11)
    if gap.need_next is not None:
        pen.sign("ring", at(gap.need_next), y, "open", 7.5)
    if gap.have is not None:
        pen.sign("dot", at(gap.have), y, "accent", 4.5)
