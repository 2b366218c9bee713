"""Who has got how far: numbers of questions, and never an answer.

Many answer while many watch, so a person's numbers are worked out again only after that person has
changed something.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import NamedTuple

from pmo_advisor.consultation.course import course
from pmo_advisor.logic.program import Program
from pmo_advisor.model.question import PARTIES, Party
from pmo_advisor.model.workshop import Person, Workshop
from pmo_advisor.store import answering, moderating
from pmo_advisor.store.store import Store

KEPT = 20_000
"""People whose numbers are kept; the one longest unchanged goes first."""


NOTHING: answering.Pace = (0, 0, None)


class Pace(NamedTuple):
    """How far one person has got. ``name`` is empty in an anonymous workshop."""

    name: str
    answered: int
    asked: int

    @property
    def is_done(self) -> bool:
        return self.answered >= self.asked


class PartyPace(NamedTuple):
    """How far a party has got, person by person; in an anonymous workshop in no telling order."""

    party: Party
    people: tuple[Pace, ...]

    @property
    def done(self) -> int:
        return sum(one.is_done for one in self.people)

    @property
    def begun(self) -> int:
        """Those on the way: neither done nor without any answer."""
        return sum(0 < one.answered and not one.is_done for one in self.people)

    @property
    def waiting(self) -> int:
        return sum(not one.answered and not one.is_done for one in self.people)

    @property
    def answered(self) -> int:
        return sum(min(one.answered, one.asked) for one in self.people)

    @property
    def asked(self) -> int:
        return sum(one.asked for one in self.people)


class Progress:
    """Counts for all workshops. Safe to use from several threads."""

    def __init__(self, program: Program, store: Store) -> None:
        self._program, self._store = program, store
        self._kept: OrderedDict[tuple[str, int], tuple[answering.Pace, tuple[int, int]]] = (
            OrderedDict()
        )
        self._lock = threading.Lock()

    def of(self, workshop: Workshop) -> tuple[PartyPace, ...]:
        """Each party's progress in the present round."""
        with self._store.read() as connection:
            people = answering.people(connection, workshop.id)
            paces = answering.paces(connection, workshop.id)
            changed = [one for one in people if self._held(workshop, one, paces) is None]
            given = answering.given_by(connection, [one.id for one in changed])
            opened = moderating.reopened(connection, workshop.id)
        round_, form = workshop.round, self._program.rulebook.form[workshop.questionnaire]
        latest = answering.latest(given)
        here = {(one.person, one.fact) for one in given if one.round == round_}
        for person in changed:
            answers = latest.get(person.id, {})
            asked = list(course(self._program, form, person.party, answers))
            if round_ > 1:
                asked = [one for one in asked if one in opened.get(round_, ())]
            counted = (sum((person.id, fact) in here for fact in asked), len(asked))
            self._keep(workshop, person, paces.get(person.id, NOTHING), counted)
        return tuple(
            PartyPace(party, self._paces(workshop, party, people, paces)) for party in PARTIES
        )

    def _paces(
        self,
        workshop: Workshop,
        party: Party,
        people: tuple[Person, ...],
        paces: dict[str, answering.Pace],
    ) -> tuple[Pace, ...]:
        found = [
            Pace(one.name if workshop.named else "", *(self._held(workshop, one, paces) or (0, 1)))
            for one in people
            if one.party == party
        ]
        if not workshop.named:
            found.sort(key=lambda one: (-one.answered, one.asked))
        return tuple(found)

    def _held(
        self, workshop: Workshop, person: Person, paces: dict[str, answering.Pace]
    ) -> tuple[int, int] | None:
        with self._lock:
            held = self._kept.get((person.id, workshop.round))
        return held[1] if held and held[0] == paces.get(person.id, NOTHING) else None

    def _keep(
        self, workshop: Workshop, person: Person, mark: answering.Pace, counted: tuple[int, int]
    ) -> None:
        with self._lock:
            self._kept[(person.id, workshop.round)] = (mark, counted)
            self._kept.move_to_end((person.id, workshop.round))
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
