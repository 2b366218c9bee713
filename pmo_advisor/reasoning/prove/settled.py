"""Settled or open: what the unanswered questions can still change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
from pmo_advisor.reasoning.prove.space import Reach, Space
from pmo_advisor.reasoning.prove.trials import Mark
from pmo_advisor.reasoning.prove.verdict import Conclusions


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
        fact for fact in prover.frame.asked if fact not in given and may_apply(prover, fact, known)
    ]
    try:
        reached = space.reach()
        if not reached.sheets:
            return Settledness(state="impossible")
        marks = space.matters(unanswered, reached)
    except OutOfTime:
        return Settledness(state="unfinished")
    return Settledness(
        state="done",
        axes=axes_of(prover, reached, now, AXES),
        can_matter=open_questions(unanswered, marks, AXES),
        cannot_matter=tuple(
            fact for fact in unanswered if fact not in {marked for marked, *_ in marks}
        ),
    )


def axes_of(
    prover: Prover, reached: Reach, now: Conclusions, axes: Sequence[Axis]
) -> tuple[AxisFirmness, ...]:
    """How firm each axis is, given what can be reached."""
    found: list[AxisFirmness] = []
    for axis in axes:
        tied = axis == "type" and reached.tied
        found.append(
            AxisFirmness(
                axis=axis,
                now=now[axis],
                settled=list(reached.seen[axis]) == [now[axis]] and not tied,
                reachable=prover.in_order(axis, reached.seen[axis]),
                tied=tied,
            )
        )
    return tuple(found)


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


def may_apply(prover: Prover, fact: str, known: Mapping[str, int]) -> bool:
    """Whether the question applies, or may turn out to."""
    condition = prover.program.applies.get(fact)
    return condition is None or truth(condition, known) is not Truth.REFUTED
