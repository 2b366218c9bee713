"""Finds the layouts and placeholders of a template: by our names, else by their types."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from pmo_advisor.reports.formats.slides import grid
from pmo_advisor.reports.formats.slides.grid import Box
from pmo_advisor.reports.formats.slides.places import PLACES, Layout, Spot

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_COUNTED = re.compile(r"\s*\d+$")


class Found(NamedTuple):
    """A layout with the placeholders that were found on it. ``named`` if it bears our name."""

    wanted: Layout
    layout: Any
    spots: dict[str, Any]
    named: bool


def all_layouts(deck: Any) -> list[Any]:
    """The layouts of all masters."""
    return [layout for master in deck.slide_masters for layout in master.slide_layouts]


def find(deck: Any, name: str) -> Found | None:
    """The layout for one of ``PLACES``; None where the template has nothing that would do."""
    wanted = next(one for one in PLACES if one.name == name)
    layouts = all_layouts(deck)
    named = [one for one in layouts if folded(one.name) == name]
    if named:
        return Found(wanted, named[0], spots(named[0], wanted), True)
    needed = {one.name for one in wanted.spots if one.needed}
    usable = [one for one in layouts if needed <= set(spots(one, wanted))]
    for kind in wanted.kinds:
        for one in usable:
            if one._element.get("type") == kind:
                return Found(wanted, one, spots(one, wanted), False)
    simplest = sorted(usable, key=lambda one: len(list(one.placeholders)))
    return Found(wanted, simplest[0], spots(simplest[0], wanted), False) if simplest else None


def folded(name: str) -> str:
    """A name as it is compared: small letters, without the number that Office appends."""
    return _COUNTED.sub("", " ".join(name.casefold().split()))


def kind_of(placeholder: Any) -> str:
    """The type of a placeholder as the file writes it."""
    return str(placeholder._element.find(f".//{_P}ph").get("type", "obj"))


def spots(layout: Any, wanted: Layout) -> dict[str, Any]:
    """The placeholders of a layout by our names, each taken once."""
    there = list(layout.placeholders)
    found: dict[str, Any] = {}
    for spot in wanted.spots:
        named = [one for one in there if folded(one.name) == spot.name]
        if named:
            found[spot.name] = named[0]
            there.remove(named[0])
    for spot in wanted.spots:
        if spot.name not in found and (one := _by_kind(there, spot)) is not None:
            found[spot.name] = one
            there.remove(one)
    return found


def _by_kind(there: list[Any], spot: Spot) -> Any | None:
    """The first placeholder of the first type that there is; of a type, the largest."""
    for kind in spot.kinds:
        same = [one for one in there if kind_of(one) == kind]
        if same:
            return max(same, key=lambda one: box_of(one).width * box_of(one).height)
    return None


def box_of(placeholder: Any) -> Box:
    """Where a placeholder stands, by itself or as its master has it; nowhere if neither says."""
    sides = (placeholder.left, placeholder.top, placeholder.width, placeholder.height)
    return Box(*(int(side or 0) for side in sides))


def picture_box(found: Found, width: int, height: int) -> tuple[Box | None, Box]:
    """Where the message and the picture stand; the message shares the picture's place if need be.

    A layout with a title alone leaves what lies between the title and the foot of the slide.
    """
    title = box_of(found.spots["title"])
    picture = found.spots.get("picture")
    area = box_of(picture) if picture is not None else _below(title, width, height)
    message = found.spots.get("message")
    if message is not None:
        return box_of(message), area
    taken = min(grid.MESSAGE.height, area.height // 4)
    gap = grid.INCH // 8
    return (
        Box(area.left, area.top, area.width, taken),
        Box(area.left, area.top + taken + gap, area.width, area.height - taken - gap),
    )


def _below(title: Box, width: int, height: int) -> Box:
    top = title.bottom + grid.INCH // 8
    return Box(title.left, top, min(title.width, width - title.left), height - top - grid.INCH)
