"""Which difference in the knowledge did it: each change is tried with differences taken back.

A difference did it alone where, with it as in the older version and everything else as in the
newer one, that part of the advice is the older one. So what is said is "without this the advice
would have stayed", never more. The idea is that of a counterfactual ("but for") cause, and the
search for several that did it together is that of delta debugging (Zeller and Hildebrandt,
"Simplifying and isolating failure-inducing input", IEEE Transactions on Software Engineering 28,
2002).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pmo_advisor.authoring.differing import differing
from pmo_advisor.authoring.facets import PARTS, Facets, Part, Spelling, differs, facets
from pmo_advisor.authoring.hybrid import Versions
from pmo_advisor.authoring.items import Item
from pmo_advisor.model.columns import Columns
from pmo_advisor.reasoning.sweep.bits import Flags
from pmo_advisor.reasoning.sweep.sweep import Sweep, Swept

SEARCHES = 120
"""How many mixtures are tried, beyond one for each difference, to find several that did it."""
MOST_IN_PAIRS = 6

Rows = NDArray[np.intp]


class Blamed(NamedTuple):
    """Who did it, by part and row of the clients given: alone, together, or not found."""

    alone: Mapping[Part, dict[int, list[Item]]]
    together: Mapping[Part, dict[int, tuple[Item, ...]]]
    differing: Mapping[Item, Flags]


class Mixtures:
    """Mixtures of two versions, each made once. ``searches`` are those that may still be tried."""

    def __init__(self, versions: Versions) -> None:
        self.versions = versions
        self.searches = SEARCHES
        self._sweeps: dict[frozenset[Item], Sweep] = {}
        self._wholes: dict[frozenset[Item], frozenset[Item]] = {}

    def whole(self, items: frozenset[Item]) -> frozenset[Item]:
        """The items with all that goes with them, as ``Versions.whole`` says."""
        if items not in self._wholes:
            self._wholes[items] = self.versions.whole(items)
        return self._wholes[items]

    def sweep(self, items: frozenset[Item]) -> Sweep:
        """The newer version with these taken back."""
        if items not in self._sweeps:
            self._sweeps[items] = Sweep(self.versions.without(items))
        return self._sweeps[items]


class Blame:
    """Tries differences on clients whose advice changes, at most a chunk of them."""

    def __init__(
        self,
        mixtures: Mixtures,
        columns: tuple[Columns, Columns],
        before: Facets,
        after: Facets,
        spelling: Spelling,
    ) -> None:
        self._mixtures, self._columns, self._spelling = mixtures, columns, spelling
        self._before = before
        self._cells = _Cells(before, after)
        self._open = {part: differs(before, after, part) for part in PARTS}
        self._alone: dict[Part, dict[int, list[Item]]] = {part: {} for part in PARTS}
        self._together: dict[Part, dict[int, tuple[Item, ...]]] = {part: {} for part in PARTS}

    def found(self, concluded: tuple[Swept, Swept]) -> Blamed:
        """Every difference alone, then several together where no one alone did it."""
        by_item = differing(self._mixtures.versions, concluded)
        for item, where in by_item.items():
            rows = np.flatnonzero(where)
            mixed = self._concluded(self._mixtures.whole(frozenset({item})), rows)
            self._cells.note(item, mixed, rows)
            for part, places in self._undone(mixed, rows).items():
                for row in places:
                    self._alone[part].setdefault(int(row), []).append(item)
        for part, told in self._alone.items():
            self._open[part][list(told)] = False
        for items, rows in self._cells.joined(self._open):
            self._try(items, rows)
        self._search(by_item)
        return Blamed(self._alone, self._together, by_item)

    def _search(self, by_item: Mapping[Item, Flags]) -> None:
        """Several at once, in the largest groups of clients for whom the same ones differ first."""
        for items, rows in self._groups(by_item):
            if len(items) <= MOST_IN_PAIRS:
                for pair in combinations(items, 2):
                    self._try(pair, rows)
            while self._mixtures.searches > 0:
                part = next((one for one in PARTS if self._open[one][rows].any()), None)
                if part is None:
                    break
                one = rows[self._open[part][rows]][:1]
                smallest = self._smallest(items, part, one)
                if smallest is None:
                    self._open[part][one] = False
                else:
                    self._try(smallest, rows)

    def _groups(self, by_item: Mapping[Item, Flags]) -> list[tuple[tuple[Item, ...], Rows]]:
        waiting = np.zeros(self._before.rows, dtype=np.bool_)
        for open_ in self._open.values():
            waiting |= open_
        groups: dict[tuple[Item, ...], list[int]] = {}
        for row in np.flatnonzero(waiting):
            items = tuple(one for one, rows in by_item.items() if rows[row])
            groups.setdefault(items, []).append(int(row))
        ordered = sorted(groups.items(), key=lambda one: -len(one[1]))
        return [(items, np.array(rows)) for items, rows in ordered if len(items) > 1]

    def _smallest(self, items: tuple[Item, ...], part: Part, row: Rows) -> tuple[Item, ...] | None:
        """Items none of which can be left out, found by leaving out one after the other.

        None where even all of them undo nothing.
        """
        kept = list(items)
        if not self._undoes(kept, part, row):
            return None
        for one in items:
            fewer = [other for other in kept if other != one]
            if self._undoes(fewer, part, row):
                kept = fewer
        return tuple(kept)

    def _undoes(self, items: Sequence[Item], part: Part, row: Rows) -> bool:
        self._mixtures.searches -= 1
        return part in self._undone(self._without(items, row), row)

    def _try(self, items: tuple[Item, ...], rows: Rows) -> None:
        """Take these back together, and keep for whom that undoes what is still open."""
        if self._mixtures.searches <= 0:
            return
        self._mixtures.searches -= 1
        for part, places in self._undone(self._without(items, rows), rows).items():
            for row in places:
                self._together[part][int(row)] = items
            self._open[part][places] = False

    def _undone(self, mixed: Facets, rows: Rows) -> dict[Part, Rows]:
        """The rows in which a changed part is the older one again."""
        before = self._before.only(rows)
        found: dict[Part, Rows] = {}
        for part in PARTS:
            undone = self._open[part][rows] & ~differs(before, mixed, part)
            if undone.any():
                found[part] = rows[undone]
        return found

    def _without(self, items: Sequence[Item], rows: Rows) -> Facets:
        return self._concluded(self._mixtures.whole(frozenset(items)), rows)

    def _concluded(self, items: frozenset[Item], rows: Rows) -> Facets:
        sweep = self._mixtures.sweep(items)
        given = {**self._columns[1]}
        for one in items:
            if one.shelf == "questions":
                given.pop(one.id, None)
                if one.id in self._columns[0]:
                    given[one.id] = self._columns[0][one.id]
        some = {fact: codes[rows] for fact, codes in given.items()}
        return facets(sweep.program, sweep.conclude(some, len(rows)), self._spelling)


class _Cells:
    """Which difference brings back which cell of a part: those that did a part piece by piece."""

    def __init__(self, before: Facets, after: Facets) -> None:
        self._before = before
        self._items: list[Item] = []
        self._moved = {
            (part, key): moved
            for part in PARTS
            for key in {**before.parts[part], **after.parts[part]}
            if (moved := before.cell(part, key) != after.cell(part, key)).any()
        }
        self._first = {place: np.full(before.rows, -1) for place in self._moved}

    def note(self, item: Item, mixed: Facets, rows: Rows) -> None:
        """What is brought back without this one."""
        number = len(self._items)
        self._items.append(item)
        for (part, key), first in self._first.items():
            same = mixed.cell(part, key) == self._before.cell(part, key)[rows]
            back = rows[same & self._moved[part, key][rows] & (first[rows] < 0)]
            first[back] = number

    def joined(self, open_: Mapping[Part, Flags]) -> list[tuple[tuple[Item, ...], Rows]]:
        """The differences that bring back one open part cell by cell, with their rows."""
        groups: dict[frozenset[int], set[int]] = {}
        for part in PARTS:
            places = [place for place in self._moved if place[0] == part]
            for row in np.flatnonzero(open_[part]):
                of = frozenset(
                    int(self._first[one][row]) for one in places if self._moved[one][row]
                )
                if -1 not in of:
                    groups.setdefault(of, set()).add(int(row))
        ordered = sorted(groups.items(), key=lambda one: (-len(one[1]), sorted(one[0])))
        return [
            (tuple(self._items[one] for one in sorted(items)), np.array(sorted(rows)))
            for items, rows in ordered
        ]
