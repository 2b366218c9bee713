"""To which phase of the reveal a question belongs: problem, scope, mandate or type.

Nobody lists questions here: a question belongs where most of the position rules that read it
argue, by their ground and by what they conclude.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Literal, get_args

from pmo_advisor.logic.bound import facts_of
from pmo_advisor.logic.program import Program
from pmo_advisor.model.rule import Rule
from pmo_advisor.model.workshop import STEPS, Step
from pmo_advisor.reasoning.reasons import asked

Phase = Literal["problem", "scope", "mandate", "type"]
PHASES: tuple[Phase, ...] = get_args(Phase)

_ARGUING: Mapping[str, Phase] = {
    "problem": "problem",
    "symptoms": "problem",
    "beneficiary": "problem",
    "mandate": "mandate",
}
_CONCLUDING: Mapping[str, Phase] = {"level": "scope", "control": "mandate", "lifetime": "type"}


def phases(program: Program) -> dict[str, Phase]:
    """The phase of every question that can bear on the position; of two as strong, the later.

    A question that only decides whether another applies belongs to that other's phase.
    """
    votes: dict[str, Counter[Phase]] = {}
    for rule in program.rulebook.rules_of("position"):
        for fact in asked(program, facts_of(program.conditions["position"][rule.id])):
            votes.setdefault(fact, Counter())[_phase(rule)] += 1
    placed = {
        fact: max(PHASES, key=lambda phase: (found[phase], PHASES.index(phase)))
        for fact, found in votes.items()
    }
    waiting = list(placed)
    for fact in waiting:
        condition = program.applies.get(fact)
        for earlier in facts_of(condition) if condition else ():
            if earlier not in placed:
                placed[earlier] = placed[fact]
                waiting.append(earlier)
    return placed


def _phase(rule: Rule) -> Phase:
    """What a rule argues about: its mandate, else the axis it concludes on, else its ground."""
    weighs = rule.then.supports or rule.then.opposes
    if rule.ground != "mandate" and weighs is not None and weighs.axis in _CONCLUDING:
        return _CONCLUDING[weighs.axis]
    return _ARGUING.get(rule.ground, "type")


def revealed(step: Step) -> tuple[Phase, ...]:
    """The phases that have been revealed at a step of the workshop."""
    return tuple(one for one in PHASES if STEPS.index(one) <= STEPS.index(step))
