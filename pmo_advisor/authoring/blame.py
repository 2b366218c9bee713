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
        self._open = {part: differs(before, after, part) for part in PARTS}
        self._alone: dict[Part, dict[int, list[Item]]] = {part: {} for part in PARTS}
        self._together: dict[Part, dict[int, tuple[Item, ...]]] = {part: {} for part in PARTS}

    def found(self, concluded: tuple[Swept, Swept]) -> Blamed:
        """Every difference alone, then several together where no one alone did it."""
        by_item = differing(self._mixtures.versions, concluded)
        for item, rows in by_item.items():
            undone = self._undone(frozenset({item}), np.flatnonzero(rows))
            for part, places in undone.items():
                for row in places:
                    self._alone[part].setdefault(int(row), []).append(item)
        for part, told in self._alone.items():
            self._open[part][list(told)] = False
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
        return part in self._undone(frozenset(items), row)

    def _try(self, items: tuple[Item, ...], rows: Rows) -> None:
        """Take these back together, and keep for whom that undoes what is still open."""
        if self._mixtures.searches <= 0:
            return
        self._mixtures.searches -= 1
        for part, places in self._undone(frozenset(items), rows).items():
            for row in places:
                self._together[part][int(row)] = items
            self._open[part][places] = False

    def _undone(self, items: frozenset[Item], rows: Rows) -> dict[Part, Rows]:
        """The rows in which a changed part is the older one again without these items."""
        found: dict[Part, Rows] = {}
        if not len(rows):
            return found
        mixed = self._concluded(self._mixtures.whole(items), rows)
        before = self._before.only(rows)
        for part in PARTS:
            undone = self._open[part][rows] & ~differs(before, mixed, part)
            if undone.any():
                found[part] = rows[undone]
        return found

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
