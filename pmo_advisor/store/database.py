"""Opening a database: SQLite in a file, or PostgreSQL by its address; migrated when opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError, ProgrammingError

from pmo_advisor.errors import BadInput, Fault, Place

MIGRATIONS = Path(__file__).parent / "migrations"
WRITES = "pmo_writes"
"""The execution option of a connection that is about to write."""

_POOL: dict[str, Any] = {"pool_size": 16, "max_overflow": 16, "hide_parameters": True}
"""Connections; and no error ever tells what was being written, which may be somebody's answer."""

_LOCK = 7_041_984
"""The advisory lock under which one of several servers migrates a PostgreSQL database."""


def open_database(url: str) -> Engine:
    """The database, brought to this program's version. Raises BadInput with what is in the way.

    ``url`` is an address such as ``sqlite:///workshops.db`` or ``postgresql+psycopg://…``.
    """
    engine = _engine(url)
    try:
        _migrate(engine, shown(url))
    except (OperationalError, ProgrammingError) as error:
        engine.dispose()
        detail = " ".join(str(error.orig).split())[:300]
        raise BadInput([Fault("database_closed", {"detail": detail}, _place(url))]) from None
    except BadInput:
        engine.dispose()
        raise
    return engine


def shown(url: str) -> str:
    """The address without its password."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "?"


def file_of(url: str) -> Path | None:
    """The file of an SQLite database; None for any other, and for one in memory."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        return None
    name = parsed.database
    is_file = parsed.get_backend_name() == "sqlite" and name not in (None, "", ":memory:")
    return Path(name) if is_file and name else None


def _place(url: str) -> Place:
    return Place(shown(url))


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        name = parsed.get_backend_name()
    except ArgumentError:
        raise BadInput([Fault("database_address", {})]) from None
    if name == "sqlite":
        engine = create_engine(parsed, connect_args={"timeout": 10}, **_POOL)
        event.listen(engine, "connect", _settle_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if name != "postgresql":
        raise BadInput([Fault("database_kind", {"kind": name}, _place(url))])
    try:
        return create_engine(parsed, pool_pre_ping=True, **_POOL)
    except (ModuleNotFoundError, NoSuchModuleError):
        raise BadInput([Fault("database_part", {"part": "postgres"}, _place(url))]) from None


def _settle_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    """Full synchronisation, so that an acknowledged answer outlives a loss of power."""
    # The driver's own idea of when a transaction begins is switched off; we say it ourselves.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=10000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """A transaction that will write takes its place in the queue at once, and never fails later."""
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(engine: Engine, name: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    known = {one.revision for one in ScriptDirectory.from_config(config).walk_revisions()}
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        found = MigrationContext.configure(connection).get_current_heads()
        if not known.issuperset(found):
            raise BadInput([Fault("database_newer", {}, Place(name))])
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
