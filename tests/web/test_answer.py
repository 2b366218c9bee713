"""Answering without scripts, and what the script is told: kept at once, never written over."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.store import answering, doors, moderating
from pmo_advisor.web.saving import Late, Seen, save
from tests.web.conftest import Running
from tests.web.steps import alone, answer, answers, hidden, join, people, send, values


@pytest.fixture(name="opened")
def _opened(running: Running) -> doors.Opened:
    return running.opened()


@pytest.fixture(name="lead")
def _lead(running: Running, opened: doors.Opened) -> Iterator[httpx.Client]:
    with running.client() as client:
        join(client, opened, "pmo_lead")
        yield client


def test_each_answer_is_kept_as_it_is_given_and_the_next_question_follows(
    running: Running, opened: doors.Opened, lead: httpx.Client
) -> None:
    page = answer(lead, opened, "core_problem", "methods_missing")
    assert page.url.path.endswith("/answer/who_misses_it")
    assert values(running, opened.workshop.id) == {"core_problem": "methods_missing"}


@pytest.mark.parametrize("lang", LANGS)
def test_every_question_can_be_answered_to_the_end(running: Running, lang: Lang) -> None:
    opened = running.opened()
    with running.client(lang) as client:
        page = join(client, opened, "executive")
        seen = []
        while "/answer/" in page.url.path:
            fact = page.url.path.rsplit("/", 1)[1]
            seen.append(fact)
            page = answer(client, opened, fact, "unknown")
            assert len(seen) < 40
        assert page.url.path.endswith("/review")
        assert set(values(running, opened.workshop.id)) == set(seen)
        done = client.get(f"/w/{opened.workshop.id}/finished")
    told = running.service.texts.say("web.answer.finished.all", lang, count=len(seen))
    assert told[-4:] in done.text


def test_a_question_can_be_skipped_and_comes_again(
    running: Running, opened: doors.Opened, lead: httpx.Client
) -> None:
    page = lead.get(f"/w/{opened.workshop.id}/answer/core_problem").text
    assert f'href="/w/{opened.workshop.id}/answer/who_misses_it"' in page
    answer(lead, opened, "who_misses_it", "nobody")
    assert lead.get(f"/w/{opened.workshop.id}/answer").url.path.endswith("/core_problem")


def test_no_answer_is_not_an_answer(
    running: Running, opened: doors.Opened, lead: httpx.Client
) -> None:
    page = answer(lead, opened, "core_problem", "")
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert values(running, opened.workshop.id) == {}


@pytest.mark.parametrize(
    ("said", "kept"),
    [("12", 12), ("１２", 12), (" 1,200 ", 1200), ("12 个", 12), ("0", 0), ("unknown", "unknown")],
)
def test_a_number_is_taken_as_people_write_it(
    running: Running, opened: doors.Opened, lead: httpx.Client, said: str, kept: object
) -> None:
    answer(lead, opened, "parallel_deliveries", said)
    assert values(running, opened.workshop.id) == {"parallel_deliveries": kept}


@pytest.mark.parametrize("said", ["-1", "12.5", "many", "99999999999", "9" * 300, "<b>1</b>"])
def test_a_refused_number_stays_as_typed_with_its_bounds(
    running: Running, opened: doors.Opened, lead: httpx.Client, said: str
) -> None:
    page = answer(lead, opened, "parallel_deliveries", said)
    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.text
    assert "autofocus" in page.text
    assert said.replace("<", "&lt;").replace(">", "&gt;") in page.text
    assert values(running, opened.workshop.id) == {}


def test_dont_know_beside_a_number_counts_unless_something_else_was_typed(
    running: Running, opened: doors.Opened, lead: httpx.Client
) -> None:
    answer(lead, opened, "parallel_deliveries", "7")
    answer(lead, opened, "parallel_deliveries", "7", unknown="1")
    assert values(running, opened.workshop.id) == {"parallel_deliveries": "unknown"}
    answer(lead, opened, "parallel_deliveries", "8", unknown="1")
    assert values(running, opened.workshop.id) == {"parallel_deliveries": 8}


def test_an_answer_changed_elsewhere_is_never_written_over(
    running: Running, opened: doors.Opened, lead: httpx.Client
) -> None:
    home = f"/w/{opened.workshop.id}/answer/core_problem"
    old = hidden(lead.get(home).text, "core_problem")
    answer(lead, opened, "core_problem", "methods_missing")
    page = lead.post(home, data={**old, "answer": "pms_missing"})
    assert page.status_code == 409
    assert values(running, opened.workshop.id) == {"core_problem": "methods_missing"}
    assert page.text.count("There is no common way to run projects") >= 2  # choice, and standing
    again = hidden(page.text, "core_problem")
    assert lead.post(home, data={**again, "answer": "pms_missing"}).status_code == 200
    assert values(running, opened.workshop.id) == {"core_problem": "pms_missing"}


def test_the_script_is_told_what_was_kept_and_the_same_twice_is_one_change(
    running: Running, opened: doors.Opened, lead: httpx.Client
) -> None:
    for _ in range(2):
        told = send(lead, opened, "core_problem", "methods_missing", "1.0").json()
        assert (told["saved"], told["revision"], told["seen"]) == ("methods_missing", 1, "1.1")
    assert [one.revision for one in answers(running, opened.workshop.id)] == [1]


def test_the_script_is_told_both_values_of_a_clash(
    running: Running, opened: doors.Opened, lead: httpx.Client
) -> None:
    send(lead, opened, "core_problem", "methods_missing", "1.0")
    reply = send(lead, opened, "core_problem", "pms_missing", "1.0")
    assert reply.status_code == 409
    told = reply.json()
    assert told["now"] == "methods_missing"
    assert told["seen"] == "1.1"
    assert told["said"].startswith("There is no common way")
    assert told["given"].startswith("Too few people")


def test_the_script_is_told_why_an_answer_is_refused(
    opened: doors.Opened, lead: httpx.Client
) -> None:
    reply = send(lead, opened, "parallel_deliveries", "many", "1.0")
    assert reply.status_code == 422
    assert "whole number" in reply.json()["refused"]


def test_an_answer_that_comes_after_the_reveal_is_not_counted_and_its_writer_told(
    running: Running, opened: doors.Opened, lead: httpx.Client
) -> None:
    lead.get(f"/w/{opened.workshop.id}/answer/core_problem")
    with running.service.store.change(opened.workshop.id) as connection:
        moderating.go_to(connection, opened.workshop.id, "problem")
    reply = send(lead, opened, "core_problem", "methods_missing", "1.0")
    assert reply.status_code == 410
    assert reply.json()["late"]
    assert values(running, opened.workshop.id) == {}
    page = lead.get(f"/w/{opened.workshop.id}/review")
    assert running.service.texts.say("web.answer.closed.title", "en") in page.text


def test_an_answer_of_the_first_round_is_not_taken_for_one_of_the_second(
    running: Running, opened: doors.Opened, lead: httpx.Client
) -> None:
    lead.get(f"/w/{opened.workshop.id}/answer/core_problem")
    with running.service.store.change(opened.workshop.id) as connection:
        moderating.reopen(connection, opened.workshop.id, ["core_problem"])
    assert send(lead, opened, "core_problem", "pms_missing", "1.0").status_code == 410
    assert values(running, opened.workshop.id) == {}


def test_only_questions_put_to_ones_party_can_be_answered(
    opened: doors.Opened, lead: httpx.Client
) -> None:
    lead.get(f"/w/{opened.workshop.id}/answer/core_problem")
    for fact in ("supported_headcount", "no_such_question"):  # the first is for organisation design
        assert send(lead, opened, fact, "10", "1.0").status_code == 404
        assert lead.get(f"/w/{opened.workshop.id}/answer/{fact}").status_code == 404


def test_nothing_is_taken_without_the_browsers_own_token(
    running: Running, opened: doors.Opened, lead: httpx.Client
) -> None:
    lead.post(f"/w/{opened.workshop.id}/answer/core_problem", data={"answer": "pms_missing"})
    assert values(running, opened.workshop.id) == {}


def test_an_answer_that_makes_others_apply_says_which_are_asked_now(running: Running) -> None:
    with running.client() as client:
        workshop = alone(client)
        opened = doors.Opened(_workshop(running, workshop), "")
        client.get(f"/w/{workshop}/all")
        less = send(client, opened, "change_depth", "0", "1.0").json()["asked"]
        more = send(client, opened, "change_depth", "4", "1.1").json()["asked"]
    assert set(less) < set(more)
    assert more["core_problem"].startswith("Question 1 of")


def _workshop(running: Running, workshop: str) -> doors.Workshop:
    with running.service.store.read() as connection:
        return doors.workshop(connection, workshop)


def test_the_list_has_every_question_and_comes_back_to_the_one_saved(
    running: Running, opened: doors.Opened, lead: httpx.Client
) -> None:
    page = lead.get(f"/w/{opened.workshop.id}/all")
    form = {**hidden(page.text, "pm_practice"), "from": "list", "answer": "3"}
    saved = lead.post(
        f"/w/{opened.workshop.id}/answer/pm_practice", data=form, follow_redirects=False
    )
    assert saved.headers["location"] == f"/w/{opened.workshop.id}/all#q-pm_practice"
    assert values(running, opened.workshop.id) == {"pm_practice": 3}
    # Whoever chose the list comes back to the list.
    assert lead.get(f"/w/{opened.workshop.id}/answer").url.path.endswith("/all")


@pytest.mark.parametrize("lang", LANGS)
def test_no_page_is_heavy_even_the_longest_list(running: Running, lang: Lang) -> None:
    with running.client(lang) as client:
        workshop = alone(client, "full")
        assert client.get(f"/w/{workshop}/all").num_bytes_downloaded < 30_000


def test_in_a_second_round_only_reopened_questions_are_asked_with_what_one_said(
    running: Running, opened: doors.Opened, lead: httpx.Client
) -> None:
    answer(lead, opened, "core_problem", "methods_missing")
    answer(lead, opened, "who_misses_it", "nobody")
    with running.service.store.change(opened.workshop.id) as connection:
        moderating.reopen(connection, opened.workshop.id, ["core_problem"])
    page = lead.get(f"/w/{opened.workshop.id}/answer")
    assert page.url.path.endswith("/core_problem")
    assert "Question 1 of 1" in page.text
    assert "Your answer last time: There is no common way" in page.text
    assert 'value="methods_missing" checked' in page.text
    assert lead.get(f"/w/{opened.workshop.id}/answer/who_misses_it").status_code == 404
    done = answer(lead, opened, "core_problem", "pms_missing")
    assert done.url.path.endswith("/review")
    rounds = {
        one.round: one.value
        for one in answers(running, opened.workshop.id)
        if one.fact == "core_problem"
    }
    assert rounds == {1: "methods_missing", 2: "pms_missing"}


def test_what_a_small_party_keeps_back_is_on_nobodys_page(
    running: Running, opened: doors.Opened, lead: httpx.Client
) -> None:
    answer(lead, opened, "core_problem", "methods_missing")
    with running.service.store.change(opened.workshop.id) as connection:
        for party, consent, said in (
            ("executive", "as_party", "pms_missing"),
            ("org_design", "joint_only", "powers_disputed"),
        ):
            who, _ = doors.join(connection, opened.workshop.id, party)
            doors.consent(connection, who.id, consent)
            answering.save(connection, who.id, 1, "core_problem", said, None)
        moderating.go_to(connection, opened.workshop.id, "problem")
        moderating.reopen(connection, opened.workshop.id, ["core_problem"])
    page = lead.get(f"/w/{opened.workshop.id}/answer/core_problem").text
    spread = page[page.index('<table class="spread">') : page.index("</table>")]
    assert "Executives" in spread
    assert "Organisation designers" not in spread


def test_a_reopened_question_that_was_not_revealed_shows_nobodys_answers(
    running: Running, opened: doors.Opened, lead: httpx.Client
) -> None:
    for step, shows in (("problem", False), ("mandate", True)):
        with running.service.store.change(opened.workshop.id) as connection:
            who, _ = doors.join(connection, opened.workshop.id, "org_design")
            doors.consent(connection, who.id, "as_party")
            answering.save(connection, who.id, 1, "authority_granted", 3, None)
            moderating.go_to(connection, opened.workshop.id, step)
            moderating.reopen(connection, opened.workshop.id, ["authority_granted"])
        page = lead.get(f"/w/{opened.workshop.id}/answer/authority_granted").text
        assert ('class="spread"' in page) == shows


def test_before_the_reveal_nobody_sees_how_others_answered(
    running: Running, opened: doors.Opened, lead: httpx.Client
) -> None:
    with running.client() as other:
        join(other, opened, "executive")
        answer(other, opened, "core_problem", "powers_disputed")
    for page in ("answer/core_problem", "all", "review", "finished"):
        text = lead.get(f"/w/{opened.workshop.id}/{page}").text
        assert "spread" not in text
        assert 'value="powers_disputed" checked' not in text


def test_an_answer_that_was_on_its_way_when_answers_were_closed_is_late(running: Running) -> None:
    opened = running.opened()
    with running.client() as client:
        join(client, opened)
    (person,) = people(running, opened)
    with running.service.store.change(opened.workshop.id) as connection:
        moderating.go_to(connection, opened.workshop.id, "problem")
    with pytest.raises(Late):
        # It has read the workshop just before.
        save(running.service, opened.workshop, person, "core_problem", "other_unclear", Seen(1, 0))
    assert values(running, opened.workshop.id) == {}
