"""Several servers on one PostgreSQL database: to those who use them they are one."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import create_engine

from tests.endurance.served import Served
from tests.store.databases import new_database, postgresql
from tests.web.team import Meeting, Somebody

LISTENERS = (
    "SELECT pid FROM pg_stat_activity WHERE query ~ '^LISTEN' AND datname = current_database()"
)


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """An empty PostgreSQL database."""
    with postgresql() as server:
        yield new_database(server)


@pytest.fixture(scope="module")
def team(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Served]]:
    """Three servers, started at the same moment on the empty database."""
    made = [Served(database, tmp_path_factory.mktemp("server")) for _ in range(3)]
    try:
        for one in made:
            one.begin()
        for one in made:
            one.ready()
        yield made
    finally:
        for one in made:
            one.stop()


def test_what_happens_at_one_server_shows_on_the_screens_of_all(
    team: list[Served], everybody: contextlib.ExitStack
) -> None:
    first, second, third = (one.address for one in team)
    meeting = Meeting(first, Somebody(everybody))
    assert meeting.id in meeting.facilitator.get(second, "/")
    screens = [meeting.facilitator.watch(one, meeting.id) for one in (first, second, third)]
    executive = meeting.joined(second, Somebody(everybody))
    for one in screens:
        one.sees_progress()
    meeting.answer(executive, third, "unknown", fetched=second)
    for one in screens:
        one.sees_progress()
    assert meeting.answered(executive, first)


def test_a_lost_connection_to_the_database_comes_back_and_nothing_is_missed(
    team: list[Served], database: str, everybody: contextlib.ExitStack
) -> None:
    first, second, _ = (one.address for one in team)
    meeting = Meeting(first, Somebody(everybody))
    executive = meeting.joined(second, Somebody(everybody))
    screen = meeting.facilitator.watch(first, meeting.id)
    engine = create_engine(database, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        listening = connection.exec_driver_sql(LISTENERS).scalars().all()
        assert len(listening) == len(team)
        for pid in listening:
            connection.exec_driver_sql("SELECT pg_terminate_backend(%s)", (pid,))
    engine.dispose()
    meeting.answer(executive, second, "unknown")  # at this moment nobody may be listening
    screen.sees_progress()
    meeting.joined(second, Somebody(everybody))
    screen.sees_progress()


def test_when_one_server_is_killed_the_others_go_on_and_it_comes_back(
    team: list[Served], everybody: contextlib.ExitStack
) -> None:
    first, second, third = (one.address for one in team)
    meeting = Meeting(first, Somebody(everybody))
    executive = meeting.joined(first, Somebody(everybody))
    screen = meeting.facilitator.watch(third, meeting.id)
    team[0].kill()
    meeting.answer(executive, second, "unknown")
    screen.sees_progress()
    team[0].start()
    assert meeting.answered(executive, first)
    again = meeting.facilitator.watch(first, meeting.id)
    meeting.joined(second, Somebody(everybody))
    again.sees_progress()


def test_an_end_with_open_streams_is_an_ordinary_end(
    team: list[Served], tmp_path: Path, everybody: contextlib.ExitStack
) -> None:
    one = Served(team[0].database, tmp_path)
    one.start()
    meeting = Meeting(one.address, Somebody(everybody))
    meeting.facilitator.watch(one.address, meeting.id)
    assert one.stop() == 0
    assert one.said() == ""


def test_its_health_is_asked_by_any_name_and_tells_nothing(team: list[Served]) -> None:
    for method in ("GET", "HEAD"):
        answer = httpx.request(method, f"{team[0].address}/health", headers={"host": "backend-7"})
        assert (answer.status_code, answer.content) == (200, b"")
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
    assert httpx.get(f"{team[0].address}/", headers={"host": "backend-7"}).status_code == 421
