"""Who answered what, by party."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import PARTIES, Party, TextQuestion
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.sheet import UNKNOWN, Sheet


class Said(NamedTuple):
    """One answer of a party: how many of its sheets give it, and whose they are, if named."""

    party: Party | None
    value: Value
    sheets: int
    names: tuple[str, ...] = ()


def spread(rulebook: Rulebook, sheets: Sequence[Sheet], fact: str) -> tuple[Said, ...]:
    """The answers to a question by party, in the order of the answers.

    Those who do not know are left out. Sheets of an anonymous workshop carry no names.
    """
    question = rulebook.question[fact]
    if isinstance(question, TextQuestion):
        return ()
    domain = question.domain()
    given = [one for one in sheets if one.answers.get(fact, UNKNOWN) != UNKNOWN]
    found: list[Said] = []
    for party in (*PARTIES, None):
        own = [one for one in given if one.party == party]
        codes = sorted({domain.encode(one.answers[fact]) for one in own}, key=domain.rank)
        for value in map(domain.decode, codes):
            whose = [one for one in own if one.answers[fact] == value]
            names = tuple(one.respondent for one in whose if one.respondent)
            found.append(Said(party, value, len(whose), names))
    return tuple(found)
