"""What the screen never shows: answers before the reveal, people without names, kept parties."""

from __future__ import annotations

import json
import re

import pytest

from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import PARTIES, Party
from pmo_advisor.model.workshop import Consent, Whole
from tests.web.conftest import Running
from tests.web.screens import Browser, Room, example, filled, plain

SENTINELS: dict[str, Value] = {
    "supported_headcount": 54321,
    "rd_headcount": 43210,
    "core_problem": "other_or_unclear",
    "sponsor_name": "Sentinel Sponsor",
}
ROOMS = ("screen", "links", "close", "again", "whatif", "compare", "export", "delete")
PAPERS = ("report.zh.html", "onepage.en.pdf")


def _sentinels(room: Room) -> list[str]:
    """Every value that was answered, in all the ways in which it could be told."""
    questions = room.service.rulebook.question
    words = ["54321", "54,321", "43210", "43,210", "Sentinel Sponsor", "other_or_unclear"]
    for choice in questions["core_problem"].choices:  # type: ignore[union-attr]
        if choice.id == "other_or_unclear":
            words += [choice.label.zh, choice.label.en]
    return words


def _events(browser: Browser, url: str, wanted: int = 2) -> str:
    """The first events of a stream."""
    told = ""
    with browser.client.stream("GET", url) as answer:
        for piece in answer.iter_text():
            told += piece
            if told.count("\n\n") >= wanted:
                break
    return plain(told)


def test_before_the_reveal_no_page_stream_or_file_contains_any_answer(running: Running) -> None:
    room = Room(running, named=True)
    home = room.browser
    room.reach("answer")
    for place, party in enumerate(PARTIES):
        room.add(party, {**example()[party], **SENTINELS}, name=f"Person {place}")
    sentinels = _sentinels(room)
    for lang in ("zh", "en"):
        home.client.cookies.set("pmo_lang", lang)
        for path in ROOMS:
            room.show(f"/{path}", status=None)
        for paper in PAPERS:
            room.show(f"/papers/{paper}", status=404)
        home.get("/")
        home.seen.append(_events(home, f"{room.url}/watch"))
    for page in home.seen:
        assert not [one for one in sentinels if one in page]
        assert not re.search(r"pain_|sponsor_reach|\b3 of 4\b", page)
    assert "event: progress" in home.seen[-1]
    exported = Whole.model_validate_json(room.show("/export"))
    assert exported.answers == ()
    assert {one.name for one in exported.people} == {"Person 0", "Person 1", "Person 2"}


def test_a_second_round_hides_its_own_answers_until_it_is_revealed(running: Running) -> None:
    room = filled(running)
    room.reach("type")
    room.post("/again", fact=["supported_headcount"])
    room.browser.seen.clear()
    for person in room.people():
        room.answer(person, {"supported_headcount": 54321})
    for path in ROOMS:
        room.show(f"/{path}", status=None)
    room.browser.seen.append(_events(room.browser, f"{room.url}/watch"))
    assert not [page for page in room.browser.seen if "54321" in page or "54,321" in page]
    room.post("/reveal")
    room.reach("type")
    assert "54,321" in "".join(room.browser.seen)


def test_how_far_somebody_has_got_is_not_told_to_the_question(running: Running) -> None:
    room = Room(running)
    room.reach("answer")
    person = room.add("executive", {"core_problem": "too_many_projects"})
    first = room.show()
    room.answer(person, {"who_misses_it": "top_team"})
    assert "begun" in first
    assert _progress(room.show()) == _progress(first)


def _progress(page: str) -> str:
    return page[page.index('id="progress"') : page.index("/close")]


def test_an_anonymous_workshop_names_nobody_and_keeps_no_order(running: Running) -> None:
    room = Room(running)
    room.reach("answer")
    for party in PARTIES:
        room.add(party, example()[party], name="Typed All The Same")
    room.add("executive", {"core_problem": "too_many_projects"}, name="Typed All The Same")
    room.show()
    room.show("/close")
    room.reach("people")
    room.show()
    room.show("/export")
    assert not [page for page in room.browser.seen if "Typed All" in page]


@pytest.mark.parametrize("party", PARTIES)
def test_a_party_that_counts_jointly_only_is_never_shown_alone(
    running: Running, party: Party
) -> None:
    room = Room(running, named=True)
    room.reach("answer")
    for one, answers in example().items():
        held: Consent = "joint_only" if one == party else "as_party"
        room.add(one, answers, name=f"Person {one}", consent=held)
    room.browser.seen.clear()
    for step in ("problem", "scope", "mandate", "type", "people"):
        room.reach(step)
        room.settle()
        page = room.show()
        spread = re.findall(r'<span class="who">([^<]+)</span>', page)
        name = room.service.texts.say(f"report.party.{party}", "en")
        assert name not in spread, step
        assert f"Person {party}" not in page[: page.find("Who was there")], step
        if step in ("type", "people"):
            rows = re.findall(r'<th scope="row">([^<]+) <span class="soft">1 sheet', page)
            assert len(rows) == 2
            assert name not in rows
            assert f"{name}: a small party that chose to count jointly only" in page
    exported = json.loads(room.show("/export"))
    silent = {one["id"] for one in exported["people"] if one["party"] == party}
    assert silent
    assert not [one for one in exported["answers"] if one["person"] in silent]
    assert exported["left_out"] == [party]
