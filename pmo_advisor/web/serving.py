"""Serving until told to stop: an interrupt or an end is an ordinary end, whatever is still open."""

from __future__ import annotations

import contextlib
import gc
import signal
import socket
from collections.abc import Iterator
from types import FrameType

import uvicorn

from pmo_advisor.web.app import create_app
from pmo_advisor.web.service import Service

IDLE = 75
"""Seconds that a silent connection is kept: longer than proxies keep theirs, so that none sends an
answer into one that is just being closed."""

PATIENCE = 3
"""Seconds given to requests that are under way."""


class Server(uvicorn.Server):
    """A server that ends the streams at once, and itself soon after."""

    def __init__(self, service: Service) -> None:
        config = uvicorn.Config(
            create_app(service),
            log_level="warning",
            access_log=False,  # addresses hold keys
            proxy_headers=False,  # who asks is ours to find out: doors.address_of
            server_header=False,
            timeout_keep_alive=IDLE,
            timeout_graceful_shutdown=PATIENCE,
        )
        super().__init__(config)
        self._service = service

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop for a signal, and leave it at that: uvicorn would raise it again afterwards."""
        wanted = (signal.SIGINT, signal.SIGTERM)
        before = {one: signal.signal(one, self.handle_exit) for one in wanted}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._service.hub.end()
        super().handle_exit(sig, frame)


def serve(service: Service, door: socket.socket) -> None:
    """Serve on a socket until a signal says to stop."""
    # A command is too short to look for cycles (cli/main.py); a server would grow by every answer.
    # What has been loaded stays for good and is left out of the search.
    gc.freeze()
    gc.enable()
    Server(service).run(sockets=[door])
