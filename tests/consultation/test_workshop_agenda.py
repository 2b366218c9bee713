"""What to talk about: what can change the position, in the order of the reveal."""

from __future__ import annotations

from dataclasses import fields
from functools import cache

import pytest

from pmo_advisor.consultation.workshop.agenda import (
    Agenda,
    agenda,
    clock,
    questions_to_reopen,
)
from pmo_advisor.consultation.workshop.phases import PHASES, phases, revealed
from pmo_advisor.consultation.workshop.standing import Standing
from pmo_advisor.consultation.workshop.wording import proof
from pmo_advisor.knowledge.sheets import read_sheet
from pmo_advisor.logic.bound import facts_of
from pmo_advisor.logic.facts import read
from pmo_advisor.logic.program import bind
from pmo_advisor.model.question import PARTIES
from pmo_advisor.model.workshop import Whole
from pmo_advisor.reasoning.conclude import position_only
from pmo_advisor.reasoning.plain import PlainEngine
from pmo_advisor.reasoning.reasons import asked
from pmo_advisor.reports.opening import opened
from pmo_advisor.reports.sections.decisive import in_order
from tests.consultation import rooms
from tests.consultation.rooms import Rows, room, standing
from tests.reasoning import toy
from tests.reasoning.worlds import rulebook, scale
from tests.reports import firmly, sample
from tests.shipped import ROOT, program


@cache
def three_parties(*, named: bool = False) -> Whole:
    """The example of three parties, one person each."""
    folder, book = ROOT / "examples" / "three-parties", program().rulebook
    read_ = {party: read_sheet(folder / f"{party}.yaml", book).answers for party in PARTIES}
    rows: Rows = [(party, read_[party]) for party in PARTIES]
    return room(rows, named=named)


@cache
def weighed() -> Standing:
    return rooms.weighed(standing(three_parties()))


@cache
def found() -> Agenda:
    return agenda(program(), weighed())


def test_each_question_belongs_to_the_phase_that_its_rules_argue_in() -> None:
    placed = phases(program())
    assert placed["core_problem"] == placed["pain_rework"] == "problem"
    assert placed["scope_served"] == "scope"
    for fact in ("sponsor_reach", "authority_granted", "control_wanted", "decision_forum"):
        assert placed[fact] == "mandate"
    assert placed["change_depth"] == placed["pm_home"] == "type"


def test_every_question_that_a_proof_reads_has_a_phase() -> None:
    excluding = {
        fact
        for bound in program().impossible.values()
        for fact in asked(program(), facts_of(bound))
    }
    assert set(firmly.prover().frame.asked) - excluding <= set(phases(program()))


def test_a_question_that_only_opens_another_goes_with_it() -> None:
    questions = [scale("mood"), scale("later", applies_when={"mood": {"at_least": 2}})]
    rule = toy.leveled("wide", "enterprise", "strong", "beneficiary")
    book = toy.world(rule | {"when": {"later": {"is": 1}}})
    book = book.model_copy(update={"questions": rulebook(questions).questions})
    assert phases(bind(book)) == {"later": "scope", "mood": "scope"}


def test_each_step_of_the_workshop_reveals_one_phase_more() -> None:
    assert revealed("answer") == ()
    assert revealed("problem") == ("problem",)
    assert revealed("mandate") == ("problem", "scope", "mandate")
    assert revealed("people") == revealed("decided") == PHASES


def test_only_what_can_change_the_position_is_an_issue() -> None:
    contested = weighed().advice.parties.contested
    assert contested is not None
    assert {one.point.fact for one in found().issues} == {one.fact for one in contested.can_matter}
    assert all(one.point.matters for one in found().issues)
    assert all(one.matters is False for one in found().others)
    assert found().settled is False


def test_issues_come_by_phase_and_in_the_proved_order_within_it() -> None:
    order = in_order(weighed().advice.parties.contested)
    assert order is not None
    places = {one.point.fact: one.place for one in found().issues}
    assert sorted(places, key=places.__getitem__) == list(order)
    assert [one.phase for one in found().issues] == ["problem", "problem", "mandate"]
    assert [one.point.fact for one in found().of("problem")] == ["core_problem", "who_misses_it"]


def test_a_differing_count_is_a_data_check() -> None:
    assert [one.fact for one in found().checks] == ["pms_elsewhere"]
    assert "pms_elsewhere" not in {one.fact for one in found().others}


def test_the_minutes_of_the_issues_are_those_of_the_clock() -> None:
    assert clock(program().rulebook) == (10, 70, 20, 20)
    assert [one.minutes for one in found().issues] == [23, 23, 23]


def test_beyond_three_issues_there_is_no_time_set_aside() -> None:
    minutes = {
        one.place: one.minutes for one in agenda(program(), standing(three_parties())).issues
    }
    assert len(minutes) > 3
    assert [minutes[place] for place in sorted(minutes)[:5]] == [23, 23, 23, None, None]


def test_what_each_answer_would_lead_to_is_what_the_rules_say() -> None:
    for one in found().issues:
        for lead in one.leads:
            known = read(program(), {**weighed().joint, one.point.fact: lead.value}).known
            decision = position_only(program(), known, PlainEngine(program()))
            assert (lead.type, lead.level) == (decision.type, decision.level)
    (core,) = (one for one in found().issues if one.point.fact == "core_problem")
    assert {one.value for one in core.leads} == {one.value for one in core.point.said}


def test_the_decisive_questions_are_opened_again_in_the_proved_order() -> None:
    order = in_order(weighed().advice.parties.contested)
    assert questions_to_reopen(found()) == order


def test_unweighed_what_the_rules_could_read_is_talked_about() -> None:
    unweighed = agenda(program(), standing(three_parties()))
    facts = {one.point.fact for one in unweighed.issues}
    assert unweighed.settled is None
    assert all(one.point.matters is None for one in unweighed.issues)
    assert facts > {one.point.fact for one in found().issues}
    assert "contribution_scope" in {one.fact for one in unweighed.others}
    assert questions_to_reopen(unweighed)


def test_answers_are_told_in_the_order_of_the_scale_with_their_number() -> None:
    rows: Rows = [("executive", {"control_wanted": value}) for value in (4, 0, 4)]
    (point,) = (one.point for one in agenda(program(), standing(room(rows))).issues)
    assert [(one.value, one.sheets) for one in point.said] == [(0, 1), (4, 2)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_proof_is_told_in_words(lang: object) -> None:
    def told(stand: Standing) -> tuple[object, ...]:
        return proof(opened(stand.advice, program().rulebook, sample.texts(), lang))  # type: ignore[arg-type]

    settled, said, sets, reachable = told(weighed())
    assert settled is False
    assert said
    assert len(sets) == 2  # type: ignore[arg-type]
    assert reachable is not None
    assert told(standing(three_parties()))[0] is None
    alone = rooms.weighed(standing(room([("executive", {"control_wanted": 3})])))
    assert told(alone)[0] is True


def test_nothing_sounds_out_what_is_kept() -> None:
    people = tuple(
        one.model_copy(update={"consent": "joint_only"}) if one.party == "org_design" else one
        for one in three_parties().people
    )
    kept = three_parties().model_copy(update={"people": people})
    stand = rooms.weighed(standing(kept))
    assert stand.keeps
    assert all(not one.leads for one in agenda(program(), stand).issues)
    assert [one.name for one in fields(stand) if not one.repr] == ["everybody", "joint"]
