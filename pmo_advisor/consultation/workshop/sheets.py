"""From a workshop to sheets: one for each person, as their answers stood after a round."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_advisor.consultation.workshop.outdated import latest, takes
from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import TextQuestion
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.sheet import Sheet
from pmo_advisor.model.workshop import Answer, Person, Whole


def sheets(rulebook: Rulebook, whole: Whole, round_: int | None = None) -> tuple[Sheet, ...]:
    """One sheet for each person who answered, in the order in which they came.

    Each answer is the person's latest up to the round, or of all rounds. Left out are people
    without answers, answers that the questionnaire of today does not take, answers to questions
    that are not put to the person's party, and, where others take part, free text.
    """
    given = latest(whole.answers, round_)
    found: list[Sheet] = []
    for person in whole.people:
        own = given.get(person.id, {})
        kept = _kept(rulebook, whole, person, own)
        if kept:
            found.append(
                Sheet(
                    organization=whole.workshop.organization,
                    respondent=person.name if whole.workshop.named else "",
                    party=person.party,
                    date=max(own[fact].saved for fact in kept).date(),
                    questionnaire=whole.workshop.questionnaire,
                    answers=kept,
                )
            )
    return tuple(found)


def _kept(
    rulebook: Rulebook, whole: Whole, person: Person, own: Mapping[str, Answer]
) -> dict[str, Value]:
    """The answers that count, in the order of the questions."""
    alone = whole.workshop.kind == "single"
    kept: dict[str, Value] = {}
    for question in rulebook.questions:
        answer = own.get(question.id)
        if answer is None or not takes(rulebook, question.id, answer.value):
            continue
        if isinstance(question, TextQuestion) and not alone:
            continue
        if person.party is None or person.party in question.asked_of:
            kept[question.id] = answer.value
    return kept
