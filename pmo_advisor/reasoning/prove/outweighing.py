"""The reasons that outweigh: the fewest fired rules that put the type before the runner-up.

Compared are the points of the type from the chosen rules alone, less everything that speaks against
it, and the points of everything that speaks for the runner-up. Only where no choice suffices may
rules that speak against the runner-up be chosen too, and their points taken off. On each ground
only the strongest rule counts, so no smallest choice has two rules on one side of one ground.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pmo_advisor.logic.weights import FACTOR, POINTS
from pmo_advisor.model.firmness import Outweighing
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.reasoning.evidence import Evidence
from pmo_advisor.reasoning.position import Decision

Slot = tuple[str, str]
"""A side and a ground: only the strongest rule in a slot counts."""


@dataclass(frozen=True, slots=True)
class _Argument:
    """A fired rule, where it counts, and its points."""

    rule: str
    slot: Slot
    points: int


def outweighing(rulebook: Rulebook, decision: Decision) -> Outweighing | None:
    """The first of the smallest choices in rule order.

    None where there is no runner-up, and where the type does not lead it by its evidence: a tie, or
    a type that stands only because others are gated.
    """
    types = decision.evidence["type"]
    if decision.runner_up is None or decision.type not in types:
        return None
    leader, other = types[decision.type], types[decision.runner_up]
    against = _all(leader, supports=False)
    rival = _all(other, supports=True)
    own = _arguments(rulebook, leader, supports=True)
    both = own + _arguments(rulebook, other, supports=False)
    for arguments in (own, sorted(both, key=lambda one: list(rulebook.rule).index(one.rule))):
        chosen = _fewest(arguments, against + rival + 1)
        if chosen is not None:
            break
    else:
        return None
    mine = {one.rule for one in own}
    return Outweighing(
        type=decision.type,
        runner_up=decision.runner_up,
        supports=tuple(one.rule for one in chosen if one.rule in mine),
        opposes=tuple(one.rule for one in chosen if one.rule not in mine),
        beats=_sum([one for one in chosen if one.rule in mine]) - against,
        against=rival - _sum([one for one in chosen if one.rule not in mine]),
    )


def _all(evidence: Evidence, *, supports: bool) -> int:
    return sum(
        (one.support if supports else one.oppose) * FACTOR[one.ground]
        for one in evidence.grounds.values()
    )


def _arguments(rulebook: Rulebook, evidence: Evidence, *, supports: bool) -> list[_Argument]:
    """The fired rules on one side of an option, in rule order."""
    side = "for" if supports else "against"
    fired = {
        rule
        for one in evidence.grounds.values()
        for rule in (one.supports if supports else one.opposes)
    }
    found: list[_Argument] = []
    for rule in rulebook.rules_of("position"):
        weighs = rule.then.supports or rule.then.opposes
        if rule.id in fired and weighs is not None:
            points = POINTS[weighs.strength] * FACTOR[rule.ground]
            found.append(_Argument(rule.id, (side, rule.ground), points))
    return found


def _fewest(arguments: Sequence[_Argument], wanted: int) -> list[_Argument] | None:
    """The first of the smallest choices that together have so many points; None without any."""
    size = _size(arguments, {}, wanted)
    if size is None:
        return None
    chosen: list[_Argument] = []
    for place, one in enumerate(arguments):
        if len(chosen) == size:
            break
        with_it = _best([*chosen, one])
        rest = _size(arguments[place + 1 :], with_it, wanted)
        if rest is not None and len(chosen) + 1 + rest <= size:
            chosen.append(one)
    return chosen


def _size(rest: Sequence[_Argument], held: Mapping[Slot, int], wanted: int) -> int | None:
    """How few more of the rest are enough beside what each slot holds."""
    missing = wanted - sum(held.values())
    gains = {
        slot: points - held.get(slot, 0)
        for slot, points in _best(rest).items()
        if points > held.get(slot, 0)
    }
    for count, gain in enumerate(sorted(gains.values(), reverse=True)):
        if missing <= 0:
            return count
        missing -= gain
    return len(gains) if missing <= 0 else None


def _best(arguments: Sequence[_Argument]) -> dict[Slot, int]:
    best: dict[Slot, int] = {}
    for one in arguments:
        best[one.slot] = max(best.get(one.slot, 0), one.points)
    return best


def _sum(arguments: Sequence[_Argument]) -> int:
    return sum(_best(arguments).values())
