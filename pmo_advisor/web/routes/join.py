"""Joining: a party's link makes somebody a participant, once for each browser."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pmo_advisor.model.workshop import Consent
from pmo_advisor.store import doors as store_doors
from pmo_advisor.web import doors
from pmo_advisor.web.asking import FormOf, PagesOf, ServiceOf, field
from pmo_advisor.web.doors import NoEntry, cookie_name, keep
from pmo_advisor.web.service import Service

router = APIRouter(include_in_schema=False)


def _opened(key: str, request: Request, service: Service) -> store_doors.Door:
    """The door of a party. Raises NoEntry."""
    with service.store.read() as connection:
        found = store_doors.door(connection, key)
    if found is None or found.party is None:
        if not request.app.state.guesses.allows(doors.address_of(request, service)):
            raise doors.TooOften
        raise NoEntry
    return found


@router.get("/j/{key}")
def welcome(key: str, request: Request, service: ServiceOf, pages: PagesOf) -> Response:
    """What this is, who asks, and what becomes of the answers; then one button."""
    door = _opened(key, request, service)
    try:
        doors.taking_part(request, service, door.workshop)
    except NoEntry:
        with service.store.read() as connection:
            workshop = store_doors.workshop(connection, door.workshop)
        return pages.page(request, "welcome", workshop=workshop, party=door.party, key=key)
    return RedirectResponse(f"/w/{door.workshop}/answer", 303)


@router.post("/j/{key}")
def join(key: str, request: Request, form: FormOf, service: ServiceOf, pages: PagesOf) -> Response:
    """Take part. The browser keeps a token; coming back needs nothing else."""
    door = _opened(key, request, service)
    if not request.app.state.joins.allows(doors.address_of(request, service)):
        raise doors.TooOften
    with service.store.read() as connection:
        workshop = store_doors.workshop(connection, door.workshop)
    name = field(form, "name", 80) if workshop.named else ""
    if workshop.named and not name:
        return pages.page(
            request,
            "welcome",
            status=422,
            workshop=workshop,
            party=door.party,
            key=key,
            missing="name",
        )
    with service.store.change(door.workshop) as connection:
        _, token = store_doors.join(connection, door.workshop, door.party, name)
    response = RedirectResponse(f"/w/{door.workshop}/answer", 303)
    keep(response, service, cookie_name("part", door.workshop), token)
    return response


@router.post("/w/{workshop}/consent")
def consent(workshop: str, request: Request, form: FormOf, service: ServiceOf) -> Response:
    """Whether the answers of somebody in a small party may show as the party's."""
    _, person = doors.taking_part(request, service, workshop)
    given: Consent = "joint_only" if field(form, "consent") == "joint_only" else "as_party"
    with service.store.change(workshop) as connection:
        store_doors.consent(connection, person.id, given)
    return RedirectResponse(f"/w/{workshop}/answer", 303)
