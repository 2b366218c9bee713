"""What an acknowledged answer rests on: every connection writes through to the disk."""

from __future__ import annotations

import contextlib
from pathlib import Path

from pmo_advisor.store.store import Store

MORE_THAN_POOLED = 24
FULL = 2
"""What SQLite calls synchronous=FULL."""


def _told(store: Store, question: str) -> set[object]:
    """What more connections at once than are kept in the pool say to it, in two turns."""
    said: set[object] = set()
    for _ in range(2):
        with contextlib.ExitStack() as held:
            for _ in range(MORE_THAN_POOLED):
                connection = held.enter_context(store.read())
                said.add(connection.exec_driver_sql(question).scalar())
    return said


def test_every_connection_to_sqlite_synchronises_in_full_and_writes_ahead(tmp_path: Path) -> None:
    store = Store.at(f"sqlite:///{tmp_path / 'w.db'}")
    assert _told(store, "PRAGMA synchronous") == {FULL}
    assert _told(store, "PRAGMA journal_mode") == {"wal"}
    assert _told(store, "PRAGMA foreign_keys") == {1}
    store.close()


def test_nothing_makes_postgresql_less_durable_than_its_operator_has_it(server: str) -> None:
    store = Store.at(f"{server}/postgres")
    assert _told(store, "SHOW synchronous_commit") == {"on"}
    assert _told(store, "SHOW fsync") == {"on"}
    store.close()
