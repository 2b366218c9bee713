"""What is shown of a party: nothing that it keeps back, and nothing from which to work it out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pmo_advisor.consultation.deciding import deciding
from pmo_advisor.consultation.spread import SMALL_PARTY, spread
from pmo_advisor.logic.evaluate import truth
from pmo_advisor.logic.facts import read
from pmo_advisor.model.question import PARTIES
from pmo_advisor.model.workshop import Person
from tests.shipped import answers, program

CONSENTS = ("as_party", "joint_only", None)


@st.composite
def parties(draw: st.DrawFn) -> tuple[list[Person], dict[str, dict[str, Any]]]:
    """Some people, of whom some answered one question."""
    people = [
        Person(
            id=str(number),
            workshop="w",
            party=draw(st.sampled_from(PARTIES)),
            consent=draw(st.sampled_from(CONSENTS)),
            joined=datetime(2026, 11, 24),
        )
        for number in range(draw(st.integers(0, 9)))
    ]
    given = {
        one.id: {"core_problem": draw(st.sampled_from("abc"))}
        for one in people
        if draw(st.booleans())
    }
    return people, given


@given(parties())
def test_one_or_two_are_shown_only_if_all_of_them_agreed(
    made: tuple[list[Person], dict[str, dict[str, Any]]],
) -> None:
    people, given = made
    shown = {one.party: one for one in spread(people, given, "core_problem")}
    for party in PARTIES:
        those = [one for one in people if one.party == party and one.id in given]
        agreed = all(one.consent == "as_party" for one in those)
        assert (party in shown) == bool(those and (len(those) > SMALL_PARTY or agreed))
        if party in shown:
            assert sum(count for _, count in shown[party].answers) == len(those)


@given(answers(), st.data())
def test_no_other_answer_decides_which_questions_apply(sheet: Any, data: Any) -> None:
    rulebook = program()
    idle = sorted(set(sheet) - deciding(rulebook))
    kept = {fact: value for fact, value in sheet.items() if fact not in idle}
    before, after = read(rulebook, sheet).known, read(rulebook, kept).known
    for condition in rulebook.applies.values():
        assert truth(condition, before) is truth(condition, after)
