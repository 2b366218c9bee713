"""A condition in words, and how each of its parts came out."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.cli.explaining.case import Case
from pmo_advisor.logic.evaluate import truth
from pmo_advisor.logic.program import bind_condition
from pmo_advisor.model.condition import Condition, Test
from pmo_advisor.model.domain import Numbers

Part = tuple[int, str]
"""A level of indentation and a line."""


def parts(case: Case, condition: Condition, level: int = 0) -> Iterator[Part]:
    """The lines of a condition: each part with its outcome, and the answer that it read."""
    bound = bind_condition(condition, case.program.domains, case.rulebook.threshold)
    state = case.state(truth(bound, case.known))
    if isinstance(condition, Test):
        behind = list(_behind(case, condition.fact, level + 1))
        kind = "part_computed" if behind else "part"
        test, answer = in_words(case, condition), case.answer(condition.fact)
        yield level, case.say(kind, state=state, test=test, answer=answer)
        yield from behind
        return
    yield level, case.say("group", state=state, group=case.say(f"joint.{condition.joint}"))
    for part in condition.parts:
        yield from parts(case, part, level + 1)


def in_words(case: Case, test: Test) -> str:
    """One test: the fact, and what it is held against."""
    operands = test.operand if isinstance(test.operand, tuple) else (test.operand,)
    shown = [_operand(case, test.fact, one) for one in operands if not isinstance(one, bool)]
    fact = case.fact(test.fact)
    if test.word == "answered":
        return case.say("test.answered", fact=fact)
    if test.word == "between":
        return case.say("test.between", fact=fact, low=shown[0], high=shown[-1])
    if test.word == "one_of":
        return case.say("test.one_of", fact=fact, values=case.say("or").join(shown))
    if test.word == "is" and test.operand in ("yes", "no"):
        return case.say(f"test.{test.operand}", fact=fact)
    return case.say(f"test.{test.word}", fact=fact, value=shown[0])


def _operand(case: Case, fact: str, value: str | int) -> str:
    """A value of the fact; a threshold by its number."""
    domain = case.program.domains[fact]
    if isinstance(domain, Numbers) and isinstance(value, str):
        value = case.rulebook.threshold[value]
    return case.value(fact, value)


def _behind(case: Case, fact: str, level: int) -> Iterator[Part]:
    """The answers that a computed fact rests on."""
    inputs = list(dict.fromkeys(case.names.inputs(fact)))
    if inputs == [fact]:
        return
    for one in inputs:
        yield level, case.say("answer", fact=case.fact(one), answer=case.answer(one))
