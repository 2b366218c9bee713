"""A version of the knowledge by its name: what is shipped, a pack over it, or a whole folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from pmo_advisor.knowledge.library import load
from pmo_advisor.model.rulebook import Rulebook

SHIPPED = "shipped"
Standing = Literal["shipped", "pack", "whole"]
_WHOLE = (
    *(f"rules/catalog/{kind}.yaml" for kind in ("types", "levels", "control", "lifetimes")),
    *(f"rules/catalog/{kind}.yaml" for kind in ("stages", "services", "roles")),
    "rules/position",
    "questionnaires",
)
"""What no knowledge can be without, and no pack has all of."""


class Version(NamedTuple):
    """A version, how it stands, and what it says."""

    name: str
    standing: Standing
    rulebook: Rulebook


def version_of(name: str, packs: Sequence[Path] = ()) -> Version:
    """The version of that name: ``shipped``, or a folder; ``packs`` are laid below a pack.

    A folder that has the whole of a knowledge stands by itself. Raises BadInput with all faults.
    """
    folder = Path(name)
    if name == SHIPPED:
        return Version(name, "shipped", load(tuple(packs)))
    if is_whole(folder):
        return Version(name, "whole", load(tuple(packs), base=folder))
    return Version(name, "pack", load((*packs, folder)))


def is_whole(folder: Path) -> bool:
    """Whether the folder needs no other knowledge below it."""
    return all((folder / one).exists() for one in _WHOLE)
