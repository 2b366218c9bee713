"""Counts and sums over all units, as far as they may be told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pmo_advisor.model.advice import Range
from pmo_advisor.model.portfolio import Split, Tally, Totals
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.portfolio.group.concluded import OUTCOMES, Concluded
from pmo_advisor.portfolio.group.telling import Telling
from pmo_advisor.reasoning.roadmap import BEFORE_START

NO_TYPE = "no_type"
"""The option of units for which no type stands."""
CLEARNESS = ("clear", "tied", "confirm", NO_TYPE)


class Counting:
    """Counts the units of one group."""

    def __init__(self, rulebook: Rulebook, units: Sequence[Concluded], telling: Telling) -> None:
        self._rulebook, self._units, self._telling = rulebook, units, telling

    def types(self) -> Split:
        options = (*(one.id for one in self._rulebook.catalog.types), *OUTCOMES)
        return self._telling.split(lambda one: self._units[one].type, options)

    def levels(self) -> Split:
        options = (*(one.id for one in self._rulebook.catalog.levels), NO_TYPE)
        return self._telling.split(lambda one: self._units[one].level or NO_TYPE, options)

    def stages(self) -> Split:
        numbers = sorted(one.number for one in self._rulebook.catalog.stages)
        options = (*map(str, (BEFORE_START, *numbers)), NO_TYPE)

        def of(one: int) -> str:
            stage = self._units[one].stage
            return NO_TYPE if stage is None else str(stage)

        return self._telling.split(of, options)

    def clearness(self) -> Split:
        """Whether the type is settled: level with another, or waiting for an answer to a gate."""

        def of(one: int) -> str:
            unit = self._units[one]
            if not unit.stands:
                return NO_TYPE
            return "tied" if unit.tied_with else "confirm" if unit.confirm else "clear"

        return self._telling.split(of, CLEARNESS)

    def tallies(self, names: Callable[[Concluded], Iterable[str]]) -> tuple[Tally, ...]:
        """How many units each name holds for, the commonest first."""
        held: dict[str, set[int]] = {}
        for number, unit in enumerate(self._units):
            for name in names(unit):
                held.setdefault(name, set()).add(number)
        found = [
            (name, len(self._telling.where(where.__contains__))) for name, where in held.items()
        ]
        order = {rule: place for place, rule in enumerate(self._rulebook.rule)}
        found.sort(key=lambda one: (-one[1], order.get(one[0], 0), one[0]))
        return tuple(Tally(id=name, units=units) for name, units in found if units)

    def totals(self, saved: Sequence[tuple[Range, Range]] | None) -> Totals:
        """The sums. ``saved`` are what sharers take apart and together, None if not sized."""
        units, where = self._units, self._telling.where
        standing = where(lambda one: units[one].stands)
        sized = where(lambda one: units[one].base is not None)
        counted = set(sized).__contains__
        split = where(lambda one: units[one].net_new is not None, counted)
        base = _sum(units[one].base for one in sized)
        return Totals(
            units=len(standing),
            sized=len(sized),
            base=base,
            split=len(split),
            split_base=_sum(units[one].base for one in split),
            transferred=_sum(units[one].transferred for one in split),
            net_new=_sum(units[one].net_new for one in split),
            shared=_exchanged(base, saved) if saved else None,
            missing=self.tallies(lambda one: one.missing),
            extrapolated=len(where(lambda one: units[one].extrapolated)),
        )


def _sum(ranges: Iterable[Range | None]) -> Range | None:
    """Each end added up by itself; None where there is nothing to add."""
    known = [one for one in ranges if one is not None]
    if not known:
        return None
    return Range(low=sum(one.low for one in known), high=sum(one.high for one in known))


def _exchanged(base: Range | None, saved: Sequence[tuple[Range, Range]]) -> Range | None:
    if base is None:
        return None
    return Range(
        low=base.low + sum(together.low - apart.low for apart, together in saved),
        high=base.high + sum(together.high - apart.high for apart, together in saved),
    )
