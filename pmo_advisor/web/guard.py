"""What every answer carries, and what is refused before any page sees it."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_LIMIT = 1_000_000
IMPORT_LIMIT = 20_000_000
IMPORT_PATH = "/import"
CSRF_COOKIE = "pmo_csrf"
CSRF_FIELD = "csrf"
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}


class Guard:
    """Security headers on everything, a limit for every body, no change from another site."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if request.method not in SAFE_METHODS and from_elsewhere(request.headers):
            await _shielded(PlainTextResponse("cross-site", 403))(scope, receive, send)
            return
        limit = IMPORT_LIMIT if request.url.path == IMPORT_PATH else BODY_LIMIT
        await self._app(scope, _limited(receive, limit), _with_headers(send))


class TooLarge(Exception):
    """A body longer than its limit."""


def from_elsewhere(headers: Headers) -> bool:
    """Whether a browser says that another site sent this request."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


def _limited(receive: Receive, limit: int) -> Receive:
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            if taken > limit:
                raise TooLarge
        return message

    return limited


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return sending


def _shielded(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response


def csrf_token(request: Request) -> str:
    """The token of this browser; a new one where it has none yet."""
    held: str | None = request.cookies.get(CSRF_COOKIE)
    return held if held and len(held) == 43 else secrets.token_urlsafe(32)


def csrf_matches(request: Request, given: str) -> bool:
    """Whether a form carries the token of the browser that sends it."""
    held = request.cookies.get(CSRF_COOKIE, "")
    return bool(held) and secrets.compare_digest(held.encode(), given.encode())


Handler = Callable[[Request], Awaitable[Response]]
