"""A running app on a free port, workshops with their keys, and clients that keep cookies."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from pmo_advisor.model.workshop import Workshop
from pmo_advisor.store import doors
from pmo_advisor.web.app import create_app
from pmo_advisor.web.service import Service
from pmo_advisor.web.settings import Settings
from tests import soak
from tests.reports.browser import browser
from tests.store.conftest import server
from tests.store.databases import new_database

__all__ = ["server"]

HOME_KEY = "a-home-key-for-tests-only-0000000"
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""For clients that speak plain HTTP: without it each reads all the certificates of the machine."""


class Running:
    """A server in a thread of its own, which can be ended and begun again on the same port."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.database = database or f"sqlite:///{folder / 'w.db'}"
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.service: Service
        self.start()

    def start(self) -> None:
        """Begin to serve, on the database there is."""
        settings = Settings(self.database, self.address, HOME_KEY)
        self.service = Service(settings)
        self.app = create_app(self.service)
        config = uvicorn.Config(
            self.app,
            host="127.0.0.1",
            port=self.port,
            log_level="error",
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        deadline = time.monotonic() + 20
        while not self._server.started:
            assert time.monotonic() < deadline, "the server does not start"
            time.sleep(0.02)

    def stop(self) -> None:
        """End it, as an operator would."""
        self._server.should_exit = True
        self._thread.join(20)
        assert not self._thread.is_alive()
        self.service.close()

    def opened(self, **changes: Any) -> doors.Opened:
        """A new workshop, with its keys."""
        plain: dict[str, Any] = {
            "id": doors.new_id(),
            "kind": "workshop",
            "name": "定位研讨",
            "organization": "某公司",
            "questionnaire": "quick",
            "named": False,
            "languages": ("zh", "en"),
            "created": doors.now(),
            "step": "answer",
            "round": 1,
            "revision": 0,
        }
        with self.service.store.write() as connection:
            return doors.create(connection, Workshop(**(plain | changes)))

    def client(self, lang: str = "en") -> httpx.Client:
        """Somebody's browser without scripts: keeps cookies and goes where it is sent."""
        return httpx.Client(
            base_url=self.address,
            follow_redirects=True,
            headers={"accept-language": lang},
            timeout=30,
            verify=NO_TLS,
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """On both databases; what takes a browser on one of them, a whole workshop on PostgreSQL.

    What a browser shows does not hang on the database. In the long run it is tried all the same.
    """
    if "running" in metafunc.fixturenames:
        kinds = ["sqlite", "postgresql"]
        if "chromium" in metafunc.fixturenames and not soak.FULL:
            kinds = [getattr(metafunc.module, "DATABASE", "sqlite")]
        metafunc.parametrize("running", kinds, indirect=True, scope="session")


@pytest.fixture(scope="session")
def running(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """One server for the whole run, on a database of each kind."""
    on_sqlite = request.param == "sqlite"
    database = "" if on_sqlite else new_database(request.getfixturevalue("server"))
    made = Running(tmp_path_factory.mktemp("web"), database)
    yield made
    made.stop()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Running]:
    """A server for one test, which may end it."""
    made = Running(tmp_path)
    yield made
    made.stop()


@pytest.fixture
def client(running: Running) -> Iterator[httpx.Client]:
    """A reader of English."""
    with running.client() as made:
        yield made


@pytest.fixture
def everybody() -> Iterator[contextlib.ExitStack]:
    """Those who take part, all of whom leave in the end."""
    with contextlib.ExitStack() as made:
        yield made


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The machine's browser. While it is open, no other loop of asyncio can run here."""
    with browser() as opened:
        yield opened


@pytest.fixture
def phone(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Makes phones: ``phone()`` is a page in a context of its own; options go to the context."""
    contexts = []

    def made(**options: Any) -> Any:
        plain = {"viewport": {"width": 360, "height": 740}, "locale": "en-GB"}
        context = chromium.new_context(**(plain | options))
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield made
    for one in contexts:
        one.close()
