"""One person's assessment: the answers as a sheet, and the advice on them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pmo_advisor.consultation.advise import advise
from pmo_advisor.consultation.firm import provable
from pmo_advisor.knowledge.sheets import sheet_digest
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.sheet import Sheet
from pmo_advisor.model.workshop import Note
from pmo_advisor.reasoning.plain import PlainEngine
from pmo_advisor.reports.produce import Order
from pmo_advisor.store import answering, moderating
from pmo_advisor.store import doors as store_doors
from pmo_advisor.web import doors, papers
from pmo_advisor.web.asked import Asked, asked
from pmo_advisor.web.doors import NoEntry, cookie_name, keep
from pmo_advisor.web.service import Service

HEAD = "@sheet"
"""What the note is about that holds the head of an imported answer file."""
HEAD_FIELDS = ("organization", "unit", "respondent", "party", "date", "entered_by")


def come_back(request: Request, service: Service, workshop: str) -> Response:
    """Let whoever started the server, or holds the screen, go on with an assessment.

    Their browser gets a new token. Raises NoEntry for anybody else, and for a workshop.
    """
    try:
        doors.at_home(request, service)
    except NoEntry:
        doors.at_screen(request, service, workshop)
    with service.store.read() as connection:
        try:
            found = store_doors.workshop(connection, workshop)
        except LookupError:
            raise NoEntry from None
        people = answering.people(connection, workshop)
    if found.kind != "single":
        raise NoEntry
    with service.store.change(workshop) as connection:
        if people:
            token = store_doors.again(connection, people[0].id)
        else:
            _, token = store_doors.join(connection, workshop, None)
    response = RedirectResponse(f"/w/{workshop}/answer", 303)
    keep(response, service, cookie_name("part", workshop), token)
    return response


def entered(request: Request, service: Service, workshop: str) -> Asked:
    """The assessment and its answers, for the person whose it is. Raises NoEntry."""
    found, person = doors.taking_part(request, service, workshop)
    if found.kind != "single":
        raise NoEntry
    return asked(service, found, person)


def sheet(service: Service, mine: Asked) -> Sheet:
    """The answers as a sheet, such as ``ask`` writes. Its date is that of the last answer."""
    workshop = mine.workshop
    with service.store.read() as connection:
        notes = moderating.notes(connection, workshop.id)
    head = _head(notes)
    last = max((one.saved.date() for one in mine.here.values()), default=None)
    questions = service.rulebook.question
    return Sheet(
        organization=workshop.organization or head.get("organization", ""),
        unit=head.get("unit") or workshop.name,
        respondent=head.get("respondent", ""),
        party=head.get("party"),
        date=head.get("date") or last,
        questionnaire=workshop.questionnaire,
        knowledge=service.rulebook.fingerprint,
        answers={fact: mine.answers[fact] for fact in questions if fact in mine.answers},
        notes={one.about: one.text for one in notes if one.about in questions},
        entered_by=head.get("entered_by", ""),
    )


def _head(notes: tuple[Note, ...]) -> Mapping[str, Any]:
    """What the imported file said of itself; nothing where that cannot be read (any more)."""
    text = next((one.text for one in notes if one.about == HEAD), "{}")
    try:
        found = Sheet.model_validate_json(text)
    except ValidationError:
        return {}
    return found.model_dump(include=set(HEAD_FIELDS))


def head_of(given: Sheet) -> str:
    """What an answer file says of itself, to be kept with the answers."""
    plain = given.model_dump(mode="json", include=set(HEAD_FIELDS), exclude_none=True)
    return json.dumps({key: value for key, value in plain.items() if value}, ensure_ascii=False)


def plain_advice(service: Service, given: Sheet) -> Advice:
    """The advice on the sheet, at once; how firm it is takes longer."""
    missing = service.texts.text("web.answer.firm.not_asked")
    engine = PlainEngine(service.program)
    return advise(service.program, [given], engine, missing, [sheet_digest(given)])


def proved_advice(service: Service, mine: Asked) -> Advice:
    """The advice with its firmness, which may take seconds; without it where it cannot be had."""
    return ask_firmness(service, mine, None) or plain_advice(service, sheet(service, mine))


def own_paper(service: Service, mine: Asked, order: Order) -> bytes:
    """A document of the assessment. Raises ImportError where its part is not installed."""
    of = (mine.workshop.id, mine.workshop.revision)
    return papers.paper(service, of, order, lambda: proved_advice(service, mine))


def ask_firmness(service: Service, mine: Asked, patience: float | None) -> Advice | None:
    """Have the firmness proved beside the requests, and wait ``patience`` seconds for it."""
    if not provable():
        return None
    given = sheet(service, mine)
    key = sheet_digest(given)
    known = service.proofs.known(key)
    if known is not None:
        return known
    advice = plain_advice(service, given)
    return service.proofs.wish(mine.person.id, key, [given], advice, patience)
