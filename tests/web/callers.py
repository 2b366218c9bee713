"""Other systems: whoever calls with a key, and a workshop run by calls alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import httpx

from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import PARTIES, Party
from pmo_advisor.model.workshop import Consent
from pmo_advisor.store import answering
from pmo_advisor.store import doors as store_doors
from tests.web.conftest import HOME_KEY, NO_TLS, Running
from tests.web.screens import example


@cache
def _client() -> httpx.Client:
    """One for all: they differ by their keys."""
    return httpx.Client(timeout=60, verify=NO_TLS)


class Caller:
    """Somebody with one key."""

    def __init__(self, running: Running, key: str, lang: str = "en") -> None:
        self._address = running.address
        self._headers = {"authorization": f"Bearer {key}", "accept-language": lang}

    def send(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = self._headers | more.pop("headers", {})
        return _client().request(method, f"{self._address}/api{path}", headers=headers, **more)

    def get(self, path: str, *, status: int = 200, **more: Any) -> Any:
        return self._told(self.send("GET", path, **more), status)

    def put(self, path: str, told: Any, *, status: int = 200) -> Any:
        return self._told(self.send("PUT", path, json=told), status)

    def post(self, path: str, told: Any = None, *, status: int = 201) -> Any:
        return self._told(self.send("POST", path, json=told), status)

    def delete(self, path: str, *, status: int = 204) -> None:
        self._told(self.send("DELETE", path), status)

    @staticmethod
    def _told(answer: httpx.Response, status: int) -> Any:
        assert answer.status_code == status, (answer.status_code, answer.text[:600])
        return answer.json() if answer.content else None


class Called:
    """A workshop prepared, answered and moderated by calls alone."""

    def __init__(self, running: Running, **told: Any) -> None:
        self.running = running
        self.home = Caller(running, HOME_KEY)
        new = {"name": "Where it stands", "questionnaire": "full", **told}
        made = self.home.post("/workshops", new)
        self.id: str = made["workshop"]["id"]
        self.keys: dict[str, Any] = made["keys"]
        self.path = f"/workshops/{self.id}"
        self.screen = Caller(running, made["keys"]["screen"])

    def joined(
        self, party: Party, answers: Mapping[str, Value], consent: Consent = "as_party"
    ) -> Caller:
        """Somebody of a party who has given these answers."""
        key = next(one["key"] for one in self.keys["parties"] if one["party"] == party)
        told = Caller(self.running, key).post("/join", {"consent": consent})
        person = Caller(self.running, told["token"])
        store = self.running.service.store
        with store.change(self.id) as connection:  # as if each was sent, in one go
            found = store_doors.person(connection, told["token"])
            assert found is not None
            for fact, value in answers.items():
                answering.save(connection, found.id, 1, fact, value, None)
        return person

    def filled(self, **consents: Consent) -> dict[Party, Caller]:
        """The three parties of the example, who have answered."""
        self.to("answer")
        return {
            party: self.joined(party, example()[party], consents.get(party, "as_party"))
            for party in PARTIES
        }

    def to(self, *steps: str) -> None:
        """On through these steps."""
        for step in steps:
            here = self.screen.get(self.path)["step"]
            assert self.screen.put(f"{self.path}/step", {"to": step, "seen": here})["step"] == step

    def told(self, path: str, **more: Any) -> Any:
        return self.screen.get(self.path + path, **more)
