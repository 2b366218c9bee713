"""Entries: the pieces of the knowledge, each with its kind, its id and its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.knowledge import kinds, yaml_reader
from pmo_advisor.knowledge.document import Document, KeyPath
from pmo_advisor.knowledge.layers import KnowledgeFile, Layer
from pmo_advisor.model.rule import Stratum

MAX_ID = 100


class Entry(NamedTuple):
    """One entry as it stands in a file, before anything but its id has been looked at."""

    kind: str
    id: str
    document: Document
    path: KeyPath
    stratum: Stratum | None = None

    @property
    def value(self) -> Any:
        return self.document.at(self.path)

    def place(self, path: KeyPath = (), *, key: bool = False) -> Place:
        """Where the piece at ``path`` within the entry stands."""
        return self.document.place((*self.path, *path), key=key)

    def fault(
        self,
        message: str,
        path: KeyPath = (),
        *,
        key: bool = False,
        hint: str | None = None,
        values: Mapping[str, object] | None = None,
        **named: object,
    ) -> Fault:
        """A fault at ``path`` within the entry; its values as a mapping, by name, or both."""
        return Fault(message, {**(values or {}), **named}, self.place(path, key=key), hint)


class Collected(NamedTuple):
    """All entries after layering, those that another one replaced left out.

    ``unread`` are the kinds of which a file, or an entry without an id, could not be read.
    """

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]
    unread: frozenset[str]


def collect(layers: Iterable[Layer]) -> Collected:
    """The entries of all layers: an entry with the same id replaces the one below it."""
    found: dict[tuple[str, str], Entry] = {}
    faults: list[Fault] = []
    unread: set[str] = set()
    for layer in layers:
        here: dict[tuple[str, str], Entry] = {}
        for file in layer.files:
            try:
                for entry in _entries(file):
                    if isinstance(entry, Fault):
                        faults.append(entry)
                        unread.add(kinds.shelf(file.name).kind)
                        continue
                    faults.extend(_clash(entry, here, found))
                    here.setdefault((entry.kind, entry.id), entry)
            except BadInput as error:
                faults.extend(error.faults)
                unread.add(kinds.shelf(file.name).kind)
        found.update(here)
    return Collected(tuple(found.values()), tuple(faults), frozenset(unread))


def _clash(
    entry: Entry, here: dict[tuple[str, str], Entry], below: dict[tuple[str, str], Entry]
) -> Iterator[Fault]:
    key = (entry.kind, entry.id)
    if key in here:
        other = str(here[key].place(("id",)))
        yield entry.fault("id_twice", ("id",), id=entry.id, other=other)
    elif key in below and below[key].stratum != entry.stratum:
        stratum = below[key].stratum
        yield entry.fault("rule_moved", ("id",), id=entry.id, stratum=stratum)


def _entries(file: KnowledgeFile) -> Iterator[Entry | Fault]:
    shelf = kinds.shelf(file.name)
    if shelf.role == "misplaced":
        yield Fault("file_misplaced", {"name": file.name}, Place(file.shown), shelf.nearest)
    if shelf.role not in ("entries", "form"):
        return
    document = yaml_reader.read_text(file.text(), file.path)
    if shelf.role == "form":
        yield _entry(document, (), shelf)
    elif not isinstance(document.value, list):
        yield Fault("file_needs_list", {}, document.place())
    else:
        for number in range(len(document.value)):
            yield _entry(document, (number,), shelf)


def _entry(document: Document, path: KeyPath, shelf: kinds.Shelf) -> Entry | Fault:
    value = document.at(path)
    if not isinstance(value, dict):
        return Fault("entry_not_mapping", {}, document.place(path))
    name = value.get("id")
    if name is None:
        return Fault("entry_without_id", {}, document.place(path))
    if not isinstance(name, str) or not name or len(name) > MAX_ID:
        return Fault("id_not_text", {"limit": MAX_ID}, document.place((*path, "id")))
    return Entry(shelf.kind, name, document, path, shelf.stratum)
