"""Whole workshops: listed, exported, imported, copied, deleted for good."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update

from pmo_advisor.model.question import PARTIES, Party
from pmo_advisor.model.workshop import Whole, Workshop
from pmo_advisor.store import answering, doors, moderating, tables
from pmo_advisor.store.rows import workshop_of
from pmo_advisor.store.store import Missing, Store


def listed(connection: Connection) -> tuple[Workshop, ...]:
    """All workshops, the newest first."""
    table = tables.workshops
    found = connection.execute(select(table).order_by(table.c.created.desc(), table.c.id))
    return tuple(map(workshop_of, found.all()))


def export(connection: Connection, workshop: str) -> Whole:
    """Everything of a workshop but its keys and tokens. Raises Missing."""
    return Whole(
        workshop=doors.workshop(connection, workshop),
        people=answering.people(connection, workshop),
        answers=answering.answers(connection, workshop),
        reopened=moderating.reopened(connection, workshop),
        notes=moderating.notes(connection, workshop),
        timers=moderating.timers(connection, workshop),
        reservations=moderating.reservations(connection, workshop),
        decision=moderating.decision(connection, workshop),
        left_out=_left_out(connection, workshop),
    )


def _left_out(connection: Connection, workshop: str) -> tuple[Party, ...]:
    table = tables.workshops
    asked = select(table.c.left_out).where(table.c.id == workshop)
    return tuple(connection.execute(asked).scalar_one())


def bring_in(connection: Connection, whole: Whole) -> doors.Opened:
    """An exported workshop as a new one, with ids and keys of its own."""
    made = whole.workshop.model_copy(update={"id": doors.new_id()})
    opened = doors.create(connection, made)
    table, left_out = tables.workshops, [one for one in PARTIES if one in whole.left_out]
    connection.execute(update(table).where(table.c.id == made.id).values(left_out=left_out))
    fresh = {one.id: doors.new_id() for one in whole.people}
    _many(
        connection,
        tables.people,
        [
            one.model_dump() | {"id": fresh[one.id], "workshop": made.id, "token": None}
            for one in whole.people
        ],
    )
    _many(
        connection,
        tables.answers,
        [one.model_dump() | {"person": fresh[one.person]} for one in whole.answers],
    )
    _many(
        connection,
        tables.reopened,
        [
            {"workshop": made.id, "round": round_, "fact": fact}
            for round_, facts in whole.reopened.items()
            for fact in facts
        ],
    )
    mine = {"workshop": made.id}
    _many(connection, tables.notes, [one.model_dump() | mine for one in whole.notes])
    _many(connection, tables.timers, [one.model_dump() | mine for one in whole.timers])
    kept = [one.model_dump() | mine | {"id": doors.new_id()} for one in whole.reservations]
    _many(connection, tables.reservations, kept)
    if whole.decision is not None:
        _many(connection, tables.decisions, [whole.decision.model_dump() | mine])
    return opened


def copy(connection: Connection, workshop: str, name: str) -> doors.Opened:
    """A new workshop prepared like that one, without its people and answers. Raises Missing."""
    model = doors.workshop(connection, workshop)
    changes = {
        "id": doors.new_id(),
        "name": name,
        "created": doors.now(),
        "step": "prepare",
        "round": 1,
        "revision": 0,
        "copied_from": workshop,
        "revealed": None,
    }
    return doors.create(connection, model.model_copy(update=changes))


def alone(connection: Connection, workshop: Workshop) -> str:
    """A token for whoever answers alone, in place of any before; empty for a workshop of parties.

    An assessment that was brought in, or is entered from another browser, goes on where it was.
    """
    if workshop.kind != "single":
        return ""
    for one in answering.people(connection, workshop.id):
        return doors.again(connection, one.id)
    return doors.join(connection, workshop.id, None)[1]


def remove(connection: Connection, workshop: str) -> None:
    """Delete a workshop with everything in it, for good. Raises Missing."""
    found = connection.execute(delete(tables.workshops).where(tables.workshops.c.id == workshop))
    if found.rowcount == 0:
        raise Missing(workshop)


def delete_for_good(store: Store, workshop: str) -> None:
    """Delete a workshop, tell those who watch it, and clear the disk of it. Raises Missing."""
    with store.change(workshop) as connection:
        remove(connection, workshop)
    store.wipe()


class Idle(NamedTuple):
    """A workshop, and when somebody last prepared, joined, answered or started a clock in it."""

    workshop: Workshop
    touched: datetime


def idle(connection: Connection, before: datetime) -> tuple[Idle, ...]:
    """The workshops in which nothing has happened since then, the longest idle first."""
    people, answers, timers = tables.people, tables.answers, tables.timers
    touched: dict[str, datetime] = {}
    for asked in (
        select(people.c.workshop, func.max(people.c.joined)).group_by(people.c.workshop),
        select(people.c.workshop, func.max(answers.c.saved))
        .join(answers, answers.c.person == people.c.id)
        .group_by(people.c.workshop),
        select(timers.c.workshop, func.max(timers.c.started)).group_by(timers.c.workshop),
    ):
        for workshop, moment in connection.execute(asked).all():
            if moment is not None:
                touched[workshop] = max(moment, touched.get(workshop, moment))
    found = (
        Idle(one, max(one.created, touched.get(one.id, one.created))) for one in listed(connection)
    )
    return tuple(
        sorted((one for one in found if one.touched < before), key=lambda one: one.touched)
    )


def _many(connection: Connection, table, rows) -> None:  # type: ignore[no-untyped-def]
    if rows:
        connection.execute(insert(table), rows)
