"""Settled or open: what the unanswered questions can still change."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_advisor.logic.bound import Truth
from pmo_advisor.logic.evaluate import truth
from pmo_advisor.logic.facts import read
from pmo_advisor.model.domain import Value
from pmo_advisor.model.firmness import AxisFirmness, OpenQuestion, Settledness
from pmo_advisor.model.rule import AXES, Axis
from pmo_advisor.reasoning.prove.answers import Choice, anything, exactly, given_codes
from pmo_advisor.reasoning.prove.faults import OutOfTime
from pmo_advisor.reasoning.prove.judge import told
from pmo_advisor.reasoning.prove.prover import Prover
from pmo_advisor.reasoning.prove.space import Mark, Space


def settled(prover: Prover, answers: Mapping[str, Value]) -> Settledness:
    """What every completion of the sheet concludes, and which unanswered questions can matter."""
    decision = prover.judge.decide(answers)
    if decision is None:
        return Settledness(state="impossible")
    now = told(decision)
    given = given_codes(prover.frame, answers)
    space = Space(prover, completions(prover, given))
    known = read(prover.program, answers).known
    unanswered = [
        fact for fact in prover.frame.asked if fact not in given and _may_apply(prover, fact, known)
    ]
    try:
        seen, tied = space.reachable()
        if not seen["type"]:
            return Settledness(state="impossible")
        marks = space.matters(unanswered, seen)
    except OutOfTime:
        return Settledness(state="unfinished")
    return Settledness(
        state="done",
        axes=tuple(
            AxisFirmness(
                axis=axis,
                now=now[axis],
                settled=list(seen[axis]) == [now[axis]] and not (axis == "type" and tied),
                reachable=prover.in_order(axis, seen[axis]),
                tied=axis == "type" and tied,
            )
            for axis in AXES
        ),
        can_matter=open_questions(unanswered, marks, AXES),
        cannot_matter=tuple(
            fact for fact in unanswered if fact not in {marked for marked, *_ in marks}
        ),
    )


def completions(prover: Prover, given: Mapping[str, int]) -> dict[str, Choice]:
    """Given answers as they are, all others anything but unknown."""
    return {
        fact: exactly(given[fact]) if fact in given else anything(asked)
        for fact, asked in prover.frame.asked.items()
    }


def open_questions(
    facts: list[str], marks: set[Mark], axes: tuple[Axis, ...]
) -> tuple[OpenQuestion, ...]:
    """The questions that matter, in order, with how many conclusions each decides."""
    found: list[OpenQuestion] = []
    for fact in facts:
        counts = {axis: sum(mark[:2] == (fact, axis) for mark in marks) for axis in axes}
        if any(counts.values()):
            found.append(OpenQuestion(fact=fact, decides=counts))
    return tuple(found)


def _may_apply(prover: Prover, fact: str, known: Mapping[str, int]) -> bool:
    condition = prover.program.applies.get(fact)
    return condition is None or truth(condition, known) is not Truth.REFUTED
