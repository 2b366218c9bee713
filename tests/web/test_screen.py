"""The facilitator's screen, from preparing to the decision."""

from __future__ import annotations

from typing import Any

import pytest

from pmo_advisor.model.firmness import AxisFirmness
from pmo_advisor.model.question import PARTIES
from pmo_advisor.reports.names import Names
from pmo_advisor.reports.voice import Voice
from pmo_advisor.store import moderating
from pmo_advisor.web import papers
from pmo_advisor.web.views.positions import firm_views
from tests.reports import sample
from tests.shipped import program
from tests.web.conftest import Running
from tests.web.screens import Room, example, filled, plain


def _words(room: Room, fact: str, value: object) -> str:
    """An answer as an English page says it."""
    names = Names(room.service.rulebook, Voice(room.service.texts, "en"))
    return names.voice.head(names.value(fact, value))  # type: ignore[arg-type]


def test_a_new_workshop_shows_each_partys_way_in_and_the_private_link_apart(
    running: Running,
) -> None:
    room = Room(running)
    prepared, links = room.show(), room.show("/links")
    key = room.browser.client.cookies[f"pmo_screen_{room.id}"]
    assert f"/s/{key}" in prepared
    assert key not in links
    assert links.count("<svg") == 3
    assert links.count("/j/") == 3


def test_the_way_goes_forward_one_step_at_a_time_and_back_freely(running: Running) -> None:
    room = filled(running)
    room.reach("scope")
    assert "How wide is what it serves?" in room.to("people")
    assert "How far does its mandate go?" in room.to("mandate")
    assert "What is it to solve first?" in room.to("problem")


def test_two_who_press_at_once_move_one_step(running: Running) -> None:
    room = filled(running)
    room.reach("problem")
    room.post("/step", to="scope", seen="problem")
    late = room.post("/step", to="scope", seen="problem")
    assert "How wide is what it serves?" in late
    assert "Another screen had just changed the step" in late


def test_before_closing_it_is_said_who_has_not_finished(running: Running) -> None:
    room = Room(running, named=True)
    room.reach("answer")
    room.add("executive", example()["executive"], name="Mei Done")
    room.add("pmo_lead", {"core_problem": "too_many_projects"}, name="Per Slow")
    page = room.show("/close")
    assert "Per Slow" in page
    assert "Mei Done" not in page
    assert "Nobody of this party has come" in page


def test_the_decisive_disagreements_come_first_with_who_says_what(running: Running) -> None:
    room = filled(running)
    room.reach("problem")
    room.settle()
    page = room.show()
    first, folded = page.index('id="core_problem"'), page.index('id="others"')
    assert first < page.index('id="who_misses_it"') < folded
    for answers in example().values():
        assert _words(room, "core_problem", answers["core_problem"]) in page[first:folded]
    assert "What hangs on it" in page


def test_only_what_belongs_to_a_phase_is_shown_in_it(running: Running) -> None:
    room = filled(running)
    room.reach("problem")
    room.settle()
    granted = "How far is the PMO authorised in writing?"
    assert granted not in room.show()
    room.reach("mandate")
    assert granted in room.show()


def test_a_step_with_nothing_to_settle_says_whether_others_have_something(
    running: Running,
) -> None:
    room = filled(running)
    room.reach("scope")
    room.settle()
    assert "What may change the advice belongs to other steps" in room.show()
    settled = Room(running)
    settled.reach("answer")
    for party in PARTIES:
        settled.add(party, example()["pmo_lead"])
    settled.reach("scope")
    settled.settle()
    assert "Here the parties say the same" in settled.show()


def test_what_moves_no_joint_answer_is_not_proved_again(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = filled(running)
    begin, asked = running.service.proofs.begin, list[str]()

    def told(key: str, *more: Any) -> Any:
        asked.append(key)
        return begin(key, *more)

    monkeypatch.setattr(running.service.proofs, "begin", told)
    room.reach("problem")
    room.settle()
    thinking = running.service.thinking
    before = thinking.of(thinking.whole(room.id)).standing
    other = next(one for one in room.people() if one.party == "pmo_lead")
    room.answer(other, {"core_problem": "engineering_slow"})
    room.settle()
    after = thinking.of(thinking.whole(room.id)).standing
    assert after.joint == before.joint
    assert len({one for one in asked if one.startswith("_weigh")}) == 2
    assert len({one for one in asked if one.startswith("_firm")}) == 1


def test_what_can_only_come_to_a_tie_is_called_a_tie() -> None:
    names = Names(program().rulebook, Voice(sample.texts(), "en"))
    tied = AxisFirmness(axis="type", now="rd", settled=False, reachable=("rd",), tied=True)
    open_ = AxisFirmness(axis="type", now="rd", settled=False, reachable=("rd", "strategy"))
    firm, may_change = firm_views(names, (tied, open_))
    assert (firm.state, firm.others) == ("tied", "")
    assert (may_change.state, may_change.others) == ("open", "Strategy PMO")


def test_no_type_is_named_before_its_turn(running: Running) -> None:
    room = filled(running)
    for step in ("problem", "scope", "mandate"):
        room.reach(step)
        room.settle()
        page = room.show()
        assert "strategy pmo" not in page.lower(), step
    room.reach("type")
    assert "strategy PMO" in room.show()


def test_a_note_is_kept_and_two_who_write_at_once_lose_nothing(running: Running) -> None:
    room = filled(running)
    room.reach("problem")
    assert "first words" in room.post("/note", about="core_problem", text="first words", revision=0)
    clash = room.browser.post(
        f"{room.url}/note", status=409, about="core_problem", text="other words", revision=0
    )
    assert "first words" in clash
    assert "other words" in clash
    page = room.post("/note", about="core_problem", text="both", revision=1)
    assert "both" in page
    assert "first words" not in page


def test_a_note_about_nothing_that_is_asked_is_refused(running: Running) -> None:
    room = filled(running)
    room.reach("problem")
    room.browser.post(f"{room.url}/note", status=404, about="evil", text="x", revision=0)


def test_a_clock_runs_from_the_servers_start_and_can_be_stopped(running: Running) -> None:
    room = filled(running)
    room.reach("problem")
    page = room.post("/timer", about="core_problem", minutes="7", do="start")
    assert 'data-left="4' in page
    assert "until " in page
    assert "data-left" not in room.post("/timer", about="core_problem", minutes="7", do="stop")
    assert "of 1 minute<" in room.post("/timer", about="core_problem", minutes="1", do="start")


def test_a_second_round_opens_exactly_the_ticked_questions(running: Running) -> None:
    room = filled(running)
    room.reach("type")
    room.settle()
    offered = room.show("/again")
    assert offered.count(" checked") == 3
    assert "Tick at least one" in room.browser.post(f"{room.url}/again", status=422)
    page = room.post("/again", fact=["core_problem", "who_misses_it"])
    assert "Round 2" in page
    assert room.reopened() == {2: ("core_problem", "who_misses_it")}


def test_the_movement_of_a_round_is_shown_with_whether_it_settled(running: Running) -> None:
    room = filled(running)
    people = room.people()
    room.reach("type")
    room.post("/again", fact=["core_problem", "who_misses_it", "authority_granted"])
    joint = {"core_problem": "too_many_projects", "who_misses_it": "top_team"}
    for person in people:
        room.answer(
            person, joint if person.party == "executive" else {**joint, "authority_granted": 0}
        )
    room.post("/reveal")
    room.settle()
    page = room.show()
    assert "What round 2 moved" in page
    assert "Settled." in page
    before = _words(room, "core_problem", example()["pmo_lead"]["core_problem"])
    assert before in page[page.index("movement") :]


def test_headcount_is_hidden_until_the_position_is_agreed(running: Running) -> None:
    room = filled(running)
    room.reach("type")
    room.settle()
    hidden = [*room.browser.seen, room.show(), room.show("/whatif")]
    for page in hidden:
        assert "2–9" not in page
        assert "net new" not in page
    for path in ("/papers/report.en.html", "/papers/report.zh.pdf"):
        room.show(path, status=404)
    room.reach("people")
    assert "2–9 people" in room.show()
    assert "2–9" in room.show("/papers/report.en.html")


def test_what_if_answers_with_a_page_and_as_a_piece_of_one(running: Running) -> None:
    room = filled(running)
    room.reach("people")
    asked = f"{room.url}/whatif?core_problem=deliveries_unowned&authority_granted=3"
    page = room.browser.get(asked)
    piece = room.browser.client.get(asked, headers={"HX-Request": "true"}).text
    assert "<html" in page
    assert "<html" not in piece
    assert plain(piece).strip() in page
    assert "not a figure in its range" in room.show("/whatif?supported_headcount=-5")
    assert "The advice as it is" in room.show("/whatif?core_problem=nonsense")


def test_what_if_changes_nobodys_answers(running: Running) -> None:
    room = filled(running)
    room.reach("people")
    before = room.answers()
    assert "the advice changes" in room.show("/whatif?decision_forum=0&scope_served=one_leader")
    assert room.answers() == before


def test_reservations_stand_in_a_partys_own_words_and_may_be_withdrawn(running: Running) -> None:
    room = filled(running)
    room.reach("people")
    page = room.post("/reserve", party="pmo_lead", text="Not without\n<b>a mandate</b>")
    assert "&lt;b&gt;a mandate&lt;/b&gt;" in page
    with room.service.store.read() as connection:
        (kept,) = moderating.reservations(connection, room.id)
    assert "a mandate" not in room.post("/withdraw", reservation=kept.id)


def test_the_decision_is_recorded_with_its_day_and_who_was_there(running: Running) -> None:
    room = filled(running)
    room.reach("people")
    page = room.post("/decide", text="We do it", day="2026-11-20", attendance="Mei\n\nPer")
    assert "We do it" in page
    assert "20 November 2026" in page
    assert "<li>Mei</li><li>Per</li>" in page
    clash = room.browser.post(
        f"{room.url}/decide", status=409, text="We do not", day="2026-11-21", attendance=""
    )
    for theirs, mine in (("We do it", "We do not"), ("2026-11-20", "2026-11-21"), ("Mei\nPer", "")):
        assert theirs in clash
        assert mine in clash
    assert "data-held" in clash
    again = room.post("/reopen")
    assert "Record the decision" in again
    assert "We do it" in again


def test_a_participant_is_no_facilitator(running: Running) -> None:
    room = filled(running)
    room.reach("problem")
    stranger = Room(running).browser
    for path in ("screen", "close", "links", "again", "whatif", "watch", "compare"):
        stranger.get(f"{room.url}/{path}", status=404)
    for path in ("step", "note", "timer", "reveal", "again", "decide", "reserve", "reopen"):
        stranger.post(f"{room.url}/{path}", status=404, to="scope", seen="problem")
    assert "What is it to solve first?" in room.show()


def test_a_form_without_its_token_changes_nothing(running: Running) -> None:
    room = filled(running)
    room.reach("problem")
    answer = room.browser.client.post(f"{room.url}/step", data={"to": "scope", "seen": "problem"})
    assert answer.status_code == 404
    assert "What is it to solve first?" in room.show()


LONG = "x" * 4001


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"text": "", "day": "2026-11-20", "attendance": "Mei\nPer"}, "say what was decided"),
        ({"text": "We do it", "day": "31/12", "attendance": "Mei\nPer"}, "say what was decided"),
        ({"text": LONG, "day": "2026-11-20", "attendance": "Mei\nPer"}, "decision is too long"),
        (
            {"text": "We do it", "day": "2026-11-20", "attendance": LONG},
            "there is too long",
        ),
    ],
)
def test_a_decision_that_cannot_be_kept_comes_back_as_it_was_typed(
    running: Running, typed: dict[str, str], words: str
) -> None:
    room = filled(running)
    room.reach("people")
    page = room.browser.post(f"{room.url}/decide", status=422, **typed)
    assert words in page
    for one in typed.values():
        assert one in page
    with room.service.store.read() as connection:
        assert moderating.decision(connection, room.id) is None


@pytest.mark.parametrize("path", ["note", "reserve"])
def test_what_is_too_long_is_refused_whole_and_cut_nowhere(running: Running, path: str) -> None:
    room = filled(running)
    room.reach("people")
    fields = {"party": "pmo_lead"} if path == "reserve" else {"about": "", "revision": "0"}
    page = room.browser.post(f"{room.url}/{path}", status=422, text=f"{LONG}the end", **fields)
    assert f"{LONG}the end" in page
    with room.service.store.read() as connection:
        assert not moderating.notes(connection, room.id)
        assert not moderating.reservations(connection, room.id)


def test_the_documents_say_what_was_decided_and_the_notes_only_for_the_house(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "PATIENCE", 0)  # the proof is not what this is about
    room = filled(running)
    room.reach("type")
    room.post("/again", fact=["core_problem"])
    for person in room.people():
        room.answer(person, {"core_problem": "too_many_projects"})
    room.post("/reveal")
    room.post("/note", about="core_problem", text="Said in confidence", revision=0)
    assert "edition=internal" not in room.show()
    room.reach("people")
    room.post("/reserve", party="pmo_lead", text="=1+1 Not without a mandate")
    page = room.post("/decide", text="We set it up", day="2031-05-17", attendance="Mei\nChen")
    assert "edition=internal" in page
    told = room.show("/papers/report.en.html")
    for words in ("We set it up", "17 May 2031", "Mei and Chen", "=1+1 Not without", "Round 2"):
        assert words in told
    assert "Said in confidence" not in told
    answer = room.browser.client.get(f"{room.url}/papers/report.en.html?edition=internal")
    assert "Said in confidence" in answer.text
    assert "report-internal.en.html" in answer.headers["content-disposition"]
