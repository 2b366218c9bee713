"""The store: every change of a workshop in one transaction, and everybody told of it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.exc import SQLAlchemyError

from pmo_advisor.store import tables
from pmo_advisor.store.database import WRITES, open_database

CHANNEL = "pmo_workshops"
"""The PostgreSQL channel on which the servers of one database tell each other of changes."""

Listener = Callable[[str], None]


class Missing(LookupError):
    """There is no such workshop, person or key (any more)."""


class Stale(Exception):
    """Somebody else changed it first. ``now`` is how it stands."""

    def __init__(self, now: object) -> None:
        super().__init__("changed by somebody else")
        self.now = now


class Store:
    """A database of workshops. Safe to use from several threads and by several processes."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._listeners: list[Listener] = []
        # SQLite takes one writer at a time, and lets the others ask again after ever longer pauses;
        # here they wait in line.
        self._turn = contextlib.nullcontext() if self.is_shared else threading.Lock()

    @classmethod
    def at(cls, url: str) -> Store:
        """The store at that address, migrated. Raises BadInput."""
        return cls(open_database(url))

    @property
    def is_shared(self) -> bool:
        """Whether other processes may write here too, and say so on the channel."""
        return self.engine.dialect.name == "postgresql"

    def heard(self, listener: Listener) -> None:
        """Have ``listener`` called with a workshop's id after each change made by this process."""
        self._listeners.append(listener)

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """One moment of the database.

        Rows are taken all at once, before anything is made of them: one left half read where that
        fails would hold its moment, and in SQLite nobody could write by that connection again.
        """
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction: all of it is kept once the block has ended, or none."""
        options = {WRITES: True}
        with (
            self._turn,
            self.engine.connect().execution_options(**options) as connection,
            connection.begin(),
        ):
            yield connection

    @contextlib.contextmanager
    def change(self, workshop: str) -> Iterator[Connection]:
        """A change of one workshop, of which everybody who watches it is told. Raises Missing."""
        with self.write() as connection:
            found = connection.execute(
                update(tables.workshops)
                .where(tables.workshops.c.id == workshop)
                .values(revision=tables.workshops.c.revision + 1)
            )
            if found.rowcount == 0:
                raise Missing(workshop)
            yield connection
            if self.is_shared:
                connection.exec_driver_sql("SELECT pg_notify(%s, %s)", (CHANNEL, workshop))
        for listener in self._listeners:
            listener(workshop)

    def answers(self) -> bool:
        """Whether the database answers now."""
        try:
            with self.engine.connect() as connection:
                connection.execute(select(1))
        except SQLAlchemyError:
            return False
        return True

    def wipe(self) -> None:
        """Have what was deleted leave the disk, as far as the database can.

        SQLite overwrites it in its file at once (``secure_delete``), but the write-ahead log keeps
        it until emptied; where somebody reads just now, that waits for the next time. PostgreSQL
        clears its files by itself (autovacuum).
        """
        if self.engine.dialect.name == "sqlite":
            with contextlib.closing(self.engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        self.engine.dispose()
