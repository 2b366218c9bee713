"""The roadmap: stages in order, where the organisation stands, and what each stage asks for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from pmo_advisor.reports.charts.drawing import WIDE, Drawing, Kind, Pen, Picture, both
from pmo_advisor.reports.parts import Mark
from pmo_advisor.reports.typography import ems, wrapped
from pmo_advisor.reports.voice import Voice

MOST_CONDITIONS = 4
_SIGNS: dict[Mark, tuple[Kind, str]] = {
    "met": ("tick", "met"),
    "unmet": ("cross", "unmet"),
    "open": ("query", "open"),
}


@dataclass(frozen=True, slots=True)
class Stop:
    """One stage as the picture shows it. ``place`` tells whether it lies behind, here or ahead."""

    name: str
    place: str
    people: str
    months: str
    conditions: tuple[tuple[Mark, str], ...]
    more: str
    in_words: str


def stages_picture(voice: Voice, stops: tuple[Stop, ...], title: str) -> Picture | None:
    """Left to right on a page, top to bottom on a phone."""
    if not stops:
        return None
    description = voice.sentences(stop.in_words for stop in stops)
    return both(
        "stages-picture",
        title,
        description,
        lambda width: _across(voice, stops) if width == WIDE else _down(voice, stops, width),
    )


def _node(pen: Pen, x: float, y: float, place: str) -> None:
    if place == "here":
        pen.sign("ring", x, y, "accent", 13)
        pen.sign("dot", x, y, "accent", 8)
    elif place == "behind":
        pen.sign("dot", x, y, "accent", 7)
    else:
        pen.sign("ring", x, y, "plain", 7)


def _across(voice: Voice, stops: tuple[Stop, ...]) -> Drawing:
    pen = Pen(WIDE)
    column = WIDE / len(stops)
    room = column - 14
    y_line, first = 40.0, 15.0
    below = y_line + 40 + _lines([stop.name for stop in stops], room) * 18.2
    end = 0.0
    for place, stop in enumerate(stops):
        x = first + place * column
        if place + 1 < len(stops):
            style = "way" if stop.place == "behind" else "way-ahead"
            pen.line(x, y_line, x + column, y_line, style)
    for place, stop in enumerate(stops):
        x = place * column
        _node(pen, first + x, y_line, stop.place)
        if stop.place == "here":
            pen.text(x, 16, voice.say("chart.here"), "strong-accent")
        style = "strong" if stop.place == "here" else "label-strong"
        pen.paragraph(x, y_line + 36, stop.name, room, 13, style)
        pen.text(x, below, stop.people, "figure")
        pen.text(x, below + 17, stop.months, "tiny")
        end = max(end, _conditions(pen, stop, x, below + 46, room))
    return pen.done(end)


def _lines(texts: list[str], room: float) -> int:
    return max(len(wrapped(text, room / 13, ems)) for text in texts)


def _conditions(pen: Pen, stop: Stop, x: float, y: float, room: float) -> float:
    for mark, text in stop.conditions:
        kind, style = _SIGNS[mark]
        pen.sign(kind, x + 6, y - 4, style, 5)
        y = pen.paragraph(x + 18, y, text, room - 18, 12, "small") + 6
    if stop.more:
        pen.text(x + 18, y, stop.more, "tiny")
        y += 18
    return y


def _down(voice: Voice, stops: tuple[Stop, ...], width: int) -> Drawing:
    pen = Pen(width)
    x, indent = 16.0, 42.0
    room = width - indent
    y = 20.0
    nodes: list[tuple[float, str]] = []
    for stop in stops:
        nodes.append((y - 5, stop.place))
        if stop.place == "here":
            pen.text(indent, y, voice.say("chart.here"), "strong-accent")
            y += 20
        y = pen.paragraph(indent, y, stop.name, room, 15, "strong")
        pen.text(indent, y, voice.say("list.pair", first=stop.people, second=stop.months), "small")
        y = _conditions(pen, stop, indent, y + 24, room) + 20
    for (top, place), (bottom, _) in pairwise(nodes):
        pen.line(x, top, x, bottom, "way" if place == "behind" else "way-ahead")
    for top, place in nodes:
        _node(pen, x, top, place)
    return pen.done(y - 20)
