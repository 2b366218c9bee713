"""``pmo-advisor serve`` as a process of its own, which can be killed and started again."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.shipped import ROOT
from tests.web.conftest import HOME_KEY

PATIENCE = 60
"""Seconds that a start may take on a busy machine."""


class Served:
    """A server on one port and one database, whatever happens to its process."""

    def __init__(self, database: str, folder: Path, *options: str, **environment: str) -> None:
        self.database, self.log = database, folder / "server.log"
        self._options, self._environment = options, environment
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def kind(self) -> str:
        """Which database it keeps its answers in."""
        return "SQLite" if self.database.startswith("sqlite") else "PostgreSQL"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self.begin()
        self.ready()

    def begin(self) -> None:
        """Start it."""
        command = [sys.executable, "-m", "pmo_advisor", "serve", "--no-browser"]
        command += ["--port", str(self.port), *self._options]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                env={**os.environ, **self._given()},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
            )

    def _given(self) -> dict[str, str]:
        """Nothing secret stands on its command line."""
        known = {"PMO_DATABASE": self.database, "PMO_HOME_KEY": HOME_KEY, "PYTHONPATH": str(ROOT)}
        return known | self._environment

    def ready(self) -> None:
        """Wait until it answers."""
        deadline = time.monotonic() + PATIENCE
        assert self._process is not None
        while not self._answers():
            assert self._process.poll() is None, self.said()
            assert time.monotonic() < deadline, f"the server does not start: {self.said()}"
            time.sleep(0.02)

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)) as at:
            at.settimeout(PATIENCE)
            at.sendall(b"GET /no-such-page HTTP/1.0\r\nhost: localhost\r\n\r\n")
            return at.recv(12).startswith(b"HTTP/1.1 404")
        return False

    def kill(self) -> None:
        """End it at once, in the middle of whatever it does."""
        self._send(signal.SIGKILL)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int | None:
        """End it as an operator does; gives its exit code."""
        return self._send(number)

    def _send(self, number: signal.Signals) -> int | None:
        if self._process is None:
            return None
        self._process.send_signal(number)
        code = self._process.wait(PATIENCE)
        self._process = None
        return code

    def said(self) -> str:
        """What it wrote to its log since it was first started."""
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""

    def memory(self) -> int:
        """Bytes that the server holds now. Only where needs.linux_memory() does not skip."""
        pages = Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
