"""The smallest flip: the fewest given answers that lead to another type, then the fewest steps.

Only answers that count today can change: unanswered ones stay so, and those whose question does not
apply today are as if not given, should it come to apply. Of equal flips the one whose questions
come first in the questionnaire is taken, then the answers nearest to the old ones, the lowest
first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmo_advisor.logic.facts import read
from pmo_advisor.model.domain import NOT_APPLICABLE, Value
from pmo_advisor.model.firmness import Change, Flip, Flips
from pmo_advisor.reasoning.position import NOT_YET
from pmo_advisor.reasoning.prove.answers import around, given_codes, nearest, steps
from pmo_advisor.reasoning.prove.circuit import FALSE, TRUE, Circuit, Lit
from pmo_advisor.reasoning.prove.faults import OutOfTime
from pmo_advisor.reasoning.prove.lexicographic import first_set, improve
from pmo_advisor.reasoning.prove.limits import solve
from pmo_advisor.reasoning.prove.linear import Linear, value
from pmo_advisor.reasoning.prove.prover import Prover
from pmo_advisor.reasoning.prove.verdict import Verdict, verdict
from pmo_advisor.reasoning.prove.worlds import World

ALSO = 1
"""So many other sets of answers that cost exactly as much are named."""


def flips(prover: Prover, answers: Mapping[str, Value]) -> Flips:
    """The smallest flips of a sheet, with the stated problem kept, and free."""
    decision = prover.judge.decide(answers)
    if decision is None:
        return Flips(state="impossible")
    known = read(prover.program, answers).known
    given = {
        fact: code
        for fact, code in given_codes(prover.frame, answers).items()
        if known.get(fact) != NOT_APPLICABLE
    }
    search = _Search.on(prover, given)
    stated = tuple(fact for fact in prover.frame.stated if fact in given)
    targets = [one for one in (*prover.types, NOT_YET) if one != decision.type]
    kept = tuple(search.to(target, stated) for target in targets)
    free = tuple(search.to(target, ()) for target in targets)
    states = {one.state for one in (*kept, *free)}
    state = "unfinished" if "unfinished" in states else "done"
    return Flips(state=state, stated=stated, kept=kept, free=free)


@dataclass(frozen=True)
class _Search:
    """The world of changed answers, and what each change costs."""

    prover: Prover
    given: Mapping[str, int]
    world: World
    verdict: Verdict
    changed: Mapping[str, Lit]
    steps: Linear

    @classmethod
    def on(cls, prover: Prover, given: Mapping[str, int]) -> _Search:
        shape, circuit = prover.frame, Circuit()
        choices = {fact: around(shape.asked[fact], code) for fact, code in given.items()}
        world = World(shape, circuit, choices)
        changed: dict[str, Lit] = {}
        total = Linear()
        for fact, old in given.items():
            spans = world.answers[fact].spans
            changed[fact] = -spans[old, old]
            for span, lit in spans.items():
                cost = steps(shape.asked[fact], old, nearest(span, old))
                total = total + circuit.linear(lit, cost)
        return cls(prover, given, world, verdict(world), changed, total)

    def to(self, target: str, stated: tuple[str, ...]) -> Flip:
        """The smallest flip to the target that keeps these answers."""
        circuit = self.world.circuit.copy()
        circuit.require(self.verdict.axes["type"][target])
        for fact in stated:
            circuit.require(-self.changed[fact])
        try:
            values, also = self._least(circuit)
        except OutOfTime as limit:
            bound = None if limit.bound is None else -(-limit.bound // self._weight)
            return Flip(target=target, state="unfinished", at_least=bound)
        if values is None:
            return Flip(target=target, state="done")
        self._confirm(values)
        return Flip(target=target, state="done", changes=self._changes(values), also=also)

    def _confirm(self, values: list[int]) -> None:
        sheet = self.world.sheet(values, self.given)
        told, tied = self.verdict.read(values), self.verdict.is_tied(values)
        self.prover.judge.confirm(sheet, told, tied=tied)

    @property
    def _weight(self) -> int:
        """One changed answer outweighs all steps together."""
        return self.world.circuit.limits(self.steps)[1] + 1

    def _least(self, circuit: Circuit) -> tuple[list[int] | None, tuple[tuple[str, ...], ...]]:
        """The one smallest flip: fewest answers and steps, first questions, nearest values."""
        limits = self.prover.limits
        count = circuit.total(self.changed.values())
        cost = count * self._weight + self.steps
        circuit.minimize(cost)
        values = solve(circuit, limits)
        if values is None or value(count, values) == 0:
            return values, ()
        circuit.bound(cost, value(cost, values), value(cost, values))
        others = circuit.copy()
        values = first_set(circuit, list(self.changed.values()), values, limits)
        also = self._also(others, self._changed_in(values))
        return self._nearest(circuit, values), also

    def _also(self, circuit: Circuit, chosen: list[str]) -> tuple[tuple[str, ...], ...]:
        """The next sets of questions, in order, whose change costs exactly as much."""
        found: list[tuple[str, ...]] = []
        while len(found) < ALSO:
            circuit.require(*(-self.changed[fact] for fact in chosen))
            values = solve(circuit, self.prover.limits)
            if values is None:
                break
            first = circuit.copy()
            lits = list(self.changed.values())
            values = first_set(first, lits, values, self.prover.limits)
            self._confirm(values)
            chosen = self._changed_in(values)
            found.append(tuple(chosen))
        return tuple(found)

    def _nearest(self, circuit: Circuit, values: list[int]) -> list[int]:
        """Of equal flips of the same questions, the one nearest to the old answers."""
        for fact in self._changed_in(values):
            answer = self.world.answers[fact]
            spans = [span for span, lit in answer.spans.items() if lit not in (TRUE, FALSE)]
            old, asked = self.given[fact], self.prover.frame.asked[fact]
            order = sorted(
                (span for span in spans if span != (old, old)),
                key=lambda span: (_distance(asked.kind, nearest(span, old), old), span[0]),
            )
            goal = Linear()
            for place, span in enumerate(order):
                goal = goal + circuit.linear(answer.spans[span], place)
            values = improve(circuit, goal, values, self.prover.limits)
            if answer.number is not None:
                goal = answer.number if value(answer.number, values) > old else answer.number * -1
                values = improve(circuit, goal, values, self.prover.limits)
        return values

    def _changed_in(self, values: list[int]) -> list[str]:
        return [
            fact for fact, old in self.given.items() if self.world.code(fact, values, old) != old
        ]

    def _changes(self, values: list[int]) -> tuple[Change, ...]:
        found: list[Change] = []
        for fact in self._changed_in(values):
            asked, old = self.prover.frame.asked[fact], self.given[fact]
            new = self.world.code(fact, values, old)
            if new is not None:
                decode = asked.domain.decode
                taken = steps(asked, old, new)
                found.append(Change(fact=fact, old=decode(old), new=decode(new), steps=taken))
        return tuple(found)


def _distance(kind: str, new: int, old: int) -> int:
    return abs(new - old) if kind in ("scale", "number") else 0
