"""The value plan: six questions answered for this position, measures, and today's PMO."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_advisor.logic.bound import Truth
from pmo_advisor.model.advice import MetricItem, ServiceItem, ValueAnswer, ValuePlan, Verdict
from pmo_advisor.model.catalog import Type
from pmo_advisor.model.question import ChoiceQuestion
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.text import Text
from pmo_advisor.reasoning.evidence import Outcomes

VERDICT_ORDER = ("close", "merge", "reposition", "deepen", "keep")


def plan(
    rulebook: Rulebook,
    outcomes: Outcomes,
    kind: str,
    core_problem: str | None,
    services: Sequence[ServiceItem],
) -> ValuePlan:
    """The value plan of a type for the stated problem, with its first services as the actions."""
    entry = next(one for one in rulebook.catalog.types if one.id == kind)
    metrics = measures(rulebook, outcomes)
    return ValuePlan(
        questions=_questions(rulebook, entry, core_problem, services, metrics),
        metrics=metrics,
        verdict=verdict(rulebook, outcomes),
    )


def measures(rulebook: Rulebook, outcomes: Outcomes) -> tuple[MetricItem, ...]:
    """One or two measures: the first that may carry a target, and the first for reference."""
    shown: dict[str, list[str]] = {}
    for rule in rulebook.rules_of("value"):
        shows = rule.then.shows
        if shows is not None and shows.metric and outcomes[rule.id] is Truth.FIRES:
            shown.setdefault(shows.metric, []).append(rule.id)
    entries = {one.id: one for one in rulebook.catalog.metrics}
    leading = [name for name in shown if entries[name].kind != "reference"]
    context = [name for name in shown if entries[name].kind == "reference"]
    return tuple(
        MetricItem(
            metric=name,
            name=entries[name].name,
            kind=entries[name].kind,
            formula=entries[name].formula,
            unit=entries[name].unit,
            direction=entries[name].direction,
            perspective=entries[name].perspective,
            data_owner=entries[name].data_owner,
            rules=tuple(shown[name]),
        )
        for name in (*leading[:1], *context[:1])
    )


def verdict(rulebook: Rulebook, outcomes: Outcomes) -> Verdict | None:
    """What to do with the PMO of today: the gravest verdict whose rule fired."""
    fired: dict[str, list[str]] = {}
    for rule in rulebook.rules_of("value"):
        shows = rule.then.shows
        if shows is not None and shows.verdict and outcomes[rule.id] is Truth.FIRES:
            fired.setdefault(shows.verdict, []).append(rule.id)
    name = next((one for one in VERDICT_ORDER if one in fired), None)
    if name is None:
        return None
    entry = next(one for one in rulebook.catalog.verdicts if one.id == name)
    return Verdict(
        verdict=name,
        name=entry.name,
        means=entry.means,
        people=entry.people,
        because=rulebook.rule[fired[name][0]].because,
        rules=tuple(fired[name]),
    )


def _questions(
    rulebook: Rulebook,
    entry: Type,
    core_problem: str | None,
    services: Sequence[ServiceItem],
    metrics: Sequence[MetricItem],
) -> tuple[ValueAnswer, ...]:
    card = entry.value
    first = tuple(one.name for one in services if one.priority == "core")
    return (
        ValueAnswer(question="problem", answers=(*_problem(rulebook, core_problem), card.context)),
        ValueAnswer(question="results", answers=(card.key_result,)),
        ValueAnswer(question="actions", answers=(card.direct, card.indirect, *first)),
        ValueAnswer(question="effect", answers=(card.effect, card.whole)),
        ValueAnswer(question="measures", answers=tuple(one.name for one in metrics)),
        ValueAnswer(question="appraisal", answers=(card.appraisers,)),
    )


def _problem(rulebook: Rulebook, core_problem: str | None) -> tuple[Text, ...]:
    question = rulebook.question.get("core_problem")
    if core_problem is None or not isinstance(question, ChoiceQuestion):
        return ()
    return tuple(one.label for one in question.choices if one.id == core_problem)
