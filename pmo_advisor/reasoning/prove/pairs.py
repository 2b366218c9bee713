"""Two sheets side by side that differ in a few answers at most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmo_advisor.model.domain import Value
from pmo_advisor.model.rule import Axis
from pmo_advisor.reasoning.prove.answers import Choice
from pmo_advisor.reasoning.prove.circuit import Circuit, Lit, holds
from pmo_advisor.reasoning.prove.forms import Answer
from pmo_advisor.reasoning.prove.prover import Prover
from pmo_advisor.reasoning.prove.verdict import Conclusions, verdict
from pmo_advisor.reasoning.prove.worlds import World


class Pair:
    """Two worlds on one circuit, alike but for the answers in ``facts``.

    ``apart`` says for each of these whether it may differ; the rest is the same in both.
    """

    def __init__(self, prover: Prover, allowed: Mapping[str, Choice], facts: Sequence[str]) -> None:
        self._prover = prover
        self.circuit = Circuit()
        self._one = World(prover.frame, self.circuit, allowed)
        self.apart: dict[str, Lit] = {}
        shared = {
            fact: self._twin(answer, fact, allowed) if fact in facts else answer
            for fact, answer in self._one.answers.items()
        }
        self._other = World(prover.frame, self.circuit, allowed, shared)
        self.first, self.second = verdict(self._one), verdict(self._other)

    def leaves(self, axis: Axis, conclusion: str | None) -> Lit:
        """The first sheet has the conclusion and the second has not."""
        pair = (self.first.axes[axis][conclusion], -self.second.axes[axis][conclusion])
        return self.circuit.all_(pair)

    def differing(self, values: list[int]) -> list[str]:
        """The answers that may differ in a solution, in order."""
        return [fact for fact, lit in self.apart.items() if holds(lit, values)]

    def read(self, values: list[int]) -> tuple[tuple[dict[str, Value], Conclusions], ...]:
        """Both sheets with their conclusions, confirmed by the judge."""
        found: list[tuple[dict[str, Value], Conclusions]] = []
        for world, told in ((self._one, self.first), (self._other, self.second)):
            sheet, conclusions = world.sheet(values), told.read(values)
            self._prover.judge.confirm(sheet, conclusions, tied=told.is_tied(values))
            found.append((sheet, conclusions))
        return tuple(found)

    def _twin(self, answer: Answer, fact: str, allowed: Mapping[str, Choice]) -> Answer:
        """The answer in the second sheet: variables of its own, equal unless apart."""
        twin = self._one.make(self._prover.frame.asked[fact], allowed[fact])
        apart = self.apart[fact] = self.circuit.literal()
        for span, lit in answer.spans.items():
            self.circuit.require(apart, -lit, twin.spans[span])
        if answer.number is not None and twin.number is not None:
            self.circuit.bound(answer.number - twin.number, 0, 0, -apart)
        return twin
