"""Addresses of databases: what may be one, and how it is shown without its secrets."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from pmo_advisor.errors import BadInput, Fault, Place

SQLITE = "sqlite"
POSTGRESQL = "postgresql+psycopg"
KINDS = {
    "sqlite": SQLITE,
    "sqlite+pysqlite": SQLITE,
    "postgresql": POSTGRESQL,
    "postgresql+psycopg": POSTGRESQL,
    "postgres": POSTGRESQL,  # as many a host hands its addresses out
}
"""How an address may begin, and what is used for it."""

_IN_MEMORY = (None, "", ":memory:")


def parsed(url: str) -> URL:
    """The address. Raises BadInput for one that is none, or that no workshop can be kept at."""
    try:
        found = make_url(url.strip())
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        raise BadInput([Fault("database_address", {})]) from None
    kind = KINDS.get(found.drivername)
    if kind is None:
        raise BadInput([Fault("database_kind", {"kind": found.drivername}, place(url))])
    if kind == SQLITE:
        if found.database in _IN_MEMORY:
            raise BadInput([Fault("database_memory", {}, place(url))])
        if found.query or str(found.database).startswith("file:"):
            raise BadInput([Fault("database_plain_file", {}, place(url))])
    return found.set(drivername=kind)


def place(url: str) -> Place:
    """Where a fault of the database stands."""
    return Place(shown(url))


def shown(url: str) -> str:
    """The address without its password, which may stand in its query too."""
    try:
        found = make_url(url.strip())
    except (ArgumentError, ValueError):
        return "?"
    if KINDS.get(found.drivername) == SQLITE:
        return url.strip().partition("?")[0]  # as it was typed: there is nothing to hide in it
    return found.set(query={}).render_as_string(hide_password=True)


def file_of(url: str) -> Path | None:
    """The file of an SQLite database; None for any other. Raises BadInput."""
    found = parsed(url)
    return Path(str(found.database)) if found.drivername == SQLITE else None
