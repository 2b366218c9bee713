"""What one person is asked, what they have answered, and what is still left."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from pmo_advisor.consultation.course import course, is_asked
from pmo_advisor.consultation.workshop.outdated import form_of, taken
from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import Form
from pmo_advisor.model.text import Text
from pmo_advisor.model.workshop import Answer, Person, Workshop
from pmo_advisor.store import answering, moderating
from pmo_advisor.web.service import Service


class Asked:
    """One person's questions of the present round, with their answers as they stand."""

    def __init__(
        self,
        service: Service,
        workshop: Workshop,
        person: Person,
        given: tuple[Answer, ...],
        opened: frozenset[str] | None,
    ) -> None:
        self.workshop = workshop
        self.person = person
        self._service = service
        self._given = given
        self._opened = opened

    @cached_property
    def form(self) -> Form:
        return form_of(self._service.rulebook, self.workshop)

    @cached_property
    def answers(self) -> Mapping[str, Value]:
        """The answers that count as they stand: of each question that of the last round."""
        return taken(self._service.rulebook, self._all)

    @cached_property
    def outdated(self) -> frozenset[str]:
        """The questions whose answer is no longer among those that they take."""
        return frozenset(self._all) - frozenset(self.answers)

    @cached_property
    def _all(self) -> Mapping[str, Value]:
        return answering.latest(self._given).get(self.person.id, {})

    @cached_property
    def here(self) -> Mapping[str, Answer]:
        """The answers given in the present round, outdated ones among them."""
        return {one.fact: one for one in self._given if one.round == self.workshop.round}

    @cached_property
    def earlier(self) -> Mapping[str, Value]:
        """The answers as they stood before the present round."""
        before = [one for one in self._given if one.round < self.workshop.round]
        return taken(self._service.rulebook, answering.latest(before).get(self.person.id, {}))

    @cached_property
    def possible(self) -> tuple[str, ...]:
        """Every question put to this person, whether it applies or not."""
        party, program = self.person.party, self._service.program
        mine = (one for one in self.form.question_ids() if is_asked(program, one, party))
        return tuple(one for one in mine if self._opened is None or one in self._opened)

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """The questions that this person is asked, in order."""
        found = course(self._service.program, self.form, self.person.party, self.answers)
        return tuple(one for one in found if self._opened is None or one in self._opened)

    @property
    def left(self) -> tuple[str, ...]:
        """The questions without an answer that counts in the present round."""
        return tuple(one for one in self.questions if one not in self.here or one in self.outdated)

    @property
    def sections(self) -> tuple[tuple[Text, tuple[str, ...]], ...]:
        """The possible questions under the headings of their form; empty headings fall out."""
        mine = frozenset(self.possible)
        parts = (
            (one.title, tuple(fact for fact in one.questions if fact in mine))
            for one in self.form.sections
        )
        return tuple((title, facts) for title, facts in parts if facts)

    def after(self, fact: str) -> str | None:
        """The question asked next; None after the last."""
        later = self.possible[self.possible.index(fact) + 1 :]
        return next((one for one in later if one in self.questions), None)

    def before(self, fact: str) -> str | None:
        """The question asked just before; None for the first."""
        sooner = reversed(self.possible[: self.possible.index(fact)])
        return next((one for one in sooner if one in self.questions), None)


def asked(service: Service, workshop: Workshop, person: Person) -> Asked:
    """What is asked of this person now."""
    with service.store.read() as connection:
        given = answering.answers_of(connection, person.id)
        opened = None
        if workshop.round > 1:
            rounds = moderating.reopened(connection, workshop.id)
            opened = frozenset(rounds.get(workshop.round, ()))
    return Asked(service, workshop, person, given, opened)


def is_open(workshop: Workshop) -> bool:
    """Whether answers are taken now."""
    return workshop.step == "answer"


def may_answer(service: Service, workshop: Workshop, person: Person, fact: str) -> bool:
    """Whether the question is put to this person in the present round.

    Whether it applies is not looked at: answers that were waiting for the network may come before
    the one that makes it apply, and one that does not apply is kept unused.
    """
    if fact not in form_of(service.rulebook, workshop).question_ids():
        return False
    if not is_asked(service.program, fact, person.party):
        return False
    if workshop.round == 1:
        return True
    with service.store.read() as connection:
        return fact in moderating.reopened(connection, workshop.id).get(workshop.round, ())
