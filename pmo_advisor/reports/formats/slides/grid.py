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

TITLE = box(_MARGIN, 0.55, _BROAD, 1.0)
MESSAGE = box(_MARGIN, 1.6, _BROAD, 0.72)
PICTURE = box(_MARGIN, 2.5, _BROAD, 4.25)
FOOTER = box(_MARGIN, 6.95, 8.0, 0.3)
NUMBER = box(11.583, 6.95, 1.0, 0.3)
LOGO = box(11.083, 0.4, 1.5, 0.5)

KICKER = box(_MARGIN, 1.0, 9.5, 0.4)
FRONT_TITLE = box(_MARGIN, 1.75, 10.8, 1.75)
FRONT_MESSAGE = box(_MARGIN, 3.85, 10.8, 2.4)
FRONT_LOGO = box(10.583, 0.85, 2.0, 0.7)
