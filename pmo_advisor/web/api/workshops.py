"""Workshops: listed, prepared, looked at; and their keys."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request

from pmo_advisor.errors import Fault
from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.knowledge.shown import shown
from pmo_advisor.model.question import PARTIES, Party
from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.model.workshop import Kind, Step
from pmo_advisor.store import doors as store_doors
from pmo_advisor.store import whole
from pmo_advisor.store.doors import Opened
from pmo_advisor.web import making
from pmo_advisor.web.api.keys import AtHome, AtScreen, Managed
from pmo_advisor.web.api.problems import problems, refused
from pmo_advisor.web.api.shapes import Line, Moment, Name, Told, Wanted
from pmo_advisor.web.asking import ServiceOf
from pmo_advisor.web.doors import Refused, bearer
from pmo_advisor.web.pages import language
from pmo_advisor.web.service import Service

router = APIRouter(prefix="/api/workshops", tags=["workshops"])


class WorkshopInfo(Told):
    """What was prepared, and how far it has come."""

    id: str
    kind: Kind
    """`workshop` for the three parties, `single` for an assessment by one person."""
    name: str
    organization: str
    questionnaire: str
    named: bool
    """Whether people give their names; where not, nothing tells one from another."""
    languages: tuple[Lang, ...]
    created: Moment
    step: Step
    round: int
    """Counts from 1; each further round asks the questions that were opened again."""
    revision: int
    """Grows with every change of anything in the workshop."""
    copied_from: str | None


class NewWorkshop(Wanted):
    """What to prepare."""

    name: Name
    kind: Kind = "workshop"
    organization: Line = ""
    questionnaire: Annotated[str, Field(max_length=40)] = "quick"
    """The name of a questionnaire, such as `quick` or `full`."""
    named: bool = False
    languages: list[Lang] = Field(default=[*LANGS], min_length=1, max_length=2)


class PartyLink(Told):
    """A party's way in: the key for other systems, the link for people."""

    party: Party
    key: str
    link: str


class Keys(Told):
    """What opens a workshop. None of it is stored or told again, so keep it."""

    screen: str
    """The facilitator's."""
    screen_link: str
    """The same for a browser."""
    parties: tuple[PartyLink, ...]
    """One for each party; none for an assessment by one person."""
    part: str | None
    """The token of whoever answers alone."""


class OpenedWorkshop(Told):
    """A workshop with its keys."""

    workshop: WorkshopInfo
    keys: Keys


def moved(service: Service, workshop: str, where: str) -> Refused:
    """Somebody else was first: a refusal that tells how the workshop stands now."""
    with service.store.read() as connection:
        now = WorkshopInfo.model_validate(store_doors.workshop(connection, workshop))
    return Refused("changed", where, now=now)


def opened_workshop(service: Service, opened: Opened, token: str) -> OpenedWorkshop:
    """A workshop with its keys; ``token`` is that of whoever answers alone, else empty."""
    found, screen = opened.workshop, opened.screen
    return OpenedWorkshop(
        workshop=WorkshopInfo.model_validate(found),
        keys=Keys(
            screen=screen,
            screen_link=f"{service.settings.address}/s/{screen}",
            parties=() if token else party_links(service, screen, found.id),
            part=token or None,
        ),
    )


def party_links(service: Service, screen: str, workshop: str) -> tuple[PartyLink, ...]:
    """Each party's key and link, said again from the key of the screen."""
    keys = {party: store_doors.party_key(screen, workshop, party) for party in PARTIES}
    return tuple(
        PartyLink(party=party, key=key, link=f"{service.settings.address}/j/{key}")
        for party, key in keys.items()
    )


@router.get("", responses=problems())
def list_workshops(caller: AtHome, service: ServiceOf) -> list[WorkshopInfo]:  # noqa: ARG001
    """All workshops of this server, the newest first."""
    with service.store.read() as connection:
        return [WorkshopInfo.model_validate(one) for one in whole.listed(connection)]


@router.post("", status_code=201, responses=problems())
def prepare_workshop(
    caller: AtHome,  # noqa: ARG001
    request: Request,
    service: ServiceOf,
    new: NewWorkshop,
) -> OpenedWorkshop:
    """Prepare a workshop, or an assessment by one person."""
    if new.questionnaire not in service.rulebook.form:
        known = list(service.rulebook.form)
        values = {"name": shown(new.questionnaire), "allowed": known}
        fault = Fault("form_unknown", values, None, nearest(new.questionnaire, known))
        raise refused([("body.questionnaire", fault)], service.texts, language(request))
    opened, token = making.prepare(
        service,
        kind=new.kind,
        name=new.name,
        organization=new.organization,
        questionnaire=new.questionnaire,
        named=new.named,
        languages=tuple(one for one in LANGS if one in new.languages),
    )
    return opened_workshop(service, opened, token)


@router.get("/{workshop}", responses=problems())
def show_workshop(found: Managed) -> WorkshopInfo:
    """How far a workshop has come. Its revision tells whether anything has changed."""
    return WorkshopInfo.model_validate(found)


@router.get("/{workshop}/links", responses=problems())
def show_links(found: AtScreen, request: Request, service: ServiceOf) -> list[PartyLink]:
    """The parties' links, told again to whoever holds the key of the screen."""
    return list(party_links(service, bearer(request), found.id))


@router.post("/{workshop}/keys", responses=problems())
def renew_keys(found: Managed, service: ServiceOf) -> OpenedWorkshop:
    """New keys. Those given out before open nothing any more; who has joined stays in."""
    with service.store.change(found.id) as connection:
        opened = store_doors.renew(connection, found)
        token = whole.alone(connection, found)
    return opened_workshop(service, opened, token)
