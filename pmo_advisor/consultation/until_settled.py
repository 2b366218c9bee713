"""Until settled: ask only what can still change the position, and say what keeps it open."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pmo_advisor.logic.program import Program
from pmo_advisor.model.domain import Value
from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.reasoning.prove.next_question import next_question
from pmo_advisor.reasoning.prove.prover import Prover
from pmo_advisor.reasoning.prove.settled import settled


class Standing:
    """What is settled, as answers come in."""

    def __init__(self, program: Program) -> None:
        self._prover = Prover(program)

    def next_of(self, answers: Mapping[str, Value], left: Collection[str]) -> str | None:
        """The first of the questions left whose answer can still matter; None where none can.

        A question that can matter but is not among those left is another party's to answer: it
        stays as unknown as it is.
        """
        asked = dict(answers)
        while (fact := next_question(self._prover, asked)) is not None:
            if fact in left:
                return fact
            asked[fact] = UNKNOWN
        return None

    def open_because(self, answers: Mapping[str, Value]) -> tuple[str, ...] | None:
        """The unanswered questions that keep the position open; None where it is settled."""
        found = settled(self._prover, answers)
        if found.state == "done" and all(one.settled for one in found.axes):
            return None
        return tuple(one.fact for one in found.can_matter)
