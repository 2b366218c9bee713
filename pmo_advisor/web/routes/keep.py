"""Keeping: every answer is saved as it is given, for a form and for the script alike.

The same save twice is one change. An answer that was changed elsewhere meanwhile is never written
over: whoever comes second is shown both.
"""

from __future__ import annotations

from typing import NamedTuple

from fastapi import APIRouter
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from pmo_advisor.consultation.deciding import deciding
from pmo_advisor.model.question import Question
from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.model.text import Lang
from pmo_advisor.model.workshop import Answer, Person, Workshop
from pmo_advisor.store.store import Stale
from pmo_advisor.web import doors
from pmo_advisor.web.asked import asked, may_answer
from pmo_advisor.web.asking import FormOf, PagesOf, ServiceOf, field
from pmo_advisor.web.doors import NoEntry
from pmo_advisor.web.items import Clash, Trouble, place, refusal, said
from pmo_advisor.web.pages import Pages, language, typeset
from pmo_advisor.web.routes.answer import LIST, list_page, one_page
from pmo_advisor.web.saving import Late, Seen, answerable, save
from pmo_advisor.web.service import Service
from pmo_advisor.web.taken import NotAnAnswer, taken

router = APIRouter(include_in_schema=False)
JSON_TYPE = "application/json"
LONGEST = 8_000
"""Characters looked at of what was typed; more than any question takes."""


class _Given(NamedTuple):
    """An answer as a form gives it, with the round and revision that its writer had in view."""

    text: str
    round: int
    revision: int


@router.post("/w/{workshop}/answer/{fact}")
def take(
    workshop: str, fact: str, request: Request, form: FormOf, service: ServiceOf, pages: PagesOf
) -> Response:
    """Keep an answer; a form then goes on to the next question."""
    found, person = doors.taking_part(request, service, workshop)
    if not may_answer(service, found, person, fact):
        raise NoEntry
    question = service.rulebook.question[fact]
    given = _given(form)
    lang = language(request)
    wants_json = JSON_TYPE in request.headers.get("accept", "")
    try:
        kept = _keep(service, found, person, question, given)
    except NotAnAnswer as wrong:
        refused = refusal(service, lang, question, wrong)
        if wants_json:
            return JSONResponse({"refused": typeset(refused, lang)}, 422)
        trouble = Trouble(fact, given.text, refused=refused)
        return _again(request, service, pages, found, person, form, trouble, 422)
    except Stale as stale:
        clash = _clash(service, lang, question, given, stale.now)
        if wants_json:
            words = {"said": typeset(clash.standing, lang), "given": typeset(clash.given, lang)}
            seen = f"{found.round}.{clash.revision}"
            told = {"now": clash.value, "revision": clash.revision, "seen": seen}
            return JSONResponse({**told, **words}, 409)
        trouble = Trouble(fact, given.text, clash=clash)
        return _again(request, service, pages, found, person, form, trouble, 409)
    except Late:
        if wants_json:
            return JSONResponse({"late": typeset(pages.say(lang, "answer.late"), lang)}, 410)
        return RedirectResponse(f"/w/{workshop}/answer", 303)
    if wants_json:
        return JSONResponse(_told(service, lang, found, person, kept))
    return RedirectResponse(_onward(service, found, person, fact, form), 303)


def _given(form: FormData) -> _Given:
    text = str(form.get("answer", ""))[:LONGEST]
    held = field(form, "held", LONGEST)
    # "Don't know" stands beside what is typed: whichever of the two was changed last counts.
    if "unknown" in form and text.strip() in ("", held):
        text = UNKNOWN
    round_, _, revision = field(form, "seen", 20).partition(".")
    return _Given(text, _number(round_), _number(revision))


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdecimal() else 0


def _keep(
    service: Service, found: Workshop, person: Person, question: Question, given: _Given
) -> Answer:
    """Keep the answer. Raises NotAnAnswer, Stale or Late."""
    answerable(found, given.round)
    value = taken(question, given.text)
    return save(service, found, person, question.id, value, Seen(given.round, given.revision))


def _clash(
    service: Service, lang: Lang, question: Question, given: _Given, standing: object
) -> Clash:
    mine = said(service, lang, question.id, taken(question, given.text))
    if not isinstance(standing, Answer):  # it was taken back meanwhile
        return Clash("", mine, "", 0)
    now = said(service, lang, question.id, standing.value)
    return Clash(now, mine, standing.value, standing.revision)


def _again(
    request: Request,
    service: Service,
    pages: Pages,
    found: Workshop,
    person: Person,
    form: FormData,
    trouble: Trouble,
    status: int,
) -> Response:
    """The same page once more, with what was typed and what is wrong."""
    mine = asked(service, found, person)
    if field(form, "from", 9) == LIST:
        return list_page(request, service, pages, mine, trouble, status)
    return one_page(request, service, pages, mine, trouble, status)


def _told(
    service: Service, lang: Lang, found: Workshop, person: Person, kept: Answer
) -> dict[str, object]:
    """What the script is told. Where other questions may apply now, which, and their places."""
    seen = f"{kept.round}.{kept.revision}"
    told: dict[str, object] = {"saved": kept.value, "revision": kept.revision, "seen": seen}
    if kept.fact in deciding(service.program):
        mine = asked(service, found, person)
        count = len(mine.questions)
        told["asked"] = {
            fact: typeset(place(service, lang, number, count), lang)
            for number, fact in enumerate(mine.questions, 1)
        }
    return told


def _onward(service: Service, found: Workshop, person: Person, fact: str, form: FormData) -> str:
    """Where a form goes on to."""
    if field(form, "from", 9) == LIST:
        return f"/w/{found.id}/all#q-{fact}"
    after = asked(service, found, person).after(fact)
    return f"/w/{found.id}/answer/{after}" if after else f"/w/{found.id}/review"
