"""What is refused, said as whoever asks can read it: a page, or for another system a problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict
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


class FaultAt(BaseModel):
    """One thing that is wrong, and where in the request."""

    where: str
    message: str


class Problem(BaseModel):
    """Why a request was not done. `error` is a word to test, `message` a sentence to show."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    error: str
    message: str
    where: str | None = None
    """What part of the request is meant, such as `body.revision`, where one is."""
    faults: tuple[FaultAt, ...] = ()
    """Everything that is wrong with the request, where several things may be."""
    now: Any = None
    """What stands now, where somebody else was first."""


def is_call(request: Request) -> bool:
    """Whether another system asks, not a browser for a page."""
    return request.url.path.startswith(API)


def refusal(
    request: Request,
    error: str,
    *,
    where: str | None = None,
    status: int | None = None,
    now: object = None,
    faults: Sequence[tuple[str, str]] = (),
) -> Response:
    """The answer for a refusal named in ``STATUS``.

    ``now`` and ``faults`` (place and sentence) are told to other systems only.
    """
    code = status or STATUS[error]
    pages: Pages = request.app.state.pages
    if is_call(request):
        message = pages.say(language(request), f"api.refused.{error}.text")
        told = tuple(FaultAt(where=place, message=said) for place, said in faults)
        problem = Problem(error=error, message=message, where=where, faults=told, now=now)
        asks = {"WWW-Authenticate": "Bearer"} if error == "unknown_key" else {}
        plain = problem.model_dump(mode="json", exclude_defaults=True, serialize_as_any=True)
        return JSONResponse(plain, code, headers=asks)
    if error == "address":
        error = "no_entry"
    if error in OWN_PAGE:
        return pages.page(request, error, status=code)
    return pages.page(request, "refused", status=code, error=error)
