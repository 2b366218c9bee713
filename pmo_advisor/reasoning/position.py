"""The position: type now, target type, runner-up, level, control, lifetime."""

from __future__ import annotations

from typing import NamedTuple

from pmo_advisor.logic.bound import Truth
from pmo_advisor.logic.weights import POINTS, SECONDARY
from pmo_advisor.model.rule import AXES, Axis, Rule
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.reasoning.evidence import Evidence, Outcomes, weigh

NOT_YET, UNDETERMINED = "not_yet", "undetermined"


class Decision(NamedTuple):
    """The position as ids; see ``model.advice.Position`` for the meaning of each."""

    type: str
    runner_up: str | None
    secondary_type: str | None
    target_type: str | None
    level: str | None
    target_level: str | None
    control: str | None
    lifetime: str | None
    tied_with: tuple[str, ...]
    problem_confirmed: bool | None
    blocked_by: tuple[str, ...]
    gates: dict[str, Truth]
    evidence: dict[Axis, dict[str, Evidence]]

    @property
    def stands(self) -> bool:
        """Whether one of the five types is advised now."""
        return self.type not in (NOT_YET, UNDETERMINED)

    def conclusions(self) -> dict[str, str | None]:
        """What later strata may read; None where it does not apply."""
        told = {
            "type": self.type,
            "runner_up": self.runner_up,
            "secondary_type": self.secondary_type,
            "target_type": self.target_type,
            "level": self.level,
            "target_level": self.target_level,
            "control": self.control,
            "lifetime": self.lifetime,
        }
        if self.problem_confirmed is not None:
            told["problem_confirmed"] = "yes" if self.problem_confirmed else "no"
        return told


def decide(rulebook: Rulebook, outcomes: Outcomes) -> Decision:
    """Decide the position from the outcomes of the position rules.

    The order of events is that of the design: a block leads to ``not_yet``; no evidence leads to
    ``undetermined``; a leader whose gate is refuted becomes the target, and the best type that
    stands and that its own problem or symptoms support at least moderately is advised now.
    """
    evidence = {axis: weigh(rulebook, outcomes, axis) for axis in AXES}
    types = evidence["type"]
    gates = _gates(rulebook, outcomes)
    stated = _stated(types)
    ranking = sorted(types.values(), key=lambda one: (-one.total, one.option != stated))
    ranking = [one for one in ranking if one.total > 0]
    blocked_by = _fired(rulebook, outcomes)
    leader = ranking[0] if ranking else None
    chosen = _standing(ranking, gates)

    decided, target = UNDETERMINED, None
    if blocked_by:
        decided, target = NOT_YET, leader
    elif leader is not None and chosen is None:
        decided, target = NOT_YET, leader
        blocked_by = _refuted(rulebook, outcomes, leader.option)
    elif leader is not None and chosen is not None:
        decided, target = chosen.option, None if chosen is leader else leader

    named = {decided, target.option if target else None}
    others = [one for one in ranking if one.option not in named]
    runner_up = others[0] if others else None
    stands = decided in types
    level = _best(evidence["level"]) if stands else None
    return Decision(
        type=decided,
        runner_up=runner_up.option if runner_up else None,
        secondary_type=_secondary(types[decided], runner_up, gates) if stands else None,
        target_type=target.option if target else None,
        level=level,
        target_level=_target_level(evidence["level"], level) if stands else None,
        control=_best(evidence["control"]) if stands else None,
        lifetime=_best(evidence["lifetime"]) if stands else None,
        tied_with=_tied(types[decided], others) if stands else (),
        problem_confirmed=_confirmed(rulebook, outcomes, stated),
        blocked_by=blocked_by,
        gates=gates,
        evidence=evidence,
    )


def _stated(types: dict[str, Evidence]) -> str | None:
    named = max(types.values(), key=lambda one: one.support("problem"), default=None)
    return named.option if named is not None and named.support("problem") else None


def _gates(rulebook: Rulebook, outcomes: Outcomes) -> dict[str, Truth]:
    """How the gates of each type stand together: refuted, open, or met."""
    gates = {one.id: Truth.FIRES for one in rulebook.catalog.types}
    for rule in rulebook.rules_of("position"):
        if rule.then.requires is not None:
            kind, outcome = rule.then.requires.type, outcomes[rule.id]
            if outcome is Truth.REFUTED or gates[kind] is Truth.FIRES:
                gates[kind] = outcome
    return gates


def _standing(ranking: list[Evidence], gates: dict[str, Truth]) -> Evidence | None:
    moderate = POINTS["moderate"]
    for place, one in enumerate(ranking):
        own = max(one.support("problem"), one.support("symptoms")) >= moderate
        if gates[one.option] is not Truth.REFUTED and (place == 0 or own):
            return one
    return None


def _tied(leader: Evidence, others: list[Evidence]) -> tuple[str, ...]:
    return tuple(one.option for one in others if one.total == leader.total)


def _secondary(leader: Evidence, runner_up: Evidence | None, gates: dict[str, Truth]) -> str | None:
    if runner_up is None or gates[runner_up.option] is Truth.REFUTED:
        return None
    share, whole = SECONDARY
    return runner_up.option if runner_up.total * whole >= leader.total * share else None


def _best(evidence: dict[str, Evidence]) -> str | None:
    best = max(evidence.values(), key=lambda one: one.total, default=None)
    return best.option if best is not None and best.total > 0 else None


def _target_level(levels: dict[str, Evidence], level: str | None) -> str | None:
    """The level that the scope to be served asks for, where it is not the level of today."""
    wanted = max(levels.values(), key=lambda one: one.support("beneficiary"), default=None)
    if wanted is None or not wanted.support("beneficiary") or wanted.option == level:
        return None
    return wanted.option


def _fired(rulebook: Rulebook, outcomes: Outcomes) -> tuple[str, ...]:
    return tuple(
        rule.id
        for rule in rulebook.rules_of("position")
        if rule.then.blocks is not None and outcomes[rule.id] is Truth.FIRES
    )


def _refuted(rulebook: Rulebook, outcomes: Outcomes, kind: str) -> tuple[str, ...]:
    return tuple(
        rule.id
        for rule in rulebook.rules_of("position")
        if rule.then.requires is not None
        and rule.then.requires.type == kind
        and outcomes[rule.id] is Truth.REFUTED
    )


def _confirmed(rulebook: Rulebook, outcomes: Outcomes, stated: str | None) -> bool | None:
    """Whether symptoms or beneficiary confirm the stated problem; None while that is open."""

    def confirms(rule: Rule) -> bool:
        weighs = rule.then.supports
        return (
            weighs is not None
            and weighs.type == stated
            and rule.ground in ("symptoms", "beneficiary")
        )

    if stated is None:
        return None
    seen = {outcomes[rule.id] for rule in rulebook.rules_of("position") if confirms(rule)}
    if Truth.FIRES in seen:
        return True
    return None if Truth.OPEN in seen else False
