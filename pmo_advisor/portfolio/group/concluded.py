"""What SWEEP concludes for each unit, as one plain record for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

import numpy as np

from pmo_advisor.logic.program import Program
from pmo_advisor.model.advice import Range
from pmo_advisor.model.columns import Columns
from pmo_advisor.model.rule import Stratum
from pmo_advisor.reasoning.sweep.bits import Bits, Flags, Pair, any_of, flags
from pmo_advisor.reasoning.sweep.people import Ranges
from pmo_advisor.reasoning.sweep.sweep import CHUNK, Sweep, Swept

Against = Literal["below", "within", "above"]
_AGAINST: tuple[Against, ...] = ("below", "within", "above")
OUTCOMES = ("not_yet", "undetermined")


class Concluded(NamedTuple):
    """One unit. ``known`` are the codes of its facts and conclusions that are known and apply.

    ``unmet`` and ``waiting`` are conditions of its next stage, ``gates`` what keeps it from a PMO
    or from the type that it wants. Ids are those of the rulebook.
    """

    type: str
    tied_with: tuple[str, ...]
    target_type: str | None
    confirm: bool
    level: str | None
    target_level: str | None
    control: str | None
    lifetime: str | None
    stage: int | None
    base: Range | None
    transferred: Range | None
    net_new: Range | None
    today: int | None
    against_today: Against | None
    extrapolated: bool
    missing: tuple[str, ...]
    unmet: tuple[str, ...]
    waiting: tuple[str, ...]
    warnings: tuple[str, ...]
    gates: tuple[str, ...]
    unused: bool
    impossible: bool
    known: Mapping[str, int]

    @property
    def stands(self) -> bool:
        """Whether the outcome is one of the types."""
        return self.type not in OUTCOMES


def conclusions(sweep: Sweep, columns: Columns, rows: int) -> Iterator[Concluded]:
    """The conclusions of every row, in chunks that bound the memory."""
    for start in range(0, rows, CHUNK):
        end = min(start + CHUNK, rows)
        part = {fact: codes[start:end] for fact, codes in columns.items()}
        yield from _Reading(sweep.program, sweep.conclude(part, end - start)).units()


class _Reading:
    """Reads one swept chunk."""

    def __init__(self, program: Program, swept: Swept) -> None:
        self._program, self._swept, self._rows = program, swept, swept.rows
        catalog = program.rulebook.catalog
        self._types = tuple(one.id for one in catalog.types)
        self._levels = tuple(one.id for one in catalog.levels)
        self._control = tuple(one.id for one in catalog.control)
        self._lifetimes = tuple(one.id for one in catalog.lifetimes)

    def units(self) -> Iterator[Concluded]:
        decided, staffed = self._swept.decided, self._swept.staffed
        types = (*self._types, *OUTCOMES)
        confirm = self._confirm()
        unmet, waiting = self._conditions()
        warnings, gates, missing = self._warnings(), self._gates(), self._missing()
        unused = flags(any_of(self._swept.unused.values(), self._rows), self._rows)
        impossible = flags(any_of(self._swept.impossible.values(), self._rows), self._rows)
        for row in range(self._rows):
            stands = bool(decided.stands[row])
            against = int(staffed.against_today[row])
            today = int(staffed.today[row])
            yield Concluded(
                type=types[int(decided.type[row])],
                tied_with=tuple(
                    kind for place, kind in enumerate(self._types) if decided.tied_with[place][row]
                ),
                target_type=_named(self._types, int(decided.target_type[row])),
                confirm=bool(confirm[row]),
                level=_named(self._levels, int(decided.level[row])),
                target_level=_named(self._levels, int(decided.target_level[row])),
                control=_named(self._control, int(decided.control[row])),
                lifetime=_named(self._lifetimes, int(decided.lifetime[row])),
                stage=int(self._swept.current_stage[row]) if stands else None,
                base=_range(staffed.base, row),
                transferred=_range(staffed.transferred, row),
                net_new=_range(staffed.net_new, row),
                today=today if stands and today >= 0 else None,
                against_today=_AGAINST[against] if stands and against >= 0 else None,
                extrapolated=stands and bool(staffed.extrapolated[row]),
                missing=missing.get(row, ()),
                unmet=unmet.get(row, ()),
                waiting=waiting.get(row, ()),
                warnings=warnings.get(row, ()),
                gates=gates.get(row, ()),
                unused=bool(unused[row]),
                impossible=bool(impossible[row]),
                known={
                    fact: int(codes[row])
                    for fact, codes in self._swept.codes.items()
                    if codes[row] >= 0
                },
            )

    def _outcomes(self, stratum: Stratum) -> Mapping[str, Pair]:
        return self._swept.outcomes[stratum]

    def _flags(self, bits: Bits) -> Flags:
        return flags(bits, self._rows)

    def _confirm(self) -> Flags:
        """Where the chosen type, or any PMO at all, still waits for an answer to a gate."""
        decided = self._swept.decided
        rules = self._program.rulebook.rules_of("position")
        position = self._outcomes("position")
        found = self._flags(
            any_of((position[one.id].open for one in rules if one.then.blocks), self._rows)
        )
        for place, pair in enumerate(decided.gates):
            found = found | (self._flags(pair.open) & (decided.type == place))
        return found & decided.stands

    def _conditions(self) -> tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]]:
        """The conditions of each unit's next stage, refuted and open."""
        decided, stage = self._swept.decided, self._swept.current_stage
        roadmap = self._outcomes("roadmap")
        numbers = sorted(one.number for one in self._program.rulebook.catalog.stages)
        before = {number: last for last, number in zip([-1, *numbers], numbers, strict=False)}
        unmet: dict[str, Flags] = {}
        waiting: dict[str, Flags] = {}
        for rule in self._program.rulebook.rules_of("roadmap"):
            enters = rule.then.enters
            if enters is None or enters.stage not in before:
                continue
            kinds = [self._types.index(one) for one in enters.types if one in self._types]
            asked = decided.stands & np.isin(decided.type, kinds) & (stage == before[enters.stage])
            unmet[rule.id] = self._flags(roadmap[rule.id].refuted) & asked
            waiting[rule.id] = self._flags(roadmap[rule.id].open) & asked
        return _by_row(unmet), _by_row(waiting)

    def _warnings(self) -> dict[int, tuple[str, ...]]:
        rules = self._program.rulebook.rules_of("warnings")
        told = self._outcomes("warnings")
        return _by_row({one.id: self._flags(told[one.id].met) for one in rules})

    def _gates(self) -> dict[int, tuple[str, ...]]:
        """What blocks a unit, and the refuted gates of the type that it wants."""
        decided, position = self._swept.decided, self._outcomes("position")
        found = {rule: self._flags(bits) for rule, bits in decided.blocked_by.items()}
        for rule in self._program.rulebook.rules_of("position"):
            gate = rule.then.requires
            if gate is None or gate.type not in self._types:
                continue
            wanted = decided.target_type == self._types.index(gate.type)
            refuted = self._flags(position[rule.id].refuted) & wanted
            found[rule.id] = found[rule.id] | refuted if rule.id in found else refuted
        return _by_row(found)

    def _missing(self) -> dict[int, tuple[str, ...]]:
        """The answers that a base line waits for."""
        found: dict[str, Flags] = {}
        for rule in self._program.rulebook.rules_of("staffing"):
            line = rule.then.sizes
            if line is None or line.use != "base" or line.of is None:
                continue
            sized = self._swept.staffed.lines[rule.id]
            lacking = sized.fires & ~sized.people.known
            found[line.of] = found[line.of] | lacking if line.of in found else lacking
        return _by_row(found)


def _by_row(found: Mapping[str, Flags]) -> dict[int, tuple[str, ...]]:
    """For each row the names that hold there, in the order in which they are given."""
    rows: dict[int, list[str]] = {}
    for name, where in found.items():
        for row in np.flatnonzero(where):
            rows.setdefault(int(row), []).append(name)
    return {row: tuple(names) for row, names in rows.items()}


def _named(names: tuple[str, ...], place: int) -> str | None:
    return names[place] if place >= 0 else None


def _range(ranges: Ranges, row: int) -> Range | None:
    low, high = int(ranges.low[row]), int(ranges.high[row])
    return None if low < 0 else Range(low=low, high=high)
