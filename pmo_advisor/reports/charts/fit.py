"""How well each type fits: net evidence on one common scale, and the points of each ground."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_advisor.model.advice import Fit
from pmo_advisor.model.rule import GROUNDS
from pmo_advisor.reports.charts.drawing import WIDE, Drawing, Pen, Picture, both, steps_to
from pmo_advisor.reports.typography import ems
from pmo_advisor.reports.voice import Voice

_PITCH = 11
_STATES = {"refuted": "chart.gate_shut", "open": "chart.gate_open"}
_IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the parts of a row stand, in pixels."""

    strip: tuple[float, float]
    grid: tuple[float, float]
    row: float
    strip_y: float
    grid_y: float
    grounds_on_top: bool


_WIDE_PLAN = _Plan((142, 316), (370, 722), 46, 20, 20, True)
_NARROW_PLAN = _Plan((8, 308), (0, 344), 108, 32, 80, False)


def fit_picture(voice: Voice, fits: tuple[Fit, ...], chosen: str, title: str) -> Picture | None:
    """A row for each type, in the order given; ``chosen`` is drawn in the accent."""
    if not fits:
        return None
    return both(
        "fit-picture",
        title,
        voice.clauses(_in_words(voice, fit) for fit in fits),
        lambda width: _draw(voice, fits, chosen, width),
    )


def _in_words(voice: Voice, fit: Fit) -> str:
    grounds = [
        voice.say(
            "chart.point", ground=voice.say(f"ground.{one.ground}"), points=voice.number(one.points)
        )
        for one in fit.grounds
        if one.points
    ]
    return voice.say(
        "chart.fit" if grounds else "chart.fit.bare",
        type=voice.of(fit.name),
        evidence=voice.number(fit.evidence),
        grounds=voice.joined(grounds),
    )


def _draw(voice: Voice, fits: tuple[Fit, ...], chosen: str, width: int) -> Drawing:
    pen = Pen(width)
    plan = _WIDE_PLAN if width == WIDE else _NARROW_PLAN
    least = min(0, *(fit.evidence for fit in fits)) if fits else 0
    ticks = steps_to(max(1, *(fit.evidence for fit in fits)) if fits else 1)
    left, right = plan.strip
    unit = (right - left) / (ticks[-1] - least)

    def at(points: int) -> float:
        return left + (points - least) * unit

    top = 44.0 if plan.grounds_on_top else 26.0
    bottom = top + plan.row * len(fits)
    if plan.grounds_on_top:
        pen.text(left, 12, voice.say("chart.evidence"), "tiny")
        _ground_heads(pen, voice, plan, 12)
    else:
        pen.text(0, 12, voice.say("chart.evidence_and_grounds"), "tiny")
    for tick in ticks:
        if plan.grounds_on_top:
            pen.line(at(tick), top - 10, at(tick), bottom - 4, "axis" if tick == 0 else "grid")
            pen.text(at(tick), top - 14, voice.number(tick), "tiny", "middle")
    for place, fit in enumerate(fits):
        y = top + place * plan.row
        _row(pen, voice, plan, fit, y, at(0), at(fit.evidence), fit.option == chosen)
        if not plan.grounds_on_top:
            _ground_heads(pen, voice, plan, y + plan.strip_y + 27)
            pen.line(0, y + plan.row - 12, width, y + plan.row - 12, "grid")
    return pen.done(bottom)


def _ground_heads(pen: Pen, voice: Voice, plan: _Plan, y: float) -> None:
    start, end = plan.grid
    step = (end - start) / len(GROUNDS)
    for place, ground in enumerate(GROUNDS):
        pen.text(start + place * step, y, voice.say(f"ground.{ground}.short"), "tiny")


def _row(
    pen: Pen, voice: Voice, plan: _Plan, fit: Fit, y: float, zero: float, end: float, chosen: bool
) -> None:
    style = "accent" if chosen else "plain"
    name = voice.head(fit.name)
    state = _STATES.get(fit.gate or "") if fit.evidence > 0 else None
    pen.text(
        0,
        y + ((17 if state else 24) if plan.grounds_on_top else 12),
        name,
        "strong" if chosen else "label",
    )
    if state:
        if plan.grounds_on_top:
            pen.text(0, y + 33, voice.say(state), "tiny")
        else:
            pen.text(ems(name) * 14 + 12, y + 12, voice.say(state), "tiny")
    middle = y + plan.strip_y
    pen.line(zero, middle, end, middle, f"bar-{style}")
    pen.sign("dot", end, middle, style, 6)
    pen.text(max(zero, end) + 11, middle + 5, voice.number(fit.evidence), "figure")
    start, stop = plan.grid
    step = (stop - start) / len(GROUNDS)
    points = {one.ground: one.points for one in fit.grounds}
    for place, ground in enumerate(GROUNDS):
        _dots(pen, start + place * step + 4, y + plan.grid_y, points.get(ground, 0), style)


def _dots(pen: Pen, x: float, y: float, points: int, style: str) -> None:
    """One dot for a point in favour, one hollow square for a point against."""
    if not points:
        pen.line(x - 3, y, x + 5, y, "rule")
    for number in range(abs(points)):
        row, place = divmod(number, _IN_A_ROW)
        lift = -_PITCH / 2 if abs(points) > _IN_A_ROW else 0
        spot = (x + place * _PITCH, y + lift + row * _PITCH)
        if points > 0:
            pen.sign("dot", *spot, style, 4)
        else:
            pen.sign("square", *spot, "against", 4)
