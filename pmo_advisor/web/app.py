"""The app: its rooms put together."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pmo_advisor import __version__
from pmo_advisor.web.doors import NoEntry, TooOften
from pmo_advisor.web.guard import Guard, TooLarge
from pmo_advisor.web.limits import Limit
from pmo_advisor.web.pages import Pages
from pmo_advisor.web.routes import (
    again,
    answer,
    follow,
    home,
    join,
    keep,
    later,
    moderate,
    prepare,
    result,
    screen,
    single,
    static,
)
from pmo_advisor.web.service import Service


def create_app(service: Service) -> FastAPI:
    """The app for a server. Whoever makes the service closes it."""

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        service.hub.start()
        yield
        service.hub.close()

    app = FastAPI(
        title="pmo-advisor",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
    )
    app.state.service = service
    app.state.pages = Pages(service)
    app.state.joins = Limit(400, 600)
    app.state.guesses = Limit(30, 600)
    for room in (
        static,
        home,
        prepare,
        join,
        answer,
        keep,
        single,
        screen,
        follow,
        moderate,
        again,
        result,
        later,
    ):
        app.include_router(room.router)
    app.add_middleware(Guard)

    @app.exception_handler(NoEntry)
    async def no_entry(request: Request, _error: Exception) -> Response:
        return pages_of(request).page(request, "no_entry", status=404)

    @app.exception_handler(answer.Closed)
    async def closed(_request: Request, error: Exception) -> Response:
        workshop = error.workshop if isinstance(error, answer.Closed) else ""
        return RedirectResponse(f"/w/{workshop}/answer", 303)

    @app.exception_handler(404)
    async def not_found(request: Request, _error: Exception) -> Response:
        return pages_of(request).page(request, "no_entry", status=404)

    @app.exception_handler(TooOften)
    async def too_often(request: Request, _error: Exception) -> Response:
        return pages_of(request).page(request, "too_often", status=429)

    @app.exception_handler(TooLarge)
    async def too_large(request: Request, _error: Exception) -> Response:
        return pages_of(request).page(request, "too_large", status=413)

    return app


def pages_of(request: Request) -> Pages:
    """The pages of the app that answers."""
    pages: Pages = request.app.state.pages
    return pages
