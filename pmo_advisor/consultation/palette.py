"""Whether the colours of a brand can be read, told at the line that sets them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from pmo_advisor.errors import Fault, Place
from pmo_advisor.model.brand import Brand, ColorName
from pmo_advisor.reports.formats.palette import PaletteProblem, problems

_STEPS = 20
_MESSAGES = {"text": "brand_contrast", "shape": "brand_shapes"}
PlaceOf = Callable[[str, str], Place | None]


def color_faults(brand: Brand, place_of: PlaceOf) -> tuple[list[Fault], list[Fault]]:
    """The faults and the notices; ``place_of`` gives where brand.yaml sets a colour, if it does."""
    found = list(_once(problems(brand)))
    faults = [_fault(one, brand, place_of) for one in found if not one.only_notice]
    notices = [
        Fault(
            "brand_notice_alike",
            {"first": one.first, "second": one.second},
            place_of(one.scheme, one.first) or place_of(one.scheme, one.second),
        )
        for one in found
        if one.only_notice
    ]
    return faults, notices


def _once(found: tuple[PaletteProblem, ...]) -> Iterator[PaletteProblem]:
    """Paper on accent and accent on paper are one."""
    seen: set[tuple[str, str, frozenset[str]]] = set()
    for one in found:
        key = (one.kind, one.scheme, frozenset((one.first, one.second)))
        if key not in seen:
            seen.add(key)
            yield one


def _fault(one: PaletteProblem, brand: Brand, place_of: PlaceOf) -> Fault:
    colors = brand.colors if one.scheme == "colors" else brand.dark
    own = one.first if place_of(one.scheme, one.first) else one.second
    values = {
        "first": one.first,
        "second": one.second,
        "a": colors[one.first],
        "b": colors[one.second],
        # Rounded down, so that what falls short never looks as if it were enough.
        "found": math.floor(one.found * 10) / 10,
        "least": one.least,
    }
    hint = _mended(brand, one.scheme, own)
    return Fault(_MESSAGES[one.kind], values, place_of(one.scheme, own), hint)


def _mended(brand: Brand, scheme: str, name: ColorName) -> str | None:
    """The nearest shade of a colour with which nothing is wrong any more, if there is one."""
    colors = brand.colors if scheme == "colors" else brand.dark
    for step in range(1, _STEPS + 1):
        for end in (0, 255):
            shade = _toward(colors[name], end, step / _STEPS)
            tried = brand.model_copy(update={scheme: {**colors, name: shade}})
            if not any(
                one.scheme == scheme and name in (one.first, one.second) and not one.only_notice
                for one in problems(tried)
            ):
                return shade
    return None


def _toward(color: str, end: int, share: float) -> str:
    parts = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(one + (end - one) * share):02x}" for one in parts)
