"""What every condition word and every group means, on every kind of fact."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_advisor.logic.bound import Answered, Bound, Joined, Leaf, Truth, facts_of, spans_of
from pmo_advisor.logic.evaluate import truth
from pmo_advisor.logic.program import UnboundName, bind, bind_condition
from pmo_advisor.model.condition import parse
from pmo_advisor.model.domain import NOT_APPLICABLE, SCALE, YES_NO, Domain, Numbers, Words
from tests import soak
from tests.reasoning import worlds

SAMPLES = max(200, soak.count(20_000))
PLAIN = Words(("red", "green", "blue"))
ORDERED = Words(("large", "small", "middle"), (2, 0, 1))
PEOPLE = Numbers(1, 5)
DOMAINS: dict[str, Domain] = {
    "scale": SCALE,
    "color": PLAIN,
    "size": ORDERED,
    "people": PEOPLE,
    "there": YES_NO,
}
THRESHOLDS = {"few": 2, "many": 4, "endless": 9, "none_at_all": 0}
LETTERS = {"F": Truth.FIRES, "R": Truth.REFUTED, "O": Truth.OPEN}


def bound(raw: Any) -> Bound:
    return bind_condition(parse(raw), DOMAINS, THRESHOLDS)


@pytest.mark.parametrize(
    ("when", "by_code"),
    [
        ({"scale": {"is": 3}}, "RRRFR"),
        ({"scale": {"one_of": [0, 2, 4]}}, "FRFRF"),
        ({"scale": {"at_least": 3}}, "RRRFF"),
        ({"scale": {"at_least": 0}}, "FFFFF"),
        ({"scale": {"at_most": 1}}, "FFRRR"),
        ({"scale": {"between": [1, 3]}}, "RFFFR"),
        ({"scale": {"between": [3, 1]}}, "RRRRR"),
        ({"color": {"is": "green"}}, "RFR"),
        ({"color": {"one_of": ["blue", "red"]}}, "FRF"),
        ({"size": {"is": "small"}}, "RFR"),
        ({"size": {"at_least": "middle"}}, "FRF"),
        ({"size": {"at_most": "middle"}}, "RFF"),
        ({"size": {"between": ["small", "middle"]}}, "RFF"),
        ({"there": {"is": "yes"}}, "RF"),
        ({"there": {"is": "no"}}, "FR"),
        ({"people": {"is": "few"}}, "RFRRR"),
        ({"people": {"at_least": "many"}}, "RRRFF"),
        ({"people": {"at_most": "few"}}, "FFRRR"),
        ({"people": {"between": ["few", "many"]}}, "RFFFR"),
        ({"people": {"at_least": "endless"}}, "RRRRR"),
        ({"people": {"at_most": "endless"}}, "FFFFF"),
        ({"people": {"at_most": "none_at_all"}}, "RRRRR"),
    ],
)
def test_each_word_on_each_kind_of_fact(when: Any, by_code: str) -> None:
    test = bound(when)
    fact = next(iter(when))
    codes = list(DOMAINS[fact].codes())
    assert [truth(test, {fact: code}) for code in codes] == [LETTERS[one] for one in by_code]
    assert truth(test, {}) is Truth.OPEN
    assert truth(test, {fact: NOT_APPLICABLE}) is Truth.REFUTED


@pytest.mark.parametrize("fact", sorted(DOMAINS))
def test_answered_is_two_valued(fact: str) -> None:
    test = bound({fact: {"answered": "yes"}})
    assert isinstance(test, Answered)
    assert {truth(test, {fact: code}) for code in DOMAINS[fact].codes()} == {Truth.FIRES}
    assert truth(test, {}) is Truth.REFUTED
    assert truth(test, {fact: NOT_APPLICABLE}) is Truth.REFUTED


PAIRS = {
    #       all  any  none
    "FF": ("F", "F", "R"),
    "FR": ("R", "F", "R"),
    "FO": ("O", "F", "R"),
    "RF": ("R", "F", "R"),
    "RR": ("R", "R", "F"),
    "RO": ("R", "O", "O"),
    "OF": ("O", "F", "R"),
    "OR": ("R", "O", "O"),
    "OO": ("O", "O", "O"),
}
CODE = {"F": 1, "R": 0}


def _known(letters: str) -> dict[str, int]:
    return {f"p{i}": CODE[one] for i, one in enumerate(letters) if one != "O"}


def _joined(joint: Any, size: int) -> Joined:
    return Joined(joint, tuple(Leaf(f"p{i}", ((1, 1),)) for i in range(size)))


@pytest.mark.parametrize("letters", sorted(PAIRS))
@pytest.mark.parametrize(("place", "joint"), list(enumerate(("all", "any", "none"))))
def test_each_group_of_two(letters: str, place: int, joint: str) -> None:
    assert truth(_joined(joint, 2), _known(letters)) is LETTERS[PAIRS[letters][place]]


@pytest.mark.parametrize("letters", ["".join(one) for one in itertools.product("FRO", repeat=3)])
def test_three_parts_are_two_parts_twice(letters: str) -> None:
    known = _known(letters)
    third = Leaf("p2", ((1, 1),))
    joints: tuple[Any, ...] = ("all", "any")
    for joint in joints:
        twice = Joined(joint, (_joined(joint, 2), third))
        assert truth(_joined(joint, 3), known) is truth(twice, known)
    none = truth(_joined("none", 3), known)
    assert none is truth(Joined("none", (_joined("any", 3),)), known)
    back = truth(Joined("none", (_joined("none", 3),)), known)
    assert back is truth(_joined("any", 3), known)


def test_not_applicable_refutes_a_test_and_so_meets_none() -> None:
    known = {"scale": NOT_APPLICABLE}
    assert truth(bound({"none": [{"scale": {"is": 0}}]}), known) is Truth.FIRES
    assert truth(bound({"all": [{"scale": {"at_least": 0}}]}), known) is Truth.REFUTED


@soak.long("random conditions: what is settled stays so on completions", SAMPLES)
@settings(max_examples=SAMPLES, deadline=None)
@given(st.data())
def test_what_fires_or_is_refuted_does_so_on_every_completion(data: st.DataObject) -> None:
    condition = data.draw(worlds.bound_conditions())
    known = data.draw(worlds.known(worlds.MIXED))
    rest = {fact: domain for fact, domain in worlds.MIXED.items() if fact not in known}
    completion = data.draw(worlds.known(rest)) | known
    assert truth(condition, known) in (truth(condition, completion), Truth.OPEN)


@soak.long("random conditions: nothing is open once all is known", SAMPLES)
@settings(max_examples=SAMPLES, deadline=None)
@given(worlds.bound_conditions(answered=True), worlds.known(worlds.MIXED))
def test_nothing_is_open_once_all_is_known(condition: Bound, known: dict[str, int]) -> None:
    everything = dict.fromkeys(worlds.MIXED, NOT_APPLICABLE) | known
    assert truth(condition, everything) is not Truth.OPEN


@pytest.mark.parametrize(
    "when",
    [
        {"weather": {"is": 1}},
        {"color": {"is": "pink"}},
        {"color": {"is": 1}},
        {"scale": {"at_least": "plenty"}},
        {"size": {"between": ["small", "huge"]}},
        {"all": [{"scale": {"is": 1}}, {"none": [{"color": {"one_of": ["red", "pink"]}}]}]},
    ],
)
def test_a_name_that_does_not_exist_is_refused(when: Any) -> None:
    with pytest.raises(UnboundName):
        bound(when)


def test_binding_keeps_order_and_strata() -> None:
    rules = {"second": {"mood": {"is": 1}}, "first": {"mood": {"is": 2}}}
    program = bind(worlds.rulebook([worlds.scale("mood")], {"services": rules}))
    assert list(program.conditions["services"]) == ["second", "first"]
    assert not program.conditions["position"]


def test_facts_are_named_once_in_reading_order() -> None:
    tree = bound(
        {
            "all": [
                {"scale": {"is": 1}},
                {"any": [{"color": {"is": "red"}}, {"scale": {"is": 2}}]},
                {"none": [{"there": {"answered": "yes"}}]},
            ]
        }
    )
    assert facts_of(tree) == ("scale", "color", "there")


@given(st.lists(st.integers(0, 12)))
def test_spans_hold_exactly_the_codes(codes: list[int]) -> None:
    spans = spans_of(codes)
    leaf = Leaf("x", spans)
    assert [code for code in range(14) if leaf.accepts(code)] == sorted(set(codes))
    assert all(after[0] > before[1] + 1 for before, after in itertools.pairwise(spans))
