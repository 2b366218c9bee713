"""The tables. A change here needs a new file in ``migrations/versions``."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of_workshop(*, key: bool = False) -> Column[str]:
    return Column(
        "workshop",
        String(32),
        ForeignKey("workshops.id", ondelete="CASCADE"),
        primary_key=key,
        nullable=False,
        index=not key,
    )


workshops = Table(
    "workshops",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("name", String(200), nullable=False),
    Column("organization", String(200), nullable=False),
    Column("questionnaire", String(40), nullable=False),
    Column("named", Boolean, nullable=False),
    Column("languages", JSON, nullable=False),
    Column("created", DateTime, nullable=False),
    Column("step", String(16), nullable=False),
    Column("round", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("copied_from", String(32)),
    Column("revealed", String(16)),
    Column("left_out", JSON, nullable=False, server_default="[]"),
)

keys = Table(
    "keys",
    metadata,
    Column("digest", String(64), primary_key=True),
    _of_workshop(),
    Column("party", String(16)),
)
"""What opens a workshop: one key for each party, and one without a party for the screen."""

people = Table(
    "people",
    metadata,
    Column("id", String(32), primary_key=True),
    _of_workshop(),
    Column("party", String(16)),
    Column("name", String(80), nullable=False),
    Column("consent", String(16)),
    Column("joined", DateTime, nullable=False),
    Column("token", String(64), unique=True),
)

answers = Table(
    "answers",
    metadata,
    Column("person", String(32), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("fact", String(80), primary_key=True),
    Column("value", JSON, nullable=False),
    Column("saved", DateTime, nullable=False),
    Column("revision", Integer, nullable=False),
)

reopened = Table(
    "reopened",
    metadata,
    _of_workshop(key=True),
    Column("round", Integer, primary_key=True),
    Column("fact", String(80), primary_key=True),
)

notes = Table(
    "notes",
    metadata,
    _of_workshop(key=True),
    Column("about", String(80), primary_key=True),
    Column("text", Text, nullable=False),
    Column("revision", Integer, nullable=False),
)

timers = Table(
    "timers",
    metadata,
    _of_workshop(key=True),
    Column("about", String(80), primary_key=True),
    Column("seconds", Integer, nullable=False),
    Column("started", DateTime),
)

reservations = Table(
    "reservations",
    metadata,
    Column("id", String(32), primary_key=True),
    _of_workshop(),
    Column("party", String(16), nullable=False),
    Column("text", Text, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    _of_workshop(key=True),
    Column("text", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("attendance", JSON, nullable=False),
    Column("revision", Integer, nullable=False),
)
