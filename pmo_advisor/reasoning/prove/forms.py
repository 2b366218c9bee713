"""What a world is made of: conditions in both positive forms, answers, and ranks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmo_advisor.reasoning.prove.circuit import Lit
from pmo_advisor.reasoning.prove.frame import Span
from pmo_advisor.reasoning.prove.linear import Linear


@dataclass(frozen=True, slots=True)
class Forms:
    """A condition's two positive forms; never both, and open where neither."""

    met: Lit
    refuted: Lit


@dataclass(frozen=True, slots=True)
class Answer:
    """The variables of one answer. ``number`` is the code itself, where it can be told."""

    spans: Mapping[Span, Lit]
    unknown: Lit
    number: Linear | None


@dataclass(frozen=True, slots=True)
class Ranks:
    """An ordered fact as a method reads it: from the smallest to the largest rank it can have."""

    present: Lit
    absent: Lit
    low: Linear
    high: Linear
