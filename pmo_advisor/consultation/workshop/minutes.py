"""The minutes: what a workshop settled, gathered for its documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmo_advisor.consultation.workshop.movement import Movement
from pmo_advisor.model.question import PARTIES
from pmo_advisor.model.workshop import Minutes, Round, Shift, Whole


def minutes(whole: Whole, movements: Iterable[Movement]) -> Minutes | None:
    """What was decided, what is held against it, and what further rounds moved.

    Whose answers an import came without is told too. None where there is nothing of it (yet), and
    for the assessment of one person.
    """
    if whole.workshop.kind == "single":
        return None
    told = Minutes(
        decision=whole.decision,
        reservations=tuple(
            sorted(whole.reservations, key=lambda one: (PARTIES.index(one.party), one.text))
        ),
        rounds=tuple(map(_round, movements)),
        notes=tuple(one for one in whole.notes if one.text),
        left_out=whole.left_out,
    )
    return told if told != Minutes() else None


def _round(found: Movement) -> Round:
    return Round(
        number=found.round,
        reopened=len(found.questions),
        answers=tuple(_answers(found)),
        conclusions=tuple(
            Shift(about=one.axis, before=one.before, after=one.after) for one in found.turns
        ),
    )


def _answers(found: Movement) -> Iterator[Shift]:
    """The joint answers that are others now; how each party answered is told nowhere here."""
    for one in found.questions:
        if one.used_before != one.used_after:
            yield Shift(about=one.fact, before=one.used_before, after=one.used_after)
