"""The judge runs every witness again: by the evaluator, and by durable-rules where it is there."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_advisor.logic.bound import Truth
from pmo_advisor.logic.facts import read
from pmo_advisor.logic.program import Program
from pmo_advisor.model.domain import Value
from pmo_advisor.model.rule import AXES
from pmo_advisor.reasoning.engine import Engine, choose
from pmo_advisor.reasoning.plain import PlainEngine
from pmo_advisor.reasoning.position import Decision, decide
from pmo_advisor.reasoning.prove.faults import ProofFault
from pmo_advisor.reasoning.prove.verdict import Conclusions

_MOST = 10_000
"""So many decisions are remembered; most single answers change no rule at all."""


def told(decision: Decision) -> Conclusions:
    """What a decision concludes on each axis."""
    return {axis: getattr(decision, axis) for axis in AXES}


class Judge:
    """Runs sheets through the meaning of the rules, outside the solver."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._plain = PlainEngine(program)
        self._decided: dict[tuple[Truth, ...], Decision] = {}
        self._second: Engine = choose(program)

    def decide(self, answers: Mapping[str, Value]) -> Decision | None:
        """The decision on a sheet; None for an impossible world."""
        facts = read(self._program, answers)
        if facts.impossible:
            return None
        outcomes = self.outcomes(facts.known)
        key = tuple(outcomes.values())
        if key not in self._decided:
            if len(self._decided) >= _MOST:
                self._decided.clear()
            self._decided[key] = decide(self._program.rulebook, outcomes)
        return self._decided[key]

    def outcomes(self, known: Mapping[str, int]) -> Mapping[str, Truth]:
        """How the position rules come out on what is known."""
        return self._plain.outcomes("position", known)

    def confirm(self, answers: Mapping[str, Value], claimed: Conclusions, *, tied: bool) -> None:
        """Raise ProofFault unless the sheet is possible and concludes what the solver says."""
        facts = read(self._program, answers)
        outcomes = self.outcomes(facts.known)
        decision = decide(self._program.rulebook, outcomes)
        same = told(decision) == dict(claimed) and bool(decision.tied_with) == tied
        if facts.impossible or not same:
            raise ProofFault(f"{dict(answers)} does not conclude {dict(claimed)}")
        if self._second.name != self._plain.name:
            again = self._second.outcomes("position", facts.known)
            if dict(again) != dict(outcomes):
                raise ProofFault(f"{self._second.name} disagrees on {dict(answers)}")
