"""The reveal: what to talk about at the phase that the workshop has come to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from fastapi import APIRouter

from pmo_advisor.consultation.workshop.agenda import Issue as Disagreement
from pmo_advisor.consultation.workshop.phases import PHASES, Phase
from pmo_advisor.consultation.workshop.result import beside
from pmo_advisor.consultation.workshop.reveal import LAST, leads_at, shown
from pmo_advisor.model.advice import PartyPosition as OwnPosition
from pmo_advisor.model.advice import Position
from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import Party
from pmo_advisor.model.rule import AXES, Axis
from pmo_advisor.model.workshop import Step
from pmo_advisor.web.api.keys import AtScreen
from pmo_advisor.web.api.problems import problems
from pmo_advisor.web.api.shapes import Said, Told
from pmo_advisor.web.asking import ServiceOf
from pmo_advisor.web.doors import Refused

router = APIRouter(prefix="/api/workshops/{workshop}", tags=["facilitating"])
Proof = Literal["working", "weighed", "done", "missing"]
"""How far the proof has come; what rests on it is null until it has."""


class Point(Told):
    """A question answered differently: the answer that is used, and who says what."""

    fact: str
    used: Value
    said: tuple[Said, ...]
    matters: bool | None
    """Whether it can change the joint position."""


class Lead(Told):
    """Where the position would stand if this answer were used, as far as it is revealed."""

    value: Value
    position: dict[Axis, str]


class Issue(Point):
    """A disagreement to settle, with what hangs on it."""

    place: int
    """Counts from 1 in the proved order."""
    minutes: int | None
    """Its share of the suggested clock; null beyond the few for which there is time."""
    hangs: tuple[Axis, ...]
    """The parts of the position that this answer alone can change."""
    leads: tuple[Lead, ...]
    """Empty where something is kept, or before anything of it is revealed."""


class AgreedAnswer(Told):
    """A question on which nobody differs."""

    fact: str
    value: Value


class Clock(Told):
    """The suggested session, in minutes."""

    reveal: int
    issues: int
    whatif: int
    decide: int


class JointPosition(Told):
    """A position, by the ids of the catalogue; null where none is concluded."""

    type: str
    level: str | None
    control: str | None
    lifetime: str | None


class PartyPosition(JointPosition):
    """What one party's own sheets would give, and where that is not the joint position."""

    party: Party
    sheets: int
    differs: tuple[Axis, ...]


class Reveal(Told):
    """One phase. Of the position nothing is told before its turn, of headcount nothing at all."""

    step: Step
    phase: Phase
    proof: Proof
    settled: bool | None
    """Whether no disagreement can change the joint position any more."""
    settling: tuple[tuple[str, ...], ...]
    """The smallest sets of questions that settle it."""
    issues: tuple[Issue, ...]
    more: tuple[Issue, ...]
    """Disagreements for which there is no time."""
    others: tuple[Point, ...]
    """Differences that do not change the advice."""
    checks: tuple[Point, ...]
    """Counts that differ, to be looked up."""
    agreed: tuple[AgreedAnswer, ...]
    joint_only: tuple[Party, ...]
    missing: tuple[Party, ...]
    left_out: tuple[Party, ...]
    """Parties whose answers an import came without."""
    sheets: int
    clock: Clock
    joint: JointPosition | None
    """With the last phase only, as are the parties' own."""
    parties: tuple[PartyPosition, ...]


@router.get("/reveal", responses=problems("not_now"))
def show_reveal(found: AtScreen, service: ServiceOf) -> Reveal:
    """What is revealed at the present phase, the decisive disagreements first."""
    phase = next((one for one in PHASES if one == found.step), None)
    if phase is None:
        raise Refused("not_now")
    whole = service.thinking.whole(found.id)
    thought = service.thinking.of(whole)
    standing = thought.standing
    here, advice = shown(service.program, standing, phase), standing.advice
    told = here.told
    return Reveal(
        step=found.step,
        phase=phase,
        proof=thought.state,
        settled=told.settled,
        settling=tuple(one for one in told.settling if one),
        issues=tuple(_issue(found.step, one) for one in here.issues),
        more=tuple(_issue(found.step, one) for one in here.more),
        others=tuple(Point.model_validate(one) for one in here.others),
        checks=tuple(Point.model_validate(one) for one in here.checks),
        agreed=tuple(AgreedAnswer.model_validate(one) for one in here.agreed),
        joint_only=standing.hidden,
        missing=advice.parties.missing,
        left_out=whole.left_out,
        sheets=len(standing.everybody),
        clock=Clock.model_validate(told.clock),
        joint=JointPosition.model_validate(advice.position) if phase == LAST else None,
        parties=_parties(advice.parties.positions, advice.position) if phase == LAST else (),
    )


def _issue(step: Step, one: Disagreement) -> Issue:
    leads: Mapping[Value, tuple[tuple[Axis, str], ...]] = leads_at(step, one)
    return Issue(
        fact=one.point.fact,
        used=one.point.used,
        said=tuple(Said.model_validate(each) for each in one.point.said),
        matters=one.point.matters,
        place=one.place,
        minutes=one.minutes,
        hangs=tuple(axis for axis in AXES if one.decides.get(axis)),
        leads=tuple(Lead(value=value, position=dict(to)) for value, to in leads.items()),
    )


def _parties(own: tuple[OwnPosition, ...], joint: Position) -> tuple[PartyPosition, ...]:
    return tuple(PartyPosition.model_validate(beside(one, joint)) for one in own)
