"""Screens that follow: pushed to, rendered once for all, never over what is being typed."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from pmo_advisor.web.board import Board, Frame
from pmo_advisor.web.live import Hub
from tests.web.conftest import Running
from tests.web.screens import Room, example, filled

Made = TypeVar("Made")


def _run(watch: Callable[[], Coroutine[Any, Any, Made]]) -> Made:
    """Run it in a thread of its own: a browser that is open holds the loop of this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(watch())).result()


def test_twenty_watchers_share_one_rendering_of_each_change(running: Running) -> None:
    made: list[int] = []

    def render() -> Frame:
        made.append(1)
        return Frame("state", str(len(made)))

    async def watch() -> list[Frame]:
        hub = Hub(running.service.store)
        hub.start()
        board = Board(hub)
        first = await asyncio.gather(*(board.frame("w", "zh", render) for _ in range(20)))
        hub.changed("w")
        await asyncio.sleep(0)
        second = await asyncio.gather(*(board.frame("w", "zh", render) for _ in range(20)))
        return [*first, *second]

    frames = _run(watch)
    assert len(made) == 2
    assert {one.part for one in frames[:20]} == {"1"}
    assert {one.part for one in frames[20:]} == {"2"}


def test_a_rendering_begun_before_a_change_is_not_given_to_who_heard_of_it(
    running: Running,
) -> None:
    held, value = threading.Event(), ["old"]

    def render() -> Frame:
        told = value[0]
        if told == "old":
            held.wait(5)
        return Frame("state", told)

    async def watch() -> Frame:
        hub = Hub(running.service.store)
        hub.start()
        board = Board(hub)
        slow = asyncio.create_task(board.frame("w", "zh", render))
        await asyncio.sleep(0.05)
        value[0] = "new"
        hub.changed("w")
        await asyncio.sleep(0)
        try:
            return await board.frame("w", "zh", render)
        finally:
            held.set()
            await slow

    assert _run(watch).part == "new"


def test_a_rendering_that_failed_is_tried_again(running: Running) -> None:
    tries: list[int] = []

    def render() -> Frame:
        tries.append(1)
        if len(tries) == 1:
            raise ValueError
        return Frame("state", "")

    async def watch() -> None:
        hub = Hub(running.service.store)
        hub.start()
        board = Board(hub)
        (wrong,) = await asyncio.gather(board.frame("w", "zh", render), return_exceptions=True)
        assert isinstance(wrong, ValueError)
        assert (await board.frame("w", "zh", render)).state == "state"

    _run(watch)


def _at(page: Any, room: Room) -> Any:
    """A page of a browser at the room's screen."""
    name = f"pmo_screen_{room.id}"
    key = room.browser.client.cookies[name]
    page.context.add_cookies([{"name": name, "value": key, "url": room.running.address}])
    page.goto(f"{room.running.address}{room.url}/screen")
    return page


def test_a_second_screen_follows_and_shows_progress_as_it_comes(
    running: Running, phone: Callable[..., Any]
) -> None:
    room = Room(running, named=True)
    projector = _at(phone(), room)
    room.reach("answer")
    projector.get_by_role("heading", name="Answering").wait_for()
    room.add("pmo_lead", {"core_problem": "too_many_projects"}, name="Per")
    projector.get_by_text("Per").wait_for()
    for party, answers in example().items():
        room.add(party, answers, name=f"Done {party}")
    projector.locator(".total", has_text="3 of 4 finished").wait_for()
    room.reach("problem")
    projector.get_by_role("heading", name="What is it to solve first?").wait_for()
    projector.get_by_text("What hangs on it").first.wait_for(timeout=30_000)


def test_what_is_being_typed_is_never_replaced(running: Running, phone: Callable[..., Any]) -> None:
    room = filled(running)
    room.reach("problem")
    room.settle()
    screen = _at(phone(), room)
    screen.get_by_label("Note: Core problem").fill("half a sentence")
    room.reach("scope")
    screen.get_by_text("The workshop has moved on").wait_for()
    assert screen.get_by_label("Note: Core problem").input_value() == "half a sentence"
    screen.get_by_role("button", name="Keep the note Note: Core problem").click()
    screen.get_by_role("heading", name="How wide is what it serves?").wait_for()
    notes = {one.about: one.text for one in running.service.thinking.whole(room.id).notes}
    assert notes == {"core_problem": "half a sentence"}


def test_a_clock_counts_down_on_every_screen(running: Running, phone: Callable[..., Any]) -> None:
    room = filled(running)
    room.reach("problem")
    room.settle()
    screen = _at(phone(), room)
    room.post("/timer", about="core_problem", minutes="7", do="start")
    shown = screen.locator("#timer-core_problem time")
    shown.filter(has_text="6:5").wait_for()


def test_what_if_answers_at_once(running: Running, phone: Callable[..., Any]) -> None:
    room = filled(running)
    room.reach("people")
    room.settle()
    screen = _at(phone(), room)
    screen.get_by_role("link", name="What if?").click()
    screen.get_by_text("The advice as it is").wait_for()
    screen.get_by_label("How far is the PMO authorised in writing?").select_option("3")
    screen.get_by_role("heading", name="With these answers the advice changes").wait_for()
    assert "authority_granted" not in screen.url


def test_a_whole_workshop_is_led_without_scripts(
    running: Running, phone: Callable[..., Any]
) -> None:
    room = filled(running)
    screen = _at(phone(java_script_enabled=False), room)
    screen.get_by_role("link", name="Close and reveal").click()
    screen.get_by_role("button", name="Close and reveal").click()
    for step in ("Scope", "Mandate", "Type"):
        screen.get_by_role("button", name=f"Next: {step}").click()
    screen.get_by_role("button", name="The position is agreed").click()
    screen.get_by_label("What was decided").fill("We do it")
    screen.get_by_role("button", name="Record the decision").click()
    screen.get_by_role("heading", name="Decided").first.wait_for()
    assert screen.get_by_text("We do it").is_visible()


def test_a_refused_decision_is_read_on_in_the_other_language_as_it_was_changed(
    running: Running, phone: Callable[..., Any]
) -> None:
    from playwright.sync_api import expect

    room = filled(running)
    room.reach("people")
    screen = _at(phone(), room)
    text, there = (screen.locator(f"#decision [name={one}]") for one in ("text", "attendance"))
    there.fill("x" * 81)
    text.fill("A PMO of seven")
    screen.locator("#decision button.main").click()
    expect(screen.locator("#decision .refused")).to_be_visible()
    text.fill("A PMO of eight")
    screen.locator("#switch").click()
    expect(screen.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(text).to_have_value("A PMO of eight")
    expect(there).to_have_value("x" * 81)
