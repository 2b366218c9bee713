"""How far the strengths may be off, all at once or one at a time, with the type unchanged.

All at once: the points of every fired rule may lie anywhere between (1 - p) and (1 + p) times what
they are, each on its own. A rule speaks for or against one option only, so the worst case of each
option is reached at once: its least evidence has its supports at (1 - p) and what opposes it at
(1 + p), its greatest the other way round, and on each ground the strongest rule is still the one
that counts. Both are linear in p, so the margin is the smallest of a few exact fractions. A tie
counts as changed. Whether a type that stands behind a gated leader is backed "at least moderately"
goes by the word of the rule, not by its points.

One at a time: each rule that fired is moved one step up or down or struck out, and each gate that
is refuted and each block that fired is struck out; the position is then decided again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from pmo_advisor.logic.bound import Truth
from pmo_advisor.logic.weights import FACTOR, POINTS
from pmo_advisor.model.firmness import Sensitive, Strengths
from pmo_advisor.model.rule import STRATA, Rule, Strength
from pmo_advisor.model.rulebook import Rulebook, StratumRules
from pmo_advisor.reasoning.evidence import Evidence, Outcomes
from pmo_advisor.reasoning.position import NOT_YET, UNDETERMINED, Decision, decide

ORDER: tuple[Strength, ...] = ("slight", "moderate", "strong")


def strengths(rulebook: Rulebook, outcomes: Outcomes) -> Strengths:
    """The margin of all strengths at once, and the single rules that would change the type."""
    decision = decide(rulebook, outcomes)
    margin = _margin(decision, blocked=_blocked(rulebook, outcomes))
    return Strengths(
        margin=None if margin is None else f"{margin.numerator}/{margin.denominator}",
        percent=100 if margin is None else int(margin * 100),
        sensitive=tuple(_sensitive(rulebook, outcomes, decision.type)),
    )


# --- all at once --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Line:
    """A value that grows, or shrinks, with p: ``at`` + p * ``slope``."""

    at: int
    slope: int

    def minus(self, other: _Line) -> _Line:
        return _Line(self.at - other.at, self.slope - other.slope)

    def reaches(self) -> Fraction | None:
        """The smallest p from 0 on at which a growing value is 0 or more; None if none is."""
        if self.at >= 0:
            return Fraction(0)
        return Fraction(-self.at, self.slope) if self.slope > 0 else None


def _least(one: Evidence) -> _Line:
    return _Line(one.total, -_weight(one))


def _greatest(one: Evidence) -> _Line:
    return _Line(one.total, _weight(one))


def _weight(one: Evidence) -> int:
    """All points that may be off, either way."""
    return sum((each.support + each.oppose) * FACTOR[each.ground] for each in one.grounds.values())


def _margin(decision: Decision, *, blocked: bool) -> Fraction | None:
    """The smallest share at which the type can change; None where none up to 1 does."""
    if blocked:
        return None
    found = [one for one in _changes(decision) if one is not None and one <= 1]
    return min(found, default=None)


def _changes(decision: Decision) -> Iterator[Fraction | None]:
    types = decision.evidence["type"]
    if decision.type == UNDETERMINED:
        for one in types.values():
            yield _above_nothing(one)
    elif decision.type == NOT_YET:
        yield from _changes_of_none(decision, types)
    else:
        yield from _changes_of(types[decision.type], decision, types)


def _changes_of_none(
    decision: Decision, types: Mapping[str, Evidence]
) -> Iterator[Fraction | None]:
    """Gates leave no type: all evidence is gone, or a type comes up that none of them stops."""
    yield _all_of([_Line(0, 0).minus(_least(one)).reaches() for one in types.values()])
    for one in _standing(decision, types):
        over = [] if _backed(one) else _over_all(one, types)
        yield _all_of([_above_nothing(one), *over])


def _changes_of(
    chosen: Evidence, decision: Decision, types: Mapping[str, Evidence]
) -> Iterator[Fraction | None]:
    """A type is advised: its evidence is gone, or another comes level with it.

    Another that is gated only matters to a type that stands as the leader alone; one that nothing
    backs only matters where it leads all.
    """
    yield _Line(0, 0).minus(_least(chosen)).reaches()
    standing = _standing(decision, types)
    for one in types.values():
        over = _greatest(one).minus(_least(chosen)).reaches()
        if one is chosen:
            continue
        if not _backed(chosen) or (one in standing and _backed(one)):
            yield over
        elif one in standing:
            yield _all_of([over, *_over_all(one, types)])


def _standing(decision: Decision, types: Mapping[str, Evidence]) -> list[Evidence]:
    return [one for one in types.values() if decision.gates[one.option] is not Truth.REFUTED]


def _over_all(one: Evidence, types: Mapping[str, Evidence]) -> list[Fraction | None]:
    """When the type can come level with, or before, each of the others."""
    return [
        _greatest(one).minus(_least(other)).reaches()
        for other in types.values()
        if other is not one
    ]


def _above_nothing(one: Evidence) -> Fraction | None:
    """From which p on the type can have evidence above 0; None if it never can."""
    most = _greatest(one)
    return most.reaches() if most.slope > 0 or most.at > 0 else None


def _backed(one: Evidence) -> bool:
    return max(one.support("problem"), one.support("symptoms")) >= POINTS["moderate"]


def _all_of(parts: list[Fraction | None]) -> Fraction | None:
    """When all have happened; each stays once it has."""
    met = [one for one in parts if one is not None]
    return max(met, default=None) if len(met) == len(parts) else None


# --- one at a time ------------------------------------------------------------------------------


def _sensitive(rulebook: Rulebook, outcomes: Outcomes, now: str) -> Iterator[Sensitive]:
    for rule in rulebook.rules_of("position"):
        weighs = rule.then.supports or rule.then.opposes
        if weighs is not None and weighs.axis == "type" and outcomes[rule.id] is Truth.FIRES:
            place = ORDER.index(weighs.strength)
            for other in (place + 1, place - 1):
                if 0 <= other < len(ORDER):
                    moved = _with(rulebook, rule, ORDER[other])
                    kind = decide(moved, outcomes).type
                    if kind != now:
                        yield Sensitive(rule=rule.id, change=ORDER[other], type=kind)
        elif not _closes(rule, outcomes):
            continue
        kind = decide(rulebook, {**outcomes, rule.id: Truth.OPEN}).type
        if kind != now:
            yield Sensitive(rule=rule.id, change="struck_out", type=kind)


def _closes(rule: Rule, outcomes: Outcomes) -> bool:
    """Whether the rule is a gate that is refuted or a block that fired."""
    if rule.then.requires is not None:
        return outcomes[rule.id] is Truth.REFUTED
    return rule.then.blocks is not None and outcomes[rule.id] is Truth.FIRES


def _blocked(rulebook: Rulebook, outcomes: Outcomes) -> bool:
    return any(
        rule.then.blocks is not None and outcomes[rule.id] is Truth.FIRES
        for rule in rulebook.rules_of("position")
    )


def _with(rulebook: Rulebook, rule: Rule, strength: Strength) -> Rulebook:
    """The rulebook with one rule at another strength."""
    word = rule.then.word
    weighs = getattr(rule.then, word).model_copy(update={"strength": strength})
    moved = rule.model_copy(update={"then": rule.then.model_copy(update={word: weighs})})
    rules = tuple(moved if one is rule else one for one in rulebook.rules_of("position"))
    place = STRATA.index("position")
    strata = list(rulebook.strata)
    strata[place] = StratumRules(stratum="position", rules=rules)
    return rulebook.model_copy(update={"strata": tuple(strata)})
