"""The result: the joint position beside each party's own, what if, and since last time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pmo_advisor.consultation import compare as comparing
from pmo_advisor.consultation.advise import advise
from pmo_advisor.consultation.workshop.kept import Resting, personal, resting
from pmo_advisor.consultation.workshop.standing import Reasons, Standing
from pmo_advisor.logic.program import Program
from pmo_advisor.model.advice import Advice, PartyPosition, Position
from pmo_advisor.model.domain import Value
from pmo_advisor.model.firmness import AxisFirmness
from pmo_advisor.model.question import Party
from pmo_advisor.model.rule import AXES, Axis
from pmo_advisor.model.sheet import Sheet
from pmo_advisor.model.workshop import Decision, Reservation, Whole
from pmo_advisor.reasoning.plain import PlainEngine
from pmo_advisor.reports.edition import client_safe


class Beside(NamedTuple):
    """What one party's own sheets would give, and the axes on which that is not the joint one."""

    party: Party
    sheets: int
    type: str
    level: str | None
    control: str | None
    lifetime: str | None
    differs: tuple[Axis, ...]


class Result(NamedTuple):
    """Where a workshop has come to.

    ``joint_only`` are parties whose own position is not shown. ``disagreements`` is what the
    disagreements may still make of the position, ``open_questions`` what unanswered questions may;
    None where that was not worked out. Reservations are a party's own statement and always shown.
    """

    joint: Position
    parties: tuple[Beside, ...]
    joint_only: tuple[Party, ...]
    missing: tuple[Party, ...]
    disagreements: tuple[AxisFirmness, ...] | None
    open_questions: tuple[AxisFirmness, ...] | None
    reservations: tuple[Reservation, ...]
    decision: Decision | None


def result(whole: Whole, standing: Standing) -> Result:
    """The result of a workshop as it stands."""
    parties, joint = standing.advice.parties, standing.advice.position
    found = parties.contested
    return Result(
        joint=joint,
        parties=tuple(beside(one, joint) for one in parties.positions),
        joint_only=parties.joint_only,
        missing=parties.missing,
        disagreements=found.reachable if found is not None and found.state == "done" else None,
        open_questions=standing.firm,
        reservations=whole.reservations,
        decision=whole.decision,
    )


def beside(own: PartyPosition, joint: Position) -> Beside:
    """A party's own position, and where it is not the joint one."""
    return Beside(
        party=own.party,
        sheets=own.sheets,
        type=own.type,
        level=own.level,
        control=own.control,
        lifetime=own.lifetime,
        differs=tuple(axis for axis in AXES if getattr(own, axis) != getattr(joint, axis)),
    )


def whatif(
    program: Program, standing: Standing, changes: Mapping[str, Value], why: Reasons
) -> Advice:
    """The advice if these answers were the joint ones; without changes, what to hold it against.

    Where something is kept it counts as unknown here, unless ``changes`` supposes an answer:
    otherwise trying one answer after the other would sound it out. Works without any proof.
    Raises ValueError for an answer that its question does not take.
    """
    made = standing.advice.provenance
    told = {fact: value for fact, value in standing.joint.items() if fact not in made.kept}
    supposed = Sheet(
        organization=made.organization,
        date=made.date,
        questionnaire=made.questionnaire,
        answers={**told, **changes},
    )
    advice = advise(program, [supposed], PlainEngine(program), why.not_proved)
    return client_safe(advice, program.rulebook)


def compare(program: Program, before: Advice, after: Advice) -> comparing.Compared:
    """What changed since another workshop, of what may be shown of both.

    An answer or a rule that rests on what is kept, or left out, in either is not compared.
    """
    rulebook = program.rulebook
    kept = {*before.provenance.kept, *after.provenance.kept, *personal(rulebook, before, after)}
    rests = resting(program, kept)
    found = comparing.compare(rulebook, before, after)
    return comparing.Compared(
        answers=tuple(one for one in found.answers if one.fact not in rests.facts),
        sides=tuple(_side(one, rests) for one in found.sides),
        met=tuple(one for one in found.met if one.rule not in rests.rules),
        lost=tuple(one for one in found.lost if one.rule not in rests.rules),
    )


def _side(one: comparing.Side, rests: Resting) -> comparing.Side:
    """One part, with the rules that may be named; warnings are rules themselves."""
    rules = tuple(rule for rule in one.rules if rule not in rests.rules)
    if one.part != "warnings":
        return comparing.Side(one.part, one.before, one.after, rules)
    before, after = (
        tuple(rule for rule in side if rule not in rests.rules) for side in (one.before, one.after)
    )
    return comparing.Side(one.part, before, after, rules)
