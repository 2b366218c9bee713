"""The joint sheet: for each question the answer of the first party that decides it.

Position is the resultant of three parties (S56-S60), so what counts is who owns a question, never
how many people answered it. Within the party that decides, ordered answers give the lower median
and others the most frequent one, ties to the choice listed first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pmo_advisor.model.domain import Value, Words
from pmo_advisor.model.question import PARTIES, Party, Question, TextQuestion
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.sheet import UNKNOWN, Sheet


def joint_answers(rulebook: Rulebook, sheets: Sequence[Sheet]) -> dict[str, Value]:
    """One answer for each question that any sheet answered.

    A party that does not decide a question, and a sheet that speaks for no party, are heard where
    none that decides it has answered: nothing that was given is lost.
    """
    joint: dict[str, Value] = {}
    for question in rulebook.questions:
        value = _decided(question, sheets)
        if value is not None:
            joint[question.id] = value
    return joint


def answers_of(question: Question, sheets: Iterable[Sheet], party: Party | None) -> list[Value]:
    """The answers of one party's sheets, without those that say unknown."""
    given = [one.answers.get(question.id) for one in sheets if one.party == party]
    return [value for value in given if value is not None and value != UNKNOWN]


def _decided(question: Question, sheets: Sequence[Sheet]) -> Value | None:
    rest = [party for party in PARTIES if party not in question.decided_by]
    for party in (*question.decided_by, *rest, None):
        values = answers_of(question, sheets, party)
        if values:
            return _middle(question, values)
    asked = any(question.id in one.answers for one in sheets)
    return UNKNOWN if asked else None


def _middle(question: Question, values: list[Value]) -> Value:
    if isinstance(question, TextQuestion):
        return values[0]
    domain = question.domain()
    codes = sorted((domain.encode(value) for value in values), key=domain.rank)
    if isinstance(domain, Words) and not domain.ranks:
        counts = Counter(codes)
        return domain.decode(min(counts, key=lambda code: (-counts[code], code)))
    return domain.decode(codes[(len(codes) - 1) // 2])
