"""The load: a workshop of many who answer while many watch, from a process beside the server.

``python -m tests.endurance.load '<json of a Plan>'`` prints a ``Report`` as JSON. Everybody first
answers everything at full speed; that warms the server up. Then each saves at the pace of people,
which is what is measured; then again at full speed until so many have been saved altogether, which
shows what becomes of the server's memory.

A save counts from the moment at which it is due, whatever keeps it from being sent, until the
server has acknowledged it. PMO leads are few, so the screens show them by name: each of them says
in turn that there is a PMO and that there is none, which opens and closes other questions, and so
shows on every screen as a change of how far they have got. From its acknowledgement to the event
that carries it counts as the time until a screen shows it.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import resource
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple

from pmo_advisor.model.question import Party
from tests.endurance.crowd import Facilitator, Phone, workshop

DECIDES, NONE, SOME = "pmo_people", "0", "7"
"""The question whose answer opens others to a PMO lead, and answers of the two kinds."""

WITHOUT_SCRIPTS = 10
"""One in so many answers by forms and loads a page after each; the others save as scripts do."""

RELOADS = 30
"""A phone loads its page again after so many saves."""

PATIENCE = 15
"""Seconds to wait for a change to come to all screens, before it counts as lost."""

AT_ONCE = 16
"""Saves under way at full speed."""

_SHOWN = re.compile(r'<span class="who">([^<]+)</span> (.*?)</li>')


class Plan(NamedTuple):
    """How many take part and watch; seconds at people's pace; saves altogether; whose memory."""

    port: int
    pid: int
    people: int
    leads: int
    screens: int
    interval: float
    paced: float
    saves: int
    seed: int


class Report(NamedTuple):
    """What came of it. Times in seconds: the 50th, 95th and 99th of a hundred, and the longest.

    ``machine`` is the share of all its cores that was busy meanwhile, whoever kept them so.
    ``memory`` is the server's in bytes after each tenth of what was saved at full speed; ``busy``
    the share of a core that the load itself took at people's pace; ``rate`` the saves in a second
    at full speed; ``again`` how often a closed connection had to be opened anew.
    """

    saves: int
    pages: int
    errors: int
    paced_saves: int
    saving: list[float]
    showing: list[float]
    unseen: int
    memory: list[int]
    again: int
    busy: float
    machine: float
    rate: float


class Crowd:
    """Everybody in one workshop, and what happened to them."""

    def __init__(self, plan: Plan, facilitator: Facilitator) -> None:
        self.plan, self.facilitator = plan, facilitator
        self.dice = random.Random(plan.seed)  # noqa: S311
        self.saves = self.errors = self.pages = 0
        self.saving: list[float] = []
        self.acknowledged: dict[str, list[float]] = {}
        """When each lead's changes were acknowledged, one after the other."""
        self.shown: list[dict[str, list[float]]] = [{} for _ in range(plan.screens)]
        """When each screen was told of them."""
        self.without_scripts: set[Phone] = set()
        self.measures = False

    async def join(self) -> None:
        """All come in; nobody has answered yet."""
        others: tuple[Party, ...] = ("executive", "org_design")
        for place in range(self.plan.people):
            party = "pmo_lead" if place < self.plan.leads else others[place % 2]
            phone = await self.facilitator.welcome(party, f"Person {place}")
            if party != "pmo_lead" and place % WITHOUT_SCRIPTS == 0:
                self.without_scripts.add(phone)

    async def warm_up(self) -> None:
        """All answer all that is asked, so that nobody's reach changes by itself later on."""

        async def worker(mine: list[Phone]) -> None:
            for phone in mine:
                await self._answer_all(phone)

        await self._in_turn(worker)

    async def _in_turn(self, work: Callable[[list[Phone]], Awaitable[None]]) -> None:
        phones = self.facilitator.phones
        parts = min(AT_ONCE, len(phones))  # nobody works for an empty part
        await asyncio.gather(*(work(phones[place::parts]) for place in range(parts)))

    async def _answer_all(self, phone: Phone) -> None:
        for fact in phone.choices:
            if phone.party == "pmo_lead" and fact == DECIDES:
                await self.save(phone, fact, NONE)
        if phone.party == "pmo_lead":
            await phone.load()
        for fact in [one for one in phone.asked if one != DECIDES]:
            await self.save(phone, fact, phone.other(fact, self.dice))

    async def save(self, phone: Phone, fact: str, value: str) -> float:
        """Save an answer, in the phone's own way. Gives when it was acknowledged."""
        scripts = phone not in self.without_scripts
        reply = await (phone.save if scripts else phone.submit)(fact, value)
        done = time.monotonic()
        self.saves += 1
        if reply.status != (200 if scripts else 303):
            self.errors += 1
            print(reply.status, fact, value, reply.text[:300], file=sys.stderr)
        self.pages += not scripts
        if scripts and self.saves % RELOADS == 0:
            await phone.load()
            self.pages += 1
        return done

    async def some(self, phone: Phone) -> float:
        """Another answer to any question, or the change that shows."""
        if phone.party != "pmo_lead":
            fact = self.dice.choice(phone.asked)
            return await self.save(phone, fact, phone.other(fact, self.dice))
        to = SOME if phone.kept[DECIDES][0] == NONE else NONE
        done = await self.save(phone, DECIDES, to)
        if self.measures:
            self.acknowledged.setdefault(phone.name, []).append(done)
        return done

    async def at_peoples_pace(self, phone: Phone, until: float) -> None:
        """One save after the other, at random intervals."""
        due = time.monotonic() + self.dice.uniform(0, self.plan.interval)
        while due < until:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            self.saving.append(await self.some(phone) - due)
            if phone.party == "pmo_lead":  # else a screen could take two changes for one
                await self._is_everywhere(phone.name)
                due = max(due, time.monotonic())
            due += self.dice.expovariate(1 / self.plan.interval)

    async def _is_everywhere(self, who: str) -> None:
        """Wait until all screens show what that lead has changed."""
        late = time.monotonic() + PATIENCE
        changes = len(self.acknowledged[who])
        while any(len(screen.get(who, ())) < changes for screen in self.shown):
            if time.monotonic() > late:
                return
            await asyncio.sleep(0.02)

    async def at_full_speed(self, until: int) -> None:
        """Save without a pause, until there are so many saves."""

        async def worker(mine: list[Phone]) -> None:
            while self.saves < until:
                for phone in mine:
                    await self.some(phone)

        await self._in_turn(worker)

    async def watch(self, place: int) -> None:
        """A screen: when the line of each lead changed."""
        lines: dict[str, str] = {}
        async for name, text in self.facilitator.watch():
            if name != "progress":
                continue
            at = time.monotonic()
            for who, line in _SHOWN.findall(text):
                if self.measures and lines.get(who) != line:
                    self.shown[place].setdefault(who, []).append(at)
                lines[who] = line


async def run(plan: Plan) -> Report:
    """The whole load."""
    async with workshop(plan.port, named=True) as facilitator:
        crowd = Crowd(plan, facilitator)
        await crowd.join()
        screens = [asyncio.create_task(crowd.watch(place)) for place in range(plan.screens)]
        await crowd.warm_up()
        await asyncio.sleep(2)  # what the screens are told of it is over
        crowd.measures, busy, began = True, _cpu(), time.monotonic()
        idle, all_ = _cores()
        until = began + plan.paced
        await asyncio.gather(*(crowd.at_peoples_pace(one, until) for one in facilitator.phones))
        busy = (_cpu() - busy) / max(time.monotonic() - began, 1e-9)
        machine = 1 - (_cores()[0] - idle) / max(_cores()[1] - all_, 1)
        crowd.measures = False
        showing, unseen = _showing(crowd)
        began, done = time.monotonic(), crowd.saves
        memory = []
        for tenth in range(1, 11):
            await crowd.at_full_speed(done + (plan.saves - done) * tenth // 10)
            memory.append(_memory(plan.pid))
        rate = (crowd.saves - done) / max(time.monotonic() - began, 1e-9)
        ended = sum(one.done() for one in screens)
        for one in screens:
            one.cancel()
        await asyncio.gather(*screens, return_exceptions=True)
        return Report(
            saves=crowd.saves,
            pages=crowd.pages,
            errors=crowd.errors + ended,
            paced_saves=len(crowd.saving),
            saving=_quantiles(crowd.saving),
            showing=_quantiles(showing),
            unseen=unseen,
            memory=memory,
            again=sum(one.again for one in facilitator.phones),
            busy=busy,
            machine=machine,
            rate=rate,
        )


def _showing(crowd: Crowd) -> tuple[list[float], int]:
    """How long each change took to each screen; and how many never came."""
    times: list[float] = []
    unseen = 0
    for screen in crowd.shown:
        for who, acknowledged in crowd.acknowledged.items():
            shown = screen.get(who, [])
            unseen += abs(len(acknowledged) - len(shown))
            pairs = zip(acknowledged, shown, strict=False)
            times.extend(max(0.0, there - done) for done, there in pairs)
    return times, unseen


def _quantiles(times: list[float]) -> list[float]:
    """The 50th, 95th and 99th of a hundred, and the longest."""
    ordered = sorted(times)
    if not ordered:
        return []
    last = len(ordered) - 1
    return [round(ordered[round(last * share)], 4) for share in (0.5, 0.95, 0.99, 1.0)]


def _memory(pid: int) -> int:
    statm = Path(f"/proc/{pid}/statm")
    if not statm.exists():
        return 0
    return int(statm.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _cores() -> tuple[int, int]:
    """How long the machine's cores were idle, and all their time, in ticks; zeros elsewhere."""
    stat = Path("/proc/stat")
    if not stat.exists():
        return 0, 0
    ticks = [int(one) for one in stat.read_text(encoding="ascii").split("\n")[0].split()[1:9]]
    return ticks[3] + ticks[4], sum(ticks)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    print(json.dumps(asyncio.run(run(Plan(**json.loads(sys.argv[1]))))._asdict()))
