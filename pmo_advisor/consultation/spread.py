"""Spread: how each party answered one question, where that shows nobody who does not wish it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import PARTIES, Party
from pmo_advisor.model.workshop import Person

SMALL_PARTY = 2
"""So many people, or fewer, are known by their party's answers."""


class PartySpread(NamedTuple):
    """A party's answers to one question with how many gave each, most first."""

    party: Party
    answers: tuple[tuple[Value, int], ...]


def may_show(people: Iterable[Person]) -> bool:
    """Whether the answers of these people, all of one party, may show as their party's."""
    those = tuple(people)
    return len(those) > SMALL_PARTY or all(one.consent == "as_party" for one in those)


def spread(
    people: Iterable[Person], answers: Mapping[str, Mapping[str, Value]], fact: str
) -> tuple[PartySpread, ...]:
    """Each party's answers to ``fact``; ``answers`` are by person, then by question.

    A party of which only one or two answered is left out unless they all agreed to be shown. No
    sum over the parties is given, from which what is left out could be worked back.
    """
    everybody = tuple(people)
    found = []
    for party in PARTIES:
        those = [one for one in everybody if one.party == party and fact in answers.get(one.id, {})]
        if those and may_show(those):
            counted = Counter(answers[one.id][fact] for one in those)
            ordered = sorted(counted.items(), key=lambda one: (-one[1], str(one[0])))
            found.append(PartySpread(party, tuple(ordered)))
    return tuple(found)
