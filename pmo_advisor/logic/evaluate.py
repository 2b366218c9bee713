"""The plain evaluator: the meaning of a rule, which every other reading must match.

A condition has two positive forms, met and refuted. A test is met where the fact's code is among
those it accepts, refuted where it is known and not among them (a fact that does not apply is among
none), and neither where the fact is unknown. ``all`` is met by all and refuted by any, ``any`` the
other way round, and ``none`` is met where all parts are refuted.
"""

from __future__ import annotations

from collections.abc import Mapping

from pmo_advisor.logic.bound import Answered, Bound, Joined, Leaf, Truth

Known = Mapping[str, int]
"""The codes of the facts that are known; an unknown fact is absent."""

_OPPOSITE = {
    Truth.FIRES: Truth.REFUTED,
    Truth.REFUTED: Truth.FIRES,
    Truth.OPEN: Truth.OPEN,
}


def truth(bound: Bound, known: Known) -> Truth:
    """Whether the condition fires, is refuted or stays open on what is known."""
    if isinstance(bound, Leaf):
        code = known.get(bound.fact)
        if code is None:
            return Truth.OPEN
        return Truth.FIRES if bound.accepts(code) else Truth.REFUTED
    if isinstance(bound, Answered):
        return Truth.FIRES if known.get(bound.fact, -1) >= 0 else Truth.REFUTED
    outcomes = [truth(part, known) for part in bound.parts]
    if bound.joint == "all":
        return _weakest(outcomes)
    strongest = _OPPOSITE[_weakest([_OPPOSITE[one] for one in outcomes])]
    return strongest if bound.joint == "any" else _OPPOSITE[strongest]


def _weakest(outcomes: list[Truth]) -> Truth:
    if Truth.REFUTED in outcomes:
        return Truth.REFUTED
    return Truth.OPEN if Truth.OPEN in outcomes else Truth.FIRES


def carriers(bound: Bound, known: Known) -> tuple[str, ...]:
    """The facts that make the condition come out as it does, in reading order.

    For a condition that fires or is refuted: the known facts that suffice for it (of several
    sufficient parts, the first). For an open one: the unknown facts that keep it open.
    """
    outcome = truth(bound, known)
    return tuple(dict.fromkeys(_carriers(bound, known, outcome)))


def _carriers(bound: Bound, known: Known, outcome: Truth) -> list[str]:
    if not isinstance(bound, Joined):
        return [bound.fact]
    wanted = _OPPOSITE[outcome] if bound.joint == "none" else outcome
    same = [part for part in bound.parts if truth(part, known) is wanted]
    enough = Truth.REFUTED if bound.joint == "all" else Truth.FIRES
    chosen = same[:1] if wanted is enough else same
    return [fact for part in chosen for fact in _carriers(part, known, wanted)]
