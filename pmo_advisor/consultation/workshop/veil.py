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
from pmo_advisor.reasoning.explain import open_facts
from pmo_advisor.reasoning.roadmap import next_actions
from pmo_advisor.reasoning.staffing import PMS_ELSEWHERE

CORE_PROBLEM = "core_problem"


def position(
    program: Program, advice: Advice, rests: Resting, date: datetime.date | None
) -> Position:
    """The conclusions with their points; gates that rest on what is kept are open."""
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
        gates=tuple(_gate(one, rests) for one in told.gates),
        confirm_first=_without(told.confirm_first, rests),
        not_yet=_not_yet(told.not_yet, rests, date) if told.not_yet else None,
        in_other_words=told.in_other_words,
    )


def _fits(program: Program, fits: Iterable[Fit], rests: Resting, axis: Axis) -> tuple[Fit, ...]:
    """The sum of points of each option; the grounds only where none rests on what is kept."""
    if not rests.axis(program, axis):
        return tuple(_gated(program, one, rests) for one in fits)
    bare = (one.model_copy(update={"grounds": ()}) for one in fits)
    return tuple(_gated(program, one, rests) for one in bare)


def _gated(program: Program, fit: Fit, rests: Resting) -> Fit:
    gates = {
        rule.id
        for rule in program.rulebook.rules_of("position")
        if rule.then.requires is not None and rule.then.requires.type == fit.option
    }
    return fit.model_copy(update={"gate": None}) if gates & rests.rules else fit


def _gate(gate: Gate, rests: Resting) -> Gate:
    return gate.model_copy(update={"outcome": "open"}) if gate.rule in rests.rules else gate


def _without(gates: Iterable[Gate], rests: Resting) -> tuple[Gate, ...]:
    return tuple(one for one in gates if one.rule not in rests.rules)


def _not_yet(told: NotYet, rests: Resting, date: datetime.date | None) -> NotYet:
    days = datetime.timedelta(days=told.look_again_days)
    return NotYet(
        gates=_without(told.gates, rests),
        alternative=told.alternative,
        alternative_name=told.alternative_name,
        interim=told.interim,
        look_again=date + days if date else None,
        look_again_days=told.look_again_days,
    )


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


def staffing(advice: Advice, rests: Resting) -> Staffing | None:
    """The range with its roles; drivers, today's number and what is there only where they may."""
    told = advice.staffing
    if told is None:
        return None
    missing = tuple(one for one in told.missing if one not in rests.facts)
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
        narrowing=tuple(one for one in told.narrowing if one not in rests.facts),
    )


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
