"""Rows of the tables as the model has them."""

from __future__ import annotations

from sqlalchemy import Row

from pmo_advisor.model.workshop import (
    Answer,
    Decision,
    Note,
    Person,
    Reservation,
    Timer,
    Workshop,
)
from pmo_advisor.store import tables

WORKSHOP = tuple(one for one in tables.workshops.c if one.name in Workshop.model_fields)
"""The columns of a workshop; ``left_out`` is not among them, because only the whole tells it."""


def workshop_of(row: Row) -> Workshop:  # type: ignore[type-arg]
    """A row of ``workshops``."""
    told = row._asdict()
    return Workshop.model_validate({one.name: told[one.name] for one in WORKSHOP})


def person_of(row: Row) -> Person:  # type: ignore[type-arg]
    """A row of ``people``, without the token's digest."""
    return Person.model_validate({k: v for k, v in row._asdict().items() if k != "token"})


def answer_of(row: Row) -> Answer:  # type: ignore[type-arg]
    """A row of ``answers``."""
    return Answer.model_validate(row._asdict())


def note_of(row: Row) -> Note:  # type: ignore[type-arg]
    """A row of ``notes``."""
    return Note(about=row.about, text=row.text, revision=row.revision)


def timer_of(row: Row) -> Timer:  # type: ignore[type-arg]
    """A row of ``timers``."""
    return Timer(about=row.about, seconds=row.seconds, started=row.started)


def reservation_of(row: Row) -> Reservation:  # type: ignore[type-arg]
    """A row of ``reservations``."""
    return Reservation(id=row.id, party=row.party, text=row.text)


def decision_of(row: Row) -> Decision:  # type: ignore[type-arg]
    """A row of ``decisions``."""
    return Decision(
        text=row.text, day=row.day, attendance=tuple(row.attendance), revision=row.revision
    )
