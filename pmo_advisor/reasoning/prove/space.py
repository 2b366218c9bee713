"""A space of sheets: what each answer may be. What is reachable in it, and which answers matter.

Two sheets differ in one answer alone where every other question has the same answer in both; a
question that does not apply counts as not asked, so what hangs on the answer may come or go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pmo_advisor.model.domain import Value
from pmo_advisor.model.rule import AXES, Axis
from pmo_advisor.reasoning.prove.answers import Choice
from pmo_advisor.reasoning.prove.circuit import Circuit, Lit, holds
from pmo_advisor.reasoning.prove.forms import Answer
from pmo_advisor.reasoning.prove.judge import told
from pmo_advisor.reasoning.prove.limits import solve
from pmo_advisor.reasoning.prove.prover import Prover
from pmo_advisor.reasoning.prove.verdict import Conclusions, Verdict, verdict
from pmo_advisor.reasoning.prove.worlds import World

Mark = tuple[str, Axis, str | None]
"""An answer that alone can bring about, or take away, a conclusion of an axis."""


class Space:
    """The sheets in which each answer is one of its choices; impossible worlds are excluded."""

    def __init__(self, prover: Prover, allowed: Mapping[str, Choice]) -> None:
        self._prover = prover
        self._allowed = allowed
        self._sheets: list[dict[str, Value]] = []

    def reachable(self) -> tuple[dict[Axis, dict[str | None, object]], bool]:
        """The conclusions of all sheets by axis (none where no sheet is possible), and any tie.

        Raises OutOfTime.
        """
        circuit = Circuit()
        world = World(self._prover.frame, circuit, self._allowed)
        found = verdict(world)
        seen: dict[Axis, dict[str | None, object]] = {axis: {} for axis in AXES}
        tied = False
        while True:
            again = circuit.copy()
            new = [
                lit
                for axis, lits in found.axes.items()
                for conclusion, lit in lits.items()
                if conclusion not in seen[axis]
            ]
            again.require(*new, *(() if tied else (found.tied,)))
            values = solve(again, self._prover.limits)
            if values is None:
                return seen, tied
            conclusions = self._confirmed(world, found, values)
            self._sheets.append(world.sheet(values))
            for axis, conclusion in conclusions.items():
                seen[axis][conclusion] = None
            tied = tied or holds(found.tied, values)

    def matters(
        self, facts: Iterable[str], seen: Mapping[Axis, Mapping[str | None, object]]
    ) -> set[Mark]:
        """Which of these answers can alone change which of the conclusions that can be reached.

        Raises OutOfTime.
        """
        wanted = [fact for fact in facts if len(self._allowed[fact].spans) > 1 or self._wide(fact)]
        open_axes = [axis for axis in seen if len(seen[axis]) > 1]
        if not wanted or not open_axes:
            return set()
        circuit = Circuit()
        one = World(self._prover.frame, circuit, self._allowed)
        apart: dict[str, Lit] = {}
        shared = {
            fact: self._second(circuit, one, fact, wanted, apart)
            for fact in self._prover.frame.asked
        }
        circuit.exactly_one(list(apart.values()))
        other = World(self._prover.frame, circuit, self._allowed, shared)
        first, second = verdict(one), verdict(other)
        left: dict[Mark, Lit] = {}
        for axis in open_axes:
            for conclusion in seen[axis]:
                pair = (first.axes[axis][conclusion], -second.axes[axis][conclusion])
                leaves = circuit.all_(pair)
                for fact in wanted:
                    left[fact, axis, conclusion] = circuit.all_([apart[fact], leaves])
        marks: set[Mark] = set()
        for sheet in self._sheets:
            marks |= self._around(sheet, left.keys() - marks)
        while True:
            again = circuit.copy()
            again.require(*(lit for mark, lit in left.items() if mark not in marks))
            values = solve(again, self._prover.limits)
            if values is None:
                return marks
            fact = next(fact for fact, lit in apart.items() if holds(lit, values))
            before = self._confirmed(one, first, values)
            after = self._confirmed(other, second, values)
            for axis in open_axes:
                if before[axis] != after[axis]:
                    marks |= {(fact, axis, before[axis]), (fact, axis, after[axis])}
            for sheet in (one.sheet(values), other.sheet(values)):
                marks |= self._around(sheet, left.keys() - marks)

    def _around(self, sheet: dict[str, Value], left: Iterable[Mark]) -> set[Mark]:
        """What single answers change in this sheet, by trying: quicker than asking the solver."""
        marks: set[Mark] = set()
        for fact in dict.fromkeys(sorted(fact for fact, *_ in left)):
            asked = self._prover.frame.asked[fact]
            ends: dict[Axis, set[str | None]] = {axis: set() for axis in AXES}
            for low, _ in self._allowed[fact].spans:
                decision = self._prover.judge.decide(sheet | {fact: asked.domain.decode(low)})
                if decision is not None:
                    for axis, conclusion in told(decision).items():
                        ends[axis].add(conclusion)
            marks |= {
                (fact, axis, one) for axis, found in ends.items() if len(found) > 1 for one in found
            }
        return marks

    def _wide(self, fact: str) -> bool:
        """Whether one span alone leaves the number itself open."""
        exact = self._prover.frame.asked[fact].exact
        return exact and any(low < high for low, high in self._allowed[fact].spans)

    def _second(
        self, circuit: Circuit, one: World, fact: str, wanted: list[str], apart: dict[str, Lit]
    ) -> Answer:
        """The answer in the second sheet: the same variables unless it may be the one apart."""
        answer = one.answers[fact]
        if fact not in wanted:
            return answer
        asked = self._prover.frame.asked[fact]
        twin = one.make(asked, self._allowed[fact])
        apart[fact] = circuit.literal()
        for span, lit in answer.spans.items():
            circuit.require(apart[fact], -lit, twin.spans[span])
        if answer.number is not None and twin.number is not None:
            circuit.bound(answer.number - twin.number, 0, 0, -apart[fact])
        return twin

    def _confirmed(self, world: World, found: Verdict, values: list[int]) -> Conclusions:
        conclusions = found.read(values)
        self._prover.judge.confirm(world.sheet(values), conclusions)
        return conclusions
