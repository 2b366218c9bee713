"""Another round: reopen those questions that can still change the position, and no others."""

from __future__ import annotations

from typing import NamedTuple

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pmo_advisor.consultation.workshop.outdated import form_of
from pmo_advisor.consultation.workshop.reveal import to_reopen
from pmo_advisor.model.workshop import Workshop
from pmo_advisor.reports.names import Names
from pmo_advisor.reports.voice import Voice
from pmo_advisor.store import doors as store_doors
from pmo_advisor.store import moderating
from pmo_advisor.web import doors
from pmo_advisor.web.asking import FormOf, PagesOf, ServiceOf
from pmo_advisor.web.pages import language
from pmo_advisor.web.service import Service
from pmo_advisor.web.views.steps import REVEAL, scene

router = APIRouter(include_in_schema=False)


class Offer(NamedTuple):
    """A question that may be opened again."""

    fact: str
    ask: str
    preset: bool


@router.get("/w/{workshop}/again")
def choose(workshop: str, request: Request, service: ServiceOf, pages: PagesOf) -> Response:
    """Which questions to open again; those that can change the position are ticked."""
    found = doors.at_screen(request, service, workshop)
    if found.step not in REVEAL:
        return RedirectResponse(f"/w/{workshop}/screen", 303)
    return _choosing(request, service, pages, found)


def _choosing(
    request: Request, service: ServiceOf, pages: PagesOf, found: Workshop, *, unticked: bool = False
) -> Response:
    thought = service.thinking.of(service.thinking.whole(found.id))
    names = Names(service.rulebook, Voice(service.texts, language(request)))
    offers = tuple(
        Offer(fact, names.voice.of(names.rulebook.question[fact].ask), preset)
        for fact, preset in to_reopen(service.program, thought.standing).items()
    )
    return pages.page(
        request,
        "screen/again",
        status=422 if unticked else 200,
        scene=scene(service, found),
        offers=offers,
        proof=thought.state,
        unticked=unticked,
    )


@router.post("/w/{workshop}/again")
def reopen(
    workshop: str, request: Request, form: FormOf, service: ServiceOf, pages: PagesOf
) -> Response:
    """Open the ticked questions; the participants' phones go to them."""
    found = doors.at_screen(request, service, workshop)
    asked = _asked(service, found)
    chosen = [str(one) for one in form.getlist("fact") if one in asked]
    if not chosen:
        return _choosing(request, service, pages, found, unticked=True)
    with service.store.change(workshop) as connection:
        # Two who press at once open one round, not two.
        standing = store_doors.workshop(connection, workshop)
        if standing.step in REVEAL and standing.round == found.round:
            moderating.reopen(connection, workshop, chosen)
    return RedirectResponse(f"/w/{workshop}/screen", 303)


def _asked(service: Service, workshop: Workshop) -> frozenset[str]:
    return frozenset(form_of(service.rulebook, workshop).question_ids())
