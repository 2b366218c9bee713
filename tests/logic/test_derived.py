"""The named methods: what they compute, and that a partial sheet never says too much."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo_advisor.logic.facts import read
from pmo_advisor.logic.program import Program, bind
from pmo_advisor.model.domain import NOT_APPLICABLE, Value
from tests import soak
from tests.reasoning import worlds

SAMPLES = max(100, soak.count(5000))


def asked() -> list[Any]:
    """Facts of each kind; ``guests`` applies only where there are people."""
    return [
        worlds.number("people", 0, 6),
        worlds.number("tables", 0, 4),
        worlds.number("guests", 0, 6, applies_when={"people": {"at_least": "t1"}}),
        worlds.choice("reach", ("wide", "near", "middle"), (2, 0, 1)),
        worlds.scale("wanted"),
        worlds.yes_no("open"),
    ]


def program(**more: Any) -> Program:
    fact = worlds.derived("found", **more)
    return bind(worlds.rulebook(asked(), facts=[fact], thresholds=worlds.THRESHOLDS | worlds.PARTS))


def said(made: Program, answers: dict[str, Value]) -> Value | None:
    """The derived value; None where it is unknown, "n/a" where it does not apply."""
    code = read(made, answers).known.get("found")
    if code is None:
        return None
    return "n/a" if code == NOT_APPLICABLE else made.domains["found"].decode(code)


BANDS = [
    {"id": "small", "label": worlds.TEXT, "up_to": "t2"},
    {"id": "middle", "label": worlds.TEXT, "up_to": "t4"},
    {"id": "large", "label": worlds.TEXT},
]


@pytest.mark.parametrize(
    ("people", "expected"),
    [(0, "small"), (2, "small"), (3, "middle"), (4, "middle"), (5, "large"), ("unknown", None)],
)
def test_band(people: Value, expected: Value | None) -> None:
    assert said(program(method="band", of="people", bands=BANDS), {"people": people}) == expected


def test_band_where_every_number_falls_into_one_band() -> None:
    bands = [{"id": "any", "label": worlds.TEXT}]
    assert said(program(method="band", of="people", bands=bands), {}) == "any"


def test_band_of_an_ordered_choice_goes_by_rank() -> None:
    made = program(method="band", of="reach", bands=BANDS)
    assert {said(made, {"reach": word}) for word in ("wide", "near", "middle")} == {"small"}
    low = program(
        method="band", of="reach", bands=[BANDS[0] | {"up_to": "t0"}, {**BANDS[1], "up_to": None}]
    )
    assert [said(low, {"reach": word}) for word in ("near", "middle", "wide")] == [
        "small",
        "middle",
        "middle",
    ]


def test_band_of_what_does_not_apply() -> None:
    made = program(method="band", of="guests", bands=BANDS)
    assert said(made, {"people": 0}) == "n/a"
    assert said(made, {"people": 0, "guests": 5}) == "n/a"
    assert said(made, {"guests": 5}) is None
    assert said(made, {"people": 3, "guests": 5}) == "large"


@pytest.mark.parametrize(
    ("word", "part", "over", "under", "expected"),
    [
        ("at_least", "half", 2, 4, "yes"),
        ("at_least", "half", 1, 4, "no"),
        ("more_than", "half", 2, 4, "no"),
        ("more_than", "half", 3, 4, "yes"),
        ("at_least", "third_more", 4, 3, "yes"),
        ("at_least", "third_more", 5, 4, "no"),
        ("at_least", "even", 0, 0, "n/a"),
        ("at_least", "even", "unknown", 0, "n/a"),
        ("at_least", "even", 6, "unknown", None),
        ("at_least", "even", "unknown", 4, None),
        ("at_least", "double", 0, "unknown", None),  # not applicable where there are no tables
    ],
)
def test_ratio(word: str, part: str, over: Value, under: Value, expected: Value | None) -> None:
    made = program(method="ratio", over="people", under="tables", **{word: part})
    assert said(made, {"people": over, "tables": under}) == expected


@pytest.mark.parametrize(
    ("wanted", "reach", "expected"),
    [
        (3, "middle", "yes"),
        (2, "middle", "no"),
        (4, "wide", "yes"),
        (4, "unknown", "yes"),
        (3, "unknown", None),
        (1, "unknown", "no"),
        ("unknown", "wide", None),
        ("unknown", "unknown", None),
    ],
)
def test_gap_is_of_minus_above_in_ranks(wanted: Value, reach: Value, expected: Any) -> None:
    made = program(method="gap", of="wanted", above="reach", steps=2)
    assert said(made, {"wanted": wanted, "reach": reach}) == expected


def test_gap_with_what_does_not_apply() -> None:
    made = program(method="gap", of="guests", above="wanted", steps=1)
    assert said(made, {"people": 0, "wanted": 1}) == "n/a"
    assert said(made, {"people": 0}) == "n/a"
    assert said(made, {"wanted": 4}) is None


TESTS = [{"wanted": {"at_least": 3}}, {"open": {"is": "yes"}}, {"guests": {"at_least": "t2"}}]


@pytest.mark.parametrize(
    ("answers", "number", "two"),
    [
        ({"wanted": 4, "open": "yes", "people": 3, "guests": 5}, 3, "yes"),
        ({"wanted": 4, "open": "no", "people": 0}, 1, "no"),
        ({"wanted": 4, "open": "yes"}, None, "yes"),
        ({"wanted": 1, "open": "no"}, None, "no"),
        ({"wanted": 4, "open": "no"}, None, None),
        ({}, None, None),
    ],
)
def test_count(answers: dict[str, Value], number: int | None, two: Value | None) -> None:
    assert said(program(method="count", tests=TESTS), answers) == number
    assert said(program(method="count", tests=TESTS, reaches=2), answers) == two


@soak.long("random derived facts: what a partial sheet says stays so", SAMPLES)
@settings(max_examples=SAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_what_a_partial_sheet_says_every_completion_says(data: st.DataObject) -> None:
    made = data.draw(worlds.derived_programs())
    full = data.draw(worlds.full_answers(made))
    partial = data.draw(worlds.partial_of(full))
    before, after = read(made, partial).known, read(made, full).known
    assert {fact: after[fact] for fact in before} == before
    assert set(after) == {*worlds.asked_domains(made), *(one.id for one in made.rulebook.derived)}


@soak.long("random derived facts: what every completion says is said", SAMPLES)
@settings(max_examples=SAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_what_every_completion_says_a_partial_sheet_says(data: st.DataObject) -> None:
    """Of two different facts that always apply; a count takes its tests one by one instead."""
    made = data.draw(worlds.derived_programs(applies=False))
    domains = worlds.asked_domains(made)
    partial = data.draw(worlds.partial_of(data.draw(worlds.full_answers(made))))
    for one in made.derived:
        spec = one.spec
        inputs = [fact for fact in (spec.of, spec.above, spec.over, spec.under) if fact]
        if spec.method == "count" or len(set(inputs)) < len(inputs):
            continue
        spaces = [
            [partial[fact]]
            if partial.get(fact, "unknown") != "unknown"
            else [domains[fact].decode(code) for code in domains[fact].codes()]
            for fact in inputs
        ]
        outcomes = {
            read(made, dict(zip(inputs, values, strict=True))).known[spec.id]
            for values in itertools.product(*spaces)
        }
        found = read(made, partial).known.get(spec.id)
        assert found == (outcomes.pop() if len(outcomes) == 1 else None)
