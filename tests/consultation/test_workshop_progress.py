"""How far everybody has got, and headcount before its time."""

from __future__ import annotations

import random

from pmo_advisor.consultation.course import is_asked
from pmo_advisor.consultation.workshop.hidden import hides_people, without_people
from pmo_advisor.consultation.workshop.progress import progress
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.question import PARTIES
from pmo_advisor.model.workshop import STEPS
from tests.consultation.rooms import Rows, another_round, room
from tests.reports import sample
from tests.shipped import consult_on, program

ROWS: Rows = [("executive", {}), ("executive", {}), ("pmo_lead", {})]
COUNTS = {"p000": 3, "p001": 12}
DRIVERS = ("supported_headcount", "rd_headcount", "business_lines", "pms_elsewhere")
"""Counts that the number of people rests on and no position rule reads."""


def test_progress_tells_counts_by_party_and_nothing_else() -> None:
    whole = room(ROWS, questionnaire="quick")
    found = progress(program(), whole.workshop, whole.people, COUNTS)
    assert [one.party for one in found] == list(PARTIES)
    executives, designers, leads = found
    assert [one.answered for one in executives.people] == [12, 3]
    assert (executives.begun, executives.answered) == (2, 15)
    assert (designers.people, leads.begun) == ((), 0)
    form = program().rulebook.form["quick"].question_ids()
    assert leads.asked == sum(is_asked(program(), one, "pmo_lead") for one in form)


def test_without_names_places_tell_nobody_s_order() -> None:
    whole = room(ROWS)
    turned = dict(zip(COUNTS, reversed(COUNTS.values()), strict=True))
    one = progress(program(), whole.workshop, whole.people, COUNTS)
    assert one == progress(program(), whole.workshop, whole.people, turned)
    assert all(not each.name for part in one for each in part.people)


def test_with_names_each_stands_by_their_own() -> None:
    whole = room(ROWS, named=True)
    found = progress(program(), whole.workshop, whole.people, COUNTS)
    assert [(one.name, one.answered) for one in found[0].people] == [("Name 0", 3), ("Name 1", 12)]


def test_a_further_round_asks_only_what_it_opened_again() -> None:
    whole = another_round(room(ROWS), ["control_wanted", "authority_granted"], [])
    found = progress(
        program(), whole.workshop, whole.people, {}, ["control_wanted", "authority_granted"]
    )
    assert [one.asked for one in found] == [1, 1, 1]


def test_headcount_is_hidden_until_the_position_is_agreed() -> None:
    assert [one for one in STEPS if not hides_people(one)] == ["people", "decided"]


def test_before_its_time_nothing_tells_of_headcount() -> None:
    for name in sample.EXAMPLES:
        advice = without_people(program(), sample.example(name))
        assert advice.staffing is None
        for stage in advice.roadmap.stages if advice.roadmap else ():
            assert (stage.people, stage.roles) == (None, ())


def test_nothing_shown_before_its_time_hangs_on_the_number_of_people() -> None:
    dice = random.Random(3)  # noqa: S311
    sized = 0
    for name in sample.EXAMPLES:
        model = sample.example(name)
        answers = dict(model.provenance.answers)
        given = [one for one in DRIVERS if isinstance(answers.get(one), int)]
        for _ in range(5):
            other = answers | {one: dice.randint(1, 400) for one in given}
            first, second = consult_on(answers), consult_on(other)
            if _kept_rules(first) == _kept_rules(second):
                sized += first.staffing != second.staffing
                assert _shown(first) == _shown(second)
    assert sized > 5


def _shown(advice: Advice) -> Advice:
    hidden = without_people(program(), advice)
    made = hidden.provenance.model_copy(update={"answers": {}, "notices": ()})
    return hidden.model_copy(update={"provenance": made})


def _kept_rules(advice: Advice) -> list[object]:
    """How the rules came out that have nothing to do with the suggested headcount."""
    return [
        one
        for one in advice.explanation.trace
        if one.stratum != "staffing" and not one.rule.startswith("warning.headcount")
    ]


def test_documents_can_be_made_without_headcount() -> None:
    for name in sample.EXAMPLES:
        advice = without_people(program(), sample.example(name))
        assert sample.document(advice, "zh", "md")
        assert sample.document(advice, "en", "md")
