"""How far it is to each other type: answers to change, on one scale, with two marks for each."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_advisor.reports.charts.drawing import WIDE, Drawing, Pen, Picture, both, steps_to
from pmo_advisor.reports.typography import ems
from pmo_advisor.reports.voice import Voice


@dataclass(frozen=True, slots=True)
class Reach:
    """Answers and steps to a conclusion; null where there is no way or none was found."""

    answers: int | None
    in_words: str


@dataclass(frozen=True, slots=True)
class Distance:
    """One other conclusion. ``kept`` is null where no problem is stated."""

    name: str
    kept: Reach | None
    free: Reach


def distance_picture(voice: Voice, all_of_them: tuple[Distance, ...], title: str) -> Picture | None:
    """A row for each conclusion, in the order given."""
    if not all_of_them:
        return None
    description = voice.clauses(
        voice.say("chart.distance", type=one.name, ways=in_words(voice, one)) for one in all_of_them
    )
    return both(
        "distance-picture", title, description, lambda width: _draw(voice, all_of_them, width)
    )


def in_words(voice: Voice, one: Distance) -> str:
    """Both distances of a row in words; said once where they are the same."""
    if one.kept is None:
        return one.free.in_words
    if one.kept == one.free:
        return voice.say("chart.either_way", distance=one.free.in_words)
    return voice.say("chart.ways", kept=one.kept.in_words, free=one.free.in_words)


def _draw(voice: Voice, rows: tuple[Distance, ...], width: int) -> Drawing:
    pen = Pen(width)
    wide = width == WIDE
    left, right = (150.0, 470.0) if wide else (10.0, 332.0)
    height = 44.0 if wide else 80.0
    reaches = [reach for one in rows for reach in (one.kept, one.free) if reach]
    ticks = steps_to(max((one.answers or 0 for one in reaches), default=1), 8)

    def at(answers: int) -> float:
        return left + answers * (right - left) / ticks[-1]

    _key(pen, voice, left - 6 if wide else 0, any(one.kept for one in rows))
    top = 46.0
    bottom = top + 10 + height * len(rows)
    for tick in ticks:
        style = "axis" if tick == 0 else "grid"
        pen.text(at(tick), top, voice.number(tick), "tiny", "middle")
        if wide:
            pen.line(at(tick), top + 6, at(tick), bottom - 6, style)
    if wide:
        pen.text(right + 24, top, voice.say("chart.answers_to_change"), "tiny")
    for place, one in enumerate(rows):
        y = top + 10 + place * height
        middle = y + (height / 2 if wide else 58)
        pen.text(0, middle + 5 if wide else y + 16, one.name, "label")
        _words(pen, voice, one, (right + 24, middle + 4) if wide else (0, y + 34), wide)
        if not wide:
            for tick in ticks:
                pen.line(at(tick), middle - 9, at(tick), middle + 9, "axis" if not tick else "grid")
        _marks(pen, one, at(0), middle, [at(each.answers or 0) for each in _both(one)])
    return pen.done(bottom)


def _both(one: Distance) -> tuple[Reach, Reach]:
    return (one.kept or one.free, one.free)


def _key(pen: Pen, voice: Voice, x: float, kept: bool) -> None:
    """What the two signs say, above the scale they stand on."""
    if kept:
        text = voice.say("firm.kept")
        pen.sign("dot", x + 6, 10, "accent", 5)
        pen.text(x + 18, 14, text, "tiny")
        x += 40 + ems(text) * 11
    pen.sign("ring", x + 6, 10, "plain", 6)
    pen.text(x + 18, 14, voice.say("firm.free" if kept else "firm.shortest"), "tiny")


def _words(pen: Pen, voice: Voice, one: Distance, spot: tuple[float, float], wide: bool) -> None:
    """The distances beside the row: on a page in two lines, on a phone in one above it."""
    x, y = spot
    if one.kept is None or one.kept == one.free:
        pen.text(x, y, one.free.in_words, "small")
    elif wide:
        pen.text(x, y - 8, voice.say("chart.way.kept", distance=one.kept.in_words), "small")
        pen.text(x, y + 9, voice.say("chart.way.free", distance=one.free.in_words), "small")
    else:
        pen.text(x, y, in_words(voice, one), "small")


def _marks(pen: Pen, one: Distance, zero: float, y: float, ends: list[float]) -> None:
    """A line to the farther mark; the ring stands around the dot where both fall together."""
    pen.line(zero, y, max(ends), y, "rule")
    if one.free.answers is not None:
        pen.sign("ring", ends[1], y, "plain", 8)
    if one.kept is not None and one.kept.answers is not None:
        pen.sign("dot", ends[0], y, "accent", 4.5)
