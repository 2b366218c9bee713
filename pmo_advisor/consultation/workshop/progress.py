"""How far everybody has got, from counts alone: nobody's answers are read for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from pmo_advisor.consultation.course import is_asked
from pmo_advisor.logic.program import Program
from pmo_advisor.model.question import PARTIES, Party
from pmo_advisor.model.workshop import Person, Workshop


class Reached(NamedTuple):
    """One person: how many questions are answered. ``name`` is empty in an anonymous workshop."""

    name: str
    answered: int


class Progress(NamedTuple):
    """One party. ``asked`` is the most that one of its members can be asked in this round.

    Which of them apply depends on answers, so fewer may be enough. ``begun`` counts the members
    who have answered something.
    """

    party: Party | None
    asked: int
    people: tuple[Reached, ...]

    @property
    def begun(self) -> int:
        return sum(one.answered > 0 for one in self.people)

    @property
    def answered(self) -> int:
        return sum(one.answered for one in self.people)


def progress(
    program: Program,
    workshop: Workshop,
    people: Sequence[Person],
    counts: Mapping[str, int],
    reopened: Collection[str] = (),
) -> tuple[Progress, ...]:
    """Every party of a workshop, or the one person of a consultation alone.

    ``counts`` holds how many questions each person answered in this round, by id; ``reopened``
    the questions that this round opened again, where it is not the first. Without names the
    people of a party are ordered by how far they have got, which tells nobody's place.
    """
    form = program.rulebook.form[workshop.questionnaire]
    opened = [one for one in form.question_ids() if workshop.round == 1 or one in reopened]
    parties: tuple[Party | None, ...] = PARTIES if workshop.kind == "workshop" else (None,)
    return tuple(
        Progress(
            party=party,
            asked=sum(is_asked(program, one, party) for one in opened),
            people=_reached(workshop, [one for one in people if one.party == party], counts),
        )
        for party in parties
    )


def _reached(
    workshop: Workshop, people: Sequence[Person], counts: Mapping[str, int]
) -> tuple[Reached, ...]:
    if workshop.named:
        return tuple(Reached(one.name, counts.get(one.id, 0)) for one in people)
    return tuple(
        Reached("", count)
        for count in sorted((counts.get(one.id, 0) for one in people), reverse=True)
    )
