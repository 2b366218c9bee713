"""Workshops to think about: drawn at random on the shipped knowledge, or built by hand."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache

from pmo_advisor.consultation.workshop import standing as workshop_standing
from pmo_advisor.consultation.workshop.standing import Reasons, Standing, reasons, stand
from pmo_advisor.knowledge.texts import load_texts
from pmo_advisor.model.domain import Numbers, Value
from pmo_advisor.model.question import PARTIES, Party, Question, TextQuestion
from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.model.workshop import Answer, Person, Whole, Workshop
from pmo_advisor.reasoning.plain import PlainEngine
from tests.reports import firmly
from tests.shipped import program

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
SIZES: Mapping[Party, int] = {"executive": 4, "org_design": 3, "pmo_lead": 1}
Rows = Sequence[tuple[Party | None, Mapping[str, Value]]]


@cache
def why() -> Reasons:
    return reasons(load_texts())


def standing(whole: Whole, round_: int | None = None) -> Standing:
    return stand(program(), PlainEngine(program()), whole, why(), round_)


def weighed(found: Standing) -> Standing:
    """The same with what its disagreements can change."""
    asked = workshop_standing.weighable(found)
    return workshop_standing.weighed(found, workshop_standing.weigh(firmly.prover(), asked))


def firmed(found: Standing) -> Standing:
    """The same with how firm the position is."""
    asked = workshop_standing.weighable(found)
    return workshop_standing.firmed(found, workshop_standing.firm(firmly.prover(), asked))


def room(
    rows: Rows,
    *,
    named: bool = False,
    declined: Iterable[Party] = (),
    questionnaire: str = "full",
) -> Whole:
    """A workshop in which each row is a person of a party with their answers of the first round."""
    refused = set(declined)
    people = tuple(
        Person(
            id=f"p{place:03}",
            workshop="w",
            party=party,
            name=f"Name {place}" if named else "",
            consent="joint_only" if party in refused else None,
            joined=START + timedelta(seconds=place),
        )
        for place, (party, _) in enumerate(rows)
    )
    made = Workshop(
        id="w",
        kind="workshop",
        name="Workshop",
        organization="Organization",
        questionnaire=questionnaire,
        named=named,
        languages=("zh", "en"),
        created=START,
        step="type",
        round=1,
        revision=1,
    )
    answers = [
        answer(person.id, fact, value, place)
        for place, (person, (_, given)) in enumerate(zip(people, rows, strict=True))
        for fact, value in given.items()
    ]
    return Whole(workshop=made, people=people, answers=tuple(answers))


def answer(person: str, fact: str, value: Value, minute: int = 0, round_: int = 1) -> Answer:
    saved = START + timedelta(days=round_ - 1, minutes=minute)
    return Answer(person=person, round=round_, fact=fact, value=value, saved=saved, revision=1)


def another_round(whole: Whole, reopened: Sequence[str], changed: Iterable[Answer]) -> Whole:
    """The same after one more round in which these answers were given."""
    number = whole.workshop.round + 1
    return whole.model_copy(
        update={
            "workshop": whole.workshop.model_copy(update={"round": number}),
            "reopened": {**whole.reopened, number: tuple(reopened)},
            "answers": (*whole.answers, *changed),
        }
    )


def asked_of(party: Party | None) -> list[Question]:
    return [
        one
        for one in program().rulebook.questions
        if not isinstance(one, TextQuestion) and (party is None or party in one.asked_of)
    ]


def drawn(dice: random.Random, question: Question) -> Value:
    """An answer to a question, now and then that it is not known."""
    if isinstance(question, TextQuestion) or dice.random() < 0.08:
        return UNKNOWN
    domain = question.domain()
    if isinstance(domain, Numbers):
        return dice.randint(domain.low, min(domain.high, 4 if domain.high <= 4 else 60))
    return dice.choice(domain.words)


def rows(
    dice: random.Random,
    sizes: Mapping[Party, int] = SIZES,
    like: Mapping[str, Value] | None = None,
    noise: float = 0.15,
) -> list[tuple[Party, dict[str, Value]]]:
    """Everybody answers most of what is put to them: anything, or much ``like`` one sheet."""
    model = like or {}

    def given(question: Question) -> Value:
        if question.id in model and dice.random() >= noise:
            return model[question.id]
        return drawn(dice, question)

    return [
        (party, {one.id: given(one) for one in asked_of(party) if dice.random() < 0.97})
        for party in PARTIES
        for _ in range(sizes.get(party, 0))
    ]
