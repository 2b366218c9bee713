"""The workshop for other systems: run by calls alone, told what is wrong, never written over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from pmo_advisor.knowledge.sheet_writer import sheet_text
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.sheet import Sheet
from pmo_advisor.web import app, invalid, single, thinking
from pmo_advisor.web.guard import BODY_LIMIT
from pmo_advisor.web.limits import Limit
from pmo_advisor.web.refusals import STATUS
from tests.web.callers import Called, Caller
from tests.web.conftest import HOME_KEY, Running
from tests.web.screens import Browser, example

FAULT = "web.api.fault."
OTHERS = {"kind", "nothing", "decides_nothing", "double", "nobody", "no_form", "zero"}
"""Faults that pydantic does not find."""
REVEAL = ("problem", "scope", "mandate", "type")


@pytest.fixture
def unproved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the proof, which takes seconds of a core for each workshop."""
    for room in (single, thinking):
        monkeypatch.setattr(room, "provable", lambda: False)


@pytest.fixture
def home(running: Running) -> Caller:
    return Caller(running, HOME_KEY)


def test_a_workshop_can_be_run_from_beginning_to_end_by_calls_alone(running: Running) -> None:
    called = Called(running)
    people = called.filled()
    assert [one["done"] for one in called.told("/progress")] == [1, 1, 1]
    called.to(*REVEAL)
    thought = running.service.thinking.of(running.service.thinking.whole(called.id))
    assert thought.finished.wait(60)
    reveal = called.told("/reveal")
    assert reveal["settled"] is False
    assert reveal["joint"]["type"] == "strategy"
    offers = [one["fact"] for one in called.told("/rounds")["offers"] if one["decisive"]]
    called.screen.post(f"{called.path}/rounds", {"questions": offers[:1], "seen": 1})
    fact = offers[0]
    asked = people["executive"].get("/part/questions")
    assert [one["fact"] for one in asked] == [fact]
    assert {one["party"] for one in asked[0]["spread"]} >= {"executive", "pmo_lead"}
    mine = people["executive"].get("/part/questions")[0]["earlier"]
    for one in people.values():
        if fact in [each["fact"] for each in one.get("/part/questions")]:
            one.put(f"/part/answers/{fact}", {"value": mine, "round": 2})
    called.to(*REVEAL, "people")
    moved = called.told("/rounds/movement")
    assert [one["fact"] for one in moved["questions"]] == [fact]
    assert moved["questions"][0]["agreed"]
    Advice.model_validate(called.told("/advice"))
    called.screen.post(f"{called.path}/reservations", {"party": "pmo_lead", "text": "Not yet"})
    decision = {"text": "We do it", "day": "2026-11-20", "attendance": ["Mei"]}
    called.screen.put(f"{called.path}/decision", decision)
    told = called.told("/result")
    assert told["decision"]["attendance"] == ["Mei"]
    assert told["reservations"][0]["text"] == "Not yet"
    assert called.told("")["step"] == "decided"
    called.to("people")


@pytest.mark.usefixtures("unproved")
def test_pages_and_calls_are_of_one_workshop(running: Running) -> None:
    called = Called(running, name="Seen from both sides")
    called.filled()
    browser = Browser(running)
    browser.get(called.keys["screen_link"].removeprefix(running.address))
    assert "Seen from both sides" in browser.get(f"/w/{called.id}/screen")
    browser.post(f"/w/{called.id}/note", about="", text="From the page", revision="0")
    assert called.told("/notes") == [{"about": "", "text": "From the page", "revision": 1}]
    link = called.keys["parties"][0]["link"].removeprefix(running.address)
    assert "Seen from both sides" in Browser(running).get(link)


@pytest.mark.usefixtures("unproved")
def test_an_exported_workshop_is_brought_in_as_it_stood(running: Running, home: Caller) -> None:
    called = Called(running)
    called.filled()
    called.to(*REVEAL, "people")
    made = home.post("/import", called.told("/export"))
    there = Caller(running, made["keys"]["screen"])
    path = f"/workshops/{made['workshop']['id']}"
    assert there.get(f"{path}/result")["joint"] == called.told("/result")["joint"]
    same = {"before": called.id, "after": made["workshop"]["id"]}
    changed = home.get("/comparison", params=same)
    assert changed["answers"] == []
    assert not [one for one in changed["sides"] if one["changed"]]
    home.delete(path)
    there.get(path, status=401)


def test_a_copy_and_new_keys_leave_the_old_ones_behind(running: Running) -> None:
    called = Called(running)
    copied = called.screen.post(f"{called.path}/copy", {"name": "Next year"})
    assert copied["workshop"]["copied_from"] == called.id
    assert copied["workshop"]["step"] == "prepare"
    renewed = called.screen.post(f"{called.path}/keys", status=200)
    called.screen.get(called.path, status=401)
    assert Caller(running, renewed["keys"]["screen"]).get(called.path)["id"] == called.id


@pytest.mark.usefixtures("unproved")
def test_one_person_is_advised_and_takes_answers_in_and_out(running: Running, home: Caller) -> None:
    made = home.post("/workshops", {"name": "R&D PMO", "kind": "single"})
    assert made["keys"]["parties"] == []
    alone = Caller(running, made["keys"]["part"])
    told = {one: example()["executive"][one] for one in ("core_problem", "who_misses_it")}
    alone.put("/part/answers/core_problem", {"value": "strategy_adrift"})
    sheet = {"schema_version": 1, "questionnaire": "quick", "answers": told}
    clash = alone.put("/part/sheet", {"sheet": sheet}, status=409)
    assert clash["error"] == "changed"
    assert [one["fact"] for one in clash["now"]] == ["core_problem"]
    assert clash["now"][0]["here"] == "strategy_adrift"
    assert alone.put("/part/sheet", {"sheet": sheet, "over": True}) == {"answers": 2}
    held = Sheet.model_validate(alone.get("/part/sheet"))
    assert held.answers == told
    assert "core_problem" in sheet_text(held)
    advice = alone.get("/part/advice")
    assert Advice.model_validate(advice["advice"]).position.type == "strategy"
    document = alone.send("GET", "/part/documents/report.zh.md")
    assert document.headers["content-disposition"].startswith("attachment")
    assert "建议定位为战略" in document.text


@pytest.mark.usefixtures("unproved")
def test_documents_are_those_of_the_pages_once_the_position_is_agreed(running: Running) -> None:
    called = Called(running)
    called.filled()
    called.told("/documents", status=409)
    called.to(*REVEAL, "people")
    assert "report.zh.docx" in [one["name"] for one in called.told("/documents")]
    made = called.screen.send("GET", f"{called.path}/documents/one-page.zh.pdf")
    assert made.content.startswith(b"%PDF")
    called.told("/documents/no-such.zh.pdf", status=404)


def test_a_questionnaire_says_what_every_question_takes(running: Running, home: Caller) -> None:
    assert {one["id"] for one in home.get("/questionnaires")} >= {"quick", "full"}
    full = home.get("/questionnaires/full")
    asked = [fact for section in full["sections"] for fact in section["questions"]]
    assert [one["id"] for one in full["questions"]] == asked
    kinds = {one["kind"]: one for one in full["questions"]}
    assert len(kinds["scale"]["steps"]) == 5
    assert kinds["choice"]["choices"][0]["label"]["zh"]
    assert kinds["number"]["max"] > 0


# --- nothing is written over -------------------------------------------------------------------


def test_an_answer_changed_elsewhere_is_told_and_not_written_over(running: Running) -> None:
    called = Called(running)
    called.to("answer")
    one = called.joined("executive", {"core_problem": "too_many_projects"})
    clash = one.put(
        "/part/answers/core_problem", {"value": "change_stuck", "revision": 0}, status=409
    )
    assert clash["where"] == "body.revision"
    assert clash["now"]["value"] == "too_many_projects"
    seen = {"value": "change_stuck", "revision": clash["now"]["revision"]}
    assert one.put("/part/answers/core_problem", seen)["revision"] == 2
    assert one.put("/part/answers/core_problem", seen)["revision"] == 2


@pytest.mark.usefixtures("unproved")
def test_two_who_moderate_are_told_what_the_other_did(running: Running) -> None:
    called = Called(running)
    called.filled()
    called.to(*REVEAL, "people")
    clash = called.screen.put(f"{called.path}/step", {"to": "type", "seen": "type"}, status=409)
    assert clash["now"] == called.told("")
    note = {"about": "core_problem", "text": "Ours", "revision": 0}
    called.screen.put(f"{called.path}/notes", note)
    clash = called.screen.put(f"{called.path}/notes", {**note, "text": "Theirs"}, status=409)
    assert clash["now"] == {"about": "core_problem", "text": "Ours", "revision": 1}
    decision = {"text": "We do it", "day": "2026-11-20"}
    called.screen.put(f"{called.path}/decision", decision)
    clash = called.screen.put(
        f"{called.path}/decision", {**decision, "text": "We do not"}, status=409
    )
    assert clash["now"]["text"] == "We do it"
    called.to("people")
    seen = {"questions": ["core_problem"], "seen": 7}
    clash = called.screen.post(f"{called.path}/rounds", seen, status=409)
    assert clash["now"]["round"] == 1


@pytest.mark.usefixtures("unproved")
def test_answers_are_taken_only_while_the_round_is_open(running: Running) -> None:
    called = Called(running)
    people = called.filled()
    called.to("problem")
    told = people["executive"].put(
        "/part/answers/core_problem", {"value": "unknown", "revision": 1}, status=409
    )
    assert told["error"] == "not_now"


# --- what is wrong is said ---------------------------------------------------------------------


def test_every_fault_is_told_with_its_place_in_the_language_asked_for(
    running: Running, home: Caller
) -> None:
    wrong = {"kind": "singel", "named": "yes", "colour": "red"}
    told = home.post("/workshops", wrong, status=422)
    faults = {one["where"]: one["message"] for one in told["faults"]}
    assert set(faults) == {"body.name", "body.kind", "body.named", "body.colour"}
    assert "single" in faults["body.kind"]
    chinese = Caller(running, HOME_KEY, "zh-CN").post("/workshops", wrong, status=422)
    assert [one["where"] for one in chinese["faults"]] == [one["where"] for one in told["faults"]]
    for one in (chinese["message"], *(each["message"] for each in chinese["faults"])):
        assert not one.isascii()


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("core_problem", "too_many_project", "too_many_projects"),
        ("core_problem", 3, "strategy_adrift"),
        ("authority_granted", 9, "0"),
        ("authority_granted", True, "whole number"),
        ("core_problem", " \u0000 ", "empty"),
    ],
)
def test_an_answer_that_is_none_is_refused_with_what_the_question_takes(
    running: Running, fact: str, value: object, words: str
) -> None:
    called = Called(running)
    called.to("answer")
    one = called.joined("org_design" if fact == "authority_granted" else "executive", {})
    told = one.put(f"/part/answers/{fact}", {"value": value}, status=422)
    assert told["faults"][0]["where"] == "body.value"
    assert words in told["faults"][0]["message"]


def test_a_question_that_is_not_put_to_somebody_is_none_to_them(running: Running) -> None:
    called = Called(running)
    called.to("answer")
    one = called.joined("executive", {})
    one.put("/part/answers/authority_granted", {"value": 1}, status=404)
    one.put("/part/answers/no_such_question", {"value": 1}, status=404)


@pytest.mark.usefixtures("unproved")
def test_a_name_that_is_none_is_told_with_the_nearest_that_is(
    running: Running, home: Caller
) -> None:
    def told(answer: dict[str, Any]) -> dict[str, str]:
        return {one["where"]: one["message"] for one in answer["faults"]}

    new = {"kind": "workshop", "name": "Here", "questionnaire": "quik"}
    faults = told(home.post("/workshops", new, status=422))
    assert "quick" in faults["body.questionnaire"]
    called = Called(running)
    called.filled()
    note = {"about": "core_problm", "text": "Ours", "revision": 0}
    faults = told(called.screen.put(f"{called.path}/notes", note, status=422))
    assert "core_problem" in faults["body.about"]
    called.to(*REVEAL, "people")
    supposed = {"answers": {"core_problm": "change_stuck", "core_problem": "stuck"}}
    faults = told(called.screen.post(f"{called.path}/whatif", supposed, status=422))
    assert "core_problem" in faults["body.answers.core_problm"]
    assert "change_stuck" in faults["body.answers.core_problem"]
    again = {"questions": ["core_problm", "who_misses_it"], "seen": 1}
    faults = told(called.screen.post(f"{called.path}/rounds", again, status=422))
    assert list(faults) == ["body.questions.0"]


def test_an_answer_file_is_checked_as_every_other(running: Running, home: Caller) -> None:
    made = home.post("/workshops", {"name": "R&D PMO", "kind": "single"})
    alone = Caller(running, made["keys"]["part"])
    sheet = {"answers": {"core_problem": "nonsense", "no_such": 1}, "colour": "red"}
    told = alone.put("/part/sheet", {"sheet": sheet}, status=422)
    places = {one["where"] for one in told["faults"]}
    assert {"body.sheet.answers.core_problem", "body.sheet.answers.no_such"} <= places
    assert alone.get("/part/sheet")["answers"] == {}


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe", b"[" * 50_000, b'{"name": 1' + b"0" * 5000 + b"}", b'"text"'],
    ids=["nothing", "broken", "no text", "deep", "long number", "no object"],
)
def test_what_is_no_json_is_said_to_be_none(home: Caller, body: bytes) -> None:
    sent = home.send(
        "POST", "/workshops", content=body, headers={"content-type": "application/json"}
    )
    assert sent.status_code == 422
    assert sent.json()["error"] == "invalid"
    assert home.send("POST", "/import", content=body).status_code == 422


def test_what_is_too_large_is_not_taken(running: Running, home: Caller) -> None:
    called = Called(running)
    for sent in (
        called.screen.send("PUT", f"{called.path}/notes", content=b" " * (BODY_LIMIT + 1)),
        called.screen.send("POST", "/import", content=b" " * (BODY_LIMIT + 1)),
        home.send("POST", "/import", content=b" " * 20_000_001),
    ):
        assert sent.status_code == 413
        assert sent.json()["error"] == "too_large"
    assert home.send("POST", "/import", content=b" " * (BODY_LIMIT + 1)).status_code == 422


def test_a_call_that_there_is_not_is_answered_as_a_call(home: Caller) -> None:
    assert home.get("/no-such", status=404)["error"] == "no_entry"
    assert home.send("PATCH", "/workshops").json()["error"] == "method"


def test_what_was_typed_comes_back_as_one_line_without_hidden_signs(home: Caller) -> None:
    made = home.post("/workshops", {"name": "A\u0000B\u202e\nC  D"})
    assert made["workshop"]["name"] == "A B C D"
    half = json.dumps({"name": "\ud800"})
    sent = home.send(
        "POST", "/workshops", content=half, headers={"content-type": "application/json"}
    )
    assert sent.status_code == 422


# --- guessing and joining ----------------------------------------------------------------------


@pytest.fixture
def watchful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    """A server that lets an address guess or join three times."""
    monkeypatch.setattr(app, "Limit", lambda _times, _seconds: Limit(3, 10**6))
    made = Running(tmp_path)
    yield made
    made.stop()


def test_an_address_that_guesses_keys_is_held_up_on_pages_and_calls_alike(
    watchful: Running,
) -> None:
    guesses = [
        httpx.get(f"{watchful.address}/open/not-this-one"),
        httpx.get(f"{watchful.address}/s/not-this-one"),
        httpx.get(f"{watchful.address}/j/not-this-one"),
    ]
    assert [one.status_code for one in guesses] == [404, 404, 404]
    refused = Caller(watchful, "not-this-one").get("/part", status=429)
    assert refused["error"] == "too_often"
    for door in ("open", "s", "j"):
        assert httpx.get(f"{watchful.address}/{door}/not-this-one").status_code == 429
    assert Caller(watchful, HOME_KEY).get("/workshops") == []


def test_an_address_that_joins_again_and_again_is_held_up(watchful: Running) -> None:
    called = Called(watchful)
    for _ in range(3):
        called.joined("executive", {})
    key = Caller(watchful, called.keys["parties"][0]["key"])
    assert key.post("/join", {"consent": "as_party"}, status=429)["error"] == "too_often"
    browser = Browser(watchful)
    link = f"/j/{called.keys['parties'][1]['key']}"
    browser.get(link)
    browser.post(link, consent="as_party", status=429)
    called.to("answer")
    assert [len(one["people"]) for one in called.told("/progress")] == [3, 0, 0]


def test_no_key_without_a_name_where_people_give_theirs(running: Running) -> None:
    called = Called(running, named=True)
    key = Caller(running, called.keys["parties"][0]["key"])
    assert key.get("/join")["named"] is True
    told = key.post("/join", {"consent": "as_party"}, status=422)
    assert told["where"] == "body.name"
    key.post("/join", {"consent": "as_party", "name": "张三"})
    called.to("answer")
    assert called.told("/progress")[0]["people"] == [{"name": "张三", "reached": 0}]


def test_the_description_speaks_of_every_refusal(running: Running) -> None:
    told = httpx.get(f"{running.address}/openapi.json").json()
    assert json.dumps(told).count("unknown_key") >= len(told["paths"])
    for methods in told["paths"].values():
        for call in methods.values():
            assert {"401", "403", "404", "413", "422", "429", "500"} <= set(call["responses"])
            assert call["description"]


def test_every_refusal_and_every_fault_has_its_words(running: Running) -> None:
    texts = running.service.texts
    assert [one for one in STATUS if f"web.api.refused.{one}.text" not in texts] == []
    said = {one.removeprefix(FAULT) for one in texts if one.startswith(FAULT)}
    assert said == {*invalid.SENTENCES.values(), *OTHERS}
