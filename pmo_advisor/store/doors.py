"""Who may come in: keys in links, and the tokens that browsers keep. Only digests are stored."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from pmo_advisor.model.question import PARTIES, Party
from pmo_advisor.model.workshop import Consent, Person, Workshop
from pmo_advisor.store import tables
from pmo_advisor.store.rows import WORKSHOP, person_of, workshop_of
from pmo_advisor.store.store import Missing

SECRET_BYTES = 24
"""192 bits: not to be guessed, whatever the rate."""


class Opened(NamedTuple):
    """A workshop with the key of its screen, which is never stored."""

    workshop: Workshop
    screen: str


class Door(NamedTuple):
    """What a key opens: the screen where ``party`` is null."""

    workshop: str
    party: Party | None


def new_id() -> str:
    """An id that says nothing."""
    return secrets.token_hex(8)


def id_of(*said: str) -> str:
    """The same id for the same words, which nobody else knows."""
    return digest("\n".join(said))[:16]


def new_secret() -> str:
    """A key or token for a link or a cookie."""
    return secrets.token_urlsafe(SECRET_BYTES)


def digest(secret: str) -> str:
    """What is stored of a key or token."""
    return hashlib.sha256(secret.encode()).hexdigest()


def now() -> datetime:
    """This moment, UTC, to the second, without a zone: as the tables have it."""
    return datetime.now(UTC).replace(microsecond=0, tzinfo=None)


def create(connection: Connection, workshop: Workshop) -> Opened:
    """A new workshop with a key for the screen and one for each party."""
    connection.execute(insert(tables.workshops).values(**workshop.model_dump()))
    return Opened(workshop, _new_keys(connection, workshop.id))


def create_once(connection: Connection, workshop: Workshop) -> Opened | None:
    """The same; None where there is a workshop of that id already, also of just this moment."""
    try:
        with connection.begin_nested():
            return create(connection, workshop)
    except IntegrityError:
        return None


def renew(connection: Connection, workshop: Workshop) -> Opened:
    """New keys for a workshop; those given out before open nothing any more."""
    connection.execute(tables.keys.delete().where(tables.keys.c.workshop == workshop.id))
    return Opened(workshop, _new_keys(connection, workshop.id))


def party_key(screen: str, workshop: str, party: Party) -> str:
    """The key of a party's link: whoever holds the screen's key can say it again at any time."""
    made = hmac.new(screen.encode(), f"{workshop}:{party}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made[:SECRET_BYTES]).decode()


def _new_keys(connection: Connection, workshop: str) -> str:
    screen = new_secret()
    made: dict[Party | None, str] = {None: screen}
    made |= {party: party_key(screen, workshop, party) for party in PARTIES}
    connection.execute(
        insert(tables.keys),
        [
            {"digest": digest(secret), "workshop": workshop, "party": party}
            for party, secret in made.items()
        ],
    )
    return screen


def door(connection: Connection, key: str) -> Door | None:
    """What the key opens, if anything."""
    found = connection.execute(
        select(tables.keys.c.workshop, tables.keys.c.party).where(
            tables.keys.c.digest == digest(key)
        )
    ).one_or_none()
    return Door(found.workshop, found.party) if found else None


def join(
    connection: Connection, workshop: str, party: Party | None, name: str = ""
) -> tuple[Person, str]:
    """Somebody new, with the token that their browser keeps."""
    token = new_secret()
    person = Person(id=new_id(), workshop=workshop, party=party, name=name, joined=now())
    connection.execute(insert(tables.people).values(**person.model_dump(), token=digest(token)))
    return person, token


def person(connection: Connection, token: str) -> Person | None:
    """Whose token this is."""
    found = connection.execute(
        select(tables.people).where(tables.people.c.token == digest(token))
    ).one_or_none()
    return person_of(found) if found else None


def part(connection: Connection, token: str) -> tuple[Person, Workshop] | None:
    """Whose token this is, and their workshop, in one query: every saved answer asks for it."""
    beside = [one.label(f"of_{one.name}") for one in WORKSHOP]
    found = connection.execute(
        select(tables.people, *beside)
        .join(tables.workshops, tables.people.c.workshop == tables.workshops.c.id)
        .where(tables.people.c.token == digest(token))
    ).one_or_none()
    if found is None:
        return None
    row = found._asdict()
    workshop_row = {one.name: row.pop(f"of_{one.name}") for one in WORKSHOP}
    del row["token"]
    return Person.model_validate(row), Workshop.model_validate(workshop_row)


def opens(connection: Connection, workshop: Workshop, secret: str) -> bool:
    """Whether the secret leads into the workshop: its screen's key, or the token of one alone."""
    if workshop.kind == "single":
        found = person(connection, secret)
        return found is not None and found.workshop == workshop.id
    return door(connection, secret) == Door(workshop.id, None)


def again(connection: Connection, person_id: str) -> str:
    """A new token for somebody whose browser has lost theirs; the old one opens nothing any more.

    Raises Missing.
    """
    token = new_secret()
    found = connection.execute(
        update(tables.people).where(tables.people.c.id == person_id).values(token=digest(token))
    )
    if found.rowcount == 0:
        raise Missing(person_id)
    return token


def consent(connection: Connection, person_id: str, given: Consent) -> None:
    """How the answers of somebody in a small party may be used. Raises Missing."""
    found = connection.execute(
        update(tables.people).where(tables.people.c.id == person_id).values(consent=given)
    )
    if found.rowcount == 0:
        raise Missing(person_id)


def workshop(connection: Connection, workshop_id: str) -> Workshop:
    """The workshop. Raises Missing."""
    found = connection.execute(
        select(tables.workshops).where(tables.workshops.c.id == workshop_id)
    ).one_or_none()
    if found is None:
        raise Missing(workshop_id)
    return workshop_of(found)
