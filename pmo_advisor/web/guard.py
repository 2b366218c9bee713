"""What every answer carries, and what is refused before any page sees it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pmo_advisor.web.faults import told
from pmo_advisor.web.hosts import Hosts, host_of

BODY_LIMIT = 1_000_000
IMPORT_LIMIT = 20_000_000
IMPORT_PATHS = ("/import", "/api/import")
HEALTH = "/health"
"""Asked by whatever name a proxy or a monitor knows this server by; it tells nothing."""

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
BY_TLS = {"Strict-Transport-Security": "max-age=31536000"}

_log = logging.getLogger(__name__)


class Rules(NamedTuple):
    """What the guard goes by.

    ``refuse`` makes the answer for one of ``elsewhere``, ``host``, ``address``, ``too_large`` and
    ``failed``; ``is_home`` says whether whoever asks started the server.
    """

    hosts: Hosts
    secure: bool
    refuse: Callable[[Request, str], Response]
    is_home: Callable[[Request], bool]


class TooLarge(Exception):
    """A body longer than its limit."""


class Guard:
    """Security headers on everything, a limit for every body, no change from another site.

    It is the outermost of what is ours, so that what fails inside is answered like all else.
    """

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app, self._rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        sending = _with_headers(send, HEADERS | BY_TLS if self._rules.secure else HEADERS)
        refused = self._refused(request)
        if refused is None:
            await self._answered(request, receive, sending)
        else:
            await self._rules.refuse(request, refused)(scope, receive, sending)

    def _refused(self, request: Request) -> str | None:
        any_name = request.scope["path"] == HEALTH  # the address is made of the host it questions
        if not any_name and not self._rules.hosts.has(request.headers.get("host")):
            return "host"
        if any(ord(one) < 32 or ord(one) == 127 for one in request.url.path):
            return "address"
        ours = self._rules.hosts
        if request.method not in SAFE_METHODS and from_elsewhere(request.headers, ours):
            return "elsewhere"
        return None

    async def _answered(self, request: Request, receive: Receive, send: Send) -> None:
        body, answer = _Body(receive, self._limit(request)), _Answer(send)
        answer.dropped = lambda: body.too_large
        try:
            if _declared(request.headers) > body.limit:
                body.too_large = True
            else:
                await self._app(request.scope, body.receive, answer.send)
        except (TooLarge, ClientDisconnect):
            pass
        except Exception as error:
            _log.error(told(request, error))
            if not answer.begun:
                failed = self._rules.refuse(request, "failed")
                await failed(request.scope, receive, send)
            return
        if body.too_large and not answer.begun:
            await self._rules.refuse(request, "too_large")(request.scope, receive, send)

    def _limit(self, request: Request) -> int:
        wide = request.url.path in IMPORT_PATHS and self._rules.is_home(request)
        return IMPORT_LIMIT if wide else BODY_LIMIT


class _Body:
    """A body, counted as it comes in."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._taken = receive, 0
        self.limit, self.too_large = limit, False

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._taken += len(message.get("body", b""))
            if self._taken > self.limit:
                self.too_large = True
                raise TooLarge
        return message


class _Answer:
    """What is sent; nothing of it once ``dropped`` says so, unless it has begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False
        self.dropped: Callable[[], bool] = lambda: False

    async def send(self, message: Message) -> None:
        if self.begun or not self.dropped():
            self.begun = True
            await self._send(message)


def _declared(headers: Headers) -> int:
    told_length = headers.get("content-length", "")
    return int(told_length) if told_length.isdecimal() and len(told_length) < 16 else 0


def from_elsewhere(headers: Headers, ours: Hosts) -> bool:
    """Whether a browser says that another site sent this request."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is None:
        return False
    place = urlsplit(origin).netloc
    # A proxy may pass its own name on as the host; the browser's is then the address we know.
    return place != headers.get("host") and not (host_of(place) in ours.names and ":" not in place)


def _with_headers(send: Send, added: dict[str, str]) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in added.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return sending
