"""Servers as processes of their own, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.endurance.served import Served
from tests.store.conftest import server
from tests.store.databases import new_database

__all__ = ["server"]


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A server on a database of each kind, for all tests here; each has a workshop of its own."""
    folder = tmp_path_factory.mktemp("served")
    if request.param == "sqlite":
        database = f"sqlite:///{folder / 'w.db'}"
    else:
        database = new_database(request.getfixturevalue("server"))
    made = Served(database, folder)
    made.start()
    yield made
    made.stop()
