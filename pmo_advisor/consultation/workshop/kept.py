"""What rests on answers that a small party keeps to itself: questions, derived facts and rules."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pmo_advisor.logic.bound import facts_of
from pmo_advisor.logic.program import Program
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.question import PARTIES, Party, Question, TextQuestion
from pmo_advisor.model.rule import AXES, Axis
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.sheet import Sheet
from pmo_advisor.parties.joint import answers_of
from pmo_advisor.reasoning.reasons import inputs

PMO_PEOPLE = "pmo_people"
AGAINST_RANGE = "headcount_against_range"
CONFIRMED = "problem_confirmed"
_CONFIRMING = ("problem", "symptoms", "beneficiary")
"""The grounds on which a stated problem is stated or confirmed."""


def kept_facts(
    rulebook: Rulebook, shown: Sequence[Sheet], joint_only: Collection[Party]
) -> tuple[str, ...]:
    """The questions on whose joint answer a party of ``joint_only`` may have decided.

    That is told by who is asked and by what the others answered (``shown``), never by what the
    party itself answered, so that the list gives nothing away.
    """
    return tuple(
        one.id
        for one in rulebook.questions
        if not isinstance(one, TextQuestion) and _may_decide(one, shown, joint_only)
    )


def _may_decide(question: Question, shown: Sequence[Sheet], joint_only: Collection[Party]) -> bool:
    rest = [party for party in PARTIES if party not in question.decided_by]
    for party in (*question.decided_by, *rest):
        if party in joint_only:
            if party in question.asked_of:
                return True
        elif answers_of(question, shown, party):
            return False
    return False


def personal(rulebook: Rulebook, *shown: Advice) -> frozenset[str]:
    """The questions on a team's capability, where any of these withholds it."""
    if not any("capability" in one.provenance.withheld for one in shown):
        return frozenset()
    return frozenset(one.fact for one in rulebook.catalog.capabilities)


@dataclass(frozen=True, slots=True)
class Resting:
    """Facts and rules that rest on what is kept, whatever was answered."""

    facts: frozenset[str]
    rules: frozenset[str]

    def axis(self, program: Program, axis: Axis) -> bool:
        """Whether the evidence for the options of an axis rests on what is kept."""
        return any(
            weighs.axis == axis
            for rule in program.rulebook.rules_of("position")
            if rule.id in self.rules and (weighs := rule.then.supports or rule.then.opposes)
        )


def resting(program: Program, kept: Collection[str]) -> Resting:
    """Everything that reads a kept answer, straight, through derived facts or what applies."""
    facts = set(kept)
    known = -1
    while known != len(facts):
        known = len(facts)
        facts |= {one for one, bound in program.applies.items() if facts & {*facts_of(bound)}}
        facts |= {one.spec.id for one in program.derived if facts & {*inputs(one)}}
        if PMO_PEOPLE in facts:
            facts.add(AGAINST_RANGE)
        if _confirming(program, facts):
            facts.add(CONFIRMED)
    return Resting(frozenset(facts), frozenset(_rules(program, facts)))


def _confirming(program: Program, facts: Collection[str]) -> bool:
    return any(
        rule.then.supports is not None
        and rule.then.supports.axis == AXES[0]
        and rule.ground in _CONFIRMING
        and not set(facts).isdisjoint(facts_of(program.conditions["position"][rule.id]))
        for rule in program.rulebook.rules_of("position")
    )


def _rules(program: Program, facts: Collection[str]) -> set[str]:
    held = set(facts)
    found = {
        rule
        for conditions in program.conditions.values()
        for rule, bound in conditions.items()
        if held & {*facts_of(bound)}
    }
    for rule in program.rulebook.rules_of("staffing"):
        line = rule.then.sizes
        if line is not None and (held & {line.of, line.at_least_of} or line.line in found):
            found.add(rule.id)
    return found
