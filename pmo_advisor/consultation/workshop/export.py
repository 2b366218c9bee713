"""The file that a workshop is handed on in: nothing in it that may not be shown."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from pmo_advisor.consultation.workshop.sheets import sheets
from pmo_advisor.consultation.workshop.withheld import joint_only
from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import PARTIES, Party, TextQuestion
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.workshop import Answer, Whole

History = tuple[tuple[int, Value], ...]
"""One person's answers to one question, by round."""


def export_safe(rulebook: Rulebook, whole: Whole) -> Whole:
    """Everything of a workshop that may leave it, to be imported elsewhere.

    The answers of a party that counts jointly only, or did after an earlier round, are left out,
    and ``left_out`` names it, as it names whom this workshop itself was imported without: they are
    not ours to hand on, and its members can be asked again.
    In an anonymous workshop a row of answers is no person: per question, the answers of a party
    are dealt out anew, in their order, so that they add up to the same after every round; moments
    are told to the day, names and free text not at all.
    """
    hidden = {
        party
        for round_ in {one.round for one in whole.answers}
        for party in joint_only(rulebook, whole.people, sheets(rulebook, whole, round_))
    }
    left_out = tuple(one for one in PARTIES if one in hidden or one in whole.left_out)
    silent = {one.id for one in whole.people if one.party in hidden}
    answers = tuple(one for one in whole.answers if one.person not in silent)
    safe = whole.model_copy(update={"answers": answers, "left_out": left_out})
    if whole.workshop.named or whole.workshop.kind == "single":
        return safe
    return _nameless(rulebook, safe)


def _nameless(rulebook: Rulebook, whole: Whole) -> Whole:
    people = tuple(
        one.model_copy(update={"name": "", "joined": whole.workshop.created})
        for one in sorted(whole.people, key=lambda one: one.id)
    )
    days = _days(whole.answers)
    dealt = [
        Answer(person=person, round=round_, fact=fact, value=value, saved=days[round_], revision=1)
        for party in (*PARTIES, None)
        for person, fact, history in _dealt(rulebook, whole, party)
        for round_, value in history
    ]
    order = sorted(dealt, key=lambda one: (one.person, one.round, one.fact))
    return whole.model_copy(update={"people": people, "answers": tuple(order)})


def _days(answers: Sequence[Answer]) -> dict[int, datetime.datetime]:
    """The day on which each round ended."""
    days: dict[int, datetime.datetime] = {}
    for one in answers:
        day = one.saved.replace(hour=0, minute=0, second=0, microsecond=0)
        days[one.round] = max(day, days.get(one.round, day))
    return days


def _dealt(
    rulebook: Rulebook, whole: Whole, party: Party | None
) -> Iterator[tuple[str, str, History]]:
    """Rows of answers to each question, dealt to those who have the fewest so far.

    So everybody who answered something still has answered something.
    """
    members = {one.id for one in whole.people if one.party == party}
    given: dict[str, dict[str, list[tuple[int, Value]]]] = {}
    for one in sorted(whole.answers, key=lambda each: each.round):
        question = rulebook.question.get(one.fact)
        if one.person in members and not isinstance(question, TextQuestion):
            rows = given.setdefault(one.fact, {})
            rows.setdefault(one.person, []).append((one.round, one.value))
    has = dict.fromkeys(sorted({person for rows in given.values() for person in rows}), 0)
    for fact in sorted(given):
        histories = sorted((tuple(one) for one in given[fact].values()), key=str)
        takers = sorted(has, key=lambda person: (has[person], person))
        for person, history in zip(takers, histories, strict=False):
            has[person] += 1
            yield person, fact, history
