"""Notes and clocks of the facilitator."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request

from pmo_advisor.consultation.workshop.outdated import form_of
from pmo_advisor.model.workshop import Workshop
from pmo_advisor.store import moderating
from pmo_advisor.store.store import Stale
from pmo_advisor.web.api.keys import AtScreen
from pmo_advisor.web.api.problems import no_question, problems, refused
from pmo_advisor.web.api.shapes import FactName, Moment, Note, Revision, Told, Wanted
from pmo_advisor.web.asking import ServiceOf
from pmo_advisor.web.doors import Refused
from pmo_advisor.web.pages import language
from pmo_advisor.web.service import Service
from pmo_advisor.web.views.moments import is_about

router = APIRouter(prefix="/api/workshops/{workshop}", tags=["facilitating"])
MOST_MINUTES = 24 * 60


class NoteInfo(Told):
    """A note about a question, or about the whole (`about` empty)."""

    about: str
    text: str
    revision: int


class NewNote(Wanted):
    """A note, with the revision of the note seen before; 0 for none."""

    about: FactName = ""
    text: Note
    revision: Revision = 0


class TimerInfo(Told):
    """A clock: running since `started`, for so many seconds; at rest where it was not started."""

    about: str
    seconds: int
    started: Moment | None


class NewTimer(Wanted):
    """A clock for a question, for the `agenda`, or for the whole (`about` empty)."""

    about: FactName
    minutes: Annotated[int, Field(ge=1, le=MOST_MINUTES)]
    running: bool
    """Whether it begins now, or is put to rest."""


def _check(request: Request, service: Service, found: Workshop, about: str) -> None:
    if not is_about(service, found, about):
        known = form_of(service.rulebook, found).question_ids()
        fault = no_question(about, known)
        raise refused([("body.about", fault)], service.texts, language(request))


@router.get("/notes", responses=problems())
def list_notes(found: AtScreen, service: ServiceOf) -> list[NoteInfo]:
    """All notes."""
    with service.store.read() as connection:
        held = moderating.notes(connection, found.id)
    return [NoteInfo.model_validate(one) for one in held]


@router.put("/notes", responses=problems(changed=NoteInfo))
def write_note(found: AtScreen, request: Request, service: ServiceOf, new: NewNote) -> NoteInfo:
    """Keep a note. The same text again changes nothing."""
    _check(request, service, found, new.about)
    try:
        with service.store.change(found.id) as connection:
            made = moderating.write_note(connection, found.id, new.about, new.text, new.revision)
    except Stale as stale:
        now = NoteInfo.model_validate(stale.now) if stale.now else None
        raise Refused("changed", "body.revision", now=now) from None
    return NoteInfo.model_validate(made)


@router.get("/timers", responses=problems())
def list_timers(found: AtScreen, service: ServiceOf) -> list[TimerInfo]:
    """All clocks that were set."""
    with service.store.read() as connection:
        held = moderating.timers(connection, found.id)
    return [TimerInfo.model_validate(one) for one in held]


@router.put("/timers", responses=problems())
def set_timer(found: AtScreen, request: Request, service: ServiceOf, new: NewTimer) -> TimerInfo:
    """Start a clock, or put it to rest."""
    _check(request, service, found, new.about)
    with service.store.change(found.id) as connection:
        made = moderating.set_timer(
            connection, found.id, new.about, new.minutes * 60, running=new.running
        )
    return TimerInfo.model_validate(made)
