"""Answers: saved one by one, never silently overwritten, read by round."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, and_, func, insert, select, update

from pmo_advisor.model.domain import Value
from pmo_advisor.model.workshop import Answer, Person
from pmo_advisor.store import tables
from pmo_advisor.store.doors import now
from pmo_advisor.store.rows import answer_of, person_of
from pmo_advisor.store.store import Stale


def save(
    connection: Connection, person: str, round_: int, fact: str, value: Value, seen: int | None
) -> Answer:
    """Keep an answer. ``seen`` is the revision that its writer had before them, 0 for none.

    Raises Stale with the answer that stands where somebody else has changed it; ``seen`` of None
    asks no questions. The same value again changes nothing.
    """
    held = _held(connection, person, round_, fact)
    if held is not None and held.value == value:
        return held
    if seen is not None and seen != (held.revision if held else 0):
        raise Stale(held)
    made = Answer(
        person=person,
        round=round_,
        fact=fact,
        value=value,
        saved=now(),
        revision=held.revision + 1 if held else 1,
    )
    if held is None:
        connection.execute(insert(tables.answers).values(**made.model_dump()))
    else:
        connection.execute(
            update(tables.answers)
            .where(_is(person, round_, fact))
            .values(value=value, saved=made.saved, revision=made.revision)
        )
    return made


def _is(person: str, round_: int, fact: str):  # type: ignore[no-untyped-def]
    table = tables.answers.c
    return and_(table.person == person, table.round == round_, table.fact == fact)


def _held(connection: Connection, person: str, round_: int, fact: str) -> Answer | None:
    found = connection.execute(
        select(tables.answers).where(_is(person, round_, fact))
    ).one_or_none()
    return answer_of(found) if found else None


def answers_of(connection: Connection, person: str) -> tuple[Answer, ...]:
    """All answers of one person, by round and question."""
    return _listed(connection, [person])


def people(connection: Connection, workshop: str) -> tuple[Person, ...]:
    """Everybody who takes part, in the order in which they came."""
    found = connection.execute(
        select(tables.people)
        .where(tables.people.c.workshop == workshop)
        .order_by(tables.people.c.joined, tables.people.c.id)
    )
    return tuple(map(person_of, found.all()))


def answers(connection: Connection, workshop: str) -> tuple[Answer, ...]:
    """All answers of a workshop, by person, round and question."""
    table = tables.answers
    found = connection.execute(
        select(table)
        .join(tables.people, table.c.person == tables.people.c.id)
        .where(tables.people.c.workshop == workshop)
        .order_by(table.c.person, table.c.round, table.c.fact)
    )
    return tuple(map(answer_of, found.all()))


Pace = tuple[int, int, datetime | None]
"""How many answers, how often they were changed, and when last."""


def paces(connection: Connection, workshop: str) -> dict[str, Pace]:
    """A mark of each person's answers that differs after every change; nobody's answers."""
    table = tables.answers
    found = connection.execute(
        select(table.c.person, func.count(), func.sum(table.c.revision), func.max(table.c.saved))
        .join(tables.people, table.c.person == tables.people.c.id)
        .where(tables.people.c.workshop == workshop)
        .group_by(table.c.person)
    )
    return {
        person: (int(number), int(changes), last) for person, number, changes, last in found.all()
    }


def given_by(connection: Connection, who: Iterable[str]) -> tuple[Answer, ...]:
    """All answers of several people, by person, round and question."""
    return _listed(connection, who)


def _listed(connection: Connection, who: Iterable[str]) -> tuple[Answer, ...]:
    table = tables.answers
    found = connection.execute(
        select(table)
        .where(table.c.person.in_(tuple(who)))
        .order_by(table.c.person, table.c.round, table.c.fact)
    )
    return tuple(map(answer_of, found.all()))


def latest(found: Iterable[Answer]) -> dict[str, dict[str, Value]]:
    """Each person's answers as they stand: that of the last round in which they answered."""
    kept: dict[str, dict[str, Value]] = {}
    for one in sorted(found, key=lambda each: each.round):
        kept.setdefault(one.person, {})[one.fact] = one.value
    return kept
