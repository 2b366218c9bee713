"""For whom a difference in the knowledge comes out differently at all.

Only such a difference can have changed somebody's advice, so only those are tried.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pmo_advisor.authoring.hybrid import Versions
from pmo_advisor.authoring.items import RULES, Item, Shelf, substance
from pmo_advisor.logic.program import Program
from pmo_advisor.model.columns import UNKNOWN, Codes
from pmo_advisor.model.domain import Words
from pmo_advisor.model.rule import Rule, Stratum
from pmo_advisor.reasoning.sweep.bits import Flags, Pair, flags
from pmo_advisor.reasoning.sweep.sweep import Swept

_NOTHING, _ACTS, _OPEN = 0, 1, 2


def differing(versions: Versions, concluded: tuple[Swept, Swept]) -> dict[Item, Flags]:
    """The rows for which each difference comes out differently; without those that do nowhere."""
    reading = _Differing(versions, concluded)
    found = {one: reading.of(one) for one in versions.items}
    return {one: rows for one, rows in found.items() if rows.any()}


class _Differing:
    def __init__(self, versions: Versions, concluded: tuple[Swept, Swept]) -> None:
        self._versions, self._concluded = versions, concluded
        self._rows = concluded[0].rows
        self._kept: dict[tuple[Shelf, str], Flags] = {}

    def of(self, item: Item) -> Flags:
        if item.change == "moved":
            return self._everywhere()
        if item.shelf in RULES or item.shelf == "derived":
            return self._entry(item.shelf, item.id)
        if item.shelf == "questions":
            return self._fact(item.id) | self._any(self._versions.readers(item.id))
        if item.shelf == "thresholds":
            readers = self._versions.named(item.named_by)
            return self._any(readers)
        return self._everywhere()

    def _everywhere(self) -> Flags:
        return np.ones(self._rows, dtype=np.bool_)

    def _any(self, entries: list[tuple[Shelf, str]]) -> Flags:
        found = np.zeros(self._rows, dtype=np.bool_)
        for shelf, name in entries:
            found |= self._entry(shelf, name)
        return found

    def _entry(self, shelf: Shelf, name: str) -> Flags:
        key = (shelf, name)
        if key not in self._kept:
            self._kept[key] = self._fact(name) if shelf == "derived" else self._rule(shelf, name)
        return self._kept[key]

    def _fact(self, fact: str) -> Flags:
        """Where a fact has another value, whatever its code."""
        old, new = (
            _values(program, fact, one.codes.get(fact), self._rows)
            for program, one in zip(self._versions.programs, self._concluded, strict=True)
        )
        differs: Flags = np.asarray(old != new, dtype=np.bool_)
        return differs

    def _rule(self, shelf: Any, name: str) -> Flags:
        entries = self._versions.entries(shelf, name)
        old, new = (
            self._acting(rule, shelf, one)
            for rule, one in zip(entries, self._concluded, strict=True)
        )
        differs: Flags = (old != new).astype(np.bool_)
        if None not in entries and _then(shelf, entries[0]) != _then(shelf, entries[1]):
            differs |= (old != _NOTHING) | (new != _NOTHING)
        return differs

    def _acting(self, rule: Rule | None, stratum: Stratum, one: Swept) -> NDArray[np.int8]:
        if rule is None:
            return np.zeros(self._rows, dtype=np.int8)
        return _acting(rule, one.outcomes[stratum][rule.id], self._rows)


def _acting(rule: Rule, pair: Pair, rows: int) -> NDArray[np.int8]:
    """What the rule adds: nothing where it might as well not be there."""
    then = rule.then
    open_ = flags(pair.open, rows)
    if then.requires is not None or then.enters is not None:
        acts = flags(pair.refuted, rows)
    else:
        acts = flags(pair.met, rows)
        if then.blocks is None and then.supports is None:
            return acts.astype(np.int8)
    return np.where(open_, np.int8(_OPEN), acts.astype(np.int8))


def _then(shelf: Shelf, rule: Any) -> Mapping[str, Any]:
    """Everything but the condition."""
    whole = substance(shelf, rule)
    del whole["when"]
    return whole


def _values(program: Program, fact: str, codes: Codes | None, rows: int) -> NDArray[Any]:
    """The values of a fact as text, so that the same word is the same under any knowledge."""
    if codes is None:
        return np.full(rows, str(UNKNOWN), dtype=object)
    domain = program.domains[fact]
    if not isinstance(domain, Words):
        return codes.astype(str).astype(object)
    words = np.array([*domain.words, str(UNKNOWN), "-1"], dtype=object)
    return words[np.where(codes == UNKNOWN, len(domain.words), codes)]
