"""Which facts carry an outcome: what an explanation names."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_advisor.logic.bound import Bound, Truth
from pmo_advisor.logic.evaluate import carriers, truth
from pmo_advisor.logic.program import bind_condition
from pmo_advisor.model.condition import parse
from pmo_advisor.model.domain import NOT_APPLICABLE, SCALE
from tests import soak
from tests.reasoning import worlds

SAMPLES = max(300, soak.count(20_000))


def bound(raw: Any) -> Bound:
    return bind_condition(parse(raw), dict.fromkeys("abcd", SCALE), {})


def high(*facts: str) -> list[Any]:
    return [{fact: {"at_least": 3}} for fact in facts]


@pytest.mark.parametrize(
    ("when", "known", "expected"),
    [
        ({"a": {"at_least": 3}}, {"a": 4}, "a"),
        ({"a": {"at_least": 3}}, {"a": 1}, "a"),
        ({"a": {"at_least": 3}}, {}, "a"),
        # all: met by every part, refuted by the first that is
        ({"all": high("a", "b")}, {"a": 3, "b": 4}, "ab"),
        ({"all": high("a", "b", "c")}, {"a": 3, "b": 1, "c": 0}, "b"),
        ({"all": high("a", "b", "c")}, {"a": 3}, "bc"),
        # any: met by the first that is, refuted by every part
        ({"any": high("a", "b", "c")}, {"a": 0, "b": 3, "c": 4}, "b"),
        ({"any": high("a", "b")}, {"a": 0, "b": 1}, "ab"),
        ({"any": high("a", "b", "c")}, {"a": 0}, "bc"),
        # none: met by every part refuted, refuted by the first that is met
        ({"none": high("a", "b")}, {"a": 0, "b": 1}, "ab"),
        ({"none": high("a", "b", "c")}, {"a": 0, "b": 3, "c": 4}, "b"),
        ({"none": high("a", "b", "c")}, {"a": 0}, "bc"),
        # nested
        ({"all": [{"any": high("a", "b")}, *high("c")]}, {"a": 1, "b": 3, "c": 4}, "bc"),
        ({"none": [{"all": high("a", "b")}, *high("c")]}, {"a": 3, "b": 0, "c": 1}, "bc"),
        ({"none": [{"none": high("a", "b")}]}, {"a": 0, "b": 3}, "b"),
        # a fact is named once
        ({"all": [*high("a"), {"a": {"at_most": 4}}]}, {"a": 3}, "a"),
    ],
)
def test_the_facts_that_carry_an_outcome(when: Any, known: dict[str, int], expected: str) -> None:
    assert carriers(bound(when), known) == tuple(expected)


@soak.long("random conditions: the facts that carry an outcome suffice", SAMPLES)
@settings(max_examples=SAMPLES, deadline=None)
@given(st.data())
def test_carriers_suffice(data: st.DataObject) -> None:
    """On its carriers alone a condition comes out the same; settling them settles an open one."""
    condition = data.draw(worlds.bound_conditions(answered=True))
    known = data.draw(worlds.known(worlds.MIXED))
    outcome, named = truth(condition, known), carriers(condition, known)
    if outcome is Truth.OPEN:
        assert named
        assert not set(named) & set(known)
        drawn = data.draw(worlds.known({fact: worlds.MIXED[fact] for fact in named}))
        settled = dict.fromkeys(named, NOT_APPLICABLE) | drawn
        assert truth(condition, known | settled) is not Truth.OPEN
    else:
        kept = {fact: code for fact, code in known.items() if fact in named}
        assert truth(condition, kept) is outcome
