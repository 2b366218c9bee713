"""The advice before headcount may be spoken of: as if no number of people were known."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_advisor.consultation.workshop.kept import AGAINST_RANGE
from pmo_advisor.logic.bound import facts_of
from pmo_advisor.logic.program import Program
from pmo_advisor.model.advice import Advice, Roadmap, ServiceItem, ValuePlan
from pmo_advisor.model.rule import STRATA
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.workshop import STEPS, Step
from pmo_advisor.reasoning.services import schedule


def hides_people(step: Step) -> bool:
    """Whether headcount is still hidden at a step: until the position is agreed."""
    return STEPS.index(step) < STEPS.index("people")


def without_people(program: Program, advice: Advice) -> Advice:
    """The advice without headcount: range, roles, cost, people of the stages, and what reads them.

    Services stand in their own stage, as where the number of people is not known. Answers in which
    people are counted stay: they are what was asked, not what is suggested.
    """
    reading = _reading_people(program)
    told, services = advice.explanation, _services(program.rulebook, advice)
    trace = tuple(
        one for one in told.trace if one.stratum != "staffing" and one.rule not in reading
    )
    return advice.model_copy(
        update={
            "staffing": None,
            "services": services,
            "roadmap": _roadmap(advice.roadmap, services) if advice.roadmap else None,
            "value": _value(advice.value, reading) if advice.value else None,
            "warnings": tuple(one for one in advice.warnings if one.rule not in reading),
            "explanation": told.model_copy(update={"trace": trace}),
        }
    )


def _reading_people(program: Program) -> frozenset[str]:
    """The rules that read how today's number compares with the suggested one."""
    return frozenset(
        rule
        for stratum in STRATA
        for rule, bound in program.conditions[stratum].items()
        if AGAINST_RANGE in facts_of(bound)
    )


def _services(rulebook: Rulebook, advice: Advice) -> tuple[ServiceItem, ...]:
    entries = {one.id: one for one in rulebook.catalog.services}
    offers = [(entries[one.service], one.priority, one.rules) for one in advice.services]
    return schedule(offers, {one.number: None for one in rulebook.catalog.stages}, None)


def _roadmap(told: Roadmap, services: Iterable[ServiceItem]) -> Roadmap:
    by_stage: dict[int | None, tuple[str, ...]] = {}
    for one in services:
        by_stage[one.stage] = (*by_stage.get(one.stage, ()), one.service)
    stages = tuple(
        one.model_copy(
            update={"people": None, "roles": (), "services": by_stage.get(one.stage, ())}
        )
        for one in told.stages
    )
    return told.model_copy(update={"stages": stages})


def _value(told: ValuePlan, reading: frozenset[str]) -> ValuePlan:
    verdict = told.verdict
    if verdict is not None and not reading.isdisjoint(verdict.rules):
        verdict = None
    metrics = tuple(one for one in told.metrics if reading.isdisjoint(one.rules))
    names = tuple(one.name for one in metrics)
    questions = tuple(
        one.model_copy(update={"answers": names}) if one.question == "measures" else one
        for one in told.questions
    )
    return ValuePlan(questions=questions, metrics=metrics, verdict=verdict)
