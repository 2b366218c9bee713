"""Servers of one PostgreSQL database hear of each other's changes, whatever becomes of the line."""

from __future__ import annotations

import queue
from collections.abc import Iterator

import pytest

from pmo_advisor.store import doors
from pmo_advisor.store.channel import Channel
from pmo_advisor.store.store import Store
from tests.store.databases import new_database
from tests.store.test_store import prepared

SOON = 20
MISSED = "any may have changed"
CUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE query ~ '^LISTEN' AND datname = current_database()"
)


@pytest.fixture
def stores(server: str) -> Iterator[tuple[Store, Store]]:
    """The database as two servers have it."""
    address = new_database(server)
    both = Store.at(address), Store.at(address)
    yield both
    for one in both:
        one.close()


@pytest.fixture
def heard(stores: tuple[Store, Store]) -> Iterator[queue.Queue[str]]:
    """What the first server hears."""
    made: queue.Queue[str] = queue.Queue()
    channel = Channel(stores[0], made.put, lambda: made.put(MISSED))
    channel.start()
    yield made
    channel.stop()


def test_a_change_made_elsewhere_is_heard_and_again_after_the_line_was_cut(
    stores: tuple[Store, Store], heard: queue.Queue[str]
) -> None:
    _, other = stores
    with other.write() as connection:
        workshop = doors.create(connection, prepared()).workshop.id
    assert heard.get(timeout=SOON) == MISSED  # it may have come too late for what was before
    for _ in range(3):
        with other.change(workshop):
            pass
        assert heard.get(timeout=SOON) == workshop
        with other.write() as connection:
            assert connection.exec_driver_sql(CUT).scalars().all() == [True]
        assert heard.get(timeout=SOON) == MISSED
    with other.change(workshop):
        pass
    assert heard.get(timeout=SOON) == workshop


def test_what_is_not_kept_is_not_heard_of(
    stores: tuple[Store, Store], heard: queue.Queue[str]
) -> None:
    _, other = stores
    with other.write() as connection:
        first, second = (doors.create(connection, prepared()).workshop.id for _ in range(2))
    assert heard.get(timeout=SOON) == MISSED
    with pytest.raises(KeyError), other.change(first):
        raise KeyError
    with other.change(second):
        pass
    assert heard.get(timeout=SOON) == second
