"""What is proved of a rulebook over all possible sheets: plain data, each claim with a witness.

A witness is the number of an organisation in ``organizations``; ``not_decided`` means that a limit
was reached, or that the proof has no model of what is asked, never that it was guessed.
"""

from __future__ import annotations

from typing import Literal

from pmo_advisor.model.domain import Value
from pmo_advisor.model.text import Strict

ReachKind = Literal[
    "type",
    "target_type",
    "secondary_type",
    "level",
    "control",
    "lifetime",
    "stage",
    "verdict",
    "rule",
]
REACH_KINDS: tuple[ReachKind, ...] = (
    "type",
    "target_type",
    "secondary_type",
    "level",
    "control",
    "lifetime",
    "stage",
    "verdict",
    "rule",
)
Found = Literal["yes", "never", "not_decided"]
Why = Literal["limit", "headcount"]
Changed = Literal["type", "level", "control", "lifetime", "runner_up", "gates"]
CHANGED: tuple[Changed, ...] = ("type", "level", "control", "lifetime", "runner_up", "gates")


class Organization(Strict):
    """A witness: the few answers that it takes, and where they lead."""

    answers: dict[str, Value]
    type: str
    level: str | None = None
    control: str | None = None
    lifetime: str | None = None
    stage: int | None = None


class Reached(Strict):
    """Whether some sheet concludes this, or fires this rule.

    A stage is told as its type, a dot and its number. ``why`` says why it is not decided.
    """

    kind: ReachKind
    id: str
    found: Found
    witness: int | None = None
    why: Why | None = None


class Effect(Strict):
    """Whether on some sheet the position is another one without this rule, and in what."""

    rule: str
    found: Found
    changes: tuple[Changed, ...] = ()
    witness: int | None = None


class Contradiction(Strict):
    """Rules that cannot both be meant, or of which a limit kept us from knowing.

    ``for_and_against``: whenever one of the two fires so does the other (or it is implied by it),
    and the first supports what the second opposes, on the same ground. ``gate_against_evidence``:
    the gate, the only rule named, is never met where its type has its strongest evidence.
    """

    kind: Literal["for_and_against", "gate_against_evidence"]
    found: Literal["yes", "not_decided"]
    rules: tuple[str, ...]
    witness: int | None = None


Broken = Literal["stated_problem", "catalogue_order", "other_cannot_stand"]


class Tie(Strict):
    """Two types with the same evidence, the first of which is advised, and what decided.

    ``other_cannot_stand``: the other one comes first in the order, but it is gated, or its own
    problem and symptoms do not support it enough to stand in for a gated leader.
    """

    leads: str
    other: str
    broken_by: Broken
    found: Found
    witness: int | None = None


class Best(Strict):
    """The strongest evidence that a type can have, in points.

    Where it is ``not_decided``, ``points`` is an upper bound.
    """

    type: str
    found: Literal["yes", "not_decided"]
    points: int | None = None
    witness: int | None = None


class Kept(Strict):
    """Whether a declared monotony is kept; ``never`` breached, or ``yes`` with two witnesses."""

    id: str
    breached: Found
    before: int | None = None
    after: int | None = None


class PackProof(Strict):
    """Everything that is said of one rulebook."""

    organizations: tuple[Organization, ...]
    reached: tuple[Reached, ...]
    effects: tuple[Effect, ...]
    contradictions: tuple[Contradiction, ...]
    ties: tuple[Tie, ...]
    best: tuple[Best, ...]
    monotone: tuple[Kept, ...]

    @property
    def unreachable(self) -> tuple[Reached, ...]:
        """What no sheet can reach."""
        return tuple(one for one in self.reached if one.found == "never")

    @property
    def idle(self) -> tuple[Effect, ...]:
        """Position rules without which nothing would be different."""
        return tuple(one for one in self.effects if one.found == "never")

    @property
    def breaches(self) -> tuple[Kept, ...]:
        return tuple(one for one in self.monotone if one.breached == "yes")

    @property
    def faulty(self) -> bool:
        """Whether anything cannot be reached, or a declared monotony is breached."""
        return bool(self.unreachable or self.breaches)
