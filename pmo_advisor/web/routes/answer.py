"""Answering: one question after the other, or all in a list; every answer is kept at once."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pmo_advisor.consultation.course import course
from pmo_advisor.model.domain import Value
from pmo_advisor.model.workshop import Person, Workshop
from pmo_advisor.store import answering, moderating
from pmo_advisor.store.store import Stale
from pmo_advisor.web import doors
from pmo_advisor.web.asking import FormOf, PagesOf, ServiceOf, field
from pmo_advisor.web.doors import NoEntry
from pmo_advisor.web.service import Service
from pmo_advisor.web.taken import NotAnAnswer, taken

router = APIRouter(include_in_schema=False)


def asked(
    service: Service, workshop: Workshop, person: Person
) -> tuple[list[str], dict[str, Value], dict[str, int]]:
    """The questions of this round for this person, their answers, and these answers' revisions."""
    with service.store.read() as connection:
        given = answering.answers_of(connection, person.id)
        opened = moderating.reopened(connection, workshop.id)
    answers = answering.latest(given).get(person.id, {})
    seen = {one.fact: one.revision for one in given if one.round == workshop.round}
    form = service.rulebook.form[workshop.questionnaire]
    questions = list(course(service.program, form, person.party, answers))
    if workshop.round > 1:
        questions = [one for one in questions if one in opened.get(workshop.round, ())]
    return questions, answers, seen


@router.get("/w/{workshop}/answer")
def first(workshop: str, request: Request, service: ServiceOf, pages: PagesOf) -> Response:
    """The first question without an answer, or the end."""
    found, person = doors.taking_part(request, service, workshop)
    questions, answers, seen = asked(service, found, person)
    done = seen if found.round > 1 else answers
    left = [one for one in questions if one not in done]
    if left:
        return RedirectResponse(f"/w/{workshop}/answer/{left[0]}", 303)
    return pages.page(request, "answered", workshop=found, person=person, count=len(questions))


@router.get("/w/{workshop}/answer/{fact}")
def ask(workshop: str, fact: str, request: Request, service: ServiceOf, pages: PagesOf) -> Response:
    """One question."""
    return _question(workshop, fact, request, service, pages)


def _question(
    workshop: str,
    fact: str,
    request: Request,
    service: Service,
    pages: PagesOf,
    status: int = 200,
    refused: str = "",
    typed: str | None = None,
) -> Response:
    found, person = doors.taking_part(request, service, workshop)
    questions, answers, seen = asked(service, found, person)
    if fact not in questions:
        raise NoEntry
    place = questions.index(fact)
    return pages.page(
        request,
        "question",
        status=status,
        workshop=found,
        question=service.rulebook.question[fact],
        value=answers.get(fact),
        typed=typed,
        refused=refused,
        revision=seen.get(fact, 0),
        place=place + 1,
        count=len(questions),
        before=questions[place - 1] if place else None,
    )


@router.post("/w/{workshop}/answer/{fact}")
def take(
    workshop: str, fact: str, request: Request, form: FormOf, service: ServiceOf, pages: PagesOf
) -> Response:
    """Keep an answer, then go on to the next question."""
    found, person = doors.taking_part(request, service, workshop)
    questions, _, _ = asked(service, found, person)
    if fact not in questions or found.step not in ("answer",):
        raise NoEntry
    said = str(form.get("answer", ""))
    seen = field(form, "revision", 9)
    try:
        value = taken(service.rulebook.question[fact], said)
        with service.store.change(workshop) as connection:
            answering.save(
                connection,
                person.id,
                found.round,
                fact,
                value,
                int(seen) if seen.isdecimal() else None,
            )
    except NotAnAnswer as wrong:
        refused = pages.say(found.languages[0], wrong.message, **wrong.values)
        return _question(workshop, fact, request, service, pages, 422, refused, said)
    except Stale:
        return _question(workshop, fact, request, service, pages, 409, "stale", said)
    after = questions[questions.index(fact) + 1 :]
    target = f"/{after[0]}" if after else ""
    return RedirectResponse(f"/w/{workshop}/answer{target}", 303)
