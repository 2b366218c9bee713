"""Without names, nothing tells which person of a party gave what."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from pmo_advisor.consultation.workshop.agenda import agenda
from pmo_advisor.consultation.workshop.export import export_safe
from pmo_advisor.consultation.workshop.minutes import minutes
from pmo_advisor.consultation.workshop.movement import movement
from pmo_advisor.consultation.workshop.result import result
from pmo_advisor.model.workshop import Whole
from tests.consultation.rooms import another_round, answer, drawn, room, rows, standing
from tests.reports import sample
from tests.shipped import program

REOPENED = ("scope_served", "control_wanted", "authority_granted")
SHOWN: dict[str, Callable[[Whole], object]] = {
    "advice": lambda whole: standing(whole).advice.model_dump_json(),
    "agenda": lambda whole: agenda(program(), standing(whole)),
    "result": lambda whole: result(whole, standing(whole)),
    "movement": lambda whole: movement(
        program().rulebook, standing(whole, 1), standing(whole), REOPENED
    ),
    "export": lambda whole: export_safe(program().rulebook, whole).model_dump_json(),
}


def _whole(seed: int, *, named: bool = False) -> Whole:
    dice = random.Random(seed)  # noqa: S311
    whole = room(rows(dice, like=sample.example("merger").provenance.answers), named=named)
    questions = program().rulebook.question
    changed = [
        answer(one.person, one.fact, drawn(dice, questions[one.fact]), round_=2)
        for one in whole.answers
        if one.fact in REOPENED
    ]
    return another_round(whole, REOPENED, changed)


def _swapped(whole: Whole, dice: random.Random) -> Whole:
    """The same answers given by others of the same party, question by question."""
    party = {one.id: one.party for one in whole.people}
    takes: dict[tuple[object, str], dict[str, str]] = {}
    for one in whole.answers:
        takes.setdefault((party[one.person], one.fact), {})[one.person] = ""
    for rows_ in takes.values():
        owners = list(rows_)
        for owner, taker in zip(owners, dice.sample(owners, len(owners)), strict=True):
            rows_[owner] = taker
    answers = [
        one.model_copy(update={"person": takes[party[one.person], one.fact][one.person]})
        for one in whole.answers
    ]
    order = sorted(answers, key=lambda one: (one.person, one.round, one.fact))
    return whole.model_copy(update={"answers": tuple(order)})


@pytest.mark.parametrize("face", SHOWN)
def test_who_of_a_party_gave_what_changes_nothing(face: str) -> None:
    for seed in range(6):
        whole = _whole(seed)
        other = _swapped(whole, random.Random(seed))  # noqa: S311
        assert other != whole
        assert SHOWN[face](other) == SHOWN[face](whole)


def test_with_names_it_can_be_seen_who_says_what() -> None:
    found = agenda(program(), standing(_whole(1, named=True)))
    said = [one for issue in found.issues for one in issue.point.said]
    assert any(one.names for one in said)
    assert all(len(one.names) == one.sheets for one in said)


@pytest.mark.parametrize("face", SHOWN)
def test_no_name_is_ever_shown_without_names(face: str) -> None:
    whole = _whole(2)
    people = tuple(one.model_copy(update={"name": "Zhang Wei"}) for one in whole.people)
    assert "Zhang Wei" not in str(SHOWN[face](whole.model_copy(update={"people": people})))


def test_an_export_adds_up_to_the_same_after_every_round() -> None:
    whole = _whole(3)
    handed_on = export_safe(program().rulebook, whole)
    for round_ in (1, 2):
        assert standing(handed_on, round_).joint == standing(whole, round_).joint
        told, again = (standing(one, round_).advice.parties for one in (whole, handed_on))
        assert told == again


def test_an_export_with_names_is_the_workshop_itself() -> None:
    whole = _whole(4, named=True)
    assert export_safe(program().rulebook, whole) == whole


def test_an_export_leaves_out_and_names_a_party_that_counts_jointly_only() -> None:
    whole = _whole(5, named=True)
    people = tuple(
        one.model_copy(update={"consent": "joint_only"}) if one.party == "pmo_lead" else one
        for one in whole.people
    )
    handed_on = export_safe(program().rulebook, whole.model_copy(update={"people": people}))
    silent = {one.id for one in people if one.party == "pmo_lead"}
    assert handed_on.left_out == ("pmo_lead",)
    assert silent.isdisjoint(one.person for one in handed_on.answers)
    assert {one.person for one in handed_on.answers} == {one.id for one in people} - silent


def test_an_import_without_a_party_calls_it_no_missing_one_and_hands_its_absence_on() -> None:
    whole = _whole(5, named=True)
    people = tuple(
        one.model_copy(update={"consent": "joint_only"}) if one.party == "pmo_lead" else one
        for one in whole.people
    )
    handed_on = export_safe(program().rulebook, whole.model_copy(update={"people": people}))
    for imported in (
        handed_on,
        handed_on.model_copy(
            update={"people": tuple(one for one in people if one.party != "pmo_lead")}
        ),
    ):
        told = standing(imported).advice.parties
        assert told.missing == ()
        assert told.joint_only == ("pmo_lead",)
        assert export_safe(program().rulebook, imported).left_out == ("pmo_lead",)
        settled = minutes(imported, ())
        assert settled is not None
        assert settled.left_out == ("pmo_lead",)
