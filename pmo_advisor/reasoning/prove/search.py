"""Which of many things can be reached: solve for any of what is left, run it, and cross off.

One sheet usually reaches many things, so everything that the evaluator finds on a witness is
crossed off before the solver is asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from pmo_advisor.model.domain import Value
from pmo_advisor.reasoning.prove.circuit import Circuit, Lit, holds
from pmo_advisor.reasoning.prove.faults import OutOfTime, ProofFault
from pmo_advisor.reasoning.prove.limits import Limits, solve
from pmo_advisor.reasoning.prove.runner import Answers, Item
from pmo_advisor.reasoning.prove.worlds import World

Reaches = Callable[[Answers], Iterable[Item]]
Sheet = dict[str, Value]


class Search:
    """What sheets of one world reach. ``sheets`` are all witnesses so far."""

    def __init__(self, world: World, limits: Limits, sheets: list[Sheet] | None = None) -> None:
        self._world = world
        self._limits = limits
        self.sheets: list[Sheet] = [] if sheets is None else sheets
        self.found: dict[Item, Sheet] = {}
        self.open: list[Item] = []

    def run(
        self, wanted: Mapping[Item, Lit], reaches: Reaches, relaxed: frozenset[Item] = frozenset()
    ) -> None:
        """Sort what is wanted into what is found, what is open, and the rest: never.

        What is ``relaxed`` in the model may turn out not to be there; then it is left open.
        """
        left = dict(wanted)
        for sheet in self.sheets:
            self._cross_off(left, sheet, reaches)
        while left:
            try:
                values = self.solve(left.values())
            except OutOfTime:
                self._one_by_one(left, reaches, relaxed)
                return
            if values is None:
                return
            self._take(left, values, reaches, relaxed)

    def solve(self, any_of: Iterable[Lit], *also: Lit) -> list[int] | None:
        """A world in which one of the first holds, and all of the others. Raises OutOfTime."""
        wished = list(any_of)
        circuit: Circuit = self._world.circuit.copy()
        circuit.require(*wished)
        for lit in also:
            circuit.require(lit)
        circuit.prefer(wished)
        try:
            return solve(circuit, replace(self._limits, each=self._limits.each / 4), guided=True)
        except OutOfTime:
            return solve(circuit, self._limits)

    def sheet(self, values: list[int]) -> Sheet:
        return self._world.sheet(values)

    def _one_by_one(
        self, left: dict[Item, Lit], reaches: Reaches, relaxed: frozenset[Item]
    ) -> None:
        """Where all at once takes too long, each by itself."""
        for item, lit in list(left.items()):
            if item not in left:
                continue
            try:
                values = self.solve([lit])
            except OutOfTime:
                self.open.append(item)
                continue
            if values is not None:
                self._take(left, values, reaches, relaxed)

    def _take(
        self, left: dict[Item, Lit], values: list[int], reaches: Reaches, relaxed: frozenset[Item]
    ) -> None:
        claimed = [item for item, lit in left.items() if holds(lit, values)]
        sheet = self.sheet(values)
        self.sheets.append(sheet)
        self._cross_off(left, sheet, reaches)
        missing = [item for item in claimed if item in left]
        if any(item not in relaxed for item in missing):
            raise ProofFault(f"{sheet} does not reach {missing}")
        for item in missing:
            self.open.append(item)
            del left[item]

    def _cross_off(self, left: dict[Item, Lit], sheet: Sheet, reaches: Reaches) -> None:
        for item in reaches(sheet):
            if item in left:
                self.found[item] = sheet
                del left[item]
