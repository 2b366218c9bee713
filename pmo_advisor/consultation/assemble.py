"""The parts of the advice that draw on several conclusions at once."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from pmo_advisor.logic.bound import Truth
from pmo_advisor.logic.program import Program
from pmo_advisor.model.advice import (
    Gate,
    NotYet,
    Position,
    Reason,
    Roadmap,
    ServiceItem,
    StageItem,
    WarningItem,
)
from pmo_advisor.model.rule import AXES
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.reasoning.boundaries import other_words
from pmo_advisor.reasoning.conclude import Concluded
from pmo_advisor.reasoning.explain import fits, gate
from pmo_advisor.reasoning.reasons import best_grade
from pmo_advisor.reasoning.roadmap import capability_gaps, next_actions
from pmo_advisor.reasoning.services import Offer, lines_of
from pmo_advisor.reasoning.staffing import people_at, roles_at

LOOK_AGAIN = "look_again_days"
WEIGHTS = ("first", "normal", "minor")


def assemble_position(
    program: Program,
    concluded: Concluded,
    reasons: dict[str, Reason],
    offers: Sequence[Offer],
    stated: str | None,
    date: datetime.date | None,
) -> Position:
    """The position with the evidence for every option and the gates in front of it."""
    decision, outcomes = concluded.decision, concluded.outcomes["position"]
    rulebook = program.rulebook
    named = {decision.type, decision.target_type}
    kinds = {one.id: one for one in rulebook.catalog.types}
    own = [line.id for line in kinds[decision.type].lines] if decision.stands else []
    return Position(
        type=decision.type,
        runner_up=decision.runner_up,
        secondary_type=decision.secondary_type,
        target_type=decision.target_type,
        level=decision.level,
        target_level=decision.target_level,
        control=decision.control,
        lifetime=decision.lifetime,
        lines=lines_of(offers, own),
        core_problem=stated,
        core_problem_confirmed=decision.problem_confirmed,
        tied_with=decision.tied_with,
        fits={axis: fits(rulebook, decision, reasons, axis) for axis in AXES},
        gates=tuple(
            gate(rule, outcomes[rule.id])
            for rule in rulebook.rules_of("position")
            if rule.then.requires is not None and rule.then.requires.type in named
        ),
        confirm_first=tuple(
            gate(rule, Truth.OPEN)
            for rule in rulebook.rules_of("position")
            if rule.then.blocks is not None and outcomes[rule.id] is Truth.OPEN
        ),
        not_yet=_not_yet(rulebook, concluded, outcomes, date),
        in_other_words=other_words(rulebook, decision) if decision.stands else (),
    )


def assemble_roadmap(
    rulebook: Rulebook, concluded: Concluded, services: Sequence[ServiceItem]
) -> Roadmap:
    """The stages with their people, services and conditions."""
    staffing = concluded.staffing
    base = staffing.base if staffing else None
    roles = staffing.roles if staffing else ()
    stages = []
    for entry in rulebook.catalog.stages:
        people = people_at(entry, base)
        stages.append(
            StageItem(
                stage=entry.number,
                name=entry.name,
                focus=entry.focus,
                evidence=entry.evidence,
                months=entry.months,
                reached=entry.number <= concluded.current,
                people=people,
                roles=roles_at(people, base, roles),
                services=tuple(one.service for one in services if one.stage == entry.number),
                conditions=concluded.stages[entry.number],
            )
        )
    return Roadmap(
        current_stage=concluded.current,
        stages=tuple(stages),
        next_actions=next_actions(concluded.stages, concluded.current),
        capability_gaps=capability_gaps(rulebook, concluded.stages, concluded.current),
        first_days=concluded.decision.type,
    )


def warnings(program: Program, concluded: Concluded) -> tuple[WarningItem, ...]:
    """The warnings that fired, weightiest first, then in the order of their files."""
    found = []
    for rule in program.rulebook.rules_of("warnings"):
        warns = rule.then.warns
        if warns is None or concluded.outcomes["warnings"][rule.id] is not Truth.FIRES:
            continue
        found.append(
            WarningItem(
                rule=rule.id,
                title=rule.title,
                because=rule.because,
                do=warns.do,
                weight=warns.weight,
                sources=rule.sources,
                grade=best_grade(program.rulebook, rule.sources),
            )
        )
    return tuple(sorted(found, key=lambda one: WEIGHTS.index(one.weight)))


def _not_yet(
    rulebook: Rulebook,
    concluded: Concluded,
    outcomes: Mapping[str, Truth],
    date: datetime.date | None,
) -> NotYet | None:
    gates: tuple[Gate, ...] = tuple(
        gate(rulebook.rule[name], outcomes[name]) for name in concluded.decision.blocked_by
    )
    if not gates:
        return None
    wanted = gates[0].alternative
    alternative = next(one for one in rulebook.catalog.alternatives if one.id == wanted)
    days = rulebook.threshold[LOOK_AGAIN]
    return NotYet(
        gates=gates,
        alternative=wanted,
        alternative_name=alternative.name,
        interim=alternative.interim,
        look_again=date + datetime.timedelta(days=days) if date else None,
        look_again_days=days,
    )
