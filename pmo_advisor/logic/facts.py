"""From answers to what is known: which questions apply, and what their answers say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pmo_advisor.logic.bound import Truth, facts_of
from pmo_advisor.logic.evaluate import truth
from pmo_advisor.logic.methods import derive
from pmo_advisor.logic.program import Program
from pmo_advisor.model.domain import NOT_APPLICABLE, Value
from pmo_advisor.model.sheet import UNKNOWN


class Facts(NamedTuple):
    """What is known, the given answers that turned out not to apply, the impossible worlds met."""

    known: dict[str, int]
    unused: tuple[str, ...]
    impossible: tuple[str, ...]


def read(program: Program, answers: Mapping[str, Value]) -> Facts:
    """The facts of a sheet, derived ones included.

    An answer counts once its question is sure to apply: while that is open, the fact is as
    unknown as the answer that would settle it, so that no later answer can take a conclusion back.
    """
    known: dict[str, int] = {}
    unused: list[str] = []
    settled: set[str] = set()

    def settle(fact: str) -> None:
        if fact in settled:
            return
        settled.add(fact)
        condition = program.applies.get(fact)
        applies = Truth.FIRES
        if condition is not None:
            for earlier in facts_of(condition):
                settle(earlier)
            applies = truth(condition, known)
        value = answers.get(fact, UNKNOWN)
        if applies is Truth.REFUTED:
            known[fact] = NOT_APPLICABLE
            if value != UNKNOWN:
                unused.append(fact)
        elif applies is Truth.FIRES and value != UNKNOWN:
            known[fact] = program.domains[fact].encode(value)

    for question in program.rulebook.questions:
        if question.id in program.domains:
            settle(question.id)
    known.update(derive(program, known))
    impossible = tuple(
        name for name, bound in program.impossible.items() if truth(bound, known) is Truth.FIRES
    )
    return Facts(known, tuple(unused), impossible)
