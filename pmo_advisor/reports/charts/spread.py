"""How the answers of the parties spread, each question on the scale it was asked on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pmo_advisor.reports.charts.drawing import NARROW, WIDE, Drawing, Pen, Picture, both
from pmo_advisor.reports.typography import ems, wrapped
from pmo_advisor.reports.voice import Voice

_GAP = 32
_DOTS = 9
_ROW = 20.0


class Answer(NamedTuple):
    """One answer that could be given; ``who`` are those who gave it, ``used`` if it counts."""

    words: str
    who: tuple[str, ...]
    used: bool


class Spread(NamedTuple):
    """One question. ``ordered`` answers stand on a scale; ``note`` says what hangs on them."""

    name: str
    note: str
    ordered: bool
    answers: tuple[Answer, ...]


def spread_picture(
    voice: Voice, spreads: tuple[Spread, ...], more: str, title: str
) -> Picture | None:
    """A block for each question, in the order given: two abreast on a page, one on a phone."""
    if not spreads:
        return None
    description = voice.sentences(_in_words(voice, one) for one in spreads)
    return both(
        "spread-picture",
        title,
        description,
        lambda width: _draw(voice, spreads, more, width),
    )


def _in_words(voice: Voice, one: Spread) -> str:
    told = (
        voice.say("chart.spread.given", parties=voice.joined(each.who), answer=each.words)
        for each in one.answers
        if each.who
    )
    used = next((each.words for each in one.answers if each.used), voice.say("value.none"))
    return voice.say("chart.spread", question=one.name, answers=voice.clauses(told), used=used)


def _draw(voice: Voice, spreads: tuple[Spread, ...], more: str, width: int) -> Drawing:
    pen = Pen(width)
    abreast = 2 if width == WIDE else 1
    room = (WIDE - _GAP) / 2 if width == WIDE else NARROW
    _key(pen, voice)
    most = max(len(answer.who) for one in spreads for answer in one.answers)
    signs = 22.0 + _DOTS * max(0, most - 1)
    y = 50.0
    for first in range(0, len(spreads), abreast):
        ends = [
            _block(pen, voice, one, place * (room + _GAP), y, (room, signs))
            for place, one in enumerate(spreads[first : first + abreast])
        ]
        y = max(ends) + 30
    if more:
        pen.text(0, y - 6, more, "tiny")
        y += 22
    return pen.done(y - 26)


def _key(pen: Pen, voice: Voice) -> None:
    text = voice.say("chart.spread.used")
    pen.sign("dot", 6, 10, "accent", 5)
    pen.text(18, 14, text, "tiny")
    x = 46 + ems(text) * 11
    pen.sign("ring", x, 10, "plain", 5)
    pen.text(x + 12, 14, voice.say("chart.spread.other"), "tiny")


def _block(
    pen: Pen, voice: Voice, one: Spread, x: float, y: float, rooms: tuple[float, float]
) -> float:
    """Draws one question; gives the y below it. The rooms are the whole one and the signs'."""
    room, signs = rooms
    y = pen.paragraph(x, y, one.name, room, 13, "label-strong")
    if one.note:
        pen.text(x, y - 1, one.note, "strong-accent")
        y += _ROW - 2
    y += 4
    places = []
    for answer in one.answers:
        places.append(y)
        y = _answer(pen, voice, answer, x, y, room, signs)
    if one.ordered:
        pen.line(x + 6, places[0] - 4, x + 6, places[-1] - 4, "rule")
    return y - _ROW + 6


def _answer(
    pen: Pen, voice: Voice, one: Answer, x: float, y: float, room: float, signs: float
) -> float:
    """One answer with a sign for each who gave it; gives the y of the next one."""
    split = x + room * 0.6
    if not one.who:
        pen.line(x + 3, y - 4, x + 9, y - 4, "rule")
    for place in range(len(one.who)):
        spot = x + 6 + place * _DOTS
        if one.used:
            pen.sign("dot", spot, y - 4, "accent", 4)
        else:
            pen.sign("ring", spot, y - 4, "plain", 4)
    words = wrapped(one.words, (split - 10 - x - signs) / 12, ems)
    _lines(pen, x + signs, y, words, "answer" if one.who else "small")
    who = wrapped(voice.joined(one.who), (x + room - split) / 11, ems)
    _lines(pen, split, y, who, "tiny-strong")
    return y + 15 * (max(len(words), len(who), 1) - 1) + _ROW


def _lines(pen: Pen, x: float, y: float, lines: Sequence[str], style: str) -> None:
    for number, line in enumerate(lines):
        pen.text(x, y + 15 * number, line, style)
