"""Whether a palette can be read: contrast of text and shapes, and colours that mean different
things told apart by everyone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Literal, NamedTuple

from coloraide import Color

from pmo_advisor.model.brand import Brand, ColorName

Scheme = Literal["colors", "dark"]
Sight = Literal["any", "protan", "deutan", "tritan"]

LEAST_TEXT = 4.5
"""Contrast of text to its ground (WCAG 2.2, success criterion 1.4.3)."""
LEAST_SHAPE = 3.0
"""Contrast of a shape that carries meaning to what it stands beside (criterion 1.4.11)."""
LEAST_DIFFERENCE = 5.0
"""CIEDE2000 between two colours side by side; the project's own judgement."""

_GROUNDS: tuple[ColorName, ...] = ("paper", "panel")
_WRITTEN: tuple[ColorName, ...] = ("ink", "soft_ink", "accent", "open", "against")
_TEXT: tuple[tuple[ColorName, ColorName], ...] = (
    *((ink, ground) for ground in _GROUNDS for ink in _WRITTEN),
    ("paper", "accent"),
    ("ink", "accent_soft"),
    ("open", "open_soft"),
    ("against", "against_soft"),
)
_SHAPES: tuple[tuple[ColorName, ColorName], ...] = (("accent", "accent_soft"),)
"""Shapes that touch. Those on paper or panel are held to what text there needs, which is more;
``rule`` and ``faint`` only part things that the distance between them parts already."""

_MEANINGS: tuple[ColorName, ...] = ("accent", "open", "against")


class PaletteProblem(NamedTuple):
    """Two colours that do not do together, by their names in ``scheme`` of brand.yaml.

    ``found`` and ``least`` are contrasts (to one), or for ``alike`` differences in CIEDE2000.
    """

    kind: Literal["text", "shape", "alike"]
    scheme: Scheme
    first: ColorName
    second: ColorName
    found: float
    least: float
    sight: Sight = "any"

    @property
    def only_notice(self) -> bool:
        """Whether readers can still do without: colour is never the only code."""
        return self.kind == "alike"


def contrast(a: str, b: str) -> float:
    """The contrast of two colours such as ``#0b5d6b``, from 1 to 21 (WCAG 2)."""
    return float(Color(a).contrast(b, method="wcag21"))


def difference(a: str, b: str, sight: Sight = "any") -> float:
    """How far two colours lie apart (CIEDE2000), also as seen with a colour vision deficiency."""
    first, second = Color(a), Color(b)
    if sight != "any":
        first, second = first.filter(sight), second.filter(sight)
    return float(first.delta_e(second, method="2000"))


def problems(brand: Brand) -> tuple[PaletteProblem, ...]:
    """Every pair of colours that falls short, on paper and on a dark screen."""
    return (*_in("colors", brand.colors), *_in("dark", brand.dark))


def _in(scheme: Scheme, colors: Mapping[ColorName, str]) -> Iterator[PaletteProblem]:
    for first, second in _TEXT:
        found = contrast(colors[first], colors[second])
        if found < LEAST_TEXT:
            yield PaletteProblem("text", scheme, first, second, found, LEAST_TEXT)
    for first, second in _SHAPES:
        found = contrast(colors[first], colors[second])
        if found < LEAST_SHAPE:
            yield PaletteProblem("shape", scheme, first, second, found, LEAST_SHAPE)
    for first, second in combinations(_MEANINGS, 2):
        nearest = _nearest(scheme, first, second, colors)
        if nearest.found < LEAST_DIFFERENCE:
            yield nearest


def _nearest(
    scheme: Scheme, first: ColorName, second: ColorName, colors: Mapping[ColorName, str]
) -> PaletteProblem:
    """The pair as those see it who tell it apart least."""
    sights: tuple[Sight, ...] = ("any", "protan", "deutan", "tritan")
    seen = {one: difference(colors[first], colors[second], one) for one in sights}
    sight = min(sights, key=lambda one: seen[one])
    return PaletteProblem("alike", scheme, first, second, seen[sight], LEAST_DIFFERENCE, sight)
