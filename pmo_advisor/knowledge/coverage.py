"""Which piece of the knowledge carries which item of the seed article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pmo_advisor.errors import BadInput
from pmo_advisor.knowledge import kinds, library
from pmo_advisor.knowledge.layers import KnowledgeFile
from pmo_advisor.knowledge.stock import Stock

ITEMS = tuple(f"S{number:02d}" for number in range(1, 74))
"""The items S01 to S73, all of which the knowledge is to carry."""

_TEMPLATE = re.compile(r"\{#-?\s*sources:\s*([^#]*?)-?#\}")
_TEXTS = re.compile(r"^\s*#\s*sources:\s*(.*)$", re.MULTILINE)
_ITEM = re.compile(r"\b[A-Z][0-9]{2}\b")


@dataclass(frozen=True, slots=True, order=True)
class Carrier:
    """What carries an item: its kind (``question``, ``rule``, ``services``…) and its id."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


def coverage(
    folders: Sequence[Path] = (), *, base: Path | None = None
) -> dict[str, tuple[Carrier, ...]]:
    """For every item, what carries it; empty where nothing does. Raises BadInput.

    The catalogue's own list of sources carries nothing: it only names them.
    """
    examined = library.examine(folders, base=base)
    found: dict[str, set[Carrier]] = {item: set() for item in ITEMS}
    files = [file for layer in examined.layers for file in layer.files]
    for carrier, sources in (*_entries(examined.stock), *_files(files)):
        for source in sources:
            if source in found:
                found[source].add(carrier)
    return {item: tuple(sorted(carriers)) for item, carriers in found.items()}


def _entries(stock: Stock) -> Iterator[tuple[Carrier, Iterable[str]]]:
    for item in stock.items:
        if item.entry.kind != "sources":
            yield Carrier(item.entry.kind, item.entry.id), getattr(item.model, "sources", ())


def _files(files: Iterable[KnowledgeFile]) -> Iterator[tuple[Carrier, Iterable[str]]]:
    patterns = {"template": _TEMPLATE, "texts": _TEXTS}
    for file in files:
        role = kinds.shelf(file.name).role
        if role not in patterns:
            continue
        try:
            text = file.text()
        except BadInput:
            continue  # A template need not be text; a text file that is none is a fault already.
        for found in patterns[role].finditer(text):
            name = file.name.split("/", 1)[1]
            yield Carrier(role, name), _ITEM.findall(found.group(1))
