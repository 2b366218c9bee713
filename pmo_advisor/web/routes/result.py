"""The result: what if, reservations, the decision, and opening it again."""

from __future__ import annotations

from typing import get_args
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from pmo_advisor.model.question import Party
from pmo_advisor.model.workshop import Decision
from pmo_advisor.reports.edition import Edition
from pmo_advisor.store import moderating
from pmo_advisor.store.store import Stale
from pmo_advisor.web import doors, papers
from pmo_advisor.web.asking import FormOf, PagesOf, ServiceOf, field
from pmo_advisor.web.doors import NoEntry
from pmo_advisor.web.drafts import LONGEST_RESERVATION, Draft, clash, decided, draft_of, too_long
from pmo_advisor.web.pages import language
from pmo_advisor.web.routes.screen import shown
from pmo_advisor.web.typed import paragraphs
from pmo_advisor.web.views.steps import WHOLE_POSITION, scene
from pmo_advisor.web.views.trying import trying

router = APIRouter(include_in_schema=False)


@router.get("/w/{workshop}/whatif")
def what_if(workshop: str, request: Request, service: ServiceOf, pages: PagesOf) -> Response:
    """Other answers, and what they would lead to; a form to send, or a piece of the page."""
    found = doors.at_screen(request, service, workshop)
    if found.step not in WHOLE_POSITION:
        return RedirectResponse(f"/w/{workshop}/screen", 303)
    given = {name: value[:80] for name, value in request.query_params.items()}
    whole = service.thinking.whole(workshop)
    view = trying(service, language(request), whole, given)
    if request.headers.get("hx-request") == "true":
        return HTMLResponse(pages.part(request, "screen/changes", view=view))
    here = f"{request.url.path}?{urlencode(given)}"
    return pages.page(request, "screen/whatif", here=here, scene=scene(service, found), view=view)


@router.get("/w/{workshop}/papers/{name}")
def document(workshop: str, name: str, request: Request, service: ServiceOf) -> Response:
    """A document of the joint position, such as ``report.zh.docx``, once headcount may be shown.

    ``?edition=internal`` tells the facilitator's notes, too.
    """
    found = doors.at_screen(request, service, workshop)
    order = papers.order_named(name)
    if order is None or found.step not in ("people", "decided"):
        raise NoEntry
    edition: Edition | None = "internal" if _is_internal(request) else None
    made = papers.joint_paper(service, found, order, edition)
    return papers.download(made, order, edition)


def _is_internal(request: Request) -> bool:
    return request.query_params.get("edition") == "internal"


@router.post("/w/{workshop}/reserve")
def reserve(
    workshop: str, request: Request, form: FormOf, service: ServiceOf, pages: PagesOf
) -> Response:
    """Keep what a party holds against the joint position."""
    found = doors.at_screen(request, service, workshop)
    party = next((one for one in get_args(Party) if one == field(form, "party", 16)), None)
    text = paragraphs(form, "text")
    if len(text) > LONGEST_RESERVATION:
        sent = {"party": party or ""}
        longest = LONGEST_RESERVATION
        return too_long(request, service, pages, found, text, longest, "reserve", **sent)
    if party is not None and text:
        with service.store.change(workshop) as connection:
            moderating.reserve(connection, workshop, party, text)
    return RedirectResponse(f"/w/{workshop}/screen#reservations", 303)


@router.post("/w/{workshop}/withdraw")
def withdraw(workshop: str, request: Request, form: FormOf, service: ServiceOf) -> Response:
    """Take a reservation back."""
    doors.at_screen(request, service, workshop)
    with service.store.change(workshop) as connection:
        moderating.withdraw(connection, workshop, field(form, "reservation", 40))
    return RedirectResponse(f"/w/{workshop}/screen#reservations", 303)


@router.post("/w/{workshop}/decide")
def decide(
    workshop: str, request: Request, form: FormOf, service: ServiceOf, pages: PagesOf
) -> Response:
    """Record the decision. Where somebody else has recorded one, both are shown.

    Where it cannot be kept as it is, the page comes back with everything that was typed.
    """
    found = doors.at_screen(request, service, workshop)
    if found.step not in ("people", "decided"):
        return RedirectResponse(f"/w/{workshop}/screen?moved=1", 303)
    made = decided(form)
    if isinstance(made, Draft):
        return shown(request, service, pages, found, made)
    try:
        with service.store.change(workshop) as connection:
            moderating.decide(connection, workshop, made)
    except Stale as stale:
        held = stale.now if isinstance(stale.now, Decision) else None
        return clash(
            request,
            service,
            pages,
            doors.at_screen(request, service, workshop),
            action="decide",
            theirs=draft_of(held) if held else None,
            draft=draft_of(made),
            revision=held.revision if held else 0,
        )
    return RedirectResponse(f"/w/{workshop}/screen#decision", 303)


@router.post("/w/{workshop}/reopen")
def reopen(workshop: str, request: Request, form: FormOf, service: ServiceOf) -> Response:  # noqa: ARG001
    """Take up a decided workshop again. What was decided stays until it is decided anew."""
    doors.at_screen(request, service, workshop)
    with service.store.change(workshop) as connection:
        if moderating.step_of(connection, workshop) == "decided":
            moderating.go_to(connection, workshop, "people")
    return RedirectResponse(f"/w/{workshop}/screen", 303)
