"""Parents and siblings: every PMO in a box below its parent, with solid and dotted lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pmo_advisor.reports.charts.drawing import WIDE, Drawing, Pen, Picture, both
from pmo_advisor.reports.typography import ems, wrapped
from pmo_advisor.reports.voice import Voice

MOST = 30
"""The most PMOs that a picture shows; of more, a table tells better."""
_INDENT = {True: 34.0, False: 20.0}
_BOX = {True: 372.0, False: 330.0}
_PAD = 10.0
_LINE = 17.0
_GAP = 16.0

LineStyle = Literal["solid", "dotted"]
Spot = tuple[float, float, float, float]
"""Where a box stands: its left, right, top and bottom."""


@dataclass(frozen=True, slots=True)
class Kin:
    """A PMO as the picture shows it.

    ``to_parent`` is its line to the parent, ``to_head`` that to its head, who is named in ``head``.
    ``siblings`` are the numbers of PMOs that it is linked to by a line of its own.
    """

    number: int
    name: str
    about: str
    shared: bool
    parent: int | None
    to_parent: LineStyle | None
    head: str
    to_head: LineStyle | None
    siblings: tuple[int, ...]
    in_words: str


def kin_picture(voice: Voice, kin: tuple[Kin, ...], title: str) -> Picture | None:
    """Parents before their children, each indented below its own."""
    if not kin or len(kin) > MOST:
        return None
    described = voice.sentences(one.in_words for one in kin)
    return both("kin-picture", title, described, lambda width: _draw(voice, kin, width))


def _draw(voice: Voice, kin: tuple[Kin, ...], width: int) -> Drawing:
    pen = Pen(width)
    wide = width == WIDE
    y = _key(pen, voice, width)
    spots: dict[int, Spot] = {}
    for one, depth in _in_order(kin):
        left = depth * _INDENT[wide]
        box = min(_BOX[wide], width - 14 - left)
        # A head whose name takes more lines than the box has makes room for itself.
        beyond = max(0.0, len(_head_lines(one)) * 16 - _height(one, box)) / 2 if wide else 0.0
        top, y = _box(pen, one, left, y + beyond, box)
        spots[one.number] = (left, left + box, top, y)
        _head(pen, one, spots[one.number], wide)
        y = y + beyond if wide else _below(pen, one, left, y, width)
        y += _GAP
    _up(pen, kin, spots, wide)
    _across(pen, kin, spots, width)
    return pen.done(y - _GAP + 2)


def _in_order(kin: tuple[Kin, ...]) -> Iterator[tuple[Kin, int]]:
    children: dict[int | None, list[Kin]] = {}
    for one in kin:
        children.setdefault(one.parent, []).append(one)

    def below(parent: int | None, depth: int) -> Iterator[tuple[Kin, int]]:
        # Those with most below them first: what belongs together stands at the top.
        for one in sorted(children.get(parent, ()), key=lambda kid: kid.number not in children):
            yield one, depth
            yield from below(one.number, depth + 1)

    return below(None, 0)


def _key(pen: Pen, voice: Voice, width: int) -> float:
    x, y = 0.0, 12.0
    signs: tuple[tuple[str, str], ...] = (
        ("solid", "group.key.solid"),
        ("dotted", "group.key.dotted"),
        ("box", "group.key.shared"),
    )
    for style, message in signs:
        text = voice.say(message)
        taken = 44 + ems(text) * 11
        if x and x + taken > width:
            x, y = 0.0, y + 20
        if style == "box":
            pen.box(x, y - 10, 28, 12, "kin-shared", 3)
        else:
            pen.line(x, y - 4, x + 28, y - 4, style)
        pen.text(x + 36, y, text, "tiny")
        x += taken + 10
    return y + 20


def _lines(one: Kin, box: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands in the box, in lines: its name, and what it is."""
    room = box - 2 * _PAD
    return wrapped(one.name, room / 13, ems), wrapped(one.about, room / 12, ems)


def _height(one: Kin, box: float) -> float:
    names, about = _lines(one, box)
    return len(names) * _LINE + len(about) * 16 + 13


def _head_lines(one: Kin) -> tuple[str, ...]:
    return wrapped(one.head, 218 / 12, ems)


def _box(pen: Pen, one: Kin, left: float, y: float, box: float) -> tuple[float, float]:
    """Draws the box; gives its top and its bottom."""
    names, about = _lines(one, box)
    height = _height(one, box)
    pen.box(left, y, box, height, "kin-shared" if one.shared else "kin", 4)
    text = y + 19
    for line in names:
        pen.text(left + _PAD, text, line, "label-strong")
        text += _LINE
    for line in about:
        pen.text(left + _PAD, text, line, "small")
        text += 16
    return y, y + height


def _head(pen: Pen, one: Kin, spot: Spot, wide: bool) -> None:
    """On a page: the line to the head, and the head beside the box."""
    if not wide or one.to_head is None:
        return
    _, right, top, bottom = spot
    middle = (top + bottom) / 2
    start = WIDE - 232.0
    pen.line(right, middle, start - 8, middle, one.to_head)
    lines = _head_lines(one)
    y = middle + 4 - (len(lines) - 1) * 8
    for line in lines:
        pen.text(start, y, line, "small")
        y += 16


def _below(pen: Pen, one: Kin, left: float, y: float, width: int) -> float:
    """On a phone: the line to the head, and the head below the box; the y below it."""
    if one.to_head is None:
        return y
    y += 16
    # Beside the line that goes down to its children.
    pen.line(left + 20, y - 4, left + 44, y - 4, one.to_head)
    x = left + 52
    return pen.paragraph(x, y, one.head, width - x - 14, 12) - 14


def _up(pen: Pen, kin: tuple[Kin, ...], spots: dict[int, Spot], wide: bool) -> None:
    """The lines to parents: down from the parent's box, then across to each child.

    Solid and dotted ones go down on tracks of their own, so that neither hides the other.
    """
    ends: dict[tuple[int, LineStyle], tuple[float, float, float]] = {}
    for one in kin:
        if one.parent is None or one.to_parent is None:
            continue
        left, _, top, bottom = spots[one.number]
        above = spots[one.parent]
        x = above[0] + _INDENT[wide] * (0.3 if one.to_parent == "solid" else 0.6)
        middle = (top + bottom) / 2 + (4 if one.to_parent == "solid" else -4)
        pen.line(x, middle, left, middle, one.to_parent)
        key = (one.parent, one.to_parent)
        ends[key] = (x, above[3], max(middle, ends[key][2]) if key in ends else middle)
    for (_, style), (x, start, end) in ends.items():
        pen.line(x, start, x, end, style)


def _across(
    pen: Pen,
    kin: tuple[Kin, ...],
    spots: dict[int, Spot],
    width: int,
) -> None:
    """Lines between siblings, at the right of their boxes; each row of siblings has its track."""
    tracks: dict[int, int] = {}
    for one in kin:
        for other in one.siblings:
            track = tracks.get(one.number, len(set(tracks.values())))
            tracks[one.number] = tracks[other] = track
            first, second = sorted((spots[one.number], spots[other]), key=lambda spot: spot[2])
            x = max(first[1], second[1]) + (
                9 + track % 4 * 7 if width == WIDE else 5 + track % 3 * 3
            )
            start, end = first[3] - 8, second[2] + 8
            pen.line(first[1], start, x, start, "dotted")
            pen.line(x, start, x, end, "dotted")
            pen.line(second[1], end, x, end, "dotted")
