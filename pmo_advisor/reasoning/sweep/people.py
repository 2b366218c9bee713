"""Staffing over columns: what ``reasoning.staffing.staff`` says of the range, for all rows at once.

Whole numbers throughout. A line's method is asked once for each driver that turns up.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pmo_advisor.logic.program import Program
from pmo_advisor.model.columns import Codes
from pmo_advisor.model.sizing import Sizes
from pmo_advisor.reasoning.people import size
from pmo_advisor.reasoning.staffing import PMO_PEOPLE, PMS_ELSEWHERE, manages
from pmo_advisor.reasoning.sweep.bits import Flags, Pair, flags

People = NDArray[np.int64]
BELOW, WITHIN, ABOVE = 0, 1, 2
UNSIZED = -1
"""What a range says where it is not known."""


class Ranges(NamedTuple):
    """A range for each row, ``UNSIZED`` at both ends where it is not known."""

    low: People
    high: People

    @property
    def known(self) -> Flags:
        return self.low >= 0


class SizedLine(NamedTuple):
    """A staffing line: where it is drawn on, and its range there."""

    fires: Flags
    people: Ranges
    extrapolated: Flags


class Staffed(NamedTuple):
    """The staffing of every row; ``today`` and ``against_today`` are -1 where not known."""

    base: Ranges
    transferred: Ranges
    net_new: Ranges
    today: People
    against_today: Codes
    extrapolated: Flags
    project_managers_inside: Flags
    lines: Mapping[str, SizedLine]


class _Curve:
    """People by driver, as ``reasoning.people.size`` says, kept once a driver has turned up."""

    def __init__(self, line: Sizes, largest: int) -> None:
        self._line = line
        # One more than the people, so that memory is taken only where a driver has turned up.
        self._low = np.zeros(largest + 1, dtype=np.int64)
        self._high = np.zeros(largest + 1, dtype=np.int64)

    def at(self, drivers: People) -> Ranges:
        """The ranges for known drivers."""
        for new in np.unique(drivers[self._high[drivers] == 0]):
            people = size(self._line, int(new), {})
            if people is not None:
                self._low[new], self._high[new] = max(people.low, 0) + 1, max(people.high, 0) + 1
        return Ranges(self._low[drivers] - 1, self._high[drivers] - 1)


class _Line:
    """A staffing rule with what is worked out of it once."""

    def __init__(self, name: str, line: Sizes, program: Program) -> None:
        self.name, self.line = name, line
        self.manages = manages(program.rulebook, line)
        largest = program.domains[line.of].codes()[-1] if line.of else 0
        self.curve = _Curve(line, largest)


class StaffingRules(NamedTuple):
    """The staffing rules in their order."""

    lines: tuple[_Line, ...]


def compile_staffing(program: Program) -> StaffingRules:
    """The lines of a program; each keeps what it was asked."""
    rules = program.rulebook.rules_of("staffing")
    return StaffingRules(
        tuple(_Line(one.id, one.then.sizes, program) for one in rules if one.then.sizes)
    )


def staff(
    rules: StaffingRules,
    outcomes: Mapping[str, Pair],
    codes: Mapping[str, Codes],
    stands: Flags,
) -> Staffed:
    """The staffing of the rows that stand; elsewhere nothing is sized."""
    rows = len(stands)
    lines: dict[str, SizedLine] = {}
    low, high = np.zeros(rows, dtype=np.int64), np.zeros(rows, dtype=np.int64)
    drawn, unsized = np.zeros(rows, dtype=np.bool_), np.zeros(rows, dtype=np.bool_)
    inside, beyond = np.zeros(rows, dtype=np.bool_), np.zeros(rows, dtype=np.bool_)
    for one in rules.lines:
        fires = flags(outcomes[one.name].met, rows) & stands
        sized = lines[one.name] = _sized(one, fires, codes, lines, rows)
        if one.line.use != "base":
            continue
        drawn |= fires
        unsized |= fires & ~sized.people.known
        low += np.where(fires, sized.people.low, 0)
        high += np.where(fires, sized.people.high, 0)
        inside |= fires & np.bool_(one.manages)
        beyond |= fires & sized.extrapolated
    base = _where(drawn & ~unsized, low, high)
    today = _answers(codes, PMO_PEOPLE, rows)
    elsewhere = np.where(inside, np.maximum(_answers(codes, PMS_ELSEWHERE, rows), 0), 0)
    pool = today + elsewhere
    known = base.known & (today >= 0)
    transferred = _where(known, np.minimum(base.low, pool), np.minimum(base.high, pool))
    return Staffed(
        base=base,
        transferred=transferred,
        net_new=_where(known, base.low - transferred.low, base.high - transferred.high),
        today=np.where(stands, today, UNSIZED),
        against_today=_against(base, today),
        extrapolated=beyond,
        project_managers_inside=inside,
        lines=lines,
    )


def _where(known: Flags, low: People, high: People) -> Ranges:
    return Ranges(np.where(known, low, UNSIZED), np.where(known, high, UNSIZED))


def _answers(codes: Mapping[str, Codes], fact: str, rows: int) -> People:
    """The numbers given; -1 where there is none."""
    found = codes.get(fact)
    if found is None:
        return np.full(rows, UNSIZED, dtype=np.int64)
    return np.maximum(found.astype(np.int64), UNSIZED)


def _against(base: Ranges, today: People) -> Codes:
    place = np.where(today < base.low, BELOW, np.where(today > base.high, ABOVE, WITHIN))
    return np.where(base.known & (today > 0), place, -1).astype(np.int8)


def _sized(
    one: _Line, fires: Flags, codes: Mapping[str, Codes], lines: Mapping[str, SizedLine], rows: int
) -> SizedLine:
    line = one.line
    driver = _answers(codes, line.of, rows) if line.of else np.full(rows, UNSIZED, dtype=np.int64)
    people = _method(one, fires, driver, lines)
    floor = np.full(rows, line.at_least or 0, dtype=np.int64)
    if line.at_least_of:
        floor = np.maximum(floor, _answers(codes, line.at_least_of, rows))
    low, high = np.maximum(people.low, floor), np.maximum(people.high, floor)
    if line.at_most is not None:
        low, high = np.minimum(low, line.at_most), np.minimum(high, line.at_most)
    beyond = np.zeros(rows, dtype=np.bool_)
    if line.covers is not None:
        least, most = line.covers
        beyond = (driver >= 0) & ((driver < least) | (driver > most))
    return SizedLine(fires, _where(people.known, low, high), fires & beyond)


def _method(one: _Line, fires: Flags, driver: People, lines: Mapping[str, SizedLine]) -> Ranges:
    """The range of one line where it fires, before its minimum and cap."""
    line = one.line
    if line.method == "span":
        other = lines.get(line.line or "")
        if other is None:
            return _nothing(len(driver))
        low, high = other.people
        return _where(fires & other.people.known, _spans(line.low, low), _spans(line.high, high))
    given = fires if line.of is None else fires & (driver >= 0)
    found = _nothing(len(driver))
    found.low[given], found.high[given] = one.curve.at(np.maximum(driver[given], 0))
    return found


def _nothing(rows: int) -> Ranges:
    return Ranges(np.full(rows, UNSIZED, dtype=np.int64), np.full(rows, UNSIZED, dtype=np.int64))


def _spans(share: Fraction | None, people: People) -> People:
    """Full spans only, as ``reasoning.people`` counts them."""
    each = share or Fraction(0)
    return people * each.numerator // each.denominator
