"""The facilitator: who has got how far, and taking everybody to the next step."""

from __future__ import annotations

from fastapi import APIRouter

from pmo_advisor.model.question import Party
from pmo_advisor.model.workshop import Step
from pmo_advisor.store import doors as store_doors
from pmo_advisor.store import moderating
from pmo_advisor.store.store import Stale
from pmo_advisor.web.api.keys import AtScreen
from pmo_advisor.web.api.problems import problems
from pmo_advisor.web.api.shapes import Told, Wanted
from pmo_advisor.web.api.workshops import WorkshopInfo, moved
from pmo_advisor.web.asking import ServiceOf
from pmo_advisor.web.doors import Refused
from pmo_advisor.web.views.steps import ways

router = APIRouter(prefix="/api/workshops/{workshop}", tags=["facilitating"])


class Pace(Told):
    """How far one person has got. Not to the question: that would tell of answers."""

    name: str
    """Empty without names."""
    reached: int
    """0 for nothing, 4 for done, in thirds between."""


class PartyPace(Told):
    """How far a party has got; without names its people stand in no telling order."""

    party: Party
    done: int
    begun: int
    """On the way: neither done nor without any answer."""
    waiting: int
    people: tuple[Pace, ...]


class NextStep(Wanted):
    """Where to go, and where one was when one chose so."""

    to: Step
    seen: Step


@router.get("/progress", responses=problems())
def show_progress(found: AtScreen, service: ServiceOf) -> list[PartyPace]:
    """Who has got how far in the present round, by party, and nobody's answers."""
    return [PartyPace.model_validate(one) for one in service.progress.of(found)]


@router.put("/step", responses=problems("not_now", changed=WorkshopInfo))
def go_to_step(found: AtScreen, service: ServiceOf, step: NextStep) -> WorkshopInfo:
    """Take everybody to another step: begin the answering, close it, one ahead or back.

    Closing the answering (`answer` to `problem`) takes no more answers. `decided` comes with the
    decision, and a decided workshop is taken up again at `people`.
    """
    try:
        with service.store.change(found.id) as connection:
            here = moderating.step_of(connection, found.id)
            if here != step.seen:
                raise Stale(here)
            if step.to not in ways(here):
                raise Refused("not_now", "body.to")
            moderating.go_to(connection, found.id, step.to)
            return WorkshopInfo.model_validate(store_doors.workshop(connection, found.id))
    except Stale:
        raise moved(service, found.id, "body.seen") from None
