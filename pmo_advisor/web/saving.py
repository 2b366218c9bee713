"""Keeping one answer, for a page and for another system alike."""

from __future__ import annotations

from typing import NamedTuple

from pmo_advisor.model.domain import Value
from pmo_advisor.model.workshop import Answer, Person, Workshop
from pmo_advisor.store import answering, doors
from pmo_advisor.web.asked import is_open
from pmo_advisor.web.service import Service


class Late(Exception):
    """No answers are taken now, or the round for which this was given is over."""


class Seen(NamedTuple):
    """What the writer of an answer had in view: the round, 0 for any, and the answer's revision."""

    round: int
    revision: int


def answerable(workshop: Workshop, round_: int) -> None:
    """Raises Late unless answers for the round, 0 for any, are taken now."""
    if not is_open(workshop) or round_ not in (0, workshop.round):
        raise Late


def save(
    service: Service, workshop: Workshop, person: Person, fact: str, value: Value, seen: Seen
) -> Answer:
    """Keep the answer. Raises Stale, or Late."""
    answerable(workshop, seen.round)
    with service.store.change(workshop.id) as connection:
        # Answers may have been closed while this one was on its way.
        answerable(doors.workshop(connection, workshop.id), workshop.round)
        return answering.save(connection, person.id, workshop.round, fact, value, seen.revision)
