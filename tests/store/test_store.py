"""What the store promises: nothing lost, nothing silently overwritten, no door but by its key."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import insert

from pmo_advisor.model.question import PARTIES
from pmo_advisor.model.workshop import Decision, Workshop
from pmo_advisor.store import answering, doors, moderating, tables, whole
from pmo_advisor.store.store import Missing, Stale, Store


def prepared(**changes: Any) -> Workshop:
    plain: dict[str, Any] = {
        "id": doors.new_id(),
        "kind": "workshop",
        "name": "定位研讨 O'Neil; --",
        "questionnaire": "quick",
        "named": True,
        "languages": ("zh", "en"),
        "created": datetime(2026, 11, 24, 9, 30),
        "step": "answer",
        "round": 1,
        "revision": 0,
    }
    return Workshop(**(plain | changes))


@pytest.fixture
def opened(store: Store) -> doors.Opened:
    with store.write() as connection:
        return doors.create(connection, prepared())


def test_a_workshop_comes_back_as_it_was_prepared(store: Store, opened: doors.Opened) -> None:
    with store.read() as connection:
        assert doors.workshop(connection, opened.workshop.id) == opened.workshop


def test_each_key_opens_its_own_door_and_no_other(store: Store, opened: doors.Opened) -> None:
    own = opened.workshop.id
    with store.read() as connection:
        assert doors.door(connection, opened.screen) == (own, None)
        for party in PARTIES:
            key = doors.party_key(opened.screen, own, party)
            assert doors.door(connection, key) == (own, party)
        assert doors.door(connection, doors.new_secret()) is None


def test_no_key_or_token_stands_in_the_database(store: Store, opened: doors.Opened) -> None:
    with store.write() as connection:
        _, token = doors.join(connection, opened.workshop.id, "executive", "A")
    secrets = [opened.screen, token]
    secrets += [doors.party_key(opened.screen, opened.workshop.id, one) for one in PARTIES]
    with store.read() as connection:
        for table in tables.metadata.sorted_tables:
            held = str(connection.execute(table.select()).all())
            assert not any(secret in held for secret in secrets)


def test_renewed_links_close_the_old_ones(store: Store, opened: doors.Opened) -> None:
    with store.write() as connection:
        renewed = doors.renew(connection, opened.workshop)
    with store.read() as connection:
        assert doors.door(connection, opened.screen) is None
        assert doors.door(connection, renewed.screen) is not None


def joined(store: Store, opened: doors.Opened, name: str = "A") -> str:
    with store.change(opened.workshop.id) as connection:
        person, token = doors.join(connection, opened.workshop.id, "executive", name)
        assert doors.person(connection, token) == person
    return person.id


def test_an_answer_counts_its_changes(store: Store, opened: doors.Opened) -> None:
    person = joined(store, opened)
    with store.change(opened.workshop.id) as connection:
        first = answering.save(connection, person, 1, "rd_headcount", 300, 0)
        same = answering.save(connection, person, 1, "rd_headcount", 300, 0)
        second = answering.save(connection, person, 1, "rd_headcount", 500, first.revision)
    assert (first.revision, same, second.revision) == (1, first, 2)
    with store.read() as connection:
        assert answering.answers_of(connection, person) == (second,)


def test_nobody_overwrites_what_they_have_not_seen(store: Store, opened: doors.Opened) -> None:
    person = joined(store, opened)
    with store.change(opened.workshop.id) as connection:
        answering.save(connection, person, 1, "core_problem", "a", 0)
    with pytest.raises(Stale) as caught, store.change(opened.workshop.id) as connection:
        answering.save(connection, person, 1, "core_problem", "b", 0)
    assert caught.value.now.value == "a"
    with store.change(opened.workshop.id) as connection:
        moderating.write_note(connection, opened.workshop.id, "core_problem", "first", 0)
    with pytest.raises(Stale), store.change(opened.workshop.id) as connection:
        moderating.write_note(connection, opened.workshop.id, "core_problem", "second", 0)


def test_what_fails_leaves_nothing_behind(store: Store, opened: doors.Opened) -> None:
    person = joined(store, opened)

    def failing() -> None:
        with store.change(opened.workshop.id) as connection:
            answering.save(connection, person, 1, "core_problem", "a", 0)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    with store.read() as connection:
        assert answering.answers_of(connection, person) == ()


def test_every_change_is_heard_after_it_is_kept(store: Store, opened: doors.Opened) -> None:
    heard: list[tuple[str, int]] = []

    def listener(workshop: str) -> None:
        with store.read() as connection:
            heard.append((workshop, doors.workshop(connection, workshop).revision))

    store.heard(listener)
    joined(store, opened)
    joined(store, opened)
    assert heard == [(opened.workshop.id, 1), (opened.workshop.id, 2)]


def test_a_second_round_opens_only_its_questions(store: Store, opened: doors.Opened) -> None:
    person = joined(store, opened)
    own = opened.workshop.id
    with store.change(own) as connection:
        answering.save(connection, person, 1, "core_problem", "a", 0)
        assert moderating.reopen(connection, own, ["core_problem", "core_problem"]) == 2
        answering.save(connection, person, 2, "core_problem", "b", 0)
    with store.read() as connection:
        assert moderating.reopened(connection, own) == {2: ("core_problem",)}
        found = answering.answers(connection, own)
        assert answering.latest(found) == {person: {"core_problem": "b"}}
        assert answering.latest(one for one in found if one.round == 1)[person] == {
            "core_problem": "a"
        }


def filled(store: Store, opened: doors.Opened) -> None:
    """Something of everything."""
    own, person = opened.workshop.id, joined(store, opened)
    with store.change(own) as connection:
        answering.save(connection, person, 1, "core_problem", "a", 0)
        moderating.reopen(connection, own, ["core_problem"])
        moderating.write_note(connection, own, "", "whole", 0)
        moderating.set_timer(connection, own, "core_problem", 600, running=True)
        moderating.reserve(connection, own, "pmo_lead", "保留")
        made = Decision(text="set up", day=date(2026, 12, 1), attendance=("A", "B"))
        moderating.decide(connection, own, made)


def test_an_export_brought_in_is_the_same_workshop_with_ids_of_its_own(
    store: Store, opened: doors.Opened
) -> None:
    filled(store, opened)
    with store.read() as connection:
        taken = whole.export(connection, opened.workshop.id)
    again = taken.model_validate_json(taken.model_dump_json())
    assert again == taken
    with store.write() as connection:
        other = whole.bring_in(connection, taken)
    with store.read() as connection:
        brought = whole.export(connection, other.workshop.id)
    assert other.workshop.id != opened.workshop.id
    assert {one.id for one in brought.people}.isdisjoint(one.id for one in taken.people)
    assert [one.value for one in brought.answers] == [one.value for one in taken.answers]
    assert (brought.notes, brought.timers, brought.decision, brought.reopened) == (
        taken.notes,
        taken.timers,
        taken.decision,
        taken.reopened,
    )


def test_a_copy_has_the_preparation_and_nobody_in_it(store: Store, opened: doors.Opened) -> None:
    filled(store, opened)
    with store.write() as connection:
        copied = whole.copy(connection, opened.workshop.id, "Next year").workshop
        taken = whole.export(connection, copied.id)
    assert (copied.step, copied.round, copied.copied_from) == ("prepare", 1, opened.workshop.id)
    assert not (taken.people)
    assert not (taken.answers)
    assert not (taken.notes)
    assert not (taken.decision)


def test_what_is_deleted_is_gone_from_every_table(store: Store, opened: doors.Opened) -> None:
    filled(store, opened)
    with store.write() as connection:
        whole.remove(connection, opened.workshop.id)
    with store.read() as connection:
        for table in tables.metadata.sorted_tables:
            assert connection.execute(table.select()).all() == []
    with pytest.raises(Missing), store.change(opened.workshop.id):
        pass


def test_a_row_that_cannot_be_read_holds_up_nobody(database: str) -> None:
    """Reads that failed, and are still looked into, must not keep their moment of the database."""
    store, other = Store.at(database), Store.at(database)
    with store.write() as connection:
        made = doors.create(connection, prepared()).workshop
        person, _ = doors.join(connection, made.id, "executive")
        for fact, value in (("a", 0.5), ("b", 1), ("c", 2)):
            told = {"person": person.id, "round": 1, "fact": fact, "value": value}
            rest = {"saved": made.created, "revision": 1}
            connection.execute(insert(tables.answers).values(**told, **rest))
    failed = []
    for _ in range(3):
        with pytest.raises(ValidationError) as caught, store.read() as connection:
            answering.answers(connection, made.id)
        failed.append(caught)
        for one in (other, store):
            with one.change(made.id):
                pass
    assert len(failed) == 3
    store.close()
    other.close()
