"""The app: its rooms put together."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pmo_advisor import __version__
from pmo_advisor.store.store import Missing
from pmo_advisor.web import api, doors
from pmo_advisor.web.doors import NoEntry, Refused, TooOften
from pmo_advisor.web.guard import Guard, Rules
from pmo_advisor.web.hosts import hosts
from pmo_advisor.web.invalid import faults_in
from pmo_advisor.web.limits import Limit
from pmo_advisor.web.pages import Pages, language
from pmo_advisor.web.refusals import is_call, refusal
from pmo_advisor.web.routes import (
    again,
    answer,
    follow,
    health,
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
        description=api.__doc__ or "",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.service = service
    app.state.pages = Pages(service)
    app.state.joins = Limit(400, 600)
    app.state.guesses = Limit(30, 600)
    for room in (
        static,
        health,
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
    for router in api.ROUTERS:
        app.include_router(router)
    rules = Rules(
        hosts(service.settings),
        service.settings.secure,
        refusal,
        lambda request: doors.holds_home_key(request, service),
    )
    app.add_middleware(GZipMiddleware, compresslevel=5)
    app.add_middleware(Guard, rules=rules)
    _refuse(app)
    return app


def _refuse(app: FastAPI) -> None:
    """Say what is refused, each in its way."""

    @app.exception_handler(Refused)
    async def refused(request: Request, error: Refused) -> Response:
        return refusal(request, error.error, where=error.where, now=error.now, faults=error.faults)

    @app.exception_handler(Missing)  # deleted while the request was under way
    @app.exception_handler(NoEntry)
    async def no_entry(request: Request, _error: Exception) -> Response:
        return refusal(request, "no_entry")

    @app.exception_handler(TooOften)
    async def too_often(request: Request, _error: Exception) -> Response:
        return refusal(request, "too_often")

    @app.exception_handler(answer.Closed)
    async def closed(_request: Request, error: answer.Closed) -> Response:
        return RedirectResponse(f"/w/{error.workshop}/answer", 303)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        texts, lang = request.app.state.service.texts, language(request)
        faults = [(where, texts.fault(one, lang)) for where, one in faults_in(error)]
        return refusal(request, "invalid", where=faults[0][0], faults=faults)

    @app.exception_handler(HTTPException)
    async def other(request: Request, error: HTTPException) -> Response:
        known = {404: "no_entry", 405: "method"}.get(error.status_code, "invalid")
        status = 422 if is_call(request) and known == "invalid" else error.status_code
        response = refusal(request, known, status=status)
        response.headers.update(error.headers or {})
        return response
