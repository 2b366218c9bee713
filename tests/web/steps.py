"""What somebody does who takes part, as forms do it."""

from __future__ import annotations

import re
from typing import Any

import httpx

from pmo_advisor.model.question import Party
from pmo_advisor.model.workshop import Answer, Consent, Person
from pmo_advisor.store import answering, doors
from tests.web.conftest import HOME_KEY, Running

JSON = {"accept": "application/json"}
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def hidden(page: str, fact: str = "") -> dict[str, str]:
    """The hidden fields of the page's first form, or of a question's."""
    start = page.index(f'id="q-{fact}"') if fact else 0
    end = page.find("</form>", start)
    return dict(_HIDDEN.findall(page[start:end]))


def key(opened: doors.Opened, party: Party = "executive") -> str:
    """The key of a party's link."""
    return doors.party_key(opened.screen, opened.workshop.id, party)


def join(
    client: httpx.Client,
    opened: doors.Opened,
    party: Party = "executive",
    consent: Consent = "as_party",
    name: str = "",
) -> httpx.Response:
    """Take part by the party's link."""
    address = f"/j/{key(opened, party)}"
    form = hidden(client.get(address).text)
    return client.post(address, data={**form, "consent": consent, "name": name})


def answer(
    client: httpx.Client, opened: doors.Opened, fact: str, said: str, **more: Any
) -> httpx.Response:
    """Answer a question on its own page, as a browser without scripts does."""
    address = f"/w/{opened.workshop.id}/answer/{fact}"
    form = hidden(client.get(address).text, fact)
    return client.post(address, data={**form, "answer": said, **more})


def send(
    client: httpx.Client, opened: doors.Opened, fact: str, said: str, seen: str
) -> httpx.Response:
    """Answer as the script does."""
    csrf = client.cookies["pmo_csrf"]
    return client.post(
        f"/w/{opened.workshop.id}/answer/{fact}",
        data={"csrf": csrf, "answer": said, "seen": seen},
        headers=JSON,
    )


def alone(client: httpx.Client, questionnaire: str = "quick") -> str:
    """Begin an assessment by one person; gives its id."""
    page = client.get(f"/open/{HOME_KEY}")
    form = hidden(page.text)
    given = {**form, "name": "R&D PMO", "kind": "single", "questionnaire": questionnaire}
    return client.post("/new", data=given).url.path.split("/")[2]


def people(running: Running, opened: doors.Opened) -> tuple[Person, ...]:
    """Everybody who takes part, as stored."""
    with running.service.store.read() as connection:
        return answering.people(connection, opened.workshop.id)


def answers(running: Running, workshop: str) -> tuple[Answer, ...]:
    """Every answer, as stored."""
    with running.service.store.read() as connection:
        return answering.answers(connection, workshop)


def values(running: Running, workshop: str) -> dict[str, Any]:
    """Every answer's value by its question."""
    return {one.fact: one.value for one in answers(running, workshop)}
