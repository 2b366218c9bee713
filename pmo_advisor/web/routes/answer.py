"""Answering: the pages. One question after the other, or all in a list; and a look at the whole."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pmo_advisor.model.text import Lang
from pmo_advisor.model.workshop import Person, Workshop
from pmo_advisor.web import doors, single
from pmo_advisor.web.asked import Asked, asked, is_open
from pmo_advisor.web.asking import PagesOf, ServiceOf
from pmo_advisor.web.doors import NoEntry
from pmo_advisor.web.items import Item, Trouble, items, place, said
from pmo_advisor.web.pages import A_YEAR, Pages, language
from pmo_advisor.web.service import Service
from pmo_advisor.web.views.advising import panel

router = APIRouter(include_in_schema=False)
WAY_COOKIE = "pmo_way"
LIST, ONE = "list", "one"


def open_door(request: Request, service: Service, workshop: str) -> tuple[Workshop, Person]:
    """Who answers, while answers are taken. Raises NoEntry, or Closed."""
    found, person = doors.taking_part(request, service, workshop)
    if not is_open(found):
        raise Closed(workshop)
    return found, person


class Closed(Exception):
    """No answers are taken now. Whoever is sent to the beginning is told why."""

    def __init__(self, workshop: str) -> None:
        super().__init__(workshop)
        self.workshop = workshop


@router.get("/w/{workshop}/answer")
def first(workshop: str, request: Request, service: ServiceOf, pages: PagesOf) -> Response:
    """Where this person left off: a question, the list, the look at the whole, or why not now."""
    try:
        found, person = doors.taking_part(request, service, workshop)
    except NoEntry:
        return single.come_back(request, service, workshop)
    if found.step == "prepare":
        return pages.page(request, "waiting", workshop=found, person=person)
    mine = asked(service, found, person)
    if not is_open(found):
        return pages.page(request, "closed", **whole(service, language(request), mine))
    if not mine.questions:
        return pages.page(request, "waiting", workshop=found, person=person)
    if request.cookies.get(WAY_COOKIE) == LIST:
        return RedirectResponse(f"/w/{workshop}/all", 303)
    target = f"answer/{mine.left[0]}" if mine.left else "review"
    return RedirectResponse(f"/w/{workshop}/{target}", 303)


@router.get("/w/{workshop}/answer/{fact}")
def one(workshop: str, fact: str, request: Request, service: ServiceOf, pages: PagesOf) -> Response:
    """One question."""
    found, person = open_door(request, service, workshop)
    return one_page(request, service, pages, asked(service, found, person), Trouble(fact, ""))


@router.get("/w/{workshop}/all")
def all_of_them(workshop: str, request: Request, service: ServiceOf, pages: PagesOf) -> Response:
    """All questions in a list."""
    found, person = open_door(request, service, workshop)
    return list_page(request, service, pages, asked(service, found, person))


def one_page(
    request: Request, service: Service, pages: Pages, mine: Asked, about: Trouble, status: int = 200
) -> Response:
    """The page of one question, with what became of an answer that was not kept."""
    lang = language(request)
    trouble = about if about.refused or about.clash else None
    found = items(service, mine, lang, trouble)
    item = next((each for each in found if each.question.id == about.fact), None)
    if item is None:
        raise NoEntry
    response = pages.page(
        request,
        "answer_one",
        status=status,
        item=item,
        title_place=_place(service, lang, mine, item),
        **common(service, lang, mine),
    )
    return _on_this_way(response, service, ONE)


def list_page(
    request: Request,
    service: Service,
    pages: Pages,
    mine: Asked,
    trouble: Trouble | None = None,
    status: int = 200,
) -> Response:
    """The page of all questions, with what became of an answer that was not kept."""
    lang = language(request)
    found = items(service, mine, lang, trouble)
    response = pages.page(
        request,
        "answer_list",
        status=status,
        parts=_parts(found),
        trouble=trouble,
        places={each.question.id: _place(service, lang, mine, each) for each in found},
        **common(service, lang, mine),
    )
    # The script that shows one question at a time fetches this page, too.
    return response if "x-part" in request.headers else _on_this_way(response, service, LIST)


@router.get("/w/{workshop}/review")
def review(workshop: str, request: Request, service: ServiceOf, pages: PagesOf) -> Response:
    """All questions with their answers, each to be changed."""
    found, person = open_door(request, service, workshop)
    mine = asked(service, found, person)
    way = request.cookies.get(WAY_COOKIE, ONE)
    return pages.page(request, "review", way=way, **whole(service, language(request), mine))


@router.get("/w/{workshop}/finished")
def finished(workshop: str, request: Request, service: ServiceOf, pages: PagesOf) -> Response:
    """Thanks, and what comes next."""
    found, person = open_door(request, service, workshop)
    mine = asked(service, found, person)
    return pages.page(request, "finished", **common(service, language(request), mine))


def common(service: Service, lang: Lang, mine: Asked) -> dict[str, Any]:
    """What every page of somebody who answers says."""
    values: dict[str, Any] = {
        "workshop": mine.workshop,
        "person": mine.person,
        "count": len(mine.questions),
        "done": len(mine.questions) - len(mine.left),
        "left": len(mine.left),
        "first_left": mine.left[0] if mine.left else None,
        "advice": None,
        "said": lambda fact, value: said(service, lang, fact, value),
    }
    if mine.workshop.kind == "single":
        values["advice"] = panel(service, lang, mine)
    return values


def whole(service: Service, lang: Lang, mine: Asked) -> dict[str, Any]:
    """What the pages say that show every answer."""
    return {"parts": _parts(items(service, mine, lang)), **common(service, lang, mine)}


def _parts(found: tuple[Item, ...]) -> list[tuple[str, list[Item]]]:
    """The questions under their headings, in order."""
    parts: list[tuple[str, list[Item]]] = []
    for each in found:
        if not parts or parts[-1][0] != each.section:
            parts.append((each.section, []))
        parts[-1][1].append(each)
    return parts


def _place(service: Service, lang: Lang, mine: Asked, item: Item) -> str:
    return place(service, lang, item.number, len(mine.questions)) if item.number else ""


def _on_this_way(response: Response, service: Service, way: str) -> Response:
    """Come back in the same way next time."""
    response.set_cookie(
        WAY_COOKIE, way, max_age=A_YEAR, samesite="lax", secure=service.settings.secure, path="/"
    )
    return response
