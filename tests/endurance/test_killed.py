"""An acknowledged answer survives anything: servers killed under load at random moments.

Every answer counts its changes, and its workshop counts all of them in the same transaction. So
what a server left half done would show in the sums, even where no answer looks wrong.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from pathlib import Path
from typing import Any

import pytest

from pmo_advisor.model.question import PARTIES
from pmo_advisor.model.workshop import Whole
from pmo_advisor.store import whole
from pmo_advisor.store.store import Store
from tests import needs, soak
from tests.endurance.crowd import Facilitator, Phone, workshop
from tests.endurance.served import Served
from tests.endurance.wire import Lost
from tests.store.databases import Cluster, cluster, new_database

KILLS = max(2, soak.count(50))
CRASHES = max(1, soak.count(5))
PHONES = 12
MOST = 150
"""Answers acknowledged before the server is killed, at most."""

A_MOMENT = 0.02
"""Seconds that pass between the last of them and the kill, at most."""


class Load:
    """All phones answer without a pause until server or database is gone."""

    def __init__(self, phones: list[Phone], dice: random.Random) -> None:
        self.saved = 0
        self._dice = dice
        self._tasks = [asyncio.create_task(self._answering(one)) for one in phones]

    async def _answering(self, phone: Phone) -> None:
        with contextlib.suppress(Lost):
            while True:
                # What may have been lost is sent again first, as the page's script does it.
                fact = next(iter(phone.open), None) or self._dice.choice(list(phone.choices))
                value = phone.open.get(fact) or phone.other(fact, self._dice)
                reply = await phone.save(fact, value)
                if reply.status == 500:
                    return
                assert reply.status == 200, (fact, reply.status, reply.text[:400])
                self.saved += 1

    async def some(self) -> None:
        """Until a random number of answers has been acknowledged, and a random moment longer."""
        wanted = self._dice.randint(1, MOST)
        while self.saved < wanted and not any(one.done() for one in self._tasks):
            await asyncio.sleep(0.001)
        await asyncio.sleep(self._dice.uniform(0, A_MOMENT))

    async def ended(self) -> int:
        """Until no phone has anything to talk to. Gives how many answers were acknowledged."""
        await asyncio.gather(*self._tasks)
        return self.saved


def _stored(served: Served, name: str) -> Whole:
    """The workshop as the database has it."""
    store = Store.at(served.database)
    try:
        with store.read() as connection:
            return whole.export(connection, name)
    finally:
        store.close()


async def _compare(served: Served, facilitator: Facilitator) -> None:
    """Everything acknowledged stands, and whatever else stands was sent, and stands whole."""
    crowd, found = facilitator.phones, _stored(served, facilitator.workshop)
    by_name = {person.id: person.name for person in found.people}
    stored = {(by_name[one.person], one.fact): one for one in found.answers}
    for phone in crowd:
        shown = await phone.load()
        for fact, (value, mark) in shown.items():
            held = stored.pop((phone.name, fact), None)
            said = (str(held.value), held.revision) if held else ("", 0)
            assert (value, mark) == (said[0], f"1.{said[1]}"), "the page says what is stored"
            kept, revision = phone.kept.get(fact, ("", 0))
            may_stand = [(kept, revision)]
            if fact in phone.open:
                may_stand.append((phone.open[fact], revision + 1))
            assert said in may_stand, (phone.name, fact, said, may_stand)
            if held:
                phone.kept[fact] = said
    assert not stored, "answers of nobody"
    changes = sum(one.revision for one in found.answers)
    repeated = found.workshop.revision - 1 - len(crowd) - changes  # 1: its start; then who came
    assert repeated >= 0, "an answer without the change of its workshop"
    # The same answer sent again is a change of the workshop and not of the answer.
    assert repeated <= sum(phone.again for phone in crowd), "a change without its answer"


async def _killed_again_and_again(served: Served, kills: int, dice: random.Random) -> int:
    acknowledged = 0
    async with workshop(served.port, named=True) as facilitator:
        for place in range(PHONES):
            await facilitator.welcome(PARTIES[place % len(PARTIES)], f"Phone {place}")
        for _ in range(kills):
            load = Load(facilitator.phones, dice)
            await load.some()
            served.kill()
            acknowledged += await load.ended()
            await asyncio.to_thread(served.start)
            await _compare(served, facilitator)
    return acknowledged


@soak.long("kills of the server under load: every acknowledged answer stands", KILLS)
@pytest.mark.parametrize("seed", [5])
def test_every_acknowledged_answer_survives_the_kill_of_its_server(
    served: Served, seed: int, figures: dict[str, Any]
) -> None:
    dice = random.Random(seed)  # noqa: S311
    saved = asyncio.run(_killed_again_and_again(served, KILLS, dice))
    figures["database"], figures["saved"] = served.kind, saved
    assert saved >= KILLS
    assert "Traceback" not in served.said()
    assert "failed" not in served.said()


async def _crashed_again_and_again(
    served: Served, below: Cluster, crashes: int, dice: random.Random
) -> int:
    acknowledged = 0
    async with workshop(served.port, named=True) as facilitator:
        for place in range(PHONES):
            await facilitator.welcome(PARTIES[place % len(PARTIES)], f"Phone {place}")
        for _ in range(crashes):
            load = Load(facilitator.phones, dice)
            await load.some()
            await asyncio.to_thread(below.crash)
            acknowledged += await load.ended()
            await asyncio.to_thread(below.start)
            await _compare(served, facilitator)
    return acknowledged


@soak.long("crashes of PostgreSQL under load: every acknowledged answer stands", CRASHES)
def test_every_acknowledged_answer_survives_a_crash_of_postgresql(
    tmp_path: Path, figures: dict[str, Any]
) -> None:
    with cluster() as below:
        served = Served(new_database(below.address), tmp_path)
        served.start()
        try:
            dice = random.Random(7)  # noqa: S311
            saved = asyncio.run(_crashed_again_and_again(served, below, CRASHES, dice))
            figures["database"], figures["saved"] = served.kind, saved
        finally:
            served.stop()


async def _proving(served: Served) -> int:
    """A server that proves something, in a process of its own."""
    async with workshop(served.port) as facilitator:
        phone = await facilitator.welcome("executive")
        await phone.save("core_problem", "methods_missing")
        await facilitator.post(f"/w/{facilitator.workshop}/reveal")
        await facilitator.browser.get(f"/w/{facilitator.workshop}/screen")
    return served.pid


def test_a_killed_server_leaves_no_process_behind(served: Served) -> None:
    needs.linux_memory()
    needs.solver()
    group = asyncio.run(_proving(served))
    assert len(_members(group)) > 1, "it proves in a process of its own"
    served.kill()
    deadline = time.monotonic() + 30
    while _members(group):
        assert time.monotonic() < deadline, "its proofs go on without it"
        time.sleep(0.1)
    served.start()


def _members(group: int) -> list[int]:
    """The living processes of a process group."""
    found = []
    for one in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, of = one.read_text(encoding="utf-8").rpartition(")")[2].split()[:3]
            if int(of) == group and state != "Z":
                found.append(int(one.parent.name))
    return found
