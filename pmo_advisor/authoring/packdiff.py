"""Whose advice changes between two versions of the knowledge: plain data."""

from __future__ import annotations

from typing import Literal

from pmo_advisor.authoring.facets import Part
from pmo_advisor.authoring.items import Change, Shelf
from pmo_advisor.authoring.versions import Standing
from pmo_advisor.model.text import Strict

How = Literal["alone", "together", "not_found"]


class Compared(Strict):
    """A version of the knowledge: its name, how it stands, and the digest of all its files."""

    name: str
    standing: Standing
    fingerprint: str


class ItemSaid(Strict):
    """One difference in the knowledge.

    ``keys`` are those of an entry that differ, ``values`` those of a threshold before and after,
    ``named_by`` the rules and derived facts that name it. ``differs_for`` counts the clients whose
    advice changes and for whom it comes out differently; ``alone`` those for whom taking it back
    undoes some change, ``alone_all`` those for whom it undoes all of it; ``together`` those for
    whom it is one of several that have to be taken back together. ``with_it`` are the differences
    that cannot stand once it is taken back, and so go with it.
    """

    kind: Shelf
    id: str
    change: Change
    keys: tuple[str, ...] = ()
    values: tuple[str, str] | None = None
    named_by: tuple[str, ...] = ()
    with_it: tuple[int, ...] = ()
    differs_for: int = 0
    alone: int = 0
    alone_all: int = 0
    together: int = 0


class Changed(Strict):
    """One part of a client's advice: the cells that differ, by the ids in them.

    ``alone``: each of the differences ``by`` undoes the change when it alone is taken back.
    ``together``: all of ``by`` do, and none alone. ``not_found``: no set was found within the
    limit of the search, and ``by`` are the differences that come out differently for the client.
    """

    part: Part
    before: dict[str, str | int]
    after: dict[str, str | int]
    how: How
    by: tuple[int, ...]


class Client(Strict):
    """A client whose advice changes."""

    name: str
    changes: tuple[Changed, ...]


class Unread(Strict):
    """Answers to a question that a version does not take; for that version they are not known."""

    version: Literal["before", "after"]
    fact: str
    answers: int
    values: tuple[str, ...]


class PackDiff(Strict):
    """The whole comparison. ``items`` are counted from 0 in ``by`` and ``with_it``.

    ``parts`` counts the clients in whose advice a part changes; ``left_out`` the rows of a table
    that could not be read.
    """

    before: Compared
    after: Compared
    clients: int
    changed: int
    parts: dict[Part, int]
    types: tuple[tuple[str, str, int], ...]
    items: tuple[ItemSaid, ...]
    advice: tuple[Client, ...]
    unread: tuple[Unread, ...]
    left_out: int = 0
