"""What the knowledge says over the population that its catalogue declares: plain data."""

from __future__ import annotations

from typing import Literal

from pmo_advisor.model.rule import Stratum
from pmo_advisor.model.text import Strict

Counted = dict[str, int]
"""How many organisations, by what is said of them."""

Axis = Literal[
    "type",
    "target_type",
    "runner_up",
    "secondary_type",
    "level",
    "target_level",
    "control",
    "lifetime",
    "problem_confirmed",
    "interim",
    "verdict",
]


class Pair(Strict):
    """Two types that come together, and how often."""

    type: str
    other: str
    count: int


class Gate(Strict):
    """How often a gate leads to ``not_yet``, only holds back the type that the evidence points to,
    or has to be confirmed first.
    """

    rule: str
    blocks: int
    holds_back: int
    open: int


class Fires(Strict):
    """The rules of one stratum: how often each fires among ``of`` organisations.

    ``never`` and ``always`` name those that fire for nobody and for everybody.
    """

    stratum: Stratum
    of: int
    count: Counted
    never: tuple[str, ...]
    always: tuple[str, ...]


class Sized(Strict):
    """The range of people of one type: at each share of organisations (in percent) the lower and
    the upper end; ``known`` is for how many there is a range.
    """

    type: str
    known: int
    low: dict[int, int]
    high: dict[int, int]


class Sensitive(Strict):
    """What happens when one answer is drawn again: for how many it became another answer, and for
    how many that changed the type, or anything that is advised.
    """

    fact: str
    redrawn: int
    type: int
    anything: int


class Survey(Strict):
    """Everything that is counted. ``drawn_anew`` are impossible organisations that were replaced.

    ``waits_for`` are the questions without declared shares that rules which never fire read.
    ``sensitive`` is ordered by ``type``, then ``anything``; null where it was not asked for.
    """

    fingerprint: str
    organizations: int
    seed: int
    drawn_anew: int
    declared: tuple[str, ...]
    undeclared: tuple[str, ...]
    counts: dict[Axis, Counted]
    stages: dict[str, Counted]
    tied: int
    ties: tuple[Pair, ...]
    secondary: tuple[Pair, ...]
    gates: tuple[Gate, ...]
    warnings: Counted
    people: tuple[Sized, ...]
    rules: tuple[Fires, ...]
    waits_for: dict[str, tuple[str, ...]]
    sensitive: tuple[Sensitive, ...] | None
