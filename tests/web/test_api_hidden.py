"""What no call tells: answers before the reveal, headcount before its turn, what a party keeps."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import pytest

from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import PARTIES, Party
from pmo_advisor.web import thinking
from tests.web.callers import Called
from tests.web.conftest import Running
from tests.web.screens import example

REVEAL = ("problem", "scope", "mandate", "type")
CALLS = (
    "",
    "/links",
    "/progress",
    "/reveal",
    "/rounds",
    "/rounds/movement",
    "/whatif",
    "/result",
    "/advice",
    "/notes",
    "/timers",
    "/reservations",
    "/documents",
    "/documents/report.en.md",
    "/export",
)
SENTINELS: Mapping[str, Value] = {"supported_headcount": 54321, "rd_headcount": 43210}


@pytest.fixture(autouse=True)
def _unproved(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof takes seconds of a core for each workshop, and tells nothing more of answers."""
    monkeypatch.setattr(thinking, "provable", lambda: False)


def _everything(called: Called) -> Iterator[str]:
    """What every call tells the facilitator, done or refused."""
    for path in CALLS:
        answer = called.screen.send("GET", called.path + path)
        assert answer.status_code in (200, 409)
        yield answer.text


def _filled(running: Running, **more: Value) -> Called:
    called = Called(running)
    called.to("answer")
    for party, answers in example().items():
        asked = running.service.rulebook.question
        own = {one: value for one, value in more.items() if party in asked[one].asked_of}
        called.joined(party, {**answers, **own})
    return called


def test_before_the_reveal_no_call_tells_any_answer(running: Running) -> None:
    called = _filled(running, **SENTINELS)
    for told in _everything(called):
        assert "54321" not in told
        assert "43210" not in told
        assert "core_problem" not in told
    called.screen.post(f"{called.path}/whatif", {"answers": {}}, status=409)


def test_each_phase_tells_its_own_questions_and_no_conclusion_before_its_turn(
    running: Running,
) -> None:
    called = _filled(running)
    seen: set[str] = set()
    for step in REVEAL:
        called.to(step)
        told = called.told("/reveal")
        facts = {
            one["fact"]
            for part in ("issues", "more", "others", "checks", "agreed")
            for one in told[part]
        }
        assert not facts & seen
        seen |= facts
        assert (told["joint"] is not None) == (step == "type")
        assert (told["parties"] != []) == (step == "type")
        named = {
            axis for one in told["issues"] for lead in one["leads"] for axis in lead["position"]
        }
        allowed = {"problem": set(), "scope": {"level"}, "mandate": {"level", "control"}}
        assert named <= allowed.get(step, {"type", "level", "control"})
        called.told("/result", status=409)
        called.told("/advice", status=409)
        called.told("/documents/report.en.md", status=409)


def test_headcount_is_told_only_once_the_position_is_agreed(running: Running) -> None:
    called = _filled(running)
    called.to(*REVEAL)
    assert called.told("/whatif")["drivers"] == []
    fewer = {"answers": {"supported_headcount": 10}}
    before = called.screen.post(f"{called.path}/whatif", fewer, status=200)
    assert "people" not in [one["part"] for one in before["sides"]]
    called.to("people")
    after = called.screen.post(f"{called.path}/whatif", fewer, status=200)
    assert "people" in [one["part"] for one in after["sides"]]
    assert called.told("/advice")["staffing"] is not None


@pytest.mark.parametrize("party", PARTIES)
def test_a_party_that_counts_jointly_only_is_in_no_answer(running: Running, party: Party) -> None:
    called = Called(running)
    called.filled(**{party: "joint_only"})
    for step in (*REVEAL, "people"):
        called.to(step)
        for path in ("/reveal", "/result", "/rounds"):
            told = called.screen.send("GET", called.path + path).json()
            own = told.get("joint_only", [])
            assert own in ([], [party])
            assert party not in json.dumps({**told, "joint_only": []})
    exported = called.told("/export")
    silent = {one["id"] for one in exported["people"] if one["party"] == party}
    assert not [one for one in exported["answers"] if one["person"] in silent]
    assert exported["left_out"] == [party]


def test_what_a_team_of_two_can_do_is_in_no_answer_and_no_movement(running: Running) -> None:
    facts = [one.fact for one in running.service.rulebook.catalog.capabilities]
    asked = running.service.rulebook.question
    mine = [one for one in facts if "pmo_lead" in asked[one].asked_of]
    assert mine
    called = _filled(running, pmo_people=2)
    second = called.joined(
        "pmo_lead", {**example()["pmo_lead"], "pmo_people": 2, **dict.fromkeys(mine, 4)}
    )
    called.to(*REVEAL)
    called.screen.post(f"{called.path}/rounds", {"questions": mine, "seen": 1})
    for fact in mine:
        second.put(f"/part/answers/{fact}", {"value": 0})
    assert not [one for one in second.get("/part/questions") if one["spread"]]
    for step in (*REVEAL, "people"):
        called.to(step)
        moved = called.told("/rounds/movement")["questions"]
        assert not [one for one in moved if one["fact"] in facts]
        if step in REVEAL:
            told = json.dumps(called.told("/reveal"))
            assert not [one for one in facts if f'"{one}"' in told]
    assert not [one for one in facts if one in called.told("/advice")["provenance"]["answers"]]


def test_without_names_nothing_is_told_of_one_person(running: Running) -> None:
    called = Called(running)
    called.to("answer")
    key = next(one["key"] for one in called.keys["parties"] if one["party"] == "executive")
    caller = type(called.screen)(running, key)
    caller.post("/join", {"consent": "as_party", "name": "Typed All The Same"})
    called.joined("pmo_lead", example()["pmo_lead"])
    called.to(*REVEAL, "people")
    assert not [told for told in _everything(called) if "Typed All" in told]
