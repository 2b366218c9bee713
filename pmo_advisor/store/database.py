"""Opening a database: SQLite in a file, or PostgreSQL by its address; migrated when opened."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import DatabaseError

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.store.address import SQLITE, parsed, place

MIGRATIONS = Path(__file__).parent / "migrations"
WRITES = "pmo_writes"
"""The execution option of a connection that is about to write."""

_POOL: dict[str, Any] = {"hide_parameters": True, "pool_use_lifo": True}
"""No error ever tells what was being written, which may be somebody's answer."""

_MANY: dict[str, Any] = {"pool_size": 16, "max_overflow": 16}
_FEW: dict[str, Any] = {"pool_size": 4, "max_overflow": 28}
"""Connections that stay open, and more for a moment. SQLite's hold memory, and one writes."""

_SIGNS_OF_LIFE: dict[str, Any] = {
    "connect_timeout": 10,
    "keepalives_idle": 20,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
"""Seconds, the last in milliseconds, after which a server that has silently gone is given up."""

_PATIENCE = 10
"""Seconds to wait for another who writes to the same file."""

_LOCK = 7_041_984
"""The advisory lock under which one of several servers migrates a PostgreSQL database."""


def open_database(url: str) -> Engine:
    """The database, brought to this program's version. Raises BadInput with what is in the way.

    ``url`` is an address such as ``sqlite:///workshops.db`` or ``postgresql+psycopg://…``.
    """
    address = parsed(url)
    engine = _sqlite(address) if address.drivername == SQLITE else _postgresql(address, place(url))
    try:
        _migrate(engine, place(url))
        if address.drivername == SQLITE:
            _write_ahead(engine)
    except DatabaseError as error:
        engine.dispose()
        raise BadInput([_in_the_way(error, address, place(url))]) from None
    except BadInput:
        engine.dispose()
        raise
    return engine


def _postgresql(address: URL, place: Place) -> Engine:
    alive = {name: value for name, value in _SIGNS_OF_LIFE.items() if name not in address.query}
    try:
        return create_engine(address, connect_args=alive, pool_pre_ping=True, **_POOL, **_MANY)
    except ModuleNotFoundError:
        raise BadInput([Fault("database_part", {"part": "postgres"}, place)]) from None


def _sqlite(address: URL) -> Engine:
    engine = create_engine(address, connect_args={"timeout": _PATIENCE}, **_POOL, **_FEW)
    event.listen(engine, "connect", _settle_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _settle_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    """Full synchronisation, so that an acknowledged answer outlives a loss of power.

    What is deleted is overwritten and not only marked as free.
    """
    # The driver's own idea of when a transaction begins is switched off; we say it ourselves.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={_PATIENCE * 1000}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "cache_size=-256",  # in kilobytes, for each of many connections; the system caches the file
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _write_ahead(engine: Engine) -> None:
    """Readers and a writer side by side; the file itself remembers it.

    Several servers may begin at once, and SQLite makes none of them wait for its turn in this.
    """
    wish, until = "PRAGMA journal_mode=WAL", time.monotonic() + _PATIENCE
    with contextlib.closing(engine.raw_connection()) as connection:
        while True:
            try:
                connection.cursor().execute(wish)
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > until:
                    raise DatabaseError(wish, None, error) from error
                time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    """A transaction that will write takes its place in the queue at once, and never fails later."""
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(engine: Engine, place: Place) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    known = {one.revision for one in ScriptDirectory.from_config(config).walk_revisions()}
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        found = MigrationContext.configure(connection).get_current_heads()
        if not known.issuperset(found):
            raise BadInput([Fault("database_newer", {}, place)])
        if (
            not found
            and connection.dialect.name == SQLITE
            and inspect(connection).get_table_names()
        ):
            raise BadInput([Fault("database_foreign", {}, place)])
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _in_the_way(error: DatabaseError, address: URL, place: Place) -> Fault:
    """What keeps a database from being opened, as exactly as it can be told."""
    if isinstance(error.orig, sqlite3.Error):
        file = Path(str(address.database))
        reason = error.orig.sqlite_errorname
        if reason == "SQLITE_NOTADB":
            return Fault("database_foreign", {}, place)
        if file.is_dir():
            return Fault("database_folder", {}, place)
        if not file.parent.is_dir():
            return Fault("database_no_folder", {"folder": str(file.parent)}, place)
        if reason.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
            return Fault("database_read_only", {}, place)
    return Fault("database_closed", {"detail": " ".join(str(error.orig).split())[:300]}, place)
