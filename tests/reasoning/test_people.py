"""How many people: the published tables come out, and more never means fewer."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_advisor.model.sizing import Point, RoleShare
from pmo_advisor.reasoning.people import apportion, interpolate, power_law

DECIUM = {30: 2, 60: 3, 120: 5, 200: 7, 300: 9, 500: 13, 1000: 20}
BOWLER = {30: 3, 60: 6, 120: 7, 200: 9, 500: 17, 1000: 25}
POINTS = [Point(at=at, people=people) for at, people in BOWLER.items()]


@pytest.mark.parametrize(("supported", "people"), DECIUM.items())
def test_the_published_curve_comes_out(supported: int, people: int) -> None:
    assert power_law(Fraction(1, 5), Fraction(2, 3), supported) == people


@pytest.mark.parametrize(("supported", "people"), BOWLER.items())
def test_the_published_table_comes_out(supported: int, people: int) -> None:
    assert interpolate(POINTS, supported) == people


@given(st.integers(0, 200_000), st.integers(0, 5_000))
def test_more_people_supported_never_means_a_smaller_office(supported: int, more: int) -> None:
    curve = [power_law(Fraction(1, 5), Fraction(2, 3), n) for n in (supported, supported + more)]
    table = [interpolate(POINTS, n) for n in (supported, supported + more)]
    assert curve[0] <= curve[1]
    assert table[0] <= table[1]


shares = st.lists(
    st.builds(
        RoleShare,
        role=st.sampled_from("abcdef"),
        people=st.none() | st.integers(1, 3),
        weight=st.none() | st.integers(1, 5),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda one: one.role,
)


@given(st.integers(0, 200), shares)
def test_roles_always_sum_to_the_people(total: int, roles: list[RoleShare]) -> None:
    assert sum(apportion(total, roles).values()) == total


@given(st.integers(0, 200), shares)
def test_one_more_person_never_takes_one_from_a_role(total: int, roles: list[RoleShare]) -> None:
    before, after = apportion(total, roles), apportion(total + 1, roles)
    assert all(before[role] <= after[role] for role in before)


def test_people_of_a_line_without_roles_fill_none() -> None:
    assert apportion(7, []) == {}
