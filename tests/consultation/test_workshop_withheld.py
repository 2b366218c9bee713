"""What a small party keeps to itself cannot be told from anything that is shown."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from pmo_advisor.consultation.advise import advise
from pmo_advisor.consultation.workshop.agenda import agenda
from pmo_advisor.consultation.workshop.export import export_safe
from pmo_advisor.consultation.workshop.movement import movement
from pmo_advisor.consultation.workshop.result import result, whatif
from pmo_advisor.consultation.workshop.sheets import sheets
from pmo_advisor.consultation.workshop.standing import Standing
from pmo_advisor.consultation.workshop.withheld import joint_only
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.question import PARTIES, Party
from pmo_advisor.model.workshop import Whole
from pmo_advisor.reasoning.plain import PlainEngine
from pmo_advisor.reports.opening import opened
from pmo_advisor.reports.sections.lead import kept_line
from tests.consultation import rooms
from tests.consultation.rooms import asked_of, drawn, room, rows, standing
from tests.reports import sample
from tests.shipped import program

SEEDS = 14
LEAST_PAIRS = 25
THIN_SPACE = "\u2009"
REOPENED = ("core_problem", "scope_served", "authority_granted", "change_depth")


def _told(advice: Advice) -> tuple[object, ...]:
    """The joint result: what the rules conclude, which is shown whoever declines."""
    place, people, value = advice.position, advice.staffing, advice.value
    return (
        (place.type, place.runner_up, place.secondary_type, place.target_type, place.tied_with),
        (place.level, place.target_level, place.control, place.lifetime, place.lines),
        place.not_yet and place.not_yet.alternative,
        [(one.service, one.priority, one.stage, one.at_half_budget) for one in advice.services],
        advice.roadmap and advice.roadmap.current_stage,
        people and (people.base, people.grade, people.extrapolated, people.roles, people.cost),
        people and people.project_managers_inside,
        value and [one.metric for one in value.metrics],
        value and value.verdict and value.verdict.verdict,
    )


def _joint(whole: Whole) -> Advice:
    engine, book = PlainEngine(program()), program().rulebook
    return advise(program(), sheets(book, whole), engine, rooms.why().not_proved)


@cache
def _pairs() -> tuple[tuple[Whole, Whole], ...]:
    """Workshops that differ in the answers of small parties that declined, and in no conclusion."""
    return tuple(pair for seed in range(SEEDS) for pair in _drawn(random.Random(seed)))  # noqa: S311


def _drawn(dice: random.Random) -> Iterator[tuple[Whole, Whole]]:
    sizes: dict[Party, int] = {one: dice.choice((1, 2, 3)) for one in PARTIES}
    declined = [one for one in PARTIES if sizes[one] <= 2 and dice.random() < 0.7]
    named = dice.random() < 0.5
    like = sample.example(dice.choice(sample.EXAMPLES)).provenance.answers
    one = rows(dice, sizes, like)
    first = room(one, declined=declined, named=named)
    conclusions = _told(_joint(first))
    for _ in range(8 if declined else 0):
        other = [(party, dict(given)) for party, given in one]
        for party, given in other:
            if party in declined:
                for question in dice.sample(asked_of(party), dice.choice((1, 3, 8))):
                    given[question.id] = drawn(dice, question)
        second = room(other, declined=declined, named=named)
        if second != first and _told(_joint(second)) == conclusions:
            yield first, second


def _later(whole: Whole) -> Whole:
    """One more round in which everybody answers the reopened questions as the first one did."""
    changed = [one.model_copy(update={"round": 2}) for one in whole.answers if one.fact in REOPENED]
    return rooms.another_round(whole, REOPENED, changed)


def _weighed(whole: Whole) -> Standing:
    return rooms.firmed(rooms.weighed(standing(whole)))


@cache
def _stand(place: int, side: int) -> Standing:
    """How one side of a pair stands, worked out once."""
    return standing(_pairs()[place][side])


Face = Callable[[Whole, Standing], object]
SHOWN: dict[str, Face] = {
    "advice": lambda _, stand: stand.advice.model_dump_json(),
    "agenda": lambda _, stand: agenda(program(), stand),
    "result": result,
    "shown sheets": lambda _, stand: stand.shown,
    "what if": lambda _, stand: whatif(
        program(), stand, {"pain_rework": 4, "scope_served": "whole"}, rooms.why()
    ).model_dump_json(),
    "movement": lambda whole, stand: movement(
        program().rulebook, stand, standing(_later(whole)), REOPENED
    ),
    "export": lambda whole, _: export_safe(program().rulebook, whole).model_dump_json(),
}


def test_there_are_such_pairs_in_number() -> None:
    kinds = {_stand(place, 0).advice.position.type for place in range(len(_pairs()))}
    assert len(_pairs()) >= LEAST_PAIRS
    assert len(kinds) > 3


@pytest.mark.parametrize("face", SHOWN)
def test_what_a_small_party_gave_makes_no_difference_to_anything_shown(face: str) -> None:
    for place, (first, second) in enumerate(_pairs()):
        one, two = _stand(place, 0), _stand(place, 1)
        assert SHOWN[face](first, one) == SHOWN[face](second, two)


def test_nor_does_it_once_disagreements_are_weighed() -> None:
    """Which of the disagreements shown can change the position is part of the joint result."""
    compared = 0
    for first, second in _pairs()[::10]:
        one, two = _weighed(first), _weighed(second)
        contested = [each.advice.parties.contested for each in (one, two)]
        if contested[0] == contested[1] and one.firm == two.firm:
            compared += 1
            assert one.advice == two.advice
            assert agenda(program(), one) == agenda(program(), two)
    assert compared


def test_the_answers_of_a_small_party_still_count() -> None:
    for place, (first, _) in enumerate(_pairs()[:8]):
        consenting = first.model_copy(
            update={
                "people": tuple(one.model_copy(update={"consent": None}) for one in first.people)
            }
        )
        before, after = _stand(place, 0), standing(consenting)
        assert _told(_joint(first)) == _told(_joint(consenting))
        assert before.joint == after.joint
        assert before.advice.position.type == after.advice.position.type


def _one(*sizes: int, declined: tuple[Party, ...] = ("pmo_lead",)) -> Whole:
    dice = random.Random(7)  # noqa: S311
    model = sample.example("rd-1000").provenance.answers
    people = rows(dice, dict(zip(PARTIES, sizes, strict=True)), model, 0.02)
    return room(people, declined=declined)


def test_a_party_of_three_is_shown_whoever_declined() -> None:
    assert standing(_one(3, 3, 3)).hidden == ()
    assert standing(_one(3, 3, 2)).hidden == ("pmo_lead",)


def test_one_of_two_who_declines_is_enough() -> None:
    whole = _one(3, 3, 2, declined=())
    last = whole.people[-1].model_copy(update={"consent": "joint_only"})
    people = (*whole.people[:-1], last)
    assert standing(whole.model_copy(update={"people": people})).hidden == ("pmo_lead",)


def test_members_who_have_answered_nothing_hide_nobody() -> None:
    whole = _one(3, 3, 3)
    silent = {one.id for one in whole.people if one.party == "pmo_lead"} - {whole.people[-1].id}
    answers = tuple(one for one in whole.answers if one.person not in silent)
    book = program().rulebook
    fewer = whole.model_copy(update={"answers": answers})
    assert joint_only(book, fewer.people, sheets(book, fewer)) == ("pmo_lead",)


def test_nothing_decided_by_a_small_party_is_told() -> None:
    advice = standing(_one(3, 3, 1)).advice
    kept = set(advice.provenance.kept)
    assert {"pain_rework", "sponsor_action", "time_available"} <= kept
    assert "core_problem" not in kept
    assert kept.isdisjoint(advice.provenance.answers)
    assert kept.isdisjoint(one.fact for one in advice.parties.differences)
    assert [one.party for one in advice.parties.positions] == ["executive", "org_design"]
    assert advice.parties.joint_only == ("pmo_lead",)
    reads = {
        read.fact
        for told in advice.explanation.conclusions
        for reason in (*told.carried_by, *told.against)
        for read in reason.read
    }
    assert kept.isdisjoint(reads)
    assert {one.party for one in advice.provenance.sheets if one.fingerprint} == set()


def test_a_condition_that_rests_on_it_is_to_be_confirmed() -> None:
    shown, all_told = standing(_one(3, 3, 1)), _joint(_one(3, 3, 1))
    assert all_told.roadmap is not None
    assert shown.advice.roadmap is not None
    before = [one.rule for stage in all_told.roadmap.stages for one in stage.conditions]
    after = [one for stage in shown.advice.roadmap.stages for one in stage.conditions]
    assert {one.rule for one in after} <= set(before)
    assert any(one.outcome == "open" for one in after)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("declined", [("pmo_lead",), ("executive", "pmo_lead"), PARTIES])
def test_a_report_says_what_is_kept_and_names_no_answer(
    declined: tuple[Party, ...], lang: object
) -> None:
    whole = _one(1, 1, 1, declined=declined)
    advice = standing(whole).advice
    said = sample.document(advice, lang, "md")  # type: ignore[arg-type]
    context = opened(advice, program().rulebook, sample.texts(), lang)  # type: ignore[arg-type]
    assert context.voice.say("kept.answer") in said
    line = kept_line(context)
    assert line is not None
    assert line.text in said.replace(THIN_SPACE, "")


def test_agreement_without_a_small_party_is_that_of_the_others() -> None:
    whole = _one(3, 3, 1)
    others = whole.model_copy(
        update={"people": tuple(one for one in whole.people if one.party != "pmo_lead")}
    )
    personal = {one.fact for one in program().rulebook.catalog.capabilities}
    alone = standing(others).advice.parties.agreement
    told = tuple(one for one in alone if one.fact not in personal)
    assert standing(whole).advice.parties.agreement == told
