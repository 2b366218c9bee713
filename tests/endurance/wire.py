"""Browsers by the hundred: HTTP as it goes over the wire, so cheap that it does not slow a test.

A ``Browser`` keeps cookies and one connection. Nothing is hidden: what fails is raised.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

LONGEST = 2**22
PATIENCE = 30
"""Seconds to wait for an answer."""


class Lost(Exception):
    """The connection broke: whether the server has done what it was asked is not known."""


class Reply(NamedTuple):
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    text: str


class Browser:
    """Somebody's browser without scripts."""

    def __init__(self, port: int, lang: str = "en") -> None:
        self.cookies: dict[str, str] = {}
        self.again = 0
        """How often a connection that had been idle was found closed, and opened anew."""
        self._port, self._lang = port, lang
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> Reply:
        return await self._asked("GET", path, b"", {})

    async def post(self, path: str, /, *, accept: str = "text/html", **fields: str) -> Reply:
        """Send a form."""
        kind = {"content-type": "application/x-www-form-urlencoded", "accept": accept}
        return await self._asked("POST", path, urlencode(fields).encode(), kind)

    async def _asked(self, method: str, path: str, body: bytes, more: Mapping[str, str]) -> Reply:
        sent = self._request(method, path, body, more)
        if self._ends is not None and self._ends[0].at_eof():
            await self.close()
        kept = self._ends is not None
        try:
            return await self._exchange(sent)
        except Lost as lost:
            # As browsers do: the server may close what was idle just as it is used again.
            if not kept or not _untouched(lost.__cause__):
                raise
            self.again += 1
            return await self._exchange(sent)

    def _request(self, method: str, path: str, body: bytes, more: Mapping[str, str]) -> bytes:
        headers = {
            "host": f"127.0.0.1:{self._port}",
            "accept-language": self._lang,
            "cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "content-length": str(len(body)),
            **more,
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value)
        return f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + body

    async def _exchange(self, sent: bytes) -> Reply:
        try:
            async with asyncio.timeout(PATIENCE):
                reader, writer = await self._open()
                writer.write(sent)
                status, headers = await self._head(reader)
                body = await reader.readexactly(int(headers.get("content-length", "0")))
        except (OSError, asyncio.IncompleteReadError) as broken:  # TimeoutError is an OSError
            await self.close()
            raise Lost from broken
        if headers.get("connection") == "close":
            await self.close()
        return Reply(status, headers, body.decode())

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._ends is None:
            self._ends = await asyncio.open_connection("127.0.0.1", self._port, limit=LONGEST)
        return self._ends

    async def _head(self, reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers: dict[str, str] = {}
        for line in filter(None, lines):
            name, _, value = line.partition(":")
            if name == "set-cookie":
                cookie, _, held = value.partition(";")[0].strip().partition("=")
                self.cookies[cookie] = held.strip('"')
            headers[name] = value.strip()
        return int(first.split()[1]), headers

    async def events(self, path: str) -> AsyncIterator[tuple[str, str]]:
        """The name and text of each event of a stream, until the server ends it. Raises Lost."""
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self._port, limit=LONGEST)
        except OSError as broken:
            raise Lost from broken
        try:
            writer.write(self._request("GET", path, b"", {"accept": "text/event-stream"}))
            status, _ = await self._head(reader)
            assert status == 200, (path, status)
            held = ""
            while size := int(await reader.readline() or b"0", 16):  # sent in chunks
                held += (await reader.readexactly(size)).decode()
                await reader.readline()
                *whole, held = held.split("\n\n")
                for one in whole:
                    if not one.startswith(":"):
                        yield _event(one)
        except (OSError, asyncio.IncompleteReadError) as broken:
            raise Lost from broken
        finally:
            await _closed(writer)

    async def close(self) -> None:
        """Let the connection go; cookies stay."""
        if self._ends is not None:
            writer, self._ends = self._ends[1], None
            await _closed(writer)


async def _closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()


def _untouched(broken: BaseException | None) -> bool:
    """Whether the connection broke before anything of an answer had come."""
    if isinstance(broken, asyncio.IncompleteReadError):
        return not broken.partial
    return isinstance(broken, ConnectionError)


def _event(block: str) -> tuple[str, str]:
    first, *lines = block.split("\n")
    text = "\n".join(one.removeprefix("data: ") for one in lines)
    return first.removeprefix("event: "), text
