"""The result: the joint position beside each party's, reservations, and the decision."""

from __future__ import annotations

import datetime
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import Field

from pmo_advisor.consultation.workshop.result import result
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.firmness import AxisFirmness
from pmo_advisor.model.question import Party
from pmo_advisor.model.workshop import Decision, Workshop
from pmo_advisor.store import moderating
from pmo_advisor.store.store import Stale
from pmo_advisor.web.api.keys import AtScreen
from pmo_advisor.web.api.problems import problems
from pmo_advisor.web.api.reveal import JointPosition, PartyPosition, Proof
from pmo_advisor.web.api.shapes import Objection, PersonName, Revision, Told, Wanted, Words
from pmo_advisor.web.asking import ServiceOf
from pmo_advisor.web.doors import NoEntry, Refused
from pmo_advisor.web.drafts import MOST_PEOPLE
from pmo_advisor.web.views.steps import AGREED

router = APIRouter(prefix="/api/workshops/{workshop}", tags=["result"])


class ReservationInfo(Told):
    """What a party holds against the joint position, in its own words."""

    id: str
    party: Party
    text: str


class NewReservation(Wanted):
    """What a party holds against the joint position."""

    party: Party
    text: Objection


class DecisionInfo(Told):
    """What was decided, when, and who was there."""

    text: str
    day: datetime.date
    attendance: tuple[str, ...]
    revision: int


class NewDecision(Wanted):
    """What was decided, with the revision of the decision seen before; 0 for none."""

    text: Words
    day: Annotated[datetime.date, Field(strict=False)]
    attendance: list[PersonName] = Field(default_factory=list, max_length=MOST_PEOPLE)
    revision: Revision = 0


class Result(Told):
    """Where a workshop has come to."""

    proof: Proof
    joint: JointPosition
    parties: tuple[PartyPosition, ...]
    joint_only: tuple[Party, ...]
    """Small parties whose own position is not shown."""
    missing: tuple[Party, ...]
    left_out: tuple[Party, ...]
    """Parties whose answers an import came without: what was decided rests on them too."""
    disagreements: tuple[AxisFirmness, ...] | None
    """What the disagreements may still make of the position."""
    open_questions: tuple[AxisFirmness, ...] | None
    """What unanswered questions may."""
    reservations: tuple[ReservationInfo, ...]
    decision: DecisionInfo | None


def agreed(found: AtScreen) -> Workshop:
    """The workshop, once its position is agreed. Raises Refused before."""
    if found.step not in AGREED:
        raise Refused("not_now")
    return found


@router.get("/result", responses=problems("not_now"))
def show_result(found: AtScreen, service: ServiceOf) -> Result:
    """The joint position, how firm it is, and what was decided, once the position is agreed."""
    whole = service.thinking.whole(agreed(found).id)
    thought = service.thinking.of(whole)
    told = result(whole, thought.standing)
    return Result(
        proof=thought.state,
        joint=JointPosition.model_validate(told.joint),
        parties=tuple(PartyPosition.model_validate(one) for one in told.parties),
        joint_only=told.joint_only,
        missing=told.missing,
        left_out=whole.left_out,
        disagreements=told.disagreements,
        open_questions=told.open_questions,
        reservations=tuple(ReservationInfo.model_validate(one) for one in told.reservations),
        decision=DecisionInfo.model_validate(told.decision) if told.decision else None,
    )


@router.get("/advice", responses=problems("not_now"))
def show_advice(found: AtScreen, service: ServiceOf) -> Advice:
    """The whole advice on the joint position, headcount and stages too, once it is agreed."""
    return service.thinking.of(service.thinking.whole(agreed(found).id)).standing.advice


@router.post("/reservations", status_code=201, responses=problems())
def make_reservation(found: AtScreen, service: ServiceOf, new: NewReservation) -> ReservationInfo:
    """Keep what a party holds against the joint position."""
    with service.store.change(found.id) as connection:
        made = moderating.reserve(connection, found.id, new.party, new.text)
    return ReservationInfo.model_validate(made)


@router.get("/reservations", responses=problems())
def list_reservations(found: AtScreen, service: ServiceOf) -> list[ReservationInfo]:
    """All reservations."""
    with service.store.read() as connection:
        held = moderating.reservations(connection, found.id)
    return [ReservationInfo.model_validate(one) for one in held]


@router.delete("/reservations/{reservation}", status_code=204, responses=problems())
def withdraw_reservation(
    found: AtScreen, service: ServiceOf, reservation: Annotated[str, Path(max_length=32)]
) -> None:
    """Take a reservation back."""
    with service.store.change(found.id) as connection:
        held = {one.id for one in moderating.reservations(connection, found.id)}
        if reservation not in held:
            raise NoEntry
        moderating.withdraw(connection, found.id, reservation)


@router.put("/decision", responses=problems("not_now", changed=DecisionInfo))
def record_decision(found: AtScreen, service: ServiceOf, new: NewDecision) -> DecisionInfo:
    """Record the decision; the workshop is then decided."""
    agreed(found)
    made = Decision(
        text=new.text,
        day=new.day,
        attendance=tuple(one for one in new.attendance if one),
        revision=new.revision,
    )
    try:
        with service.store.change(found.id) as connection:
            return DecisionInfo.model_validate(moderating.decide(connection, found.id, made))
    except Stale as stale:
        now = DecisionInfo.model_validate(stale.now) if stale.now else None
        raise Refused("changed", "body.revision", now=now) from None
