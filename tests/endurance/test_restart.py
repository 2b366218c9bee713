"""The server is away for a while: screens find the way back, and what phones kept arrives."""

from __future__ import annotations

import asyncio
import contextlib
import json

from tests.endurance.crowd import Facilitator, Phone, workshop
from tests.endurance.served import Served
from tests.endurance.wire import Lost

PATIENCE = 30
QUEUE = {"pmo_people": "7", "core_problem": "methods_missing", "time_goes_to": "unknown"}
"""Given without a network; the last is asked only because of the first."""


class Screen:
    """A screen that opens its stream again whenever it breaks, as browsers do by themselves."""

    def __init__(self, facilitator: Facilitator) -> None:
        self._facilitator = facilitator
        self.state, self.progress, self.opened = "", "", 0

    async def watch(self) -> None:
        while True:
            with contextlib.suppress(Lost):
                self.opened += 1
                async for name, text in self._facilitator.watch():
                    setattr(self, name, text)
            await asyncio.sleep(0.1)

    async def shows(self, progress: str) -> None:
        async with asyncio.timeout(PATIENCE):
            while self.progress != progress:
                await asyncio.sleep(0.02)

    async def moves_on_to(self, step: str) -> None:
        async with asyncio.timeout(PATIENCE):
            while not self.state.startswith(step):
                await asyncio.sleep(0.02)


async def _now(facilitator: Facilitator) -> str:
    """The progress that a screen is shown which is opened now."""
    async for name, text in facilitator.watch():
        if name == "progress":
            return text
    raise AssertionError


async def _sent(phone: Phone) -> list[int]:
    """Send what the phone keeps, as its script does, for as long as the server takes it."""
    codes = []
    for fact, value in list(phone.open.items()):
        with contextlib.suppress(Lost):
            codes.append((await phone.save(fact, value)).status)
    return codes


async def _away_for_a_while(served: Served) -> None:
    async with workshop(served.port, named=True) as facilitator:
        phone = await facilitator.welcome("pmo_lead", "Lin")
        late = await facilitator.welcome("executive", "Per")
        screens = [Screen(facilitator) for _ in range(3)]
        watching = [asyncio.create_task(one.watch()) for one in screens]
        await late.save("who_misses_it", "nobody")
        before = await _now(facilitator)
        await asyncio.gather(*(one.shows(before) for one in screens))

        served.kill()
        phone.open |= QUEUE
        late.open |= {"core_problem": "methods_missing"}
        assert await _sent(phone) == []
        await asyncio.to_thread(served.start)
        assert await _sent(phone) == [200] * len(QUEUE)
        assert phone.open == {}

        shown = await phone.load()
        assert {fact: shown[fact][0] for fact in QUEUE} == QUEUE
        now = await _now(facilitator)
        assert now != before
        await asyncio.gather(*(one.shows(now) for one in screens))
        assert all(one.opened > 1 for one in screens)

        await facilitator.post(f"/w/{facilitator.workshop}/reveal")
        await asyncio.gather(*(one.moves_on_to("problem") for one in screens))
        assert await _sent(late) == [410]
        reply = await late.save("core_problem", "methods_missing")
        assert json.loads(reply.text)["late"], "who comes too late is told so"
        for one in watching:
            one.cancel()
        await asyncio.gather(*watching, return_exceptions=True)


def test_screens_and_phones_go_on_where_they_were_after_the_server_was_away(
    served: Served,
) -> None:
    asyncio.run(_away_for_a_while(served))


async def _ended_while_watched(served: Served) -> None:
    async with workshop(served.port) as facilitator:
        opened = [facilitator.watch() for _ in range(20)]
        for one in opened:
            assert (await anext(one))[0] == "state"
        async with asyncio.timeout(PATIENCE):
            await asyncio.to_thread(served.stop)
            for one in opened:
                with contextlib.suppress(Lost):
                    async for _ in one:
                        pass
        await asyncio.to_thread(served.start)


def test_open_screens_do_not_keep_a_server_from_ending(served: Served) -> None:
    asyncio.run(_ended_while_watched(served))
