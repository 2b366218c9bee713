"""Answers that a changed questionnaire no longer takes break nothing, and nothing hides them."""

from __future__ import annotations

import json
from collections.abc import Mapping

import httpx
import pytest

from pmo_advisor.model.domain import Value
from pmo_advisor.model.workshop import Note
from pmo_advisor.store import answering, moderating
from pmo_advisor.web import papers
from tests.web.conftest import Running
from tests.web.screens import Room, filled
from tests.web.steps import alone, answer, answers, join, people

OLD: Mapping[str, Value] = {
    "core_problem": "a_choice_of_last_year",
    "sponsor_reach": "no_such_reach",
    "authority_granted": 9,
    "rd_headcount": -3,
    "asked_last_year": "yes",
}
"""A choice that has gone, a step and a number out of range, and a question that has gone."""

ROUND_PAGES = ("/screen", "/whatif", "/again", "/links", "/export")


def outdated_room(running: Running) -> Room:
    room = filled(running, named=True)
    for person in room.people():
        if person.party != "org_design":
            room.answer(person, OLD)
    return room


def test_every_page_of_the_facilitator_stands(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "PATIENCE", 0)  # the proof is not what this is about
    room = outdated_room(running)
    room.show("/screen")
    room.show("/close")
    for step in ("problem", "scope", "mandate", "type", "people"):
        room.reach(step)
        for path in ROUND_PAGES:
            room.show(path)
    room.show("/papers/report.en.md")
    other = outdated_room(running)
    other.reach("people")
    room.show(f"/compare?with={other.id}")


def test_the_facilitator_is_told_how_many_no_longer_count_and_the_rest_counts(
    running: Running,
) -> None:
    room = outdated_room(running)
    room.reach("problem")
    page = room.show()
    assert "no longer takes: 10" in page
    assert "asked_last_year" in page
    kept = [one.value for one in room.answers() if one.fact == "core_problem"]
    assert kept.count("a_choice_of_last_year") == 2
    plain = filled(running)
    plain.reach("problem")
    assert "no longer takes" not in plain.show()


def test_nothing_is_told_of_the_outdated_answers_of_a_party_that_counts_jointly_only(
    running: Running,
) -> None:
    room = Room(running)
    room.reach("answer")
    room.add("executive", OLD, consent="joint_only")
    room.reach("problem")
    assert "no longer takes" not in room.show()


def test_an_outdated_answer_leaves_its_question_unanswered(running: Running) -> None:
    room = outdated_room(running)
    done = [
        one.reached for party in room.service.progress.of(_workshop(room)) for one in party.people
    ]
    whole = filled(running)
    before = [
        one.reached for party in whole.service.progress.of(_workshop(whole)) for one in party.people
    ]
    assert before == [4, 4, 4]
    assert done == [3, 4, 3]


def test_another_round_lets_outdated_answers_be_given_anew(running: Running) -> None:
    room = outdated_room(running)
    room.reach("type")
    room.post("/again", fact=["core_problem"])
    for person in room.people():
        room.answer(person, {"core_problem": "too_many_projects"})
    page = room.post("/reveal")
    assert "What round 2 moved" in page
    assert "no longer takes: 8" in page


@pytest.mark.parametrize(
    ("fact", "chosen"), [("core_problem", "too_many_projects"), ("authority_granted", 2)]
)
def test_a_participant_sees_at_the_question_that_the_answer_no_longer_counts(
    running: Running, client: httpx.Client, fact: str, chosen: Value
) -> None:
    opened = running.opened()
    join(client, opened, "org_design")
    (person,) = people(running, opened)
    home = f"/w/{opened.workshop.id}"
    _save(running, opened.workshop.id, person.id)
    for path in ("answer", "all", "review", "finished", f"answer/{fact}"):
        assert client.get(f"{home}/{path}").status_code == 200, path
    words = "no longer among the choices"
    assert words in client.get(f"{home}/answer/{fact}").text
    assert words in client.get(f"{home}/review").text
    answer(client, opened, fact, str(chosen))
    assert words not in client.get(f"{home}/answer/{fact}").text
    kept = {one.fact: one.value for one in answers(running, opened.workshop.id)}
    assert kept == {**OLD, fact: chosen}


def test_an_assessment_by_one_person_goes_on(running: Running, client: httpx.Client) -> None:
    made = alone(client, "full")
    with running.service.store.read() as connection:
        (person,) = answering.people(connection, made)
    _save(running, made, person.id)
    with running.service.store.change(made) as connection:
        moderating.write_note(connection, made, "@sheet", "not json", 0)
    for path in (
        "answer",
        "all",
        "review",
        "advice",
        "files",
        "answers.yaml",
        "answer/core_problem",
    ):
        assert client.get(f"/w/{made}/{path}").status_code == 200, path
    assert "a_choice_of_last_year" not in client.get(f"/w/{made}/answers.yaml").text


def test_an_exported_workshop_with_such_answers_is_brought_in_and_stands(running: Running) -> None:
    room = outdated_room(running)
    room.reach("people")
    told = json.loads(room.show("/export"))
    told["reopened"] = {"2": ["asked_last_year", "core_problem"]}
    told["workshop"]["round"] = 2
    told["notes"] = [Note(about="asked_last_year", text="Why", revision=1).model_dump()]
    answer = room.browser.send("/import", json.dumps(told).encode())
    assert "no longer takes: 10" in answer.text
    made = answer.url.path.split("/")[2]
    for path in ("/screen", "/whatif", "/again", "/export"):
        assert room.browser.client.get(f"/w/{made}{path}").status_code == 200, path


def test_a_workshop_whose_questionnaire_has_gone_goes_on_with_the_first_there_is(
    running: Running, client: httpx.Client
) -> None:
    opened = running.opened(questionnaire="gone")
    client.cookies.set(f"pmo_screen_{opened.workshop.id}", opened.screen)
    home = f"/w/{opened.workshop.id}"
    assert "“gone”" in client.get(f"{home}/screen").text
    with running.client() as phone:
        join(phone, opened)
        assert answer(phone, opened, "core_problem", "too_many_projects").status_code == 200
        for path in ("answer", "all", "review"):
            assert phone.get(f"{home}/{path}").status_code == 200, path
    for step in ("problem", "scope", "mandate", "type", "people"):
        with running.service.store.change(opened.workshop.id) as connection:
            moderating.go_to(connection, opened.workshop.id, step)  # type: ignore[arg-type]
        assert client.get(f"{home}/screen").status_code == 200, step


def _workshop(room: Room):  # type: ignore[no-untyped-def]
    return room.service.thinking.whole(room.id).workshop


def _save(running: Running, workshop: str, person: str) -> None:
    with running.service.store.change(workshop) as connection:
        for fact, value in OLD.items():
            answering.save(connection, person, 1, fact, value, None)
