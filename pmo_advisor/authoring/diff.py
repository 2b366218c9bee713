"""``pack diff``: every client advised under both versions, and each change traced to its cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from pmo_advisor.authoring.blame import Blame, Blamed, Mixtures
from pmo_advisor.authoring.clients import Clients
from pmo_advisor.authoring.facets import PARTS, Facets, Part, Spelling, differs, facets, told
from pmo_advisor.authoring.hybrid import Versions
from pmo_advisor.authoring.items import Item
from pmo_advisor.authoring.packdiff import Changed, Client, Compared, ItemSaid, PackDiff, Unread
from pmo_advisor.authoring.versions import Version
from pmo_advisor.reasoning.sweep.sweep import CHUNK, Sweep

RANGES: tuple[Part, ...] = ("people", "transferred", "net_new")
RANGE = ("low", "high")
"""The parts that are a range of people, of which both ends are told."""


def pack_diff(before: Version, after: Version, clients: Clients) -> PackDiff:
    """Whose advice changes, in what, and which difference did it; in the order of the clients."""
    versions = Versions(before.rulebook, after.rulebook)
    comparing = _Comparing(versions, clients)
    advice = [
        one for begin in range(0, len(clients.names), CHUNK) for one in comparing.chunk(begin)
    ]
    return PackDiff(
        before=_compared(before),
        after=_compared(after),
        clients=len(clients.names),
        changed=len(advice),
        parts=_parts(advice),
        types=_types(advice),
        items=comparing.items(advice),
        advice=tuple(advice),
        unread=tuple(
            Unread(version=version, fact=one.fact, answers=one.answers, values=one.values)
            for version, side in zip(("before", "after"), clients.sides, strict=True)
            for one in side.not_taken
        ),
        left_out=len({one.place for one in clients.left_out}),
    )


def _compared(one: Version) -> Compared:
    return Compared(name=one.name, standing=one.standing, fingerprint=one.rulebook.fingerprint)


class _Comparing:
    """Compares clients chunk by chunk."""

    def __init__(self, versions: Versions, clients: Clients) -> None:
        self._versions, self._clients = versions, clients
        self._number = {one: place for place, one in enumerate(versions.items)}
        self._mixtures, self._spelling = Mixtures(versions), Spelling()
        self._sweeps = tuple(map(Sweep, versions.programs))
        self._differing: Counter[Item] = Counter()

    def chunk(self, begin: int) -> Iterator[Client]:
        """The clients of one chunk whose advice changes."""
        rows = min(CHUNK, len(self._clients.names) - begin)
        there = np.arange(begin, begin + rows)
        first, second = self._advised(there)
        changed = np.zeros(rows, dtype=np.bool_)
        for part in PARTS:
            changed |= differs(first, second, part)
        places = np.flatnonzero(changed)
        if not len(places):
            return
        first, second = first.only(places), second.only(places)
        columns = [
            {fact: codes[there[places]] for fact, codes in side.columns.items()}
            for side in self._clients.sides
        ]
        old, new = (
            sweep.conclude(given, len(places))
            for sweep, given in zip(self._sweeps, columns, strict=True)
        )
        blame = Blame(self._mixtures, (columns[0], columns[1]), first, second, self._spelling)
        blamed = blame.found((old, new))
        for item, where in blamed.differing.items():
            self._differing[item] += int(where.sum())
        moved = {part: differs(first, second, part) for part in PARTS}
        for row, place in enumerate(places):
            parts = [part for part in PARTS if moved[part][row]]
            yield Client(
                name=self._clients.names[begin + int(place)],
                changes=tuple(self._change(one, row, first, second, blamed) for one in parts),
            )

    def _advised(self, rows: np.ndarray[tuple[int], np.dtype[np.intp]]) -> tuple[Facets, Facets]:
        first, second = (
            facets(
                sweep.program,
                sweep.conclude({fact: one[rows] for fact, one in side.columns.items()}, len(rows)),
                self._spelling,
            )
            for sweep, side in zip(self._sweeps, self._clients.sides, strict=True)
        )
        return first, second

    def _change(
        self, part: Part, row: int, first: Facets, second: Facets, blamed: Blamed
    ) -> Changed:
        old, new = (told(one, part, row, self._spelling) for one in (first, second))
        moved = [key for key in {**old, **new} if old.get(key) != new.get(key)]
        kept = set(moved) | (
            {"low", "high"} if part in ("people", "net_new", "transferred") else set()
        )
        if row in blamed.alone[part]:
            how, by = "alone", blamed.alone[part][row]
        elif row in blamed.together[part]:
            how, by = "together", list(blamed.together[part][row])
        else:
            how, by = "not_found", [one for one, where in blamed.differing.items() if where[row]]
        return Changed(
            part=part,
            before={key: value for key, value in old.items() if key in kept},
            after={key: value for key, value in new.items() if key in kept},
            how=how,
            by=tuple(sorted(self._number[one] for one in by)),
        )

    def items(self, advice: Sequence[Client]) -> tuple[ItemSaid, ...]:
        """Every difference with whom it moved."""
        alone: Counter[int] = Counter()
        alone_all: Counter[int] = Counter()
        together: Counter[int] = Counter()
        for client in advice:
            each = [set(one.by) if one.how == "alone" else set() for one in client.changes]
            alone.update(set.union(*each))
            alone_all.update(set.intersection(*each))
            jointly = [set(one.by) for one in client.changes if one.how == "together"]
            together.update(set.union(set(), *jointly))
        return tuple(
            ItemSaid(
                kind=one.shelf,
                id=one.id,
                change=one.change,
                keys=one.keys,
                values=self._values(one),
                named_by=one.named_by,
                with_it=self._with(one) if self._differing[one] else (),
                differs_for=self._differing[one],
                alone=alone[place],
                alone_all=alone_all[place],
                together=together[place],
            )
            for place, one in enumerate(self._versions.items)
        )

    def _values(self, item: Item) -> tuple[str, str] | None:
        old, new = self._versions.entries(item.shelf, item.id)
        if item.shelf != "thresholds" or old is None or new is None:
            return None
        return str(old.value), str(new.value)

    def _with(self, item: Item) -> tuple[int, ...]:
        whole = self._mixtures.whole(frozenset({item}))
        return tuple(sorted(self._number[one] for one in whole if one != item))


def _parts(advice: Sequence[Client]) -> dict[Part, int]:
    counted = Counter(change.part for client in advice for change in client.changes)
    return {part: counted[part] for part in PARTS if counted[part]}


def _types(advice: Sequence[Client]) -> tuple[tuple[str, str, int], ...]:
    """How many clients went from which type to which, the most first."""
    counted = Counter(
        (str(change.before[""]), str(change.after[""]))
        for client in advice
        for change in client.changes
        if change.part == "type"
    )
    ordered = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return tuple((old, new, count) for (old, new), count in ordered)
