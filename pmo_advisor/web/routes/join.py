"""Joining: a party's link makes somebody a participant, once for each browser."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pmo_advisor.consultation.course import course
from pmo_advisor.consultation.workshop.outdated import form_of
from pmo_advisor.model.question import Party
from pmo_advisor.model.workshop import Consent, Workshop
from pmo_advisor.store import doors as store_doors
from pmo_advisor.web import doors
from pmo_advisor.web.asking import FormOf, PagesOf, ServiceOf, field
from pmo_advisor.web.doors import NoEntry, cookie_name, keep
from pmo_advisor.web.pages import Pages
from pmo_advisor.web.service import Service

router = APIRouter(include_in_schema=False)
CONSENTS: tuple[Consent, ...] = ("as_party", "joint_only")


@router.get("/j/{key}")
def welcome(key: str, request: Request, service: ServiceOf, pages: PagesOf) -> Response:
    """What this is, who asks, and what becomes of the answers; then one button."""
    party, workshop = doors.party_door(request, service, key)
    if _is_in(request, service, workshop):
        return RedirectResponse(f"/w/{workshop.id}/answer", 303)
    return _welcome(request, service, pages, key, party, workshop)


@router.post("/j/{key}")
def join(key: str, request: Request, form: FormOf, service: ServiceOf, pages: PagesOf) -> Response:
    """Take part. The browser keeps a token; coming back needs nothing else."""
    party, workshop = doors.party_door(request, service, key)
    if _is_in(request, service, workshop):  # the button was pressed twice
        return RedirectResponse(f"/w/{workshop.id}/answer", 303)
    name = field(form, "name", 80) if workshop.named else ""
    consent = _consent(field(form, "consent", 20))
    missing = frozenset(
        what
        for what, there in (("name", name or not workshop.named), ("consent", consent))
        if not there
    )
    if consent is None or missing:
        return _welcome(
            request, service, pages, key, party, workshop, missing=missing, name=name, given=consent
        )
    token = doors.join(request, service, (party, workshop), name, consent)
    response = RedirectResponse(f"/w/{workshop.id}/answer", 303)
    keep(response, service, cookie_name("part", workshop.id), token)
    return response


def _is_in(request: Request, service: Service, workshop: Workshop) -> bool:
    try:
        doors.taking_part(request, service, workshop.id)
    except NoEntry:
        return False
    return True


def _welcome(
    request: Request,
    service: Service,
    pages: Pages,
    key: str,
    party: Party,
    workshop: Workshop,
    *,
    missing: frozenset[str] = frozenset(),
    name: str = "",
    given: Consent | None = None,
) -> Response:
    questionnaire = form_of(service.rulebook, workshop)
    return pages.page(
        request,
        "welcome",
        status=422 if missing else 200,
        workshop=workshop,
        party=party,
        key=key,
        minutes=questionnaire.minutes,
        count=len(tuple(course(service.program, questionnaire, party, {}))),
        missing=missing,
        name=name,
        given=given,
    )


def _consent(said: str) -> Consent | None:
    return next((one for one in CONSENTS if one == said), None)


@router.post("/w/{workshop}/consent")
def consent(workshop: str, request: Request, form: FormOf, service: ServiceOf) -> Response:
    """Whether the answers of somebody in a small party may show as the party's."""
    _, person = doors.taking_part(request, service, workshop)
    given = _consent(field(form, "consent", 20))
    if given is None:
        raise NoEntry
    with service.store.change(workshop) as connection:
        store_doors.consent(connection, person.id, given)
    return RedirectResponse(f"/w/{workshop}/answer", 303)
