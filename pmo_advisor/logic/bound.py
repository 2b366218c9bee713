"""Conditions bound to codes: what every reading of the rulebook compiles.

A leaf says which codes of one fact it accepts, as closed spans. That is all the three readings
need to know of domains, thresholds and words.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from pmo_advisor.model.condition import Joint

Spans = tuple[tuple[int, int], ...]


class Truth(StrEnum):
    """How a condition comes out."""

    FIRES = "fires"
    REFUTED = "refuted"
    OPEN = "open"


class Leaf(NamedTuple):
    """The fact's code lies in one of the spans."""

    fact: str
    spans: Spans

    def accepts(self, code: int) -> bool:
        return any(low <= code <= high for low, high in self.spans)


class Answered(NamedTuple):
    """The fact has a value. The one test that unknown refutes, so only warnings may use it."""

    fact: str


class Joined(NamedTuple):
    """All, any or none of the parts."""

    joint: Joint
    parts: tuple[Bound, ...]


Bound = Leaf | Answered | Joined


def leaves(bound: Bound) -> Iterator[Leaf | Answered]:
    """Every test of the tree, in reading order."""
    if isinstance(bound, Joined):
        for part in bound.parts:
            yield from leaves(part)
    else:
        yield bound


def facts_of(bound: Bound) -> tuple[str, ...]:
    """The facts that the tree reads, each once, in reading order."""
    return tuple(dict.fromkeys(leaf.fact for leaf in leaves(bound)))


def spans_of(codes: list[int]) -> Spans:
    """The fewest closed spans that hold exactly these codes."""
    spans: list[tuple[int, int]] = []
    for code in sorted(set(codes)):
        if spans and spans[-1][1] == code - 1:
            spans[-1] = (spans[-1][0], code)
        else:
            spans.append((code, code))
    return tuple(spans)
