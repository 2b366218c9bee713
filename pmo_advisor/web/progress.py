"""Who has got how far: numbers of questions, and never an answer.

Many answer while many watch, so a person's numbers are worked out again only after that person has
changed something.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import NamedTuple

from pmo_advisor.consultation.course import course, is_asked
from pmo_advisor.consultation.workshop.outdated import form_of, taken, takes
from pmo_advisor.logic.program import Program
from pmo_advisor.model.question import PARTIES, Party
from pmo_advisor.model.workshop import Person, Workshop
from pmo_advisor.store import answering, moderating
from pmo_advisor.store.store import Store

KEPT = 20_000
"""People whose numbers are kept; the one longest unchanged goes first."""


NOTHING: answering.Pace = (0, 0, None)


STEPS_ON_THE_WAY = 3
DONE = STEPS_ON_THE_WAY + 1


class Pace(NamedTuple):
    """How far one person has got: 0 for nothing, 4 for done, in thirds between.

    Not to the question: which questions somebody is asked at all depends on their answers.
    ``name`` is empty in an anonymous workshop.
    """

    name: str
    reached: int


class PartyPace(NamedTuple):
    """How far a party has got, person by person; in an anonymous workshop in no telling order."""

    party: Party
    people: tuple[Pace, ...]

    @property
    def done(self) -> int:
        return sum(one.reached == DONE for one in self.people)

    @property
    def begun(self) -> int:
        """Those on the way: neither done nor without any answer."""
        return sum(0 < one.reached < DONE for one in self.people)

    @property
    def waiting(self) -> int:
        return sum(one.reached == 0 for one in self.people)


class Progress:
    """Counts for all workshops. Safe to use from several threads."""

    def __init__(self, program: Program, store: Store) -> None:
        self._program, self._store = program, store
        self._kept: OrderedDict[tuple[str, int], tuple[answering.Pace, int]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, workshop: Workshop) -> tuple[PartyPace, ...]:
        """Each party's progress in the present round."""
        with self._store.read() as connection:
            people = answering.people(connection, workshop.id)
            paces = answering.paces(connection, workshop.id)
            changed = [one for one in people if self._held(workshop, one, paces) is None]
            given = answering.given_by(connection, [one.id for one in changed])
            opened = moderating.reopened(connection, workshop.id)
        round_, form = workshop.round, form_of(self._program.rulebook, workshop)
        latest = answering.latest(given)
        rulebook = self._program.rulebook
        here = {
            (one.person, one.fact)
            for one in given
            if one.round == round_ and takes(rulebook, one.fact, one.value)
        }
        for person in changed:
            answers = taken(rulebook, latest.get(person.id, {}))
            asked = list(course(self._program, form, person.party, answers))
            if round_ > 1:
                asked = [one for one in asked if one in opened.get(round_, ())]
            answered = sum((person.id, fact) in here for fact in asked)
            most = sum(is_asked(self._program, one, person.party) for one in form.question_ids())
            if round_ > 1:
                most = len(opened.get(round_, ()))
            reached = _reached(answered, len(asked), most)
            self._keep(workshop, person, paces.get(person.id, NOTHING), reached)
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
            Pace(one.name if workshop.named else "", self._held(workshop, one, paces) or 0)
            for one in people
            if one.party == party
        ]
        if not workshop.named:
            found.sort(key=lambda one: -one.reached)
        return tuple(found)

    def _held(
        self, workshop: Workshop, person: Person, paces: dict[str, answering.Pace]
    ) -> int | None:
        with self._lock:
            held = self._kept.get((person.id, workshop.round))
        return held[1] if held and held[0] == paces.get(person.id, NOTHING) else None

    def _keep(self, workshop: Workshop, person: Person, mark: answering.Pace, reached: int) -> None:
        with self._lock:
            self._kept[(person.id, workshop.round)] = (mark, reached)
            self._kept.move_to_end((person.id, workshop.round))
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)


def _reached(answered: int, asked: int, most: int) -> int:
    if answered >= asked:
        return DONE
    if not answered:
        return 0
    return 1 + min(STEPS_ON_THE_WAY - 1, answered * STEPS_ON_THE_WAY // max(most, 1))
