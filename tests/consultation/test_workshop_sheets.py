"""From a workshop to sheets."""

from __future__ import annotations

from pmo_advisor.consultation.workshop.sheets import sheets
from pmo_advisor.model.domain import Value
from pmo_advisor.model.sheet import UNKNOWN, Sheet
from pmo_advisor.model.workshop import Whole
from tests.consultation.rooms import Rows, another_round, answer, room
from tests.shipped import program


def _sheets(whole: Whole, round_: int | None = None) -> tuple[Sheet, ...]:
    return sheets(program().rulebook, whole, round_)


def test_the_latest_answer_of_all_rounds_counts() -> None:
    first = room([("executive", {"control_wanted": 1, "pain_no_owner": 4})])
    second = another_round(first, ["control_wanted"], [answer("p000", "control_wanted", 3, 0, 2)])
    assert _sheets(second)[0].answers == {"pain_no_owner": 4, "control_wanted": 3}


def test_an_earlier_round_is_as_it_was() -> None:
    first = room([("executive", {"control_wanted": 1})])
    second = another_round(first, ["control_wanted"], [answer("p000", "control_wanted", 3, 0, 2)])
    assert _sheets(second, 1) == _sheets(first)


def test_a_sheet_is_of_the_day_of_its_last_answer() -> None:
    first = room([("executive", {"control_wanted": 1})])
    second = another_round(first, ["control_wanted"], [answer("p000", "control_wanted", 3, 0, 2)])
    one, two = _sheets(second, 1)[0], _sheets(second)[0]
    assert (str(one.date), str(two.date)) == ("2026-11-02", "2026-11-03")


def test_who_has_answered_nothing_is_left_out() -> None:
    assert _sheets(room([("executive", {}), ("pmo_lead", {"pm_practice": UNKNOWN})]))[0].party == (
        "pmo_lead"
    )


def test_free_text_is_not_for_others_to_read() -> None:
    given: dict[str, Value] = {"sponsor_name": "Li", "control_wanted": 2}
    whole = room([("executive", given)])
    assert _sheets(whole)[0].answers == {"control_wanted": 2}


def test_who_answers_alone_keeps_their_own_text() -> None:
    whole = room([(None, {"sponsor_name": "Li", "pm_practice": 2})])
    alone = whole.model_copy(
        update={"workshop": whole.workshop.model_copy(update={"kind": "single"})}
    )
    assert _sheets(alone)[0].answers == {"pm_practice": 2, "sponsor_name": "Li"}


def test_an_answer_that_no_question_takes_is_not_counted() -> None:
    given = {"control_wanted": 9, "no_such_question": 1, "pm_practice": 2, "pain_no_owner": 3}
    assert _sheets(room([("executive", given)]))[0].answers == {"pain_no_owner": 3}


def test_a_sheet_says_for_whom_it_speaks_and_names_people_only_where_they_are_named() -> None:
    rows: Rows = [("org_design", {"decision_forum": 2})]
    hidden, named = _sheets(room(rows)), _sheets(room(rows, named=True))
    assert (hidden[0].organization, hidden[0].questionnaire) == ("Organization", "full")
    assert (hidden[0].respondent, named[0].respondent) == ("", "Name 0")
