"""Every test of the store runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pmo_advisor.store.store import Store
from tests.store.databases import new_database, postgresql


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server for the whole run."""
    with postgresql() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new, empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'workshops.db'}"
    return new_database(request.getfixturevalue("server"))


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """A store in a new database."""
    made = Store.at(database)
    yield made
    made.close()
