"""Shapes, the pen that places them, and the scale that people and points are drawn on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from pmo_advisor.reports.typography import ems, wrapped

WIDE, NARROW = 720, 344
"""The two widths every picture is drawn for: a page, and a phone."""

Anchor = Literal["start", "middle", "end"]
Kind = Literal["dot", "ring", "square", "diamond", "cross", "tick", "query"]


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text; ``anchor`` says which end stands on ``x``."""

    x: float
    y: float
    text: str
    style: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    style: str


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with rounded corners."""

    x: float
    y: float
    width: float
    height: float
    style: str
    radius: float


@dataclass(frozen=True, slots=True)
class Sign:
    """A small sign around its middle; ``size`` is half its height."""

    kind: Kind
    x: float
    y: float
    size: float
    style: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing in one width."""

    width: int
    height: int
    strokes: tuple[Stroke, ...]
    boxes: tuple[Box, ...]
    signs: tuple[Sign, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing in both widths, with a title and the numbers in words."""

    id: str
    title: str
    description: str
    wide: Drawing
    narrow: Drawing


@dataclass(slots=True)
class Pen:
    """Places shapes. Lengths are in pixels of the drawing, kept to a tenth."""

    width: int
    strokes: list[Stroke] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    def line(self, x1: float, y1: float, x2: float, y2: float, style: str = "rule") -> None:
        self.strokes.append(Stroke(_t(x1), _t(y1), _t(x2), _t(y2), style))

    def box(
        self, x: float, y: float, width: float, height: float, style: str, radius: float = 0
    ) -> None:
        self.boxes.append(Box(_t(x), _t(y), _t(width), _t(height), style, radius))

    def sign(self, kind: Kind, x: float, y: float, style: str, size: float = 4) -> None:
        self.signs.append(Sign(kind, _t(x), _t(y), size, style))

    def text(
        self, x: float, y: float, text: str, style: str = "small", anchor: Anchor = "start"
    ) -> None:
        self.labels.append(Label(_t(x), _t(y), text, style, anchor))

    def paragraph(
        self, x: float, y: float, text: str, room: float, size: float, style: str = "small"
    ) -> float:
        """Text in lines no wider than ``room``, the first on ``y``; the y after the last line."""
        for line in wrapped(text, room / size, ems):
            self.text(x, y, line, style)
            y += size * 1.4
        return y

    def done(self, height: float) -> Drawing:
        return Drawing(
            self.width,
            int(height) + 1,
            tuple(self.strokes),
            tuple(self.boxes),
            tuple(self.signs),
            tuple(self.labels),
        )


def _t(length: float) -> float:
    return round(length, 1)


def both(picture_id: str, title: str, description: str, draw: Callable[[int], Drawing]) -> Picture:
    """The picture that ``draw`` makes in both widths."""
    return Picture(picture_id, title, description, draw(WIDE), draw(NARROW))


def steps_to(most: int, wanted: int = 5) -> tuple[int, ...]:
    """Round numbers from 0 to at least ``most``, about ``wanted`` of them."""
    size = 1
    for size in _sizes():
        if most <= size * wanted:
            break
    return tuple(range(0, max(most, 1) + size, size)[: -(-max(most, 1) // size) + 1])


def _sizes() -> Iterable[int]:
    ten = 1
    while True:
        yield from (ten, 2 * ten, 5 * ten)
        ten *= 10
