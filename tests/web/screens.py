"""A server with a workshop, its facilitator at the screen, and people whose answers are given."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from pmo_advisor.knowledge.sheets import read_sheet
from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import PARTIES, Party
from pmo_advisor.model.workshop import Consent, Person
from pmo_advisor.store import answering, moderating
from pmo_advisor.store import doors as store_doors
from pmo_advisor.web.app import create_app
from pmo_advisor.web.service import Service
from pmo_advisor.web.settings import Settings
from tests.shipped import ROOT, program

HOME_KEY = "h" * 43
CSRF = re.compile(r'name="csrf" value="([^"]+)"')


@contextmanager
def server(folder: Path) -> Iterator[Service]:
    """A server's parts on a database of their own."""
    service = Service(
        Settings(
            database=f"sqlite:///{folder}/workshops.db",
            address="http://testserver",
            home_key=HOME_KEY,
        )
    )
    try:
        yield service
    finally:
        service.close()


class Browser:
    """A browser: it keeps cookies and sends the forms of the pages that it was shown."""

    def __init__(self, service: Service, lang: str = "en") -> None:
        self.client = TestClient(create_app(service))
        self.client.headers["accept-language"] = lang
        self.seen: list[str] = []

    def get(self, path: str, **options: Any) -> str:
        answer = self.client.get(path, **options)
        self.seen.append(answer.text)
        assert answer.status_code < 500, (path, answer.text[:400])
        return answer.text

    def status(self, path: str) -> int:
        return self.client.get(path, follow_redirects=False).status_code

    def post(self, path: str, *, status: int = 200, **fields: Any) -> str:
        answer = self.client.post(path, data={"csrf": self.token(), **fields})
        self.seen.append(answer.text)
        assert answer.status_code == status, (path, answer.status_code, answer.text[:400])
        return answer.text

    def token(self) -> str:
        held: str | None = self.client.cookies.get("pmo_csrf")
        if held is None:
            self.client.get("/no-such-page")
            held = self.client.cookies.get("pmo_csrf")
        assert held
        return held


class Room:
    """One workshop with its facilitator."""

    def __init__(self, service: Service, *, named: bool = False, lang: str = "en", **fields: Any):
        self.service = service
        self.browser = Browser(service, lang)
        self.browser.get(f"/open/{HOME_KEY}")
        names = "named" if named else "anonymous"
        told = {"kind": "workshop", "name": "Where it stands", "questionnaire": "full", **fields}
        answer = self.browser.client.post(
            "/new",
            data={"csrf": self.browser.token(), "named": names, **told},
            follow_redirects=False,
        )
        assert answer.status_code == 303, answer.text[:400]
        self.id = answer.headers["location"].split("/")[2]
        self.url = f"/w/{self.id}"

    def show(self, path: str = "/screen", **options: Any) -> str:
        return self.browser.get(self.url + path, **options)

    def post(self, path: str, **fields: Any) -> str:
        return self.browser.post(self.url + path, **fields)

    def to(self, step: str) -> str:
        """One step on, as the button says it."""
        with self.service.store.read() as connection:
            seen = store_doors.workshop(connection, self.id).step
        return self.post("/step", to=step, seen=seen)

    def reach(self, step: str) -> str:
        """As far as that step, all buttons pressed in their order."""
        way = ("answer", "problem", "scope", "mandate", "type", "people")
        with self.service.store.read() as connection:
            here = store_doors.workshop(connection, self.id).step
        page = ""
        for one in way[way.index(here) + 1 if here in way else 0 : way.index(step) + 1]:
            page = self.post("/start") if one == "answer" else (
                self.post("/reveal") if one == "problem" else self.to(one)
            )
        return page

    def add(
        self,
        party: Party,
        answers: Mapping[str, Value],
        name: str = "",
        consent: Consent | None = "as_party",
    ) -> Person:
        """Somebody who takes part and has given these answers."""
        with self.service.store.change(self.id) as connection:
            person, _ = store_doors.join(connection, self.id, party, name)
            if consent:
                store_doors.consent(connection, person.id, consent)
        self.answer(person, answers)
        return person

    def answer(self, person: Person, answers: Mapping[str, Value]) -> None:
        with self.service.store.change(self.id) as connection:
            round_ = store_doors.workshop(connection, self.id).round
            for fact, value in answers.items():
                answering.save(connection, person.id, round_, fact, value, None)

    def settle(self) -> None:
        """Wait for the proof."""
        whole = self.service.thinking.whole(self.id)
        until = time.monotonic() + 60
        while self.service.thinking.of(whole).state not in ("done", "missing"):
            assert time.monotonic() < until, "no proof within a minute"
            time.sleep(0.05)

    def reopened(self) -> Mapping[int, Sequence[str]]:
        with self.service.store.read() as connection:
            return moderating.reopened(connection, self.id)


@cache
def example() -> Mapping[Party, Mapping[str, Value]]:
    """The three parties of the shipped example, as they answered."""
    paths = sorted((ROOT / "examples" / "three-parties").glob("*.yaml"))
    sheets = [read_sheet(path, program().rulebook) for path in paths]
    return {one.party: one.answers for one in sheets if one.party}


def filled(service: Service, **fields: Any) -> Room:
    """A workshop in which the three parties of the example have answered."""
    room = Room(service, **fields)
    room.reach("answer")
    for place, party in enumerate(PARTIES):
        room.add(party, example()[party], name=f"Person {place}" if fields.get("named") else "")
    return room
