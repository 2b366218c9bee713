"""Nothing is told that rests on too few sheets, nor can it be worked out from what is told."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_advisor.portfolio.group.telling import Telling

SMALLEST = 3
OPTIONS = ("a", "b", "c", "d")
UNITS = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from(OPTIONS)), min_size=1, max_size=6
).filter(lambda units: sum(sheets < SMALLEST for sheets, _ in units) <= 4)


def split(units: tuple[tuple[int, str], ...], options: tuple[str, ...] = OPTIONS) -> object:
    telling = Telling([sheets for sheets, _ in units], SMALLEST)
    return telling.split(lambda one: units[one][1], options)


def worlds(units: tuple[tuple[int, str], ...], options: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Every way in which small units could lie so that the same is told.

    How many sheets a small unit has is told nowhere, but for its being fewer than the limit.
    """
    small = [place for place, (sheets, _) in enumerate(units) if sheets < SMALLEST]
    told = split(units, options)
    found = set()
    for lying in product(options, repeat=len(small)):
        for sheets in product(range(1, SMALLEST), repeat=len(small)):
            other = list(units)
            for place, option, count in zip(small, lying, sheets, strict=True):
                other[place] = (count, option)
            if split(tuple(other), options) == told:
                found.add(lying)
    return sorted(found)


@settings(max_examples=60, deadline=None)
@given(UNITS, st.integers(2, 4))
def test_a_small_unit_could_always_have_another_option(
    units: list[tuple[int, str]], count: int
) -> None:
    options = OPTIONS[:count]
    within = tuple((sheets, option) for sheets, option in units if option in options)
    lying = worlds(within, options)
    small = [option for sheets, option in within if sheets < SMALLEST]
    for place in range(len(small)):
        assert len({world[place] for world in lying}) > 1


@settings(max_examples=60, deadline=None)
@given(UNITS, st.integers(2, 4))
def test_a_cell_of_too_few_sheets_could_always_hold_another_number(
    units: list[tuple[int, str]], count: int
) -> None:
    options = OPTIONS[:count]
    within = tuple((sheets, option) for sheets, option in units if option in options)
    lying = worlds(within, options)
    for option in options:
        sheets = sum(n for n, one in within if n < SMALLEST and one == option)
        if 0 < sheets < SMALLEST:
            assert len({world.count(option) for world in lying}) > 1


@settings(max_examples=200, deadline=None)
@given(UNITS)
def test_every_unit_is_in_a_cell_or_said_to_be_in_none(units: list[tuple[int, str]]) -> None:
    telling = Telling([sheets for sheets, _ in units], SMALLEST)
    told = telling.split(lambda one: units[one][1], OPTIONS)
    assert sum(cell.units for cell in told.cells) + told.untold == len(units)
    for cell in told.cells:
        of_enough = sum(n >= SMALLEST and one == cell.option for n, one in units)
        added = cell.units - of_enough
        sheets = sum(n for n, one in units if n < SMALLEST and one == cell.option)
        assert added == 0 or sheets >= SMALLEST


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 4), st.booleans()), min_size=1, max_size=12))
def test_a_count_takes_in_small_units_only_where_both_sides_have_enough_sheets(
    units: list[tuple[int, bool]],
) -> None:
    telling = Telling([sheets for sheets, _ in units], SMALLEST)
    counted = telling.where(lambda one: units[one][1])
    assert all(units[one][1] for one in counted)
    small = [one for one in counted if units[one][0] < SMALLEST]
    sides = [sum(n for n, one in units if n < SMALLEST and one is side) for side in (True, False)]
    assert not small or min(sides) >= SMALLEST
    assert {one for one, (n, yes) in enumerate(units) if yes and n >= SMALLEST} <= {*counted}


def test_with_a_limit_of_one_everything_is_told() -> None:
    telling = Telling([1, 1, 1], 1)
    told = telling.split(lambda one: "ab"[one % 2], ("a", "b"))
    assert [(cell.option, cell.units) for cell in told.cells] == [("a", 2), ("b", 1)]
    assert told.untold == 0
