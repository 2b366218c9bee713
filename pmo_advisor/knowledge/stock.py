"""All knowledge that has been read: every entry beside its type of the model, for the checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from pmo_advisor.errors import BadInput, Fault
from pmo_advisor.knowledge import kinds
from pmo_advisor.knowledge.entries import Collected, Entry
from pmo_advisor.knowledge.entry_models import entry_model
from pmo_advisor.logic.program import answer_domains, conclusion_domains, derived_domains
from pmo_advisor.model.catalog import Catalog
from pmo_advisor.model.domain import Domain
from pmo_advisor.model.rule import STRATA, Rule
from pmo_advisor.model.rulebook import Rulebook, StratumRules
from pmo_advisor.model.text import Strict

M = TypeVar("M", bound=Strict)


@dataclass(frozen=True, slots=True)
class Item:
    """An entry with its place, and what it says."""

    entry: Entry
    model: Strict


@dataclass(frozen=True)
class Stock:
    """Items in order.

    ``broken`` are the kinds and ids of entries that could not be read, and ``unread`` the kinds
    of which a whole file could not be; what names one of these is not held against it.
    """

    items: tuple[Item, ...]
    broken: frozenset[tuple[str, str]]
    unread: frozenset[str]
    fingerprint: str

    def of(self, kind: str, model: type[M]) -> Iterator[tuple[Entry, M]]:
        """The items of one kind, which are all of that type of the model."""
        for item in self.items:
            if item.entry.kind == kind and isinstance(item.model, model):
                yield item.entry, item.model

    def questions(self) -> Iterator[tuple[Entry, Any]]:
        """The questions, of whatever kind."""
        for item in self.items:
            if item.entry.kind == "question":
                yield item.entry, item.model

    def rules(self, stratum: str | None = None) -> Iterator[tuple[Entry, Rule]]:
        """The rules, of all strata or of one."""
        for entry, rule in self.of("rule", Rule):
            if stratum in (None, entry.stratum):
                yield entry, rule

    def ids(self, kind: str) -> list[str]:
        """The ids of one kind, those of broken entries last."""
        whole = [item.entry.id for item in self.items if item.entry.kind == kind]
        return [*whole, *sorted(name for one, name in self.broken if one == kind)]

    def excused(self, name: str, *kinds: str) -> bool:
        """Whether the name may belong to what could not be read, which is a fault of its own."""
        if not self.unread.isdisjoint(kinds):
            return True
        return any(name == broken for _, broken in self.broken)

    def whole(self, *kinds: str) -> bool:
        """Whether everything of these kinds could be read."""
        return self.unread.isdisjoint(kinds) and not any(kind in kinds for kind, _ in self.broken)

    @cached_property
    def rulebook(self) -> Rulebook:
        """The rulebook of all items, whatever the checks say of them."""
        models: dict[str, list[Strict]] = {}
        for item in self.items:
            models.setdefault(item.entry.kind, []).append(item.model)
        catalog = Catalog(**{kind: tuple(models.get(kind, ())) for kind in kinds.CATALOG})
        strata = tuple(
            StratumRules(stratum=one, rules=tuple(rule for _, rule in self.rules(one)))
            for one in STRATA
        )
        return Rulebook(
            questions=tuple(models.get("question", ())),
            forms=tuple(models.get("form", ())),
            impossible=tuple(models.get("impossible", ())),
            derived=tuple(models.get("derived", ())),
            strata=strata,
            catalog=catalog,
            fingerprint=self.fingerprint,
        )

    @cached_property
    def domains(self) -> dict[str, Domain]:
        """The domains of all facts that a condition can read."""
        book = self.rulebook
        return answer_domains(book) | derived_domains(book) | conclusion_domains(book)


def stock(collected: Collected, fingerprint: str) -> tuple[Stock, list[Fault]]:
    """Every entry read as its type, and the faults of those that could not be."""
    items: list[Item] = []
    broken: set[tuple[str, str]] = set()
    faults: list[Fault] = []
    for entry in collected.entries:
        try:
            items.append(Item(entry, entry_model(entry)))
        except BadInput as error:
            faults.extend(error.faults)
            broken.add((entry.kind, entry.id))
    return Stock(tuple(items), frozenset(broken), collected.unread, fingerprint), faults
