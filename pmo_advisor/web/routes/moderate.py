"""What the facilitator does during the reveal: go on or back, write notes, set clocks."""

from __future__ import annotations

from typing import get_args

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pmo_advisor.model.workshop import Note, Step, Workshop
from pmo_advisor.store import doors as store_doors
from pmo_advisor.store import moderating
from pmo_advisor.store.store import Stale
from pmo_advisor.web import doors
from pmo_advisor.web.asking import FormOf, PagesOf, ServiceOf, field
from pmo_advisor.web.doors import NoEntry
from pmo_advisor.web.drafts import LONGEST_NOTE, clash, too_long
from pmo_advisor.web.service import Service
from pmo_advisor.web.typed import paragraphs, whole_number
from pmo_advisor.web.views.moments import is_about
from pmo_advisor.web.views.steps import reachable

router = APIRouter(include_in_schema=False)
MOST_MINUTES = 24 * 60


@router.post("/w/{workshop}/step")
def step(workshop: str, request: Request, form: FormOf, service: ServiceOf) -> Response:
    """Take everybody to another step, unless somebody else has just done so."""
    doors.at_screen(request, service, workshop)
    wanted, seen = field(form, "to", 16), field(form, "seen", 16)
    with service.store.change(workshop) as connection:
        found = store_doors.workshop(connection, workshop)
        moved = found.step != seen
        if not moved and wanted in reachable(found.step):
            moderating.go_to(connection, workshop, _step(wanted))
    return RedirectResponse(f"/w/{workshop}/screen{'?moved=1' if moved else ''}", 303)


def _step(name: str) -> Step:
    return next(one for one in get_args(Step) if one == name)


@router.post("/w/{workshop}/note")
def note(
    workshop: str, request: Request, form: FormOf, service: ServiceOf, pages: PagesOf
) -> Response:
    """Keep a note. Where somebody else has written meanwhile, both are shown and none is lost."""
    found = doors.at_screen(request, service, workshop)
    about = _about(service, found, field(form, "about", 80))
    text = paragraphs(form, "text")
    seen = whole_number(form, "revision") or 0
    if len(text) > LONGEST_NOTE:
        return too_long(
            request,
            service,
            pages,
            found,
            text,
            LONGEST_NOTE,
            "note",
            about=about,
            revision=str(seen),
        )
    try:
        with service.store.change(workshop) as connection:
            moderating.write_note(connection, workshop, about, text, seen)
    except Stale as stale:
        held = stale.now if isinstance(stale.now, Note) else Note(about=about, text="", revision=0)
        return clash(
            request,
            service,
            pages,
            doors.at_screen(request, service, workshop),
            draft=None,
            action="note",
            about=about,
            standing=held.text,
            mine=text,
            revision=held.revision,
            longest=LONGEST_NOTE,
        )
    return RedirectResponse(f"/w/{workshop}/screen#note-{about}", 303)


@router.post("/w/{workshop}/timer")
def timer(workshop: str, request: Request, form: FormOf, service: ServiceOf) -> Response:
    """Start a clock, or stop it."""
    found = doors.at_screen(request, service, workshop)
    about = _about(service, found, field(form, "about", 80))
    minutes = min(max(whole_number(form, "minutes") or 1, 1), MOST_MINUTES)
    with service.store.change(workshop) as connection:
        moderating.set_timer(
            connection, workshop, about, minutes * 60, running=field(form, "do") == "start"
        )
    return RedirectResponse(f"/w/{workshop}/screen#timer-{about}", 303)


def _about(service: Service, workshop: Workshop, name: str) -> str:
    """A question of this workshop, the agenda, or the whole. Raises NoEntry for anything else."""
    if not is_about(service, workshop, name):
        raise NoEntry
    return name
