"""What the facilitator does: steps, rounds, notes, clocks, reservations, the decision."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Table, delete, insert, select, update

from pmo_advisor.model.question import Party
from pmo_advisor.model.workshop import STEPS, Decision, Note, Reservation, Step, Timer
from pmo_advisor.store import tables
from pmo_advisor.store.doors import new_id, now
from pmo_advisor.store.rows import decision_of, note_of, reservation_of, timer_of
from pmo_advisor.store.store import Stale


def go_to(connection: Connection, workshop: str, step: Step) -> None:
    """Take the workshop to a step."""
    connection.execute(
        update(tables.workshops).where(tables.workshops.c.id == workshop).values(step=step)
    )


def step_of(connection: Connection, workshop: str) -> Step:
    """The step that the workshop is at, to be looked up before it is changed."""
    table = tables.workshops
    found: Step = connection.execute(
        select(table.c.step).where(table.c.id == workshop)
    ).scalar_one()
    return found


def reopen(connection: Connection, workshop: str, facts: Iterable[str]) -> int:
    """Open those questions for another round, and no others. Gives the round's number."""
    table = tables.workshops
    held = connection.execute(
        select(table.c.round, table.c.step, table.c.revealed).where(table.c.id == workshop)
    ).one()
    round_: int = held.round + 1
    far = max(held.step, held.revealed or STEPS[0], key=STEPS.index)
    connection.execute(
        update(table)
        .where(table.c.id == workshop)
        .values(round=round_, step="answer", revealed=far)
    )
    rows = [{"workshop": workshop, "round": round_, "fact": fact} for fact in dict.fromkeys(facts)]
    if rows:
        connection.execute(insert(tables.reopened), rows)
    return round_


def reopened(connection: Connection, workshop: str) -> dict[int, tuple[str, ...]]:
    """The questions that each round after the first opened."""
    table = tables.reopened
    found = connection.execute(
        select(table.c.round, table.c.fact)
        .where(table.c.workshop == workshop)
        .order_by(table.c.round, table.c.fact)
    )
    rounds: dict[int, tuple[str, ...]] = {}
    for round_, fact in found.all():
        rounds[round_] = (*rounds.get(round_, ()), fact)
    return rounds


def write_note(connection: Connection, workshop: str, about: str, text: str, seen: int) -> Note:
    """Keep a note. Raises Stale with the note that stands where somebody changed it first."""
    held = next((one for one in notes(connection, workshop) if one.about == about), None)
    if held is not None and held.text == text:
        return held
    if seen != (held.revision if held else 0):
        raise Stale(held)
    made = Note(about=about, text=text, revision=seen + 1)
    _put(connection, tables.notes, {"workshop": workshop, "about": about}, made.model_dump())
    return made


def notes(connection: Connection, workshop: str) -> tuple[Note, ...]:
    """All notes, by what they are about."""
    return tuple(map(note_of, _all(connection, tables.notes, workshop, "about")))


def set_timer(
    connection: Connection, workshop: str, about: str, seconds: int, *, running: bool
) -> Timer:
    """Set a clock, running from now or at rest."""
    made = Timer(about=about, seconds=seconds, started=now() if running else None)
    _put(connection, tables.timers, {"workshop": workshop, "about": about}, made.model_dump())
    return made


def timers(connection: Connection, workshop: str) -> tuple[Timer, ...]:
    """All clocks, by what they are for."""
    return tuple(map(timer_of, _all(connection, tables.timers, workshop, "about")))


def reserve(connection: Connection, workshop: str, party: Party, text: str) -> Reservation:
    """Keep what a party holds against the joint position."""
    made = Reservation(id=new_id(), party=party, text=text)
    connection.execute(insert(tables.reservations).values(workshop=workshop, **made.model_dump()))
    return made


def withdraw(connection: Connection, workshop: str, reservation: str) -> None:
    """Take a reservation back."""
    table = tables.reservations
    connection.execute(delete(table).where(table.c.workshop == workshop, table.c.id == reservation))


def reservations(connection: Connection, workshop: str) -> tuple[Reservation, ...]:
    """All reservations."""
    return tuple(map(reservation_of, _all(connection, tables.reservations, workshop, "id")))


def decide(connection: Connection, workshop: str, made: Decision) -> Decision:
    """Record the decision; ``made.revision`` is the one seen before. Raises Stale."""
    held = decision(connection, workshop)
    if made.revision != (held.revision if held else 0):
        raise Stale(held)
    kept = made.model_copy(update={"revision": made.revision + 1})
    _put(connection, tables.decisions, {"workshop": workshop}, kept.model_dump())
    go_to(connection, workshop, "decided")
    return kept


def decision(connection: Connection, workshop: str) -> Decision | None:
    """The decision, once there is one."""
    found = _all(connection, tables.decisions, workshop, "workshop")
    return decision_of(found[0]) if found else None


def _all(connection: Connection, table: Table, workshop: str, order: str):  # type: ignore[no-untyped-def]
    asked = select(table).where(table.c.workshop == workshop).order_by(table.c[order])
    return connection.execute(asked).all()


def _put(
    connection: Connection, table: Table, key: dict[str, str], values: dict[str, object]
) -> None:
    """Replace the row with that key; the transaction makes it one step."""
    where = [table.c[name] == value for name, value in key.items()]
    connection.execute(delete(table).where(*where))
    connection.execute(insert(table).values(**(key | values)))
