"""Joining: a party's key makes somebody a participant."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request

from pmo_advisor.consultation.course import course
from pmo_advisor.consultation.workshop.outdated import form_of
from pmo_advisor.model.question import Party
from pmo_advisor.model.text import Lang
from pmo_advisor.model.workshop import Consent
from pmo_advisor.web import doors
from pmo_advisor.web.api.keys import Joining
from pmo_advisor.web.api.problems import problems
from pmo_advisor.web.api.shapes import PersonName, Told, Wanted
from pmo_advisor.web.asking import ServiceOf
from pmo_advisor.web.doors import Refused

router = APIRouter(prefix="/api/join", tags=["taking part"])


class Welcome(Told):
    """What this is, who asks, and how long it takes."""

    party: Party
    workshop: str
    name: str
    organization: str
    questionnaire: str
    languages: tuple[Lang, ...]
    named: bool
    minutes: int
    count: int
    """Questions asked of somebody who has answered none yet."""


class Newcomer(Wanted):
    """Who joins. To be told before: in a party of one or two, answers show as the party's.

    Unless somebody in it chose `joint_only`; then they count in the joint result and are shown
    nowhere.
    """

    name: PersonName = ""
    """Needed where people give their names, else left aside."""
    consent: Consent


class Joined(Told):
    """Somebody who takes part. The token is told this once."""

    workshop: str
    party: Party
    token: str


@router.get("", responses=problems())
def welcome(door: Joining, service: ServiceOf) -> Welcome:
    """What the party's key lets somebody take part in."""
    party, found = door
    form = form_of(service.rulebook, found)
    return Welcome(
        party=party,
        workshop=found.id,
        name=found.name,
        organization=found.organization,
        questionnaire=found.questionnaire,
        languages=found.languages,
        named=found.named,
        minutes=form.minutes,
        count=len(tuple(course(service.program, form, party, {}))),
    )


@router.post("", status_code=201, responses=problems())
def join(door: Joining, request: Request, service: ServiceOf, who: Newcomer) -> Joined:
    """Take part. Each call makes one more participant, so keep the token."""
    party, found = door
    if found.named and not who.name:
        raise Refused("invalid", "body.name")
    token = doors.join(request, service, door, who.name if found.named else "", who.consent)
    return Joined(workshop=found.id, party=party, token=token)
