"""Two people write the same thing at once: nobody's words are silently overwritten.

Of each pair of writers, who both have seen how it stood, one is told that it is kept; the other is
told so too only where both wrote the same, and else is told 409 with what stands.
"""

from __future__ import annotations

import asyncio
import html
import json
import random
from datetime import date
from itertools import pairwise

import pytest

from tests import soak
from tests.endurance.crowd import Facilitator, Phone, workshop
from tests.endurance.served import Served
from tests.endurance.wire import Browser, Reply

TIMES = max(15, soak.count(1000))


def _twin(phone: Phone) -> Phone:
    """The same person at another device."""
    twin = Phone(phone.port, phone.workshop, phone.party, phone.name)
    twin.browser.cookies = dict(phone.browser.cookies)
    return twin


async def _answers(served: Served) -> None:
    dice = random.Random(11)  # noqa: S311
    async with workshop(served.port) as facilitator:
        one = await facilitator.welcome("executive")
        other = _twin(one)
        facilitator.phones.append(other)
        history: list[str] = []
        for _ in range(TIMES):
            shown = (await one.load())["core_problem"]
            await other.load()
            assert shown == (history[-1] if history else "", f"1.{len(history)}")
            choices = [value for value in one.choices["core_problem"] if value != shown[0]]
            given = [dice.choice(choices), dice.choice(choices)]
            replies = await asyncio.gather(
                one.save("core_problem", given[0]), other.save("core_problem", given[1])
            )
            codes = sorted(reply.status for reply in replies)
            assert codes == ([200, 200] if given[0] == given[1] else [200, 409])
            kept = next(g for g, reply in zip(given, replies, strict=True) if reply.status == 200)
            history.append(kept)
            for reply in replies:
                told = json.loads(reply.text)
                assert told["revision"] == len(history)
                assert told["now" if reply.status == 409 else "saved"] == kept


def test_of_two_devices_that_answer_at_once_one_is_told_what_the_other_said(
    served: Served,
) -> None:
    asyncio.run(_answers(served))


async def _both(
    facilitator: Facilitator, other: Browser, path: str, fields: list[dict[str, str]]
) -> list[Reply]:
    address = f"/w/{facilitator.workshop}/{path}"
    csrf = other.cookies["pmo_csrf"]
    return await asyncio.gather(
        facilitator.post(address, **fields[0]), other.post(address, csrf=csrf, **fields[1])
    )


async def _texts(served: Served, path: str, fields: dict[str, str], step: str) -> None:
    async with workshop(served.port) as facilitator:
        for party in ("executive", "org_design", "pmo_lead"):
            phone = await facilitator.welcome(party)
            await phone.save("core_problem", "methods_missing")
        home = f"/w/{facilitator.workshop}"
        await facilitator.post(f"{home}/reveal")
        await _walk(facilitator, step)
        other = Browser(served.port)
        other.cookies = dict(facilitator.browser.cookies)
        seen, standing = 0, ""
        for turn in range(TIMES):
            texts = [f"words {2 * turn}.", f"words {2 * turn + 1}."]
            replies = await _both(
                facilitator,
                other,
                path,
                [{**fields, "text": text, "revision": str(seen)} for text in texts],
            )
            assert sorted(reply.status for reply in replies) == [303, 409]
            won = next(t for t, reply in zip(texts, replies, strict=True) if reply.status == 303)
            lost = next(t for t in texts if t != won)
            told = html.unescape(next(reply.text for reply in replies if reply.status == 409))
            assert won in told, "who came second is shown what stands"
            assert lost in told, "and what they wrote themselves"
            seen, standing = seen + 1, won
        exported = await facilitator.browser.get(f"{home}/export")
        assert standing in exported.text
        await other.close()


async def _walk(facilitator: Facilitator, step: str) -> None:
    way = ("problem", "scope", "mandate", "type", "people")
    for before, after in pairwise(way):
        if before == step:
            return
        await facilitator.post(f"/w/{facilitator.workshop}/step", to=after, seen=before)


@pytest.mark.parametrize(
    ("path", "step", "fields"),
    [
        ("note", "problem", {"about": "core_problem"}),
        ("decide", "people", {"day": date(2026, 11, 24).isoformat()}),
    ],
)
def test_of_two_screens_that_write_at_once_one_is_shown_both(
    served: Served, path: str, step: str, fields: dict[str, str]
) -> None:
    asyncio.run(_texts(served, path, fields, step))
