"""axe finds nothing on any page or state of the screen, and nothing is wider than a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests import needs
from tests.web.conftest import Running
from tests.web.screens import Room, filled

WIDE = """[...document.querySelectorAll('body *')]
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 3).map(one => one.outerHTML.slice(0, 120))"""
"""Finds what reaches beyond the window."""


def _states(running: Running) -> Iterator[tuple[Room, str]]:
    """Every page of a workshop with two rounds, in its turn."""
    last = filled(running, name="Last year")
    last.reach("people")
    room = filled(running, named=True, name="W" * 200, organization="岱川装备")
    name = f"pmo_screen_{last.id}"
    room.browser.client.cookies.set(name, last.browser.client.cookies[name])
    yield from ((room, path) for path in ("/screen", "/close", "/links"))
    room.reach("problem")
    room.settle()
    room.post("/timer", about="core_problem", minutes="7", do="start")
    room.post("/note", about="core_problem", text="N" * 300, revision=0)
    yield room, "/screen"
    for step in ("scope", "mandate", "type"):
        room.reach(step)
        yield room, "/screen"
    yield from ((room, path) for path in ("/again", "/whatif?core_problem=deliveries_unowned"))
    room.post("/again", fact=["core_problem"])
    for person in room.people():
        room.answer(person, {"core_problem": "too_many_projects"})
    room.post("/reveal")
    room.settle()
    yield room, "/screen"
    room.reach("people")
    room.post("/reserve", party="pmo_lead", text="R" * 300)
    yield room, "/screen"
    yield from ((room, path) for path in ("/whatif", f"/compare?with={last.id}", "/delete"))
    room.post("/decide", text="We do it", day="2026-11-20", attendance="Mei")
    yield room, "/screen"


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("zh", "dark")])
def test_axe_finds_nothing_and_nothing_overflows_a_phone(
    running: Running, phone: Callable[..., Any], lang: str, scheme: str
) -> None:
    needs.axe()
    from axe_playwright_python.sync_playwright import Axe

    page, axe = phone(color_scheme=scheme), Axe()
    for room, path in _states(running):
        held = {one.name: one.value for one in room.browser.client.cookies.jar}
        cookies = {**held, "pmo_lang": lang}
        page.context.add_cookies(
            [{"name": k, "value": v, "url": running.address} for k, v in cookies.items()]
        )
        page.goto(f"{running.address}{room.url}{path}")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found = axe.run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == [], path
        wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        at_fault = page.evaluate(WIDE)
        assert wider <= 0, (path, at_fault)
