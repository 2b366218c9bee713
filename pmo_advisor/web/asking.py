"""What a request brings along: the service, the pages, a form that is ours."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends
from starlette.datastructures import FormData
from starlette.requests import Request

from pmo_advisor.reports.typography import clean
from pmo_advisor.web.csrf import CSRF_FIELD, csrf_matches
from pmo_advisor.web.doors import NoEntry
from pmo_advisor.web.pages import Pages
from pmo_advisor.web.service import Service


async def _service(request: Request) -> Service:  # not worth a thread of its own
    service: Service = request.app.state.service
    return service


async def _pages(request: Request) -> Pages:
    pages: Pages = request.app.state.pages
    return pages


async def _form(request: Request) -> AsyncIterator[FormData]:
    """The fields of a form that one of our own pages sent. Raises NoEntry."""
    async with request.form() as form:  # files that came with it are closed afterwards
        if not csrf_matches(request, str(form.get(CSRF_FIELD, ""))):
            raise NoEntry
        yield form


ServiceOf = Annotated[Service, Depends(_service)]
PagesOf = Annotated[Pages, Depends(_pages)]
FormOf = Annotated[FormData, Depends(_form)]


def field(form: FormData, name: str, longest: int = 200) -> str:
    """A field as one line of text, cut where it is longer than the page allows."""
    return clean(str(form.get(name, "")))[:longest]
