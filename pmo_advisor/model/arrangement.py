"""How several PMOs of one group stand to one another, as data."""

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from pmo_advisor.model.text import Strict, Text

LineKind = Literal["solid", "dotted"]
WORDS = ("shares", "anchors", "parents", "reports", "agrees", "stands_out")


class Shares(Strict):
    """Units that want the same could share a PMO.

    ``same`` are the facts on which neighbours under one head must agree, ``at_least`` a threshold
    of units. ``settle`` are facts on which they may still differ and would have to come to terms,
    ``adds`` the counts that may be added up over such units, to size their PMO.
    """

    same: tuple[str, ...] = Field(min_length=1)
    types: tuple[str, ...] = Field(min_length=1)
    levels: tuple[str, ...] = Field(min_length=1)
    at_least: str
    settle: tuple[str, ...] = ()
    adds: tuple[str, ...] = ()


class Anchors(Strict):
    """A shared PMO is anchored where this fact is furthest; the entry before it counts first."""

    by: str


class Parents(Strict):
    """Which PMO is parent to another: one above it in the tree, or beside it."""

    place: Literal["above", "beside"]
    levels: tuple[str, ...] = Field(min_length=1)
    types: tuple[str, ...] = ()


class Reports(Strict):
    """A line from a PMO of these levels to its unit's head, its parent or its siblings.

    ``when`` compares its type with its parent's; siblings are those of its own type.
    """

    line: LineKind
    to: Literal["head", "parent", "siblings"]
    when: tuple[Literal["same_type", "other_type", "no_parent"], ...] = Field(min_length=1)
    levels: tuple[str, ...] = ()


class Agrees(Strict):
    """What PMOs of one group settle among themselves, and who does."""

    settle: Text
    who: Text


class StandsOut(Strict):
    """Where a unit differs from its peers: by a factor, in steps, or altogether.

    ``peers`` (how many others there must be), ``by`` (times, or steps) and ``least`` (people) are
    thresholds; a difference in type needs no ``by``.
    """

    on: Literal["type", "headcount", "stage"]
    peers: str | None = None
    by: str | None = None
    least: str | None = None


class Arrangement(Strict):
    """One rule on several PMOs: exactly one of its words, with its reason and its sources."""

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.]*$")
    name: Text
    because: Text
    sources: tuple[str, ...] = Field(min_length=1)
    shares: Shares | None = None
    anchors: Anchors | None = None
    parents: Parents | None = None
    reports: Reports | None = None
    agrees: Agrees | None = None
    stands_out: StandsOut | None = None

    @model_validator(mode="after")
    def _one_word(self) -> Self:
        if len(self.model_fields_set.intersection(WORDS)) != 1:
            raise PydanticCustomError("arrangement_one", "arrangement_one", {})
        return self
