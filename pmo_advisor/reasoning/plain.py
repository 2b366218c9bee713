"""The plain engine: the evaluator itself, rule by rule."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_advisor.logic.bound import Truth
from pmo_advisor.logic.evaluate import truth
from pmo_advisor.logic.program import Program
from pmo_advisor.model.rule import Stratum


class PlainEngine:
    """Serves wherever durable-rules does not, and gives the same answer."""

    name: str = "plain"

    def __init__(self, program: Program) -> None:
        self._program = program

    def outcomes(self, stratum: Stratum, known: Mapping[str, int]) -> Mapping[str, Truth]:
        conditions = self._program.conditions[stratum]
        return {rule: truth(condition, known) for rule, condition in conditions.items()}
