"""A whole workshop in a real browser: three phones and a screen, from preparing to deleting."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pmo_advisor.consultation.workshop.agenda import agenda
from pmo_advisor.model.question import Party
from pmo_advisor.model.text import LANGS
from tests.shipped import program
from tests.web.conftest import HOME_KEY, Running
from tests.web.handling import OPEN, answer_all, says
from tests.web.screens import example
from tests.web.steps import values

DATABASE = "postgresql"
"""Both databases, although it takes a browser."""
Phone = Callable[..., Any]
Pages = list[tuple[Any, Party]]
"""The phones, each with the party that it answers for."""
PHASES = ("problem", "scope", "mandate", "type")
COUNT = re.compile(r"\d+ ?(people|人)")


@pytest.fixture(name="elsewhere")
def _elsewhere(running: Running) -> Iterator[Callable[[Any], Any]]:
    """Has a page watched: nothing that it asks for may be anywhere else."""
    asked: list[str] = []

    def watched(page: Any) -> Any:
        page.context.on("request", lambda request: asked.append(request.url))
        return page

    yield watched
    assert len(asked) > 100
    assert [url for url in asked if not url.startswith(running.address)] == []


def test_three_phones_and_a_screen_settle_it_in_two_rounds(
    running: Running, phone: Phone, elsewhere: Callable[[Any], Any], tmp_path: Path
) -> None:
    screen = elsewhere(phone(viewport={"width": 1280, "height": 800}))
    executive = elsewhere(phone(locale="zh-CN"))
    organiser = elsewhere(phone(java_script_enabled=False))
    lead = elsewhere(phone(color_scheme="dark"))

    pages: Pages = [(executive, "executive"), (organiser, "org_design"), (lead, "pmo_lead")]
    workshop, links = _prepare(running, screen)
    _join(screen, pages, links)
    _lose_the_network(running, executive, workshop)
    _answer(screen, pages)
    _reveal(running, screen, workshop)
    _once_more(screen, pages)
    _result(screen)
    executive.goto(f"{running.address}/w/{workshop}/answer")
    executive.get_by_text("定位已经议定").wait_for()
    _later(running, screen, workshop, tmp_path / "w.json")
    gone = executive.goto(f"{running.address}/w/{workshop}/answer")
    assert gone.status == 404


def _prepare(running: Running, screen: Any) -> tuple[str, list[str]]:
    """A link and a code for each party, and nothing private on the page that is projected."""
    from playwright.sync_api import expect

    screen.goto(f"{running.address}/open/{HOME_KEY}")
    screen.get_by_label("Name", exact=True).fill("Where it stands")
    screen.get_by_label("Named").check()
    screen.get_by_role("button", name="Prepare a workshop").click()
    screen.get_by_text("Show the link").click()
    private = screen.locator("#private").input_value()
    workshop = screen.url.split("/")[4]
    screen.get_by_role("link", name="Show links and QR codes").click()
    expect(screen.locator("svg.qr")).to_have_count(3)
    assert private not in screen.content()
    links = screen.locator(".address").all_inner_texts()
    screen.get_by_role("link", name="Back to the screen").click()
    screen.get_by_role("button", name="Begin", exact=True).click()
    _finished(screen, "0 of 0")
    return workshop, links


def _join(screen: Any, pages: Pages, links: list[str]) -> None:
    """In Chinese, without scripts, in the dark; the screen says at once who has come."""
    for (page, _), link, name in zip(pages, links, ("林晓", "Mei Lan", "Per Holm"), strict=True):
        page.goto(link)
        page.locator("#name").fill(name)
        page.locator('input[value="as_party"]').check()
        page.locator("button.main").click()
        page.wait_for_url("**/answer/*")
        screen.get_by_text(name).wait_for()


def _lose_the_network(running: Running, executive: Any, workshop: str) -> None:
    """Answers go on without it, and all arrive once it is back."""
    executive.wait_for_selector("[data-ready]")
    answer_all(executive, example()["executive"], most=3)
    says(executive, "saved")
    before = values(running, workshop)
    executive.context.set_offline(True)
    answer_all(executive, example()["executive"], most=4)
    says(executive, "kept")
    assert values(running, workshop) == before
    executive.context.set_offline(False)
    says(executive, "saved")
    assert len(values(running, workshop)) == 7


def _answer(screen: Any, pages: Pages) -> None:
    """Everybody to the end; the screen says how far, and nobody's answers."""
    for done, (page, party) in enumerate(pages):
        _finished(screen, f"{done} of 3")
        answer_all(page, example()[party])
        page.wait_for_url("**/review")
        page.locator("main .button.main").last.click()
        page.wait_for_url("**/finished")
    assert pages[0][0].locator("html").get_attribute("lang") == "zh-CN"
    _finished(screen, "3 of 3")
    answers = {one for party in example() for one in _words(example()[party])}
    assert not [one for one in answers if one in screen.inner_text("main")]


def _reveal(running: Running, screen: Any, workshop: str) -> None:
    """In its order, the decisive disagreements first, and nothing of headcount before the end."""
    screen.get_by_role("link", name="Close and reveal").click()
    screen.get_by_role("button", name="Close and reveal").click()
    screen.get_by_text("What hangs on it").first.wait_for(timeout=30_000)
    found = agenda(program(), running.service.thinking.of(_whole(running, workshop)).standing)
    assert found.issues, "the parties of the example disagree on something decisive"
    shown = []
    for phase, after in zip(PHASES, (*PHASES[1:], None), strict=True):
        timed = [one.point.fact for one in found.of(phase) if one.minutes]
        issues = screen.locator("article.issue")
        assert [one.get_attribute("id") for one in issues.all()] == timed
        if timed and screen.locator("#others").count():
            assert screen.evaluate(
                "document.querySelector('article.issue').compareDocumentPosition("
                "document.querySelector('#others')) & Node.DOCUMENT_POSITION_FOLLOWING"
            )
        shown.append(screen.inner_text("main"))
        if phase == "problem":
            _note_and_timer(screen, timed[0])
        if after:
            screen.get_by_role("button", name=f"Next: {after.capitalize()}").click()
            screen.locator("[aria-current=step]", has_text=after.capitalize()).wait_for()
    assert not [one for one in shown if COUNT.search(one)]


def _once_more(screen: Any, pages: Pages) -> None:
    """A second round of one question: the phones come to it, and to nothing else."""
    from playwright.sync_api import expect

    screen.get_by_role("link", name="Open questions again").click()
    ticked = screen.locator("main input:checked")
    while ticked.count():
        ticked.first.uncheck()
    screen.locator('input[value="core_problem"]').check()
    screen.get_by_role("button", name="Open these").click()
    screen.get_by_role("heading", name="Round 2").wait_for()
    for page, _ in pages:
        if not page.locator("html.scripted").count():
            page.get_by_role("link", name="Look again").click()
        else:  # picked up again
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.wait_for_url("**/answer/core_problem")
        answer_all(page, {"core_problem": "too_many_projects"})
        page.wait_for_url("**/review")
    _finished(screen, "3 of 3")
    screen.get_by_role("link", name="Close and reveal").click()
    screen.get_by_role("button", name="Close and reveal").click()
    screen.get_by_role("heading", name="What round 2 moved").wait_for()
    expect(screen.locator(".movement .tag", has_text="moved").first).to_be_visible()
    screen.locator(".movement .verdict").wait_for(timeout=30_000)
    for after in PHASES[1:]:
        screen.get_by_role("button", name=f"Next: {after.capitalize()}").click()
    screen.get_by_role("button", name="The position is agreed").click()


def _result(screen: Any) -> None:
    """Headcount now; what if; documents in both languages; the decision."""
    from playwright.sync_api import expect

    screen.locator("#h-people").wait_for()
    assert COUNT.search(screen.inner_text("#h-people"))
    screen.get_by_role("link", name="What if?").click()
    screen.get_by_text("The advice as it is").wait_for()
    select = screen.locator("main select").first
    with screen.expect_response(lambda reply: "/whatif?" in reply.url):
        select.select_option(index=2)
    expect(screen.locator("#changes h2")).to_contain_text("With these answers")
    expect(screen.locator("#told")).to_contain_text("With these answers")
    screen.get_by_role("link", name="Back to the screen").click()
    for lang in LANGS:
        with screen.expect_download(timeout=60_000) as coming:
            screen.locator(f'a[href$="/report.{lang}.html"]').click()
        report = Path(coming.value.path()).read_text("utf-8")
        assert f'lang="{"zh-CN" if lang == "zh" else "en-GB"}"' in report
        assert len(report) > 20_000
    _decide(screen, "We set it up as said.")
    screen.get_by_text("Date: 20 November 2026").wait_for()
    expect(screen.locator("#decision li")).to_have_text(["林晓", "Mei Lan"])


def _later(running: Running, screen: Any, workshop: str, file: Path) -> None:
    """Open it again; hand it on and bring it in; copy it; compare; delete it for good."""
    screen.get_by_role("button", name="Open it again").click()
    assert screen.locator("#decided").input_value() == "We set it up as said."
    _decide(screen, "We set it up, and look again in May.")
    with screen.expect_download() as coming:
        screen.get_by_role("link", name="Export the workshop").click()
    coming.value.save_as(file)
    assert json.loads(file.read_text("utf-8"))["decision"]["day"] == "2026-11-20"
    screen.get_by_role("button", name="Copy as a new workshop").click()
    screen.get_by_role("heading", name="Prepare the workshop").wait_for()
    screen.goto(f"{running.address}/")
    screen.set_input_files("#file", file)
    screen.get_by_role("button", name="Import").click()
    screen.get_by_text("look again in May").first.wait_for()
    screen.get_by_role("link", name="Compare with an earlier workshop").click()
    screen.get_by_label("Compare with").select_option(workshop)
    screen.get_by_role("button", name="Compare").click()
    screen.get_by_role("heading", name="The advice is the same").wait_for()
    screen.goto(f"{running.address}/w/{workshop}/delete")
    screen.get_by_label("Yes, delete it").check()
    screen.get_by_role("button", name="Delete for good").click()
    screen.wait_for_url(f"{running.address}/")
    assert workshop not in screen.content()


def _whole(running: Running, workshop: str) -> Any:
    return running.service.thinking.whole(workshop)


def _words(answers: Any) -> Iterator[str]:
    """The answers to questions of choice, in words."""
    for fact, value in answers.items():
        for one in getattr(program().rulebook.question[fact], "choices", ()):
            if one.id == value:
                yield one.label.en


def _note_and_timer(screen: Any, fact: str) -> None:
    screen.locator(f"#text-{fact}").fill("Who hurts, before which kind")
    screen.locator(f"#note-{fact} button").click()
    screen.locator(f"#minutes-{fact}").fill("9")
    screen.locator(f"#timer-{fact} button").click()
    screen.locator(f"#timer-{fact} time", has_text="8:5").wait_for()
    assert screen.locator(f"#text-{fact}").input_value() == "Who hurts, before which kind"
    assert screen.locator(OPEN).count() == 0


def _decide(screen: Any, text: str) -> None:
    screen.get_by_label("What was decided").fill(text)
    screen.locator("#day").fill("2026-11-20")
    screen.get_by_label("Who was there").fill("林晓\nMei Lan")
    screen.get_by_role("button", name="Record the decision").click()
    screen.get_by_role("heading", name="Decided").first.wait_for()


def _finished(screen: Any, how_many: str) -> None:
    screen.locator(".total", has_text=f"{how_many} finished").wait_for()
