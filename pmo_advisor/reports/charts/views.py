"""Each party's own position beside the joint one: type, level and control."""

from __future__ import annotations

from typing import NamedTuple

from pmo_advisor.reports.charts.drawing import WIDE, Drawing, Kind, Pen, Picture, both
from pmo_advisor.reports.typography import ems
from pmo_advisor.reports.voice import Voice

_TRACK = 44.0
_LINE = 18.2


class Part(NamedTuple):
    """One part of a position: its name, and how it stands to the joint one's.

    ``place`` is its place on an ordered scale of ``of`` places, ``joint`` the joint position's;
    null where there is no such scale or no place. ``same`` is null where there is nothing to
    compare.
    """

    name: str
    same: bool | None
    place: int | None = None
    joint: int | None = None
    of: int = 0


class View(NamedTuple):
    """Whose position it is, from how many sheets, and its parts."""

    who: str
    sheets: str
    parts: tuple[Part, ...]
    in_words: str


def views_picture(
    voice: Voice, joint: View, views: tuple[View, ...], heads: tuple[str, ...], title: str
) -> Picture | None:
    """A row for each party below that of the joint position, on a page; on a phone a block."""
    if not views:
        return None
    description = voice.sentences(one.in_words for one in (joint, *views))
    return both(
        "views-picture",
        title,
        description,
        lambda width: _draw(voice, (joint, *views), heads, width),
    )


def _draw(voice: Voice, rows: tuple[View, ...], heads: tuple[str, ...], width: int) -> Drawing:
    pen = Pen(width)
    _key(pen, voice)
    return _across(pen, rows, heads) if width == WIDE else _down(pen, rows, heads)


def _key(pen: Pen, voice: Voice) -> None:
    x = 6.0
    signs: tuple[tuple[Kind, str, str], ...] = (
        ("dot", "accent", "chart.views.same"),
        ("diamond", "open", "chart.views.differs"),
    )
    for kind, style, message in signs:
        text = voice.say(message)
        pen.sign(kind, x, 10, style, 5)
        pen.text(x + 12, 14, text, "tiny")
        x += 34 + ems(text) * 11
    pen.line(x, 4, x, 16, "bar-accent")
    pen.text(x + 8, 14, voice.say("chart.views.joint"), "tiny")


def _across(pen: Pen, rows: tuple[View, ...], heads: tuple[str, ...]) -> Drawing:
    columns, rooms = (170.0, 350.0, 540.0), (170.0, 180.0, 180.0)
    for x, head in zip(columns, heads, strict=True):
        pen.text(x, 46, head, "tiny")
    y = 74.0
    for number, row in enumerate(rows):
        ends = [pen.paragraph(0, y, row.who, 155, 13, _who(number))]
        pen.text(0, ends[0], row.sheets, "tiny")
        ends[0] += _LINE
        for x, room, part in zip(columns, rooms, row.parts, strict=True):
            ends.append(_part(pen, part, x, y, room))
        y = max(ends) + 14
        if number == 0:
            pen.line(0, y - 18, WIDE, y - 18, "rule")
            y += 4
    return pen.done(y - 24)


def _down(pen: Pen, rows: tuple[View, ...], heads: tuple[str, ...]) -> Drawing:
    y = 48.0
    for number, row in enumerate(rows):
        y = pen.paragraph(0, y, row.who, pen.width, 13, _who(number))
        pen.text(0, y, row.sheets, "tiny")
        y += 22
        for head, part in zip(heads, row.parts, strict=True):
            pen.text(0, y, head, "tiny")
            y = _part(pen, part, 110, y, pen.width - 110) + 5
        y += 16
    return pen.done(y - 26)


def _who(number: int) -> str:
    return "strong-accent" if number == 0 else "label-strong"


def _part(pen: Pen, part: Part, x: float, y: float, room: float) -> float:
    """One part: its sign, on its scale where it has one, and its name; the y below it."""
    middle = y - 4.5
    spot, words = x + 6, x + 20
    if part.of > 1:
        step = (_TRACK - 12) / (part.of - 1)
        pen.line(x + 6, middle, x + _TRACK - 6, middle, "rule")
        if part.joint is not None and not part.same:
            at = x + 6 + part.joint * step
            pen.line(at, middle - 7, at, middle + 7, "bar-accent")
        spot, words = x + 6 + (part.place or 0) * step, x + _TRACK + 8
    if part.same is not None:
        kind: Kind = "dot" if part.same else "diamond"
        pen.sign(kind, spot, middle, "accent" if part.same else "open", 5 if part.same else 6)
    return pen.paragraph(words, y, part.name, room - (words - x) - 6, 13, "label")
