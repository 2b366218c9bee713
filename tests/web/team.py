"""People of a workshop whose requests go to one server now and to another then, as a proxy does."""

from __future__ import annotations

import contextlib
import http.client
import queue
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import httpx

from tests.web.conftest import HOME_KEY
from tests.web.steps import hidden

SOON = 30
"""Seconds that a change may take to show on a busy machine; it takes a quarter of one."""


class Somebody:
    """A browser without scripts. Every address is that of a server, such as ``http://…:8765``."""

    def __init__(
        self, everybody: contextlib.ExitStack, trust: ssl.SSLContext | None = None
    ) -> None:
        self.everybody, self._trust = everybody, trust
        self.client = everybody.enter_context(
            httpx.Client(
                follow_redirects=True,
                timeout=SOON,
                verify=trust or False,
                headers={"accept-language": "en"},
            )
        )

    def get(self, server: str, path: str) -> str:
        answer = self.client.get(server + path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.text

    def post(self, server: str, path: str, /, **fields: str) -> httpx.Response:
        data = {"csrf": self.client.cookies["pmo_csrf"], **fields}
        answer = self.client.post(server + path, data=data)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:300])
        return answer

    def watch(self, server: str, workshop: str) -> Watching:
        """A screen that follows the workshop, and has seen how it stands."""
        cookies = "; ".join(f"{one.name}={one.value}" for one in self.client.cookies.jar)
        made = Watching(f"{server}/w/{workshop}/watch", cookies, self._trust)
        self.everybody.callback(made.close)
        made.sees_progress()
        return made


class Watching:
    """A stream of events, read into a queue."""

    def __init__(self, address: str, cookies: str, trust: ssl.SSLContext | None) -> None:
        place = urlsplit(address)
        self._connection = (
            http.client.HTTPSConnection(place.netloc, context=trust, timeout=SOON)
            if place.scheme == "https"
            else http.client.HTTPConnection(place.netloc, timeout=SOON)
        )
        self._connection.request("GET", place.path, headers={"cookie": cookies})
        self._stream = self._connection.getresponse()
        assert self._stream.status == 200
        self._lines: queue.Queue[bytes] = queue.Queue()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        with contextlib.suppress(OSError, http.client.HTTPException, ValueError):
            while line := self._stream.readline():
                self._lines.put(line.strip())

    def sees_progress(self) -> None:
        """Wait until the numbers of those who have got on are sent."""
        self._sees(lambda line: line == b"event: progress")

    def _sees(self, wanted: Callable[[bytes], bool]) -> None:
        deadline = time.monotonic() + SOON
        while not wanted(self._lines.get(timeout=max(0.01, deadline - time.monotonic()))):
            pass

    def close(self) -> None:
        with contextlib.suppress(OSError, AttributeError):
            self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(SOON)
        self._stream.close()
        self._connection.close()


class Meeting:
    """A workshop that has begun, prepared at one server."""

    def __init__(self, server: str, facilitator: Somebody) -> None:
        self.facilitator = facilitator
        facilitator.get(server, f"/open/{HOME_KEY}")
        told = {"kind": "workshop", "name": "Where it stands", "questionnaire": "quick"}
        made = facilitator.post(server, "/new", **told)
        self.id = made.url.path.split("/")[2]
        links = facilitator.get(server, f"/w/{self.id}/links")
        self.keys = re.findall(r"/j/([\w-]{32})", links)
        facilitator.post(server, f"/w/{self.id}/start")

    def joined(self, server: str, who: Somebody) -> Somebody:
        """Somebody of the executives, once they have joined."""
        address = f"/j/{self.keys[0]}"
        form = hidden(who.get(server, address))
        form.pop("csrf")
        who.post(server, address, **form, consent="as_party")
        return who

    def answer(self, who: Somebody, server: str, said: str, *, fetched: str = "") -> None:
        """Answer what the core problem is; the form may be fetched from another server."""
        address = f"/w/{self.id}/answer/core_problem"
        form = hidden(who.get(fetched or server, address), "core_problem")
        form.pop("csrf")
        who.post(server, address, **form, answer=said)

    def answered(self, who: Somebody, server: str) -> bool:
        """Whether that server knows their answer."""
        return " checked" in who.get(server, f"/w/{self.id}/answer/core_problem")
