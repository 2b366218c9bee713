"""The parts of an advice with every sentence taken out that rests on what a party keeps to itself.

Each part is built anew from what may be said, so that a field added to the advice later is not
shown by default. A conclusion stays; a reason, a reading or a driver goes; what would have to be
met stays, as open.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from pmo_advisor.consultation.workshop.kept import AGAINST_RANGE, CONFIRMED, PMO_PEOPLE, Resting
from pmo_advisor.logic.bound import Truth
from pmo_advisor.logic.program import Program
from pmo_advisor.model.advice import (
    Advice,
    Conclusion,
    Condition,
    Explanation,
    Fit,
    Gate,
    NotYet,
    Position,
    Reason,
    Roadmap,
    ServiceItem,
    Staffing,
    ValueAnswer,
    ValuePlan,
    Verdict,
    WarningItem,
)
from pmo_advisor.model.rule import AXES, Axis
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.text import Text
from pmo_advisor.reasoning.explain import gate, open_facts
from pmo_advisor.reasoning.roadmap import next_actions
from pmo_advisor.reasoning.staffing import PMS_ELSEWHERE

CORE_PROBLEM = "core_problem"


def position(
    program: Program, advice: Advice, rests: Resting, date: datetime.date | None
) -> Position:
    """The conclusions; gates that rest on what is kept are open."""
    told = advice.position
    problem = None if CORE_PROBLEM in rests.facts else told.core_problem
    confirmed = None if CONFIRMED in rests.facts else told.core_problem_confirmed
    return Position(
        type=told.type,
        runner_up=told.runner_up,
        secondary_type=told.secondary_type,
        target_type=told.target_type,
        level=told.level,
        target_level=told.target_level,
        control=told.control,
        lifetime=told.lifetime,
        lines=told.lines,
        core_problem=problem,
        core_problem_confirmed=confirmed if problem else None,
        tied_with=told.tied_with,
        fits={axis: _fits(program, fits, rests, axis) for axis, fits in told.fits.items()},
        gates=tuple(_opened(one, rests) for one in told.gates),
        confirm_first=_without(told.confirm_first, rests),
        not_yet=_not_yet(program.rulebook, advice, told.not_yet, rests, date)
        if told.not_yet
        else None,
        in_other_words=told.in_other_words,
    )


def _fits(program: Program, fits: tuple[Fit, ...], rests: Resting, axis: Axis) -> tuple[Fit, ...]:
    """The evidence of an axis, where none is kept: else it is what the others leave of a sum."""
    if rests.axis(program, axis):
        return ()
    return tuple(_gated(program, one, rests) for one in fits)


def _gated(program: Program, fit: Fit, rests: Resting) -> Fit:
    """Whether the gates stand is not told where one of them rests on what is kept."""
    gates = {
        rule.id
        for rule in program.rulebook.rules_of("position")
        if rule.then.requires is not None and rule.then.requires.type == fit.option
    }
    return fit.model_copy(update={"gate": None}) if gates & rests.rules else fit


def _opened(told: Gate, rests: Resting) -> Gate:
    return told.model_copy(update={"outcome": "open"}) if told.rule in rests.rules else told


def _without(gates: Iterable[Gate], rests: Resting) -> tuple[Gate, ...]:
    return tuple(one for one in gates if one.rule not in rests.rules)


def _not_yet(
    rulebook: Rulebook, advice: Advice, told: NotYet, rests: Resting, date: datetime.date | None
) -> NotYet:
    days = datetime.timedelta(days=told.look_again_days)
    return NotYet(
        gates=_in_the_way(rulebook, advice, rests),
        alternative=told.alternative,
        alternative_name=told.alternative_name,
        interim=told.interim,
        look_again=date + days if date else None,
        look_again_days=told.look_again_days,
    )


def _in_the_way(rulebook: Rulebook, advice: Advice, rests: Resting) -> tuple[Gate, ...]:
    """What stands in the way, told from the outcomes that may be told, and from no others."""
    outcomes = {one.rule: Truth(one.outcome) for one in advice.explanation.trace}
    blocks: list[Gate] = []
    shut: list[Gate] = []
    for rule in rulebook.rules_of("position"):
        if rule.id in rests.rules:
            continue
        if rule.then.blocks is not None and outcomes[rule.id] is Truth.FIRES:
            blocks.append(gate(rule, outcomes[rule.id]))
        needs = rule.then.requires
        aimed = needs is not None and needs.type == advice.position.target_type
        if aimed and outcomes[rule.id] is Truth.REFUTED:
            shut.append(gate(rule, outcomes[rule.id]))
    return tuple(blocks or shut)


def services(advice: Advice, rests: Resting) -> tuple[ServiceItem, ...]:
    """The services, with the rules that may be named."""
    return tuple(
        one.model_copy(update={"rules": _rules(one.rules, rests)}) for one in advice.services
    )


def _rules(rules: Iterable[str], rests: Resting) -> tuple[str, ...]:
    return tuple(one for one in rules if one not in rests.rules)


def roadmap(rulebook: Rulebook, advice: Advice, rests: Resting) -> Roadmap | None:
    """The stages, with conditions open where they rest on what is kept."""
    told = advice.roadmap
    if told is None:
        return None
    facts = {one.id: one.fact for one in rulebook.catalog.capabilities}
    conditions = {
        stage.stage: tuple(_condition(one, rests, facts) for one in stage.conditions)
        for stage in told.stages
    }
    return Roadmap(
        current_stage=told.current_stage,
        stages=tuple(
            one.model_copy(update={"conditions": conditions[one.stage]}) for one in told.stages
        ),
        next_actions=next_actions(conditions, told.current_stage),
        capability_gaps=tuple(
            one for one in told.capability_gaps if facts[one.capability] not in rests.facts
        ),
        first_days=told.first_days,
    )


def _condition(one: Condition, rests: Resting, facts: Mapping[str, str]) -> Condition:
    have = None if one.capability and facts[one.capability] in rests.facts else one.have
    outcome = "open" if one.rule in rests.rules else one.outcome
    return one.model_copy(update={"have": have, "outcome": outcome})


def staffing(rulebook: Rulebook, advice: Advice, rests: Resting) -> Staffing | None:
    """The range with its roles; drivers, today's number and what is there only where they may."""
    told = advice.staffing
    if told is None:
        return None
    waits = _waiting_for(rulebook, told, rests)
    missing = tuple(one for one in told.missing if one in waits)
    if told.base is None and not missing:
        return None
    there = rests.facts.isdisjoint((PMO_PEOPLE, PMS_ELSEWHERE))
    return Staffing(
        base=told.base,
        grade=told.grade,
        extrapolated=told.extrapolated,
        project_managers_inside=told.project_managers_inside,
        lines=tuple(one for one in told.lines if one.rule not in rests.rules),
        roles=told.roles,
        transferred=told.transferred if there else None,
        net_new=told.net_new if there else None,
        today=told.today if PMO_PEOPLE not in rests.facts else None,
        against_today=told.against_today if AGAINST_RANGE not in rests.facts else None,
        cost=told.cost,
        missing=missing,
        narrowing=tuple(one for one in told.narrowing if one in waits),
    )


def _waiting_for(rulebook: Rulebook, told: Staffing, rests: Resting) -> set[str]:
    """The questions whose answers would narrow the range, as far as that may be told."""
    found: set[str | None] = {PMO_PEOPLE, PMS_ELSEWHERE}
    for one in told.lines:
        line = rulebook.rule[one.rule].then.sizes
        if line is not None and one.rule not in rests.rules:
            found |= {line.of, line.at_least_of}
    return {one for one in found if one is not None and one not in rests.facts}


def value(rulebook: Rulebook, advice: Advice, rests: Resting) -> ValuePlan | None:
    """The measures; the stated problem and the verdict's reason only where they may be said."""
    told = advice.value
    if told is None:
        return None
    plan = ValuePlan(
        questions=told.questions,
        metrics=tuple(
            one.model_copy(update={"rules": _rules(one.rules, rests)}) for one in told.metrics
        ),
        verdict=_verdict(rulebook, told.verdict, rests) if told.verdict else None,
    )
    if CORE_PROBLEM in rests.facts and plan.questions:
        first, *others = plan.questions
        bare = ValueAnswer(question=first.question, answers=first.answers[-1:])
        plan = plan.model_copy(update={"questions": (bare, *others)})
    return plan if plan.questions or plan.metrics or plan.verdict else None


def _verdict(rulebook: Rulebook, told: Verdict, rests: Resting) -> Verdict | None:
    rules = _rules(told.rules, rests)
    if not rules:
        return None
    return told.model_copy(update={"rules": rules, "because": rulebook.rule[rules[0]].because})


def warnings(advice: Advice, rests: Resting) -> tuple[WarningItem, ...]:
    """The warnings that rest on nothing that is kept."""
    return tuple(one for one in advice.warnings if one.rule not in rests.rules)


def explanation(
    program: Program,
    advice: Advice,
    known: Mapping[str, int],
    rests: Resting,
    firmness_missing: Text | None,
) -> Explanation:
    """The reasons, open questions and outcomes that rest on nothing that is kept."""
    told = advice.explanation
    trace = tuple(one for one in told.trace if one.rule not in rests.rules)
    outcomes = {one.rule: Truth(one.outcome) for one in trace if one.stratum == "position"}
    return Explanation(
        conclusions=tuple(
            Conclusion(
                about=one.about,
                option=one.option,
                carried_by=_reasons(one.carried_by, rests),
                against=_reasons(one.against, rests),
            )
            for one in told.conclusions
        ),
        runner_up=None if rests.axis(program, AXES[0]) else told.runner_up,
        open=open_facts(program, known, {"position": outcomes}),
        trace=trace,
        firmness_missing=firmness_missing,
    )


def _reasons(reasons: Iterable[Reason], rests: Resting) -> tuple[Reason, ...]:
    return tuple(one for one in reasons if one.rule not in rests.rules)
