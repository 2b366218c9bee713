"""How far sheets agree on one question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_advisor.model.sheet import Sheet
from pmo_advisor.parties.agreement import agreement, consensus
from tests.reasoning.worlds import choice, number, rulebook, scale

BOOK = rulebook(
    [scale("mood"), choice("named", ("tea", "milk")), number("people", 0, 500), scale("open_ended")]
)


def test_the_published_figure_comes_out() -> None:
    assert consensus([30, 40, 210, 130, 530, 50, 10]) == pytest.approx(0.7256876, abs=5e-8)


def test_halves_at_either_end_agree_on_nothing() -> None:
    assert consensus([5, 0, 0, 0, 5]) == pytest.approx(0)


def test_all_of_one_mind_agree_wholly() -> None:
    assert consensus([0, 0, 7, 0, 0]) == 1


@given(st.lists(st.integers(0, 50), min_size=2, max_size=7).filter(any))
def test_the_index_stays_between_nought_and_one(counts: list[int]) -> None:
    found = consensus(counts)
    assert found is not None
    assert -1e-12 <= found <= 1


@given(st.lists(st.integers(0, 50), min_size=2, max_size=7).filter(any))
def test_reading_the_scale_backwards_changes_nothing(counts: list[int]) -> None:
    assert consensus(counts) == pytest.approx(consensus(counts[::-1]))


def test_each_kind_of_answer_is_told_in_its_own_way() -> None:
    sheets = [
        Sheet(answers={"mood": 1, "named": "tea", "people": 10}),
        Sheet(answers={"mood": 3, "named": "milk", "people": 12, "open_ended": 2}),
    ]
    found = {one.fact: one for one in agreement(BOOK, sheets)}
    assert set(found) == {"mood", "named", "people"}
    assert found["mood"].consensus is not None
    assert found["mood"].quartiles == (1, 1)
    assert [one.sheets for one in found["mood"].distribution] == [0, 1, 0, 1, 0]
    assert found["named"].consensus is found["named"].quartiles is None
    assert found["people"].scale == "count"
    assert found["people"].consensus is None
