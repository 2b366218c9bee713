"""``pack population``: the knowledge swept over its declared population, chunk by chunk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from pmo_advisor.authoring.drawing import Drawn, Population
from pmo_advisor.authoring.facets import PARTS, WHOLE, Facets, Spelling, differs, facets
from pmo_advisor.authoring.items import facts_read, stocked
from pmo_advisor.authoring.surveyed import (
    Axis,
    Fires,
    Gate,
    Pair,
    Sensitive,
    Sized,
    Survey,
)
from pmo_advisor.logic.program import Program, bind
from pmo_advisor.model.rule import STRATA, Stratum
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.reasoning.sweep.bits import flags
from pmo_advisor.reasoning.sweep.sweep import Sweep, Swept

SHARES = (5, 25, 50, 75, 95)
"""At which percent of the organisations a range is told."""
AXES: tuple[Axis, ...] = get_args(Axis)
STANDING: tuple[Stratum, ...] = ("services", "roadmap", "staffing")
"""The strata that are read only where a type stands."""


def survey(
    rulebook: Rulebook,
    count: int,
    seed: int,
    *,
    sensitivity: bool = True,
    progress: Callable[[int], None] = lambda _: None,
) -> Survey:
    """What the knowledge says of ``count`` organisations. ``progress`` hears how many are done.

    Raises BadInput where hardly an organisation can be drawn that is possible.
    """
    program = bind(rulebook)
    population = Population(program, seed)
    counting = _Counting(program, population)
    for chunk in population.drawn(count):
        counting.add(chunk, sensitivity)
        progress(chunk.rows)
    return counting.survey(count, seed, sensitivity)


class _Counting:
    """What is counted so far."""

    def __init__(self, program: Program, population: Population) -> None:
        self._program, self._book = program, program.rulebook
        self._population, self._sweep, self._spelling = population, Sweep(program), Spelling()
        self._types = [one.id for one in self._book.catalog.types]
        self._redrawn = self._stand = self._tied = 0
        self._counts: dict[Axis, Counter[int]] = {axis: Counter() for axis in AXES}
        self._stages: dict[str, Counter[int]] = {one: Counter() for one in self._types}
        self._ties: Counter[tuple[str, str]] = Counter()
        self._seconds: Counter[tuple[str, str]] = Counter()
        self._gates: dict[str, Counter[str]] = {}
        self._fired: dict[Stratum, Counter[str]] = {one: Counter() for one in STRATA}
        self._people: dict[tuple[str, str], NDArray[np.int64]] = {}
        self._moved: dict[str, Counter[str]] = {one: Counter() for one in population.declared}

    def add(self, chunk: Drawn, sensitivity: bool) -> None:
        """Count a chunk."""
        swept = self._sweep.conclude(chunk.columns, chunk.rows)
        told = facets(self._program, swept, self._spelling)
        self._redrawn += chunk.redrawn
        self._stand += int(swept.decided.stands.sum())
        for axis in AXES:
            self._counts[axis].update(_tally(told.parts[axis][WHOLE]))
        self._by_type(swept)
        self._count_gates(told, swept)
        self._count_rules(swept)
        if sensitivity:
            for fact in self._population.declared:
                self._redraw(fact, chunk, told)

    def _by_type(self, swept: Swept) -> None:
        decided, base = swept.decided, swept.staffed.base
        self._tied += int(decided.tied_with.any(axis=0).sum())
        for place, kind in enumerate(self._types):
            here = decided.type == place
            self._stages[kind].update(_tally(swept.current_stage[here]))
            for other, name in enumerate(self._types):
                self._ties[(kind, name)] += int((here & decided.tied_with[other]).sum())
                self._seconds[(kind, name)] += int((here & (decided.secondary_type == other)).sum())
            known = here & base.known
            for end, people in (("low", base.low), ("high", base.high)):
                there = self._people.get((kind, end), np.zeros(0, dtype=np.int64))
                new = np.bincount(people[known], minlength=len(there))
                new[: len(there)] += there
                self._people[(kind, end)] = new

    def _count_gates(self, told: Facets, swept: Swept) -> None:
        refuted, waits = (self._spelling.number(word) for word in ("refuted", "open"))
        blocked_by = swept.decided.blocked_by
        for rule, cell in told.parts["gates"].items():
            blocks = flags(blocked_by[rule], swept.rows)
            found = self._gates.setdefault(rule, Counter())
            found["blocks"] += int(blocks.sum())
            found["holds_back"] += int(((cell == refuted) & ~blocks).sum())
            found["open"] += int((cell == waits).sum())

    def _count_rules(self, swept: Swept) -> None:
        for stratum in STRATA:
            for rule, pair in swept.outcomes[stratum].items():
                met = flags(pair.met, swept.rows)
                if stratum in STANDING:
                    met = met & swept.decided.stands
                self._fired[stratum][rule] += int(met.sum())

    def _redraw(self, fact: str, chunk: Drawn, told: Facets) -> None:
        codes, other = self._population.again(fact, chunk)
        rows = np.flatnonzero(other)
        if not len(rows):
            return
        given = {name: column[rows] for name, column in chunk.columns.items()}
        given[fact] = codes[rows]
        swept = self._sweep.conclude(given, len(rows))
        now, before = facets(self._program, swept, self._spelling), told.only(rows)
        anything = np.zeros(len(rows), dtype=np.bool_)
        for part in PARTS:
            anything |= differs(before, now, part)
        moved = self._moved[fact]
        moved["redrawn"] += len(rows)
        moved["type"] += int(differs(before, now, "type").sum())
        moved["anything"] += int(anything.sum())

    def survey(self, count: int, seed: int, sensitivity: bool) -> Survey:
        """Everything that was counted."""
        rules = tuple(self._fires(stratum, count) for stratum in STRATA)
        return Survey(
            fingerprint=self._book.fingerprint,
            organizations=count,
            seed=seed,
            drawn_anew=self._redrawn,
            declared=self._population.declared,
            undeclared=self._population.undeclared,
            counts={axis: self._named(axis) for axis in AXES},
            stages={
                kind: {str(stage): found[stage] for stage in sorted(found)}
                for kind, found in self._stages.items()
                if found
            },
            tied=self._tied,
            ties=tuple(_pair(*one) for one in _most(self._ties)),
            secondary=tuple(_pair(*one) for one in _most(self._seconds)),
            gates=tuple(
                Gate(
                    rule=rule,
                    blocks=one["blocks"],
                    holds_back=one["holds_back"],
                    open=one["open"],
                )
                for rule, one in self._gates.items()
            ),
            warnings=dict(self._fired["warnings"]),
            people=tuple(self._sized(kind) for kind in self._types),
            rules=rules,
            waits_for=self._waits_for(one for part in rules for one in part.never),
            sensitive=self._sensitive() if sensitivity else None,
        )

    def _named(self, axis: Axis) -> dict[str, int]:
        """Words instead of numbers, in the order of the domain or of the catalogue."""
        found = self._counts[axis]
        words = {self._spelling.word(number): count for number, count in found.items() if number}
        order = list(words)
        if axis in self._program.domains:
            order = [str(one) for one in getattr(self._program.domains[axis], "words", ())]
        return {word: words[word] for word in order if word in words}

    def _fires(self, stratum: Stratum, count: int) -> Fires:
        of = self._stand if stratum in STANDING else count
        fired = self._fired[stratum]
        return Fires(
            stratum=stratum,
            of=of,
            count=dict(fired),
            never=tuple(rule for rule, times in fired.items() if not times),
            always=tuple(rule for rule, times in fired.items() if of and times == of),
        )

    def _sized(self, kind: str) -> Sized:
        none = np.zeros(1, dtype=np.int64)
        low, high = (self._people.get((kind, end), none) for end in ("low", "high"))
        known = int(low.sum())
        return Sized(
            type=kind,
            known=known,
            low=_quantiles(low) if known else {},
            high=_quantiles(high) if known else {},
        )

    def _waits_for(self, rules: Iterable[str]) -> dict[str, tuple[str, ...]]:
        stock = stocked(self._book)
        behind = {name: facts_read(one) for name, one in stock["derived"].items()}
        unknown = set(self._population.undeclared)
        found: dict[str, tuple[str, ...]] = {}
        for rule in rules:
            read = facts_read(self._book.rule[rule])
            read |= {fact for one in read for fact in behind.get(one, ())}
            if read & unknown:
                found[rule] = tuple(sorted(read & unknown))
        return found

    def _sensitive(self) -> tuple[Sensitive, ...]:
        found = [
            Sensitive(
                fact=fact,
                redrawn=one["redrawn"],
                type=one["type"],
                anything=one["anything"],
            )
            for fact, one in self._moved.items()
        ]
        return tuple(sorted(found, key=lambda one: (-one.type, -one.anything)))


def _tally(codes: NDArray[np.signedinteger]) -> dict[int, int]:
    values, counts = np.unique(codes, return_counts=True)
    return dict(zip(values.tolist(), counts.tolist(), strict=True))


def _most(pairs: Mapping[tuple[str, str], int]) -> list[tuple[str, str, int]]:
    found = [(one, other, count) for (one, other), count in pairs.items() if count]
    return sorted(found, key=lambda one: -one[2])


def _pair(kind: str, other: str, count: int) -> Pair:
    return Pair(type=kind, other=other, count=count)


def _quantiles(people: NDArray[np.int64]) -> dict[int, int]:
    """The number of people that at least so many percent of the organisations do not exceed."""
    upto = np.cumsum(people)
    return {share: int(np.searchsorted(upto, -(-int(upto[-1]) * share // 100))) for share in SHARES}
