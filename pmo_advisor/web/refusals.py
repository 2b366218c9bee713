"""What is refused, said as whoever asks can read it: a page, or for another system a problem."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from pmo_advisor.web.pages import Pages, language

API = "/api/"
STATUS: Mapping[str, int] = {
    "invalid": 422,
    "unknown_key": 401,
    "elsewhere": 403,
    "no_entry": 404,
    "address": 404,
    "method": 405,
    "changed": 409,
    "not_now": 409,
    "too_large": 413,
    "host": 421,
    "too_often": 429,
    "failed": 500,
    "missing_part": 501,
}
OWN_PAGE = ("no_entry", "too_often", "too_large")
"""Refusals that have a page of their own; the others share one."""


class Problem(BaseModel):
    """Why a request was not done. ``error`` is a word to test, ``message`` a sentence to show."""

    error: str
    message: str
    where: str | None = None
    """What part of the request is meant, such as ``body.revision``, where one is."""


def refusal(
    request: Request, error: str, *, where: str | None = None, status: int | None = None
) -> Response:
    """The answer for a refusal named in ``STATUS``."""
    code = status or STATUS[error]
    pages: Pages = request.app.state.pages
    if request.url.path.startswith(API):
        message = pages.say(language(request), f"api.refused.{error}.text")
        problem = Problem(error=error, message=message, where=where)
        asks = {"WWW-Authenticate": "Bearer"} if error == "unknown_key" else {}
        return JSONResponse(problem.model_dump(exclude_none=True), code, headers=asks)
    if error == "address":
        error = "no_entry"
    if error in OWN_PAGE:
        return pages.page(request, error, status=code)
    return pages.page(request, "refused", status=code, error=error)
