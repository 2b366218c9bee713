"""A space of sheets: what each answer may be. What is reachable in it, and which answers matter.

Two sheets differ in one answer alone where every other question has the same answer in both; a
question that does not apply counts as not asked, so what hangs on the answer may come or go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pmo_advisor.model.domain import Value
from pmo_advisor.model.rule import AXES, Axis
from pmo_advisor.reasoning.prove.answers import Choice
from pmo_advisor.reasoning.prove.circuit import Circuit
from pmo_advisor.reasoning.prove.limits import solve
from pmo_advisor.reasoning.prove.pairs import Pair
from pmo_advisor.reasoning.prove.prover import Prover
from pmo_advisor.reasoning.prove.trials import Mark, Trials
from pmo_advisor.reasoning.prove.verdict import verdict
from pmo_advisor.reasoning.prove.worlds import World


@dataclass
class Reach:
    """The conclusions of all sheets by axis, whether any type is tied, and sheets that show it."""

    seen: dict[Axis, dict[str | None, None]] = field(
        default_factory=lambda: {axis: {} for axis in AXES}
    )
    tied: bool = False
    sheets: list[dict[str, Value]] = field(default_factory=list)

    @property
    def open_axes(self) -> tuple[Axis, ...]:
        return tuple(axis for axis in AXES if len(self.seen[axis]) > 1)


class Space:
    """The sheets in which each answer is one of its choices; impossible worlds are excluded."""

    def __init__(self, prover: Prover, allowed: Mapping[str, Choice]) -> None:
        self._prover = prover
        self._allowed = allowed

    def reach(self) -> Reach:
        """Everything that can be reached; no conclusions at all where no sheet is possible.

        Raises OutOfTime.
        """
        circuit = Circuit()
        world = World(self._prover.frame, circuit, self._allowed)
        found, reached = verdict(world), Reach()
        while True:
            again = circuit.copy()
            new = [
                lit
                for axis, lits in found.axes.items()
                for conclusion, lit in lits.items()
                if conclusion not in reached.seen[axis]
            ]
            again.require(*new, *(() if reached.tied else (found.tied,)))
            values = solve(again, self._prover.limits)
            if values is None:
                return reached
            sheet, conclusions = world.sheet(values), found.read(values)
            self._prover.judge.confirm(sheet, conclusions, tied=found.is_tied(values))
            reached.sheets.append(sheet)
            reached.tied = reached.tied or found.is_tied(values)
            for axis, conclusion in conclusions.items():
                reached.seen[axis][conclusion] = None

    def matters(
        self, facts: Iterable[str], reached: Reach, axes: Sequence[Axis] = AXES
    ) -> set[Mark]:
        """Which of these answers alone change which of the conclusions that can be reached.

        Raises OutOfTime.
        """
        wanted = self.free(facts)
        axes = [axis for axis in axes if axis in reached.open_axes]
        left = {
            (fact, axis, conclusion)
            for fact in wanted
            for axis in axes
            for conclusion in reached.seen[axis]
        }
        trials = Trials(self._prover, self._allowed)
        marks = trials.explore(reached.sheets, left)
        if not left - marks:
            return marks & left
        pair = Pair(self._prover, self._allowed, wanted)
        pair.circuit.exactly_one(list(pair.apart.values()))
        lits = {
            mark: pair.circuit.all_([pair.apart[mark[0]], pair.leaves(*mark[1:])])
            for mark in sorted(left, key=str)
        }
        while True:
            again = pair.circuit.copy()
            again.require(*(lit for mark, lit in lits.items() if mark not in marks))
            values = solve(again, self._prover.limits)
            if values is None:
                return marks & left
            (sheet, before), (_, after) = pair.read(values)
            fact = pair.differing(values)[0]
            for axis in axes:
                if before[axis] != after[axis]:
                    marks |= {(fact, axis, before[axis]), (fact, axis, after[axis])}
            marks |= trials.explore([sheet], left - marks)

    def free(self, facts: Iterable[str]) -> list[str]:
        """Those of the answers that have more than one choice."""
        return [
            fact
            for fact in facts
            if len(self._allowed[fact].spans) > 1
            or (
                self._prover.frame.asked[fact].exact
                and any(low < high for low, high in self._allowed[fact].spans)
            )
        ]
