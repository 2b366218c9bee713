"""A further round, the result, what if, and since last time."""

from __future__ import annotations

from functools import cache

import pytest

from pmo_advisor.consultation.workshop.agenda import agenda, questions_to_reopen
from pmo_advisor.consultation.workshop.movement import Movement, movement
from pmo_advisor.consultation.workshop.result import compare, result, whatif
from pmo_advisor.consultation.workshop.standing import Standing
from pmo_advisor.model.workshop import Reservation, Whole
from tests.consultation import rooms
from tests.consultation.rooms import another_round, answer, room, standing, why
from tests.consultation.test_workshop_agenda import three_parties
from tests.shipped import program


def _weighed(whole: Whole, round_: int | None = None) -> Standing:
    return rooms.weighed(standing(whole, round_))


@cache
def _settled() -> tuple[Whole, tuple[str, ...]]:
    """The three parties after a round in which all accept the answers used."""
    whole = three_parties()
    before = _weighed(whole)
    reopened = questions_to_reopen(agenda(program(), before))
    used = before.advice.provenance.answers
    asked = program().rulebook.question
    changed = [
        answer(person.id, fact, used[fact], round_=2)
        for person in whole.people
        for fact in reopened
        if person.party in asked[fact].asked_of
    ]
    return another_round(whole, reopened, changed), reopened


def _moved() -> Movement:
    whole, reopened = _settled()
    return movement(program().rulebook, _weighed(whole, 1), _weighed(whole), reopened)


def test_agreeing_on_what_was_reopened_settles_the_position() -> None:
    whole, _ = _settled()
    assert _weighed(whole, 1).advice.parties.contested.settled is False  # type: ignore[union-attr]
    assert _moved().settled is True
    assert _moved().open_axes == ()


def test_a_round_tells_for_each_question_who_moved_from_what_to_what() -> None:
    found = {one.fact: one for one in _moved().questions}
    assert set(found) == set(_settled()[1])
    core = found["core_problem"]
    assert core.parties == ("org_design", "pmo_lead")
    assert {one.value for one in core.before} == {
        "too_many_projects",
        "picture_missing",
        "deliveries_unowned",
    }
    assert {one.value for one in core.after} == {"too_many_projects"}
    assert core.agreed
    assert core.names == ()


def test_with_names_it_is_told_who_moved() -> None:
    whole, reopened = _settled()
    people = tuple(one.model_copy(update={"name": f"Name {one.id}"}) for one in whole.people)
    made = whole.workshop.model_copy(update={"named": True})
    named = whole.model_copy(update={"people": people, "workshop": made})
    found = movement(program().rulebook, standing(named, 1), standing(named), reopened)
    core = next(one for one in found.questions if one.fact == "core_problem")
    assert core.names == ("Name p001", "Name p002")


def test_a_round_without_new_answers_moves_nobody() -> None:
    whole = another_round(three_parties(), ["core_problem"], [])
    found = movement(program().rulebook, standing(whole, 1), standing(whole), ["core_problem"])
    assert [one.parties for one in found.questions] == [()]
    assert found.turns == ()


def test_a_conclusion_that_turned_is_told() -> None:
    changed = [answer("p000", "core_problem", "picture_missing", round_=2)]
    changed += [answer("p000", "pain_priority_conflict", 0, round_=2)]
    changed += [answer("p000", "who_misses_it", "one_leader", round_=2)]
    whole = another_round(three_parties(), ["core_problem"], changed)
    before, after = standing(whole, 1), standing(whole)
    found = movement(program().rulebook, before, after, ["core_problem"])
    axes = {one.axis: (one.before, one.after) for one in found.turns}
    old, new = before.advice.position, after.advice.position
    assert axes["type"] == (old.type, new.type)
    assert old.type != new.type


def test_the_result_puts_each_party_beside_the_joint_position() -> None:
    said = Reservation(id="r", party="pmo_lead", text="Not yet.")
    whole = three_parties().model_copy(update={"reservations": (said,)})
    stand = rooms.firmed(_weighed(whole))
    found = result(whole, stand)
    assert [one.party for one in found.parties] == ["executive", "org_design", "pmo_lead"]
    for one in found.parties:
        assert ("type" in one.differs) == (one.type != found.joint.type)
    assert found.reservations == (said,)
    assert [one.axis for one in found.disagreements or ()] == ["type", "level", "control"]
    assert len(found.open_questions or ()) == 4


def test_a_reservation_is_a_party_s_own_statement_and_always_shown() -> None:
    said = Reservation(id="r", party="pmo_lead", text="Not yet.")
    people = tuple(
        one.model_copy(update={"consent": "joint_only"}) for one in three_parties().people
    )
    whole = three_parties().model_copy(update={"reservations": (said,), "people": people})
    found = result(whole, standing(whole))
    assert found.parties == ()
    assert len(found.joint_only) == 3
    assert found.reservations == (said,)


def test_what_if_without_changes_is_the_joint_advice() -> None:
    stand = standing(three_parties())
    same = whatif(program(), stand, {}, why())
    assert same.position == stand.advice.position
    assert same.staffing == stand.advice.staffing
    assert same.roadmap == stand.advice.roadmap


def test_what_if_answers_at_once_with_other_answers() -> None:
    stand = standing(three_parties())
    other = whatif(
        program(), stand, {"core_problem": "leader_overloaded", "control_wanted": 1}, why()
    )
    assert other.provenance.answers["control_wanted"] == 1
    assert other.position != stand.advice.position


def test_what_if_refuses_what_the_question_does_not_take() -> None:
    with pytest.raises(ValueError, match="9"):
        whatif(program(), standing(three_parties()), {"control_wanted": 9}, why())


def test_since_last_time_answers_and_stage_are_compared() -> None:
    before = standing(three_parties()).advice
    after = whatif(program(), standing(three_parties()), {"portfolio_list": 4}, why())
    found = compare(program(), before, after)
    assert [one.fact for one in found.answers] == ["portfolio_list"]
    assert {one.part for one in found.sides} >= {"type", "people", "stage", "warnings"}


def test_what_is_kept_in_either_is_not_compared() -> None:
    people = tuple(
        one.model_copy(update={"consent": "joint_only"}) if one.party == "pmo_lead" else one
        for one in three_parties().people
    )
    kept = standing(three_parties().model_copy(update={"people": people})).advice
    full = standing(three_parties()).advice
    for one, other in ((kept, full), (full, kept)):
        found = compare(program(), one, other)
        told = {each.fact for each in found.answers}
        assert told.isdisjoint(kept.provenance.kept)
        assert (found.met, found.lost) == ((), ())
        assert [side.part for side in found.sides if side.changed] == []


def test_one_person_alone_has_a_standing_too() -> None:
    alone = room([(None, {"core_problem": "leader_overloaded", "sponsor_name": "Li"})])
    made = alone.workshop.model_copy(update={"kind": "single"})
    stand = standing(alone.model_copy(update={"workshop": made}))
    assert stand.hidden == ()
    assert stand.advice.provenance.answers["sponsor_name"] == "Li"
    assert stand.advice.parties.positions == ()
