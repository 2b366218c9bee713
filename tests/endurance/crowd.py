"""Who comes to a workshop, in large numbers: its facilitator, phones that answer, screens."""

from __future__ import annotations

import contextlib
import html
import json
import random
import re
from collections.abc import AsyncIterator, Mapping, Sequence

from pmo_advisor.model.question import Party
from pmo_advisor.store.doors import party_key
from tests.endurance.wire import Browser, Reply
from tests.web.conftest import HOME_KEY

JSON = "application/json"
_QUESTION = re.compile(
    r'<section class="question" id="q-(\w+)" data-place="([^"]*)"(.*?)</section>', re.DOTALL
)
_SEEN = re.compile(r'name="seen" value="([\d.]+)"')
_CHOICE = re.compile(r'<input type="radio" name="answer" value="([^"]*)"( checked)?')
_TYPED = re.compile(r'class="typed" name="answer"[^>]* value="([^"]*)"')
_UNKNOWN = re.compile(r'name="unknown" value="1"( checked)?')
UNKNOWN = "unknown"


class Facilitator:
    """Whoever opened the workshop, with the key of its screen."""

    def __init__(self, port: int) -> None:
        self.port, self.browser = port, Browser(port)
        self.phones: list[Phone]
        self.workshop, self.phones = "", []

    async def begin(self, *, named: bool, questionnaire: str) -> None:
        """Prepare a workshop and let the answering begin."""
        await self.browser.get(f"/open/{HOME_KEY}")
        await self.browser.get("/")
        names = "named" if named else "anonymous"
        fields = {"kind": "workshop", "questionnaire": questionnaire, "named": names}
        made = await self.post("/new", name="Under load", **fields)
        self.workshop = made.headers["location"].split("/")[2]
        await self.post(f"/w/{self.workshop}/start")

    async def post(self, path: str, **fields: str) -> Reply:
        """Press a button."""
        return await self.browser.post(path, csrf=self.browser.cookies["pmo_csrf"], **fields)

    async def welcome(self, party: Party, name: str = "") -> Phone:
        """Somebody new, who has the party's link and takes part."""
        screen = self.browser.cookies[f"pmo_screen_{self.workshop}"]
        phone = Phone(self.port, self.workshop, party, name)
        self.phones.append(phone)
        await phone.join(party_key(screen, self.workshop, party))
        return phone

    async def watch(self, path: str = "watch") -> AsyncIterator[tuple[str, str]]:
        """Another screen: the events that it is sent."""
        screen = Browser(self.port)
        screen.cookies = dict(self.browser.cookies)
        async for one in screen.events(f"/w/{self.workshop}/{path}"):
            yield one


@contextlib.asynccontextmanager
async def workshop(
    port: int, *, named: bool = False, questionnaire: str = "full"
) -> AsyncIterator[Facilitator]:
    """A workshop in which answers are taken; at the end everybody goes home."""
    facilitator = Facilitator(port)
    try:
        await facilitator.begin(named=named, questionnaire=questionnaire)
        yield facilitator
    finally:
        for one in (facilitator, *facilitator.phones):
            await one.browser.close()


class Phone:
    """Somebody who answers, as the page's script does it.

    ``choices`` says what may be answered, ``asked`` which questions apply now. ``kept`` holds every
    answer that the server has acknowledged, with its revision; ``open`` what
    was sent and neither acknowledged nor refused.
    """

    def __init__(self, port: int, workshop: str, party: Party, name: str = "") -> None:
        self.browser, self.home = Browser(port), f"/w/{workshop}"
        self.port, self.workshop, self.party, self.name = port, workshop, party, name
        self.choices: dict[str, Sequence[str]] = {}
        self.asked: list[str] = []
        self.seen: dict[str, str] = {}
        self.kept: dict[str, tuple[str, int]] = {}
        self.open: dict[str, str] = {}
        self._resent = 0

    @property
    def again(self) -> int:
        """How often something was sent that the server may have taken already."""
        return self._resent + self.browser.again

    async def join(self, key: str) -> None:
        """Come in by a party's link, and load the questions."""
        await self.browser.get(f"/j/{key}")
        csrf = self.browser.cookies["pmo_csrf"]
        reply = await self.browser.post(f"/j/{key}", csrf=csrf, name=self.name, consent="as_party")
        assert reply.status == 303, (reply.status, reply.text[:400])
        await self.load()

    async def load(self) -> Mapping[str, tuple[str, str]]:
        """Load the page of all questions. Gives what it shows: by question its value and mark."""
        page = await self.browser.get(f"{self.home}/all")
        assert page.status == 200, (page.status, page.headers, page.text[:400])
        shown: dict[str, tuple[str, str]] = {}
        self.asked = []
        for fact, place, text in _QUESTION.findall(page.text):
            value, choices = _field(text)
            mark = _SEEN.search(text)
            assert mark, text
            self.choices[fact] = choices
            if place:
                self.asked.append(fact)
            if fact not in self.open:  # what is sent again says what its writer had seen
                self.seen[fact] = mark[1]
            shown[fact] = (value, mark[1])
        return shown

    def other(self, fact: str, dice: random.Random) -> str:
        """An answer to the question that differs from the one that stands."""
        held = self.kept.get(fact, ("", 0))[0]
        return dice.choice([one for one in self.choices[fact] if one != held])

    async def save(self, fact: str, value: str) -> Reply:
        """Give an answer. Raises Lost where it is not known what became of it."""
        self._resent += fact in self.open
        self.open[fact] = value
        reply = await self.browser.post(
            f"{self.home}/answer/{fact}",
            accept=JSON,
            csrf=self.browser.cookies["pmo_csrf"],
            answer=value,
            seen=self.seen[fact],
        )
        if reply.status == 200:
            told = json.loads(reply.text)
            self.seen[fact] = told["seen"]
            self.kept[fact] = (value, told["revision"])
        if reply.status < 500:
            del self.open[fact]
        return reply

    async def submit(self, fact: str, value: str) -> Reply:
        """Give an answer without scripts: the form, then the page that it leads to."""
        csrf, before = self.browser.cookies["pmo_csrf"], self.seen[fact]
        reply = await self.browser.post(
            f"{self.home}/answer/{fact}", csrf=csrf, answer=value, seen=before
        )
        if reply.status == 303:
            round_, _, revision = before.partition(".")
            self.kept[fact] = (value, int(revision) + 1)
            self.seen[fact] = f"{round_}.{int(revision) + 1}"
            page = await self.browser.get(reply.headers["location"])
            assert page.status == 200, (page.status, page.text[:400])
        return reply


def _field(text: str) -> tuple[str, Sequence[str]]:
    """What stands in the fields of a question, and what may be answered."""
    choices = _CHOICE.findall(text)
    if choices:
        held = next((html.unescape(value) for value, checked in choices if checked), "")
        return held, [html.unescape(value) for value, _ in choices]
    unknown, typed = _UNKNOWN.search(text), _TYPED.search(text)
    assert typed, text
    held = UNKNOWN if unknown and unknown[1] else html.unescape(typed[1] or "")
    return held, [str(number) for number in range(1, 51)] + [UNKNOWN]
