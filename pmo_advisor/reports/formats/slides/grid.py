"""The one grid that all slides stand on, in EMU, and boxes on it."""

from __future__ import annotations

from typing import NamedTuple

INCH = 914_400
POINT = 12_700


class Box(NamedTuple):
    """A rectangle on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def bottom(self) -> int:
        return self.top + self.height


def box(left: float, top: float, width: float, height: float) -> Box:
    """A rectangle given in inches."""
    return Box(*(round(one * INCH) for one in (left, top, width, height)))


WIDTH, HEIGHT = round(13.333 * INCH), round(7.5 * INCH)
_MARGIN, _BROAD = 0.75, 11.833

TITLE = box(_MARGIN, 0.55, _BROAD, 0.9)
MESSAGE = box(_MARGIN, 1.5, _BROAD, 0.8)
PICTURE = box(_MARGIN, 2.5, _BROAD, 4.2)
FOOTER = box(_MARGIN, 6.95, 8.0, 0.3)
NUMBER = box(11.583, 6.95, 1.0, 0.3)

KICKER = box(_MARGIN, 1.2, 9.5, 0.4)
FRONT_TITLE = box(_MARGIN, 1.9, 10.8, 1.55)
FRONT_MESSAGE = box(_MARGIN, 3.8, 10.8, 2.8)
FRONT_LOGO = box(10.583, 0.85, 2.0, 0.7)
