"""Advice with its firmness worked out, as a consultation with the proofs installed gives it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache

from pmo_advisor.model.advice import Advice, Parties
from pmo_advisor.model.domain import Value
from pmo_advisor.model.firmness import Agreement, Answered, Firmness
from pmo_advisor.reasoning.prove.contested import contested
from pmo_advisor.reasoning.prove.firmness import firmness
from pmo_advisor.reasoning.prove.prover import Prover
from tests.reports import sample
from tests.shipped import program


@cache
def prover() -> Prover:
    return Prover(program())


def firm(advice: Advice, **changes: object) -> Advice:
    """The advice with its firmness, some of it perhaps replaced."""
    found = firmness(prover(), advice.provenance.answers).model_copy(update=changes)
    return with_firmness(advice, found)


def with_firmness(advice: Advice, found: Firmness | None) -> Advice:
    explanation = advice.explanation.model_copy(update={"firmness_missing": None})
    return advice.model_copy(update={"firmness": found, "explanation": explanation})


def answered(answers: Mapping[str, Value]) -> Advice:
    return firm(sample.answered(answers))


@cache
def example(name: str) -> Advice:
    """An example organisation's advice; with several sheets, what of them can matter too."""
    made = firm(sample.example(name))
    if made.parties.sheets < 2:
        return made
    return made.model_copy(update={"parties": _weighed(made)})


def _weighed(made: Advice) -> Parties:
    given = {one.fact: {each.value for each in one.given} for one in made.parties.differences}
    found = contested(prover(), made.provenance.answers, given)
    return made.parties.model_copy(
        update={"contested": found, "agreement": (_pain(), _reach(), _people())}
    )


def _pain() -> Agreement:
    spread = Counter({4: 1, 2: 1})
    return Agreement(
        fact="pain_priority_conflict",
        scale="ordered",
        sheets=2,
        distribution=tuple(Answered(value=one, sheets=spread[one]) for one in range(5)),
        consensus="0.5849625",
        quartiles=(2, 4),
    )


def _reach() -> Agreement:
    return Agreement(
        fact="core_problem",
        scale="named",
        sheets=3,
        distribution=tuple(
            Answered(value=one, sheets=1)
            for one in ("too_many_projects", "picture_missing", "deliveries_unowned")
        ),
    )


def _people() -> Agreement:
    return Agreement(
        fact="pms_elsewhere",
        scale="count",
        sheets=2,
        distribution=(Answered(value=5, sheets=1), Answered(value=12, sheets=1)),
    )


OPEN = ("who_misses_it", "decision_forum", "pain_no_owner", "control_wanted", "delivery_stream")


@cache
def open_sheet() -> Advice:
    """The large product firm before some of its questions were answered."""
    answers = sample.example("rd-1000").provenance.answers
    return answered({fact: value for fact, value in answers.items() if fact not in OPEN})
