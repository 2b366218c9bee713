"""The way in for whoever started the server: the list of workshops, and a new one."""

from __future__ import annotations

import re
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pmo_advisor.model.text import LANGS
from pmo_advisor.model.workshop import Kind, Workshop
from pmo_advisor.store import doors as store_doors
from pmo_advisor.store import whole
from pmo_advisor.web import doors
from pmo_advisor.web.asking import FormOf, PagesOf, ServiceOf, field
from pmo_advisor.web.doors import NoEntry, cookie_name, keep
from pmo_advisor.web.making import Already, enter_again, prepare
from pmo_advisor.web.pages import A_YEAR, LANG_COOKIE, language
from pmo_advisor.web.service import Service
from pmo_advisor.web.views.moments import days

router = APIRouter(include_in_schema=False)
_LOCAL = re.compile(r"/(?:[^/\\\x00-\x20\x7f][^\\\x00-\x20\x7f]*)?")
"""An address on this server: browsers read two strokes at its beginning as another server."""


@router.get("/open/{key}")
def enter(key: str, request: Request, service: ServiceOf) -> Response:
    """Exchange the key that the program printed for a cookie. Raises NoEntry."""
    if not service.admits(key):
        doors.guessed(request, service)
        raise NoEntry
    response = RedirectResponse("/", 303)
    keep(response, service, doors.HOME_COOKIE, service.settings.home_key)
    return response


@router.get("/")
def home(request: Request, service: ServiceOf, pages: PagesOf) -> Response:
    """All workshops of this database, and the two things one may begin."""
    doors.at_home(request, service)
    return pages.page(request, "home", **listing(request, service))


def listing(request: Request, service: Service) -> dict[str, Any]:
    """What the home page shows; ``open`` are the workshops whose screen this browser may open."""
    with service.store.read() as connection:
        found = whole.listed(connection)
        held = [(one, secret) for one in found if (secret := _secret(request, one))]
        opens = {one.id for one, secret in held if store_doors.opens(connection, one, secret)}
    return {
        "here": "/",
        "once": store_doors.new_secret(),
        "typed": None,
        "workshops": found,
        "opens": opens,
        "days": days(service, language(request), found),
    }


def _secret(request: Request, workshop: Workshop) -> str:
    name = cookie_name("part" if workshop.kind == "single" else "screen", workshop.id)
    return request.cookies.get(name, "")


@router.post("/new")
def new(request: Request, form: FormOf, service: ServiceOf, pages: PagesOf) -> Response:
    """Prepare a workshop, or an assessment by one person."""
    doors.at_home(request, service)
    kind: Kind = "single" if field(form, "kind") == "single" else "workshop"
    name = field(form, "name")
    if not name:
        values = listing(request, service)
        typed = {one: str(told) for one, told in form.items() if isinstance(told, str)}
        return pages.page(request, "home", status=422, missing="name", **values | {"typed": typed})
    known = service.rulebook.form
    questionnaire = field(form, "questionnaire", 40)
    languages = tuple(one for one in LANGS if f"lang_{one}" in form) or LANGS
    try:
        opened, token = prepare(
            service,
            kind=kind,
            name=name,
            organization=field(form, "organization"),
            questionnaire=questionnaire if questionnaire in known else "quick",
            named=field(form, "named") == "named",
            languages=languages,
            once=field(form, "once"),
        )
    except Already as pressed:
        return _pressed_again(request, service, pressed.workshop)
    return doors.entered(service, opened, token)


def _pressed_again(request: Request, service: Service, workshop: str) -> Response:
    """To the workshop of the first press, whose answer the browser may not have waited for."""
    with service.store.read() as connection:
        found = store_doors.workshop(connection, workshop)
        held = store_doors.opens(connection, found, _secret(request, found))
    if held:
        page = "answer" if found.kind == "single" else "screen"
        return RedirectResponse(f"/w/{workshop}/{page}", 303)
    again = enter_again(service, workshop)
    return doors.entered(service, *again) if again else RedirectResponse("/", 303)


@router.get("/lang/{lang}")
def switch(lang: str, request: Request, service: ServiceOf) -> Response:
    """Read on in the other language, on the same page."""
    here = request.query_params.get("to", "/")
    response = RedirectResponse(here if _LOCAL.fullmatch(here) else "/", 303)
    if lang in LANGS:
        secure = service.settings.secure
        response.set_cookie(
            LANG_COOKIE, lang, max_age=A_YEAR, samesite="lax", secure=secure, path="/"
        )
    return response
