"""What is shown at one step of the reveal, and nothing before its turn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pmo_advisor.consultation.workshop.agenda import (
    Agenda,
    Issue,
    Point,
    agenda,
    questions_to_reopen,
)
from pmo_advisor.consultation.workshop.movement import Movement
from pmo_advisor.consultation.workshop.phases import PHASES, Phase, phases
from pmo_advisor.consultation.workshop.standing import Standing
from pmo_advisor.logic.program import Program
from pmo_advisor.model.domain import Value
from pmo_advisor.model.rule import Axis
from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.model.workshop import STEPS, Step

AXES: tuple[Axis, ...] = ("type", "level", "control")
_SHOWN_FROM: Mapping[Axis, Step] = {"level": "scope", "control": "mandate", "type": "type"}
"""The step from which a conclusion is named, so that nothing is told before its turn."""

LAST: Phase = PHASES[-1]
"""The phase of a question that belongs to none of its own."""


class Agreed(NamedTuple):
    """A question on which nobody differs, with the answer that is used."""

    fact: str
    value: Value


class Shown(NamedTuple):
    """One phase: issues for which there is time, those for which there is none, and the rest."""

    told: Agenda
    phase: Phase
    issues: tuple[Issue, ...]
    more: tuple[Issue, ...]
    others: tuple[Point, ...]
    checks: tuple[Point, ...]
    agreed: tuple[Agreed, ...]


def shown(program: Program, standing: Standing, phase: Phase) -> Shown:
    """What is shown at a phase. Unweighed, there is time for all issues."""
    told, placed = agenda(program, standing), phases(program)
    found = told.of(phase)
    issues = tuple(one for one in found if one.minutes is not None or told.settled is None)
    return Shown(
        told=told,
        phase=phase,
        issues=issues,
        more=tuple(one for one in found if one not in issues),
        others=tuple(one for one in told.others if placed.get(one.fact, LAST) == phase),
        checks=tuple(one for one in told.checks if placed.get(one.fact, LAST) == phase),
        agreed=_agreed(program, standing, phase),
    )


def _agreed(program: Program, standing: Standing, phase: Phase) -> tuple[Agreed, ...]:
    placed, advice = phases(program), standing.advice
    differ = {one.fact for one in advice.parties.differences}
    answers = advice.provenance.answers
    return tuple(
        Agreed(one, answers[one])
        for one in program.rulebook.question
        if one in answers
        and one not in differ
        and placed.get(one) == phase
        and answers[one] != UNKNOWN
    )


def shown_axes(step: Step) -> tuple[Axis, ...]:
    """The parts of the position that may be named at a step of the reveal."""
    here = STEPS.index(step)
    return tuple(axis for axis in AXES if here >= STEPS.index(_SHOWN_FROM[axis]))


def leads_at(step: Step, issue: Issue) -> dict[Value, tuple[tuple[Axis, str], ...]]:
    """Where each answer would lead, as far as it has been revealed; only if they differ."""
    axes = shown_axes(step)
    told = {
        one.value: tuple((axis, option) for axis in axes if (option := getattr(one, axis)))
        for one in issue.leads
    }
    return told if len(set(told.values())) > 1 else {}


def movement_at(step: Step, found: Movement) -> Movement:
    """What a round moved, without the parts of the position that have not had their turn."""
    if STEPS.index(step) >= STEPS.index("people"):
        return found
    axes = shown_axes(step)
    return found._replace(
        turns=tuple(one for one in found.turns if one.axis in axes),
        open_axes=tuple(one for one in found.open_axes if one.axis in axes),
    )


def to_reopen(program: Program, standing: Standing) -> dict[str, bool]:
    """The questions that may be opened again, and whether each can change the position.

    Those that can come first, in the proved order; none does before they are weighed.
    """
    told = agenda(program, standing)
    decisive = questions_to_reopen(told) if told.settled is not None else ()
    differ = (one.fact for one in standing.advice.parties.differences)
    return {one: one in decisive for one in (*decisive, *differ)}
