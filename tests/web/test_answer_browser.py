"""Answering in a real browser: without a network, without scripts, without a mouse."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from pmo_advisor.store import answering, doors, moderating, whole
from pmo_advisor.web.routes import answer, keep
from tests.web.conftest import HOME_KEY, Running
from tests.web.handling import OPEN, says
from tests.web.steps import key, people, values

Phone = Callable[..., Any]


def begin(page: Any, running: Running, opened: doors.Opened, party: Any = "executive") -> str:
    """Join by the party's link, as a person does; gives the address of the answers."""
    page.goto(f"{running.address}/j/{key(opened, party)}")
    page.get_by_label("They may still be shown").check()
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/answer/*")
    return f"{running.address}/w/{opened.workshop.id}"


def ready(page: Any) -> None:
    """Wait until the other questions have come, so that no network is needed to go on."""
    page.wait_for_selector("[data-ready]")


def sent(page: Any) -> None:
    """Wait until this device keeps nothing any more that the server does not have."""
    for _ in range(100):
        if not page.evaluate("Object.keys(localStorage).length"):
            return
        page.wait_for_timeout(50)
    raise AssertionError("something was never sent")


def choose(page: Any, value: str) -> None:
    page.locator(f'{OPEN} input[value="{value}"]').check()


def onward(page: Any) -> None:
    page.get_by_role("button", name="Next").click()


def test_losing_the_network_stops_nobody_and_loses_nothing(running: Running, phone: Phone) -> None:
    from playwright.sync_api import expect

    opened, page = running.opened(), phone()
    begin(page, running, opened)
    ready(page)
    page.context.set_offline(True)
    choose(page, "methods_missing")
    says(page, "kept")
    for value in ("nobody", "3"):  # the next two questions, still without a network
        onward(page)
        expect(page.locator(f"{OPEN} input:checked")).to_have_count(0)
        choose(page, value)
    assert values(running, opened.workshop.id) == {}
    page.context.set_offline(False)
    says(page, "saved")
    assert list(values(running, opened.workshop.id).values()) == ["methods_missing", 3, "nobody"]


def test_answers_not_sent_yet_outlive_the_tab(running: Running, phone: Phone) -> None:
    opened, page = running.opened(), phone()
    home = begin(page, running, opened)
    context = page.context
    # The network is there, but the server is not to be reached.
    context.route("**/answer/*", _unless_get)
    choose(page, "methods_missing")
    says(page, "kept")
    page.close()
    context.unroute_all()
    again = context.new_page()
    again.goto(f"{home}/finished")  # any page of this workshop will do
    says(again, "saved")
    assert values(running, opened.workshop.id) == {"core_problem": "methods_missing"}


def _unless_get(route: Any) -> None:
    if route.request.method == "GET":
        route.continue_()
    else:
        route.abort()


def test_a_server_that_restarts_meanwhile_gets_every_answer(
    own_server: Running, phone: Phone
) -> None:
    opened, page = own_server.opened(), phone()
    begin(page, own_server, opened)
    ready(page)
    own_server.stop()
    choose(page, "methods_missing")
    says(page, "kept")
    onward(page)
    page.wait_for_url("**/who_misses_it")
    choose(page, "nobody")
    own_server.start()
    page.evaluate("dispatchEvent(new Event('online'))")  # sooner than it would try by itself
    says(page, "saved")
    assert values(own_server, opened.workshop.id) == {
        "core_problem": "methods_missing",
        "who_misses_it": "nobody",
    }


@pytest.mark.parametrize(("take", "kept"), [("here", "nobody"), ("there", "top_team")])
def test_of_two_values_for_one_answer_the_person_says_which_counts(
    running: Running, phone: Phone, take: str, kept: str
) -> None:
    opened, page = running.opened(), phone()
    home = begin(page, running, opened)
    page.goto(f"{home}/answer/who_misses_it")
    me = people(running, opened)[0]
    with running.service.store.change(opened.workshop.id) as connection:
        answering.save(connection, me.id, 1, "who_misses_it", "top_team", None)
    choose(page, "nobody")
    page.wait_for_selector(".clash")
    assert page.locator(".clash .there").inner_text() == "The top team that decides together"
    assert page.evaluate("document.activeElement.className") == "clash"
    assert values(running, opened.workshop.id) == {"who_misses_it": "top_team"}
    page.click(f'.clash button[value="{take}"]')
    page.wait_for_selector(".clash", state="detached")
    sent(page)
    assert values(running, opened.workshop.id) == {"who_misses_it": kept}
    assert page.locator(f"{OPEN} input:checked").get_attribute("value") == kept


def test_changing_ones_mind_quickly_is_no_clash(running: Running, phone: Phone) -> None:
    opened, page = running.opened(), phone()
    home = begin(page, running, opened)
    page.goto(f"{home}/answer/who_misses_it")
    choices = page.locator(f"{OPEN} input[type=radio]")
    for place in (0, 1, 2, 3, 4, 2, 1):
        choices.nth(place).check()
    says(page, "saved")
    sent(page)
    assert page.locator(".clash").count() == 0
    assert values(running, opened.workshop.id) == {
        "who_misses_it": choices.nth(1).get_attribute("value")
    }


def test_without_scripts_the_whole_way_is_open(running: Running, phone: Phone) -> None:
    opened, page = running.opened(), phone(java_script_enabled=False)
    begin(page, running, opened, "org_design")
    answered = 0
    while answered < 40:
        if page.url.rsplit("/", 2)[1] != "answer":
            break
        page.get_by_label("Don’t know").check()
        onward(page)
        answered += 1
    assert page.url.endswith("/review")
    page.get_by_role("link", name="I have finished").click()
    assert "Thank you" in page.locator("h1").inner_text()
    assert len(values(running, opened.workshop.id)) == answered > 10


def test_without_a_mouse_the_whole_way_is_open(running: Running, phone: Phone) -> None:
    opened, page = running.opened(named=True), phone()
    page.goto(f"{running.address}/j/{key(opened)}")
    page.locator("#name").focus()
    page.keyboard.type("Zhang")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/answer/core_problem")
    ready(page)
    page.keyboard.press("Tab")  # past the link to the page's body
    _tab_to(page, "radio")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    says(page, "saved")
    _tab_to(page, "submit")
    page.keyboard.press("Enter")
    page.wait_for_url("**/answer/who_misses_it")
    assert page.evaluate("document.activeElement.id") == "place"
    assert values(running, opened.workshop.id) == {"core_problem": "engineering_slow"}
    page.go_back()
    page.wait_for_url("**/answer/core_problem")
    assert page.locator(f"{OPEN} input:checked").get_attribute("value") == "engineering_slow"


def _tab_to(page: Any, kind: str) -> None:
    for _ in range(30):
        if page.evaluate("document.activeElement.type") == kind:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no {kind} can be reached")


def test_a_fault_moves_the_focus_and_keeps_what_was_typed(running: Running, phone: Phone) -> None:
    opened, page = running.opened(), phone()
    home = begin(page, running, opened, "org_design")
    page.goto(f"{home}/answer/supported_headcount")
    page.locator(f"{OPEN} .typed").fill("about 12")
    onward(page)
    page.wait_for_selector(".refused")
    assert page.evaluate("document.activeElement.className") == "typed"
    assert page.locator(f"{OPEN} .typed").input_value() == "about 12"
    page.locator(f"{OPEN} .typed").fill("１２")
    onward(page)
    page.wait_for_url(lambda address: not address.endswith("supported_headcount"))
    assert values(running, opened.workshop.id) == {"supported_headcount": 12}


def test_a_second_round_comes_to_whoever_waits(running: Running, phone: Phone) -> None:
    opened, page = running.opened(), phone()
    home = begin(page, running, opened)
    choose(page, "methods_missing")
    says(page, "saved")
    page.goto(f"{home}/finished")
    with running.service.store.change(opened.workshop.id) as connection:
        moderating.reopen(connection, opened.workshop.id, ["core_problem"])
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # picked up again
    page.wait_for_url("**/answer/core_problem")
    onward(page)  # the same answer again
    page.wait_for_url("**/review")
    with running.service.store.read() as connection:
        given = answering.answers(connection, opened.workshop.id)
    assert [(one.round, one.value) for one in given] == [
        (1, "methods_missing"),
        (2, "methods_missing"),
    ]


def test_the_advice_beside_the_questions_follows_each_answer(
    running: Running, phone: Phone
) -> None:
    from playwright.sync_api import expect

    page = phone(viewport={"width": 1280, "height": 800})
    page.goto(f"{running.address}/open/{HOME_KEY}")
    page.locator("input[name=name]").fill("R&D PMO")
    page.locator("button[value=single]").click()
    page.wait_for_url("**/answer/core_problem")
    before = page.locator(".position").inner_text()
    choose(page, "deliveries_unowned")
    expect(page.locator(".position")).not_to_have_text(before)
    expect(page.locator(".position")).to_contain_text("business PMO")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_other_language_never_takes_away_what_was_typed_and_refused(
    running: Running, phone: Phone, *, scripts: bool
) -> None:
    page = phone(java_script_enabled=scripts)
    page.goto(f"{running.address}/open/{HOME_KEY}")
    assert page.locator("#switch").is_visible()
    page.locator("form[action='/new'] [name=organization]").first.fill("Acme")
    page.locator("form[action='/new']").first.evaluate("form => { form.noValidate = true }")
    page.locator("form[action='/new'] button").first.click()
    assert page.locator("[name=organization]").first.input_value() == "Acme"
    assert page.locator("#switch").is_visible() == scripts


def test_what_was_refused_and_changed_is_read_on_in_the_other_language(
    running: Running, phone: Phone
) -> None:
    from playwright.sync_api import expect

    page = phone()
    page.goto(f"{running.address}/open/{HOME_KEY}")
    firm = page.locator("form[action='/new'] [name=organization]").first
    for told, lang in (("Acme", "zh-CN"), ("Bolt", "en-GB")):
        firm.fill(told)
        page.locator("form[action='/new']").first.evaluate("form => { form.noValidate = true }")
        page.locator("form[action='/new'] button").first.click()
        expect(page.locator(".refused").first).to_be_visible()
        expect(firm).to_have_value(told)
        firm.fill(f"{told} Ltd")
        page.locator("#switch").click()
        expect(page.locator("html")).to_have_attribute("lang", lang)
        expect(firm).to_have_value(f"{told} Ltd")


def test_a_page_made_before_the_answer_was_saved_shows_it_all_the_same(
    running: Running, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    from playwright.sync_api import expect

    opened, page = running.opened(), phone()
    begin(page, running, opened)
    ready(page)
    made, kept = threading.Event(), threading.Event()
    save, show = keep.save, answer.one_page

    def late(*given: Any) -> Any:
        assert made.wait(20)
        saved = save(*given)
        kept.set()
        return saved

    def early(*given: Any) -> Any:
        response = show(*given)
        made.set()
        assert kept.wait(20)
        time.sleep(0.5)  # the old page hears of its answer before the new one is there
        return response

    monkeypatch.setattr(keep, "save", late)
    monkeypatch.setattr(answer, "one_page", early)
    choose(page, "methods_missing")
    page.locator("#switch").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.locator(f"{OPEN} input[value=methods_missing]")).to_be_checked()
    sent(page)
    assert values(running, opened.workshop.id) == {"core_problem": "methods_missing"}


def test_who_answers_a_deleted_workshop_is_told_so(running: Running, phone: Phone) -> None:
    opened, page = running.opened(), phone()
    begin(page, running, opened)
    ready(page)
    whole.delete_for_good(running.service.store, opened.workshop.id)
    choose(page, "methods_missing")
    says(page, "stuck")
    page.wait_for_function("document.querySelector('#state').textContent === state.dataset.gone")
