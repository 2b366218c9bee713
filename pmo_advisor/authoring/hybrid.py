"""Knowledge between two versions: the newer one with some of its differences taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pmo_advisor.authoring.items import (
    CATALOG,
    DERIVED,
    RULES,
    Item,
    Shelf,
    Stock,
    conditions_of,
    differences,
    facts_read,
    merged,
    stocked,
    thresholds_of,
)
from pmo_advisor.logic.program import (
    Program,
    UnboundName,
    answer_domains,
    bind,
    bind_condition,
    conclusion_domains,
    derived_domains,
)
from pmo_advisor.model.condition import tests_in
from pmo_advisor.model.domain import Domain
from pmo_advisor.model.rule import AXES, STRATA, Rule
from pmo_advisor.model.rulebook import Rulebook, StratumRules

_AXIS_SHELVES: Mapping[str, Shelf] = dict(
    zip(AXES, ("types", "levels", "control", "lifetimes"), strict=True)
)


class Versions:
    """Two versions of the knowledge, their differences, and what lies between them."""

    def __init__(self, before: Rulebook, after: Rulebook) -> None:
        self.after = after
        self._programs = (bind(before), bind(after))
        self._old, self._new = stocked(before), stocked(after)
        self.items = differences(self._old, self._new)
        self._item = {(one.shelf, one.id): one for one in self.items}

    @property
    def programs(self) -> tuple[Program, Program]:
        """The older and the newer version, bound."""
        return self._programs

    def entries(self, shelf: Shelf, name: str) -> tuple[Any, Any]:
        """An entry in the older and in the newer version; None where there is none."""
        return self._old[shelf].get(name), self._new[shelf].get(name)

    def readers(self, fact: str) -> list[tuple[Shelf, str]]:
        """The rules and derived facts that read a fact in either version."""
        return [
            (shelf, name)
            for shelf in (DERIVED, *RULES)
            for name in {**self._old[shelf], **self._new[shelf]}
            if any(fact in facts_read(one) for one in self.entries(shelf, name))
        ]

    def named(self, names: Iterable[str]) -> list[tuple[Shelf, str]]:
        """The rules and derived facts of these ids."""
        wanted = set(names)
        return [
            (shelf, name)
            for shelf in (DERIVED, *RULES)
            for name in {**self._old[shelf], **self._new[shelf]}
            if name in wanted
        ]

    def whole(self, taken_back: Iterable[Item]) -> frozenset[Item]:
        """The items with all that cannot stand once these are taken back.

        A rule that reads a new question, for one, goes with the question.
        """
        found = frozenset(taken_back)
        while True:
            more = frozenset(self._hanging(found)) - found
            if not more:
                return found
            found |= more

    def without(self, taken_back: frozenset[Item]) -> Program:
        """The newer version with these items as in the older one; ``whole`` sees to it that it can
        stand. With all of them it concludes as the older version does.
        """
        return bind(self._rulebook(self._mixed(taken_back)))

    def _rulebook(self, stock: Stock) -> Rulebook:
        catalog = self.after.catalog.model_copy(
            update={kind: tuple(stock[shelf].values()) for shelf, (kind, _) in CATALOG.items()}
        )
        return Rulebook.model_construct(
            questions=tuple(stock["questions"].values()),
            forms=(),
            impossible=(),
            derived=tuple(stock["derived"].values()),
            strata=tuple(
                StratumRules.model_construct(stratum=one, rules=tuple(stock[one].values()))
                for one in STRATA
            ),
            catalog=catalog,
            fingerprint="",
        )

    def _mixed(self, taken_back: frozenset[Item]) -> dict[Shelf, dict[str, Any]]:
        back = {(one.shelf, one.id) for one in taken_back}
        return {
            shelf: _mixture(
                old,
                self._new[shelf],
                {name for where, name in back if where == shelf},
                (shelf, shelf) in back or (shelf, shelf) not in self._item,
            )
            for shelf, old in self._old.items()
        }

    def _hanging(self, taken_back: frozenset[Item]) -> Iterator[Item]:
        """Differences that keep a mixture from standing."""
        stock = self._mixed(taken_back)
        book = self._rulebook(stock)
        domains = answer_domains(book) | derived_domains(book) | conclusion_domains(book)
        thresholds = {one.id: int(one.value) for one in stock["thresholds"].values()}
        # What is the same in both versions finds what it names in every mixture.
        for item in self.items:
            entry = stock[item.shelf].get(item.id)
            lacking = list(_lacking(entry, stock, domains, thresholds)) if entry else ()
            for place in ((item.shelf, item.id), *lacking) if lacking else ():
                if place in self._item:
                    yield self._item[place]


def _mixture(
    old: Mapping[str, Any], new: Mapping[str, Any], back: set[str], old_order: bool
) -> dict[str, Any]:
    order = merged(list(old), list(new)) if old_order else merged(list(new), list(old))
    chosen = ((name, (old if name in back else new).get(name)) for name in order)
    return {name: entry for name, entry in chosen if entry is not None}


def _lacking(
    entry: Any, stock: Stock, domains: Mapping[str, Domain], thresholds: Mapping[str, int]
) -> Iterator[tuple[Shelf, str]]:
    """What an entry names and a mixture does not have, or not in the form that it needs."""
    for fact in facts_read(entry):
        if fact not in domains:
            yield from _fact(fact)
    for name in thresholds_of(entry, stock):
        if name not in thresholds:
            yield "thresholds", name
    for fact in _not_taken(entry, domains, thresholds):
        yield from _fact(fact)
    if isinstance(entry, Rule):
        for shelf, name in _named(entry):
            if name not in stock[shelf]:
                yield shelf, name


def _not_taken(
    entry: Any, domains: Mapping[str, Domain], thresholds: Mapping[str, int]
) -> Iterator[str]:
    """The facts of which an entry tests a value that they cannot have."""
    for condition in conditions_of(entry):
        for test in tests_in(condition):
            try:
                bind_condition(test, domains, thresholds)
            except UnboundName:
                yield test.fact


def _fact(fact: str) -> Iterator[tuple[Shelf, str]]:
    yield "questions", fact
    yield "derived", fact


def _named(rule: Rule) -> Iterator[tuple[Shelf, str]]:
    """The catalogue entries that a consequence needs."""
    then = rule.then
    weighs = then.supports or then.opposes
    if weighs is not None:
        yield _AXIS_SHELVES[weighs.axis], weighs.option
    if then.requires is not None:
        yield "types", then.requires.type
    if then.offers is not None:
        yield "catalog_services", then.offers.service
    if then.shows is not None and then.shows.metric:
        yield "metrics", then.shows.metric
