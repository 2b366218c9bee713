"""One joint sheet from several: who decides, and nothing that was given is lost."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.sheet import UNKNOWN, Sheet
from pmo_advisor.parties.differences import differences
from pmo_advisor.parties.joint import joint_answers
from tests.reasoning.worlds import choice, number, rulebook, scale

PARTIES = ("executive", "org_design", "pmo_lead")


def _book() -> Rulebook:
    owners = {"asked_of": ["executive", "pmo_lead"], "decided_by": ["executive", "pmo_lead"]}
    counted = {"asked_of": ["org_design"], "decided_by": ["org_design"]}
    return rulebook(
        [
            scale("mood") | owners,
            choice("named", ("tea", "coffee", "milk")) | owners,
            number("people", 0, 500) | counted,
        ]
    )


BOOK = _book()


def _sheet(party: Any, **answers: Any) -> Sheet:
    return Sheet(party=party, answers=answers)


def test_the_first_party_that_decides_and_answered_decides() -> None:
    sheets = [_sheet("pmo_lead", mood=4), _sheet("executive", mood=1)]
    assert joint_answers(BOOK, sheets) == {"mood": 1}


def test_a_party_that_does_not_know_leaves_it_to_the_next() -> None:
    sheets = [_sheet("executive", mood=UNKNOWN), _sheet("pmo_lead", mood=3)]
    assert joint_answers(BOOK, sheets) == {"mood": 3}


def test_how_many_answer_never_weighs_between_parties() -> None:
    sheets = [_sheet("executive", mood=0), *[_sheet("pmo_lead", mood=4)] * 50]
    assert joint_answers(BOOK, sheets)["mood"] == 0


def test_within_a_party_ordered_answers_give_the_lower_median() -> None:
    sheets = [_sheet("executive", mood=value) for value in (4, 1, 3, 2)]
    assert joint_answers(BOOK, sheets)["mood"] == 2


def test_within_a_party_other_answers_give_the_most_frequent_one() -> None:
    sheets = [_sheet("executive", named=one) for one in ("milk", "coffee", "milk")]
    assert joint_answers(BOOK, sheets)["named"] == "milk"


def test_a_tie_between_unordered_answers_goes_to_the_one_listed_first() -> None:
    sheets = [_sheet("executive", named="milk"), _sheet("executive", named="coffee")]
    assert joint_answers(BOOK, sheets)["named"] == "coffee"


def test_an_answer_of_a_party_that_was_not_asked_is_not_lost() -> None:
    assert joint_answers(BOOK, [_sheet("executive", people=12)]) == {"people": 12}


def test_asked_and_not_known_by_anyone_stays_unknown() -> None:
    assert joint_answers(BOOK, [_sheet("executive", mood=UNKNOWN)]) == {"mood": UNKNOWN}


def test_a_difference_in_a_count_is_a_data_check() -> None:
    sheets = [
        _sheet("executive", mood=1, people=10),
        _sheet("org_design", people=12),
        _sheet("pmo_lead", mood=1),
    ]
    found = differences(BOOK, sheets, joint_answers(BOOK, sheets))
    assert [(one.fact, one.kind, one.used) for one in found] == [("people", "count", 12)]


sheets_of_moods = st.lists(
    st.builds(
        lambda party, value: _sheet(party, mood=value),
        st.sampled_from(PARTIES),
        st.sampled_from([*range(5), UNKNOWN]),
    ),
    max_size=8,
)


@given(sheets_of_moods, st.randoms())
def test_the_order_of_sheets_does_not_matter(sheets: list[Sheet], random: Any) -> None:
    shuffled = list(sheets)
    random.shuffle(shuffled)
    assert joint_answers(BOOK, sheets) == joint_answers(BOOK, shuffled)


@given(sheets_of_moods)
def test_the_joint_answer_is_one_that_somebody_gave(sheets: list[Sheet]) -> None:
    given_by_somebody = {one.answers["mood"] for one in sheets}
    joint = joint_answers(BOOK, sheets)
    assert not sheets or joint["mood"] in given_by_somebody
