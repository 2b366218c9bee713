"""The whole way without a mouse: for who facilitates, for who takes part, and for who listens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pmo_advisor.store import moderating
from tests.web.conftest import HOME_KEY, Running
from tests.web.handling import OPEN
from tests.web.screens import Room, example, take_part
from tests.web.steps import key, values

Phone = Callable[..., Any]

FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return { name: "", seen: true };
  const box = one.getBoundingClientRect();
  const lined = [one, one.closest("label")].some((each) => {
    if (!each) return false;
    const style = getComputedStyle(each);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return { name: (one.labels?.[0] ?? one).textContent.trim(), id: one.id, value: one.value,
    html: one.outerHTML.slice(0, 120), seen: lined && inside };
}"""
"""What has the focus, and whether whoever looks can see that."""


class Keys:
    """Hands on a keyboard. Wherever the focus comes, it has to be seen there."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def at(self) -> dict[str, Any]:
        told: dict[str, Any] = self.page.evaluate(FOCUS)
        assert told["seen"], f"the focus cannot be seen: {told['html']}"
        return told

    def to(self, name: str = "", *, at: str = "") -> None:
        """Tab to what is called so, as a person does who looks for it."""
        for _ in range(150):
            self.page.keyboard.press("Tab")
            told = self.at()
            if at and told.get("id") == at:
                return
            if name and told["name"].startswith(name):
                return
        raise AssertionError(f"{name or at} cannot be reached on {self.page.url}")

    def press(self, *keys: str) -> None:
        for one in keys:
            self.page.keyboard.press(one)

    def type(self, text: str) -> None:
        self.page.keyboard.insert_text(text)

    def go(self, name: str = "", key: str = "Enter", **more: Any) -> None:
        """To a link or a button, and press it; another page comes."""
        self.to(name, **more)
        with self.page.expect_navigation():
            self.press(key)


def test_a_workshop_is_led_by_keyboard_alone(running: Running, phone: Phone) -> None:
    page = phone(viewport={"width": 1280, "height": 800})
    keys = Keys(page)
    page.goto(f"{running.address}/open/{HOME_KEY}")
    keys.press("Tab")
    assert keys.at()["name"] == "Skip to the page"
    keys.press("Enter")
    keys.press("Tab")
    assert keys.at()["id"] == "name", "the first field of the page itself"
    keys.type("By keyboard")
    keys.to("Quick")
    keys.press("ArrowDown")
    keys.to("Anonymous")
    keys.press("ArrowDown")
    assert keys.at()["name"] == "Named"
    keys.go("Prepare a workshop")
    keys.to("Show the link")
    keys.press("Enter")
    keys.to(at="private")
    assert "/s/" in keys.at()["value"]
    keys.to("Begin")
    with page.expect_navigation():
        keys.press("Space")

    # Others come in and answer; whoever stands on a link stays there, and hears how far they are.
    workshop = page.url.split("/")[4]
    keys.to("Close and reveal")
    for done, (party, answers) in enumerate(example().items(), 1):
        take_part(running.service, workshop, party, answers, name=f"Person {done}")
        page.locator("#told", has_text=f"{done} of {done} finished").wait_for(state="attached")
        assert keys.at()["name"] == "Close and reveal"
    assert page.locator("#told").get_attribute("role") == "status"
    with page.expect_navigation():
        keys.press("Enter")
    keys.go("Close and reveal")
    page.get_by_text("What hangs on it").first.wait_for(timeout=30_000)

    # Notes, a clock, and what is folded away.
    keys.to("What is meant")
    keys.press("Space")
    assert page.locator("article details").first.get_attribute("open") is not None
    keys.go("Start")
    keys.to("Note: Core problem")
    keys.type("Heard")
    keys.go("Keep the note")
    assert page.locator("#text-core_problem").input_value() == "Heard"

    # A change by somebody else arrives under the hands: the focus is where it was.
    keys.to("These do not change the advice")
    state = page.locator("[data-follow]").get_attribute("data-state")
    with running.service.store.change(workshop) as connection:
        moderating.set_timer(connection, workshop, "who_misses_it", 300, running=True)
    page.wait_for_function("was => !document.querySelector(`[data-state='${was}']`)", arg=state)
    assert keys.at()["name"].startswith("These do not change the advice")
    keys.to("Next: Scope")
    with running.service.store.change(workshop) as connection:
        moderating.go_to(connection, workshop, "scope")
    page.get_by_role("heading", name="How wide is what it serves?").wait_for()
    assert "How wide" in page.locator("#told").inner_text()
    assert page.evaluate("document.activeElement.tagName") == "H1"

    for step in ("Mandate", "Type"):
        keys.go(f"Next: {step}")
    keys.go("The position is agreed")
    keys.go("What if?")
    keys.to(at="c-core_problem")
    with page.expect_response(lambda reply: "/whatif?" in reply.url):
        keys.press("ArrowDown", "ArrowDown")
    page.locator("#told", has_text="With these answers").wait_for(state="attached")
    assert page.evaluate("document.activeElement.tagName") == "SELECT"
    keys.go("Back to the screen")
    keys.to(at="decided")
    keys.type("We do it")
    keys.to(at="attendance")
    keys.type("Mei Lan")
    keys.go("Record the decision")
    page.get_by_role("heading", name="Decided").first.wait_for()
    keys.go("Delete for good")
    keys.to("Yes, delete it")
    keys.press("Space")
    keys.go("Delete for good")
    assert page.url == f"{running.address}/"


def test_somebody_takes_part_by_keyboard_alone(running: Running, phone: Phone) -> None:
    opened, page = running.opened(), phone()
    keys = Keys(page)
    page.goto(f"{running.address}/j/{key(opened, 'executive')}")
    keys.to("They may still be shown")
    keys.press("Space")
    keys.to("Begin")
    keys.press("Enter")
    page.wait_for_url("**/answer/*")
    page.wait_for_selector("[data-ready]")
    told = {}
    for _ in range(40):
        if "/answer/" not in page.url:
            break
        fact = page.url.rsplit("/", 1)[1]
        field = page.locator(f"{OPEN} [name=answer]").first.get_attribute("type") or "text"
        for _ in range(8):
            keys.press("Tab")
            keys.at()
            if page.evaluate("document.activeElement.name") == "answer":
                break
        if field == "radio":
            keys.press("Space", "ArrowDown")
        else:
            keys.type("7")
        told[fact] = page.evaluate("document.activeElement.value")
        keys.to("Next")
        keys.press("Enter")
        page.wait_for_url(lambda url, left=fact: not url.endswith(f"/{left}"))
        if "/answer/" in page.url:
            assert page.evaluate("document.activeElement.id") == "place"
    page.wait_for_url("**/review")
    assert len(told) > 12
    kept = values(running, opened.workshop.id)
    assert {fact: str(value) for fact, value in kept.items()} == told
    keys.go("I have finished")
    assert "Thank you" in page.locator("h1").inner_text()


def test_the_other_language_keeps_the_place_and_what_was_typed(
    running: Running, phone: Phone
) -> None:
    from playwright.sync_api import expect

    opened, page = running.opened(named=True), phone()
    page.goto(f"{running.address}/j/{key(opened, 'org_design')}")
    page.locator("#name").fill("林晓")
    page.get_by_label("They may still be shown").check()
    page.locator("#switch").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    assert page.locator("#name").input_value() == "林晓"
    assert page.evaluate("document.activeElement.id") == "switch"
    page.locator("button.main").click()
    page.wait_for_url("**/answer/*")
    page.wait_for_selector("[data-ready]")
    for _ in range(2):
        left = page.url
        page.locator(f"{OPEN} input").nth(2).check()
        page.locator(f"{OPEN} button.main").click()
        page.wait_for_url(lambda url, left=left: url != left)
    fact = page.url.rsplit("/", 1)[1]
    page.locator(f"{OPEN} input[value='2']").check()
    page.locator("#switch").click()
    page.wait_for_load_state()
    expect(page.locator("html")).to_have_attribute("lang", "en-GB")
    assert page.url.endswith(f"/{fact}")
    assert page.locator(f"{OPEN} input:checked").get_attribute("value") == "2"
    number = f"{running.address}/w/{opened.workshop.id}/answer/supported_headcount"
    page.goto(number)
    page.locator(f"{OPEN} .typed").fill("12")
    page.locator("#switch").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    assert page.url == number
    expect(page.locator(f"{OPEN} .typed")).to_have_value("12")


def test_the_other_language_keeps_a_note_that_was_not_kept_yet(
    running: Running, phone: Phone
) -> None:
    from playwright.sync_api import expect

    room = Room(running)
    room.reach("answer")
    room.add("executive", example()["executive"])
    room.reach("problem")
    room.settle()
    page = phone(viewport={"width": 1280, "height": 800})
    page.context.add_cookies(
        [{"name": f"pmo_screen_{room.id}", "value": room.screen, "url": running.address}]
    )
    page.goto(f"{running.address}{room.url}/screen")
    page.locator("#text-").fill("半句话")
    page.locator("#switch").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    assert page.locator("#text-").input_value() == "半句话"
    room.post("/step", to="scope", seen="problem")
    page.locator("[data-moved]").wait_for()
    assert page.locator("#text-").input_value() == "半句话"
