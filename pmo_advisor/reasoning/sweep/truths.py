"""Conditions over columns: compiled once to a table without repetitions, then read by chunks.

A test or a group that stands in many rules has one place in the table, and so is worked out once
for a chunk.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pmo_advisor.logic.bound import Answered, Bound, Joined, Leaf
from pmo_advisor.model.columns import UNKNOWN, Codes
from pmo_advisor.model.condition import Joint
from pmo_advisor.model.domain import Domain
from pmo_advisor.reasoning.sweep.bits import (
    Bits,
    Flags,
    Pair,
    all_of,
    all_set,
    any_of,
    none_set,
    pack,
)


class _Parts(NamedTuple):
    """A group, by the places of its parts."""

    joint: Joint
    parts: tuple[int, ...]


_Entry = Leaf | Answered | _Parts


class Table:
    """All conditions of a program, each by its place. Tests keep within their fact's domain."""

    def __init__(self, domains: Mapping[str, Domain]) -> None:
        self._highest = {fact: domain.codes()[-1] for fact, domain in domains.items()}
        self._place: dict[_Entry, int] = {}
        self.entries: list[_Entry] = []

    def add(self, bound: Bound) -> int:
        """The place of a condition."""
        if isinstance(bound, Joined):
            return self._enter(_Parts(bound.joint, tuple(map(self.add, bound.parts))))
        return self._enter(bound if isinstance(bound, Answered) else self._kept(bound))

    def highest(self, fact: str) -> int:
        """The highest code of a fact."""
        return self._highest[fact]

    def _kept(self, leaf: Leaf) -> Leaf:
        highest = self._highest[leaf.fact]
        spans = [(low, min(high, highest)) for low, high in leaf.spans]
        return Leaf(leaf.fact, tuple((low, high) for low, high in spans if low <= high))

    def _enter(self, entry: _Entry) -> int:
        place = self._place.setdefault(entry, len(self.entries))
        if place == len(self.entries):
            self.entries.append(entry)
        return place


class Truths:
    """What the conditions of a table come to on one chunk of rows.

    A fact is learnt before any condition that reads it is asked for; one that is not is unknown.
    """

    def __init__(self, table: Table, rows: int) -> None:
        self.rows = rows
        self.codes: dict[str, Codes] = {}
        self._table = table
        self._found: dict[int, Pair] = {}
        self._known: dict[str, Bits] = {}
        self._nowhere, self._everywhere = none_set(rows), all_set(rows)

    def learn(self, fact: str, codes: Codes) -> None:
        self.codes[fact] = codes

    def pair(self, place: int) -> Pair:
        """Where the condition at that place is met and refuted."""
        found = self._found.get(place)
        if found is None:
            found = self._found[place] = self._worked_out(self._table.entries[place])
        return found

    def pairs(self, places: Mapping[str, int]) -> dict[str, Pair]:
        return {name: self.pair(place) for name, place in places.items()}

    def _worked_out(self, entry: _Entry) -> Pair:
        if isinstance(entry, Leaf):
            return self._tested(entry)
        if isinstance(entry, Answered):
            codes = self.codes.get(entry.fact)
            has_value = self._nowhere if codes is None else pack(codes >= 0)
            return Pair(has_value, ~has_value)
        parts = [self.pair(place) for place in entry.parts]
        met, refuted = ([one.met for one in parts], [one.refuted for one in parts])
        if entry.joint == "all":
            return Pair(all_of(met, self.rows), any_of(refuted, self.rows))
        any_part = Pair(any_of(met, self.rows), all_of(refuted, self.rows))
        return any_part if entry.joint == "any" else any_part.swapped()

    def _tested(self, leaf: Leaf) -> Pair:
        codes = self.codes.get(leaf.fact)
        if codes is None:
            return Pair(self._nowhere, self._nowhere)
        highest = self._table.highest(leaf.fact)
        met = any_of((pack(_within(codes, *span, highest)) for span in leaf.spans), self.rows)
        return Pair(met, self._known_bits(leaf.fact, codes) & ~met)

    def _known_bits(self, fact: str, codes: Codes) -> Bits:
        found = self._known.get(fact)
        if found is None:
            found = self._known[fact] = pack(codes != UNKNOWN)
        return found


def _within(codes: Codes, low: int, high: int, highest: int) -> Flags:
    """Where the code lies in the span, in as few passes as the span allows.

    Without their sign, the numbers for unknown and not applicable are the largest of all.
    """
    within: Flags
    if low == high:
        within = codes == low
    elif high == highest:
        within = codes >= low
    elif low == 0:
        within = codes.view(f"u{codes.itemsize}") <= high
    else:
        within = codes >= low
        within &= codes <= high
    return within
