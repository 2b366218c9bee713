"""A server with a workshop, its facilitator at the screen, and people whose answers are given."""

from __future__ import annotations

import weakref
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import httpx

from pmo_advisor.knowledge.sheets import read_sheet
from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import PARTIES, Party
from pmo_advisor.model.workshop import Answer, Consent, Person
from pmo_advisor.store import answering, moderating
from pmo_advisor.store import doors as store_doors
from pmo_advisor.web.service import Service
from tests.shipped import ROOT, program
from tests.web.conftest import HOME_KEY, Running


def plain(page: str) -> str:
    """A page's text without the fine spaces and joiners that keep words together on a line."""
    return page.translate(_FINE)


_FINE = {0x2060: None, 0x00A0: " ", 0x2009: " ", 0x202F: " ", 0x2011: "-"}


class Browser:
    """A browser without scripts: it keeps cookies, and every page that it was shown."""

    def __init__(self, running: Running, lang: str = "en") -> None:
        self.client: httpx.Client = running.client(lang)
        self.seen: list[str] = []
        weakref.finalize(self, self.client.close)

    def get(self, path: str, *, status: int | None = 200) -> str:
        answer = self.client.get(path)
        assert answer.status_code == status or (status is None and answer.status_code < 500), path
        return self._read(answer)

    def _read(self, answer: httpx.Response) -> str:
        self.seen.append(plain(answer.text))
        return self.seen[-1]

    def post(self, path: str, *, status: int = 200, **fields: Any) -> str:
        answer = self.client.post(path, data={"csrf": self.token(), **fields})
        assert answer.status_code == status, (path, answer.status_code, answer.text[:400])
        return self._read(answer)

    def send(self, path: str, file: bytes, *, status: int = 200) -> httpx.Response:
        """Bring a file."""
        answer = self.client.post(
            path, data={"csrf": self.token()}, files={"file": ("w.json", file, "application/json")}
        )
        assert answer.status_code == status, answer.text[:400]
        self._read(answer)
        return answer

    def token(self) -> str:
        if "pmo_csrf" not in self.client.cookies:
            self.client.get("/no-such-page")
        return self.client.cookies["pmo_csrf"]


class Room:
    """One workshop with its facilitator."""

    def __init__(
        self, running: Running, *, named: bool = False, lang: str = "en", **fields: Any
    ) -> None:
        self.service, self.running = running.service, running
        self.browser = Browser(running, lang)
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

    @property
    def screen(self) -> str:
        """The key of the screen, as this browser holds it."""
        return self.browser.client.cookies[f"pmo_screen_{self.id}"]

    def show(self, path: str = "/screen", *, status: int | None = 200) -> str:
        return self.browser.get(self.url + path, status=status)

    def again(self) -> Browser:
        """Another browser at the same screen, as for somebody who moderates too."""
        other = Browser(self.running)
        name = f"pmo_screen_{self.id}"
        other.client.cookies.set(name, self.browser.client.cookies[name])
        return other

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
            page = (
                self.post("/start")
                if one == "answer"
                else (self.post("/reveal") if one == "problem" else self.to(one))
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
        return take_part(self.service, self.id, party, answers, name, consent)

    def answer(self, person: Person, answers: Mapping[str, Value]) -> None:
        answer(self.service, person, answers)

    def settle(self) -> None:
        """Wait for the proof."""
        thought = self.service.thinking.of(self.service.thinking.whole(self.id))
        assert thought.finished.wait(180), "no proof within three minutes"

    def people(self) -> tuple[Person, ...]:
        with self.service.store.read() as connection:
            return answering.people(connection, self.id)

    def answers(self) -> tuple[Answer, ...]:
        with self.service.store.read() as connection:
            return answering.answers(connection, self.id)

    def reopened(self) -> Mapping[int, Sequence[str]]:
        with self.service.store.read() as connection:
            return moderating.reopened(connection, self.id)


def take_part(
    service: Service,
    workshop: str,
    party: Party,
    answers: Mapping[str, Value],
    name: str = "",
    consent: Consent | None = "as_party",
) -> Person:
    """Somebody who has joined that workshop and given these answers."""
    with service.store.change(workshop) as connection:
        person, _ = store_doors.join(connection, workshop, party, name)
        if consent:
            store_doors.consent(connection, person.id, consent)
    answer(service, person, answers)
    return person


def answer(service: Service, person: Person, answers: Mapping[str, Value]) -> None:
    """Their answers in the present round."""
    with service.store.change(person.workshop) as connection:
        round_ = store_doors.workshop(connection, person.workshop).round
        for fact, value in answers.items():
            answering.save(connection, person.id, round_, fact, value, None)


@cache
def example() -> Mapping[Party, Mapping[str, Value]]:
    """The three parties of the shipped example, as they answered."""
    paths = sorted((ROOT / "examples" / "three-parties").glob("*.yaml"))
    sheets = [read_sheet(path, program().rulebook) for path in paths]
    return {one.party: one.answers for one in sheets if one.party}


def filled(running: Running, **fields: Any) -> Room:
    """A workshop in which the three parties of the example have answered."""
    room = Room(running, **fields)
    room.reach("answer")
    for place, party in enumerate(PARTIES):
        room.add(party, example()[party], name=f"Person {place}" if fields.get("named") else "")
    return room
