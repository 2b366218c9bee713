"""What must hold of the shipped knowledge as a whole, whatever the answers."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_advisor.knowledge import coverage, library
from pmo_advisor.logic.weights import FACTOR, POINTS
from pmo_advisor.model.domain import Value
from pmo_advisor.model.rule import GROUNDS
from pmo_advisor.reasoning.engine import choose
from tests import needs
from tests.shipped import answers, consult_on, program

TYPES = ("rd", "business", "support", "transformation", "strategy")
STANDING: dict[str, dict[str, Value]] = {
    "rd": {"core_problem": "engineering_slow", "who_misses_it": "engineering_teams"},
    "business": {"core_problem": "deliveries_unowned", "who_misses_it": "business_or_customers"},
    "support": {"core_problem": "leader_overloaded", "who_misses_it": "one_leader"},
    "transformation": {"core_problem": "change_stuck", "change_depth": 3},
    "strategy": {"core_problem": "strategy_adrift", "scope_served": "whole"},
}


def test_the_library_is_without_fault() -> None:
    assert not library.examine().faults


def test_every_item_of_the_article_is_carried_somewhere() -> None:
    assert not [item for item, carriers in coverage.coverage().items() if not carriers]


def test_all_five_types_can_reach_the_same_maximum() -> None:
    best = dict.fromkeys(TYPES, 0)
    for ground in GROUNDS:
        for kind in TYPES:
            points = [
                POINTS[rule.then.supports.strength]
                for rule in program().rulebook.rules_of("position")
                if rule.ground == ground and rule.then.supports and rule.then.supports.type == kind
            ]
            best[kind] += max(points, default=0) * FACTOR[ground]
    assert len(set(best.values())) == 1, best


def test_an_empty_sheet_leaves_everything_undetermined() -> None:
    advice = consult_on({})
    assert advice.position.type == "undetermined"
    assert advice.staffing is advice.roadmap is advice.position.level is None
    assert advice.explanation.open


@settings(max_examples=40, deadline=None)
@given(answers())
def test_both_engines_give_the_same_advice(given_answers: dict[str, Value]) -> None:
    needs.durable()
    durable = choose(program(), "durable")
    assert consult_on(given_answers, durable) == consult_on(given_answers)


@settings(max_examples=60, deadline=None)
@given(answers(), st.sampled_from(TYPES))
def test_staffing_adds_up_at_every_turn(given_answers: dict[str, Value], kind: str) -> None:
    staffing = consult_on(given_answers | STANDING[kind]).staffing
    if staffing is None or staffing.base is None:
        return
    assert staffing.base.high >= 1
    assert staffing.base.low <= staffing.base.high
    assert sum(one.low for one in staffing.roles) == staffing.base.low
    assert sum(one.high for one in staffing.roles) == staffing.base.high
    if staffing.transferred is not None and staffing.net_new is not None:
        assert staffing.transferred.low + staffing.net_new.low == staffing.base.low
        assert staffing.transferred.high + staffing.net_new.high == staffing.base.high


@settings(max_examples=60, deadline=None)
@given(answers(), st.sampled_from(TYPES))
def test_stages_only_grow_and_start_with_one(given_answers: dict[str, Value], kind: str) -> None:
    roadmap = consult_on(given_answers | STANDING[kind]).roadmap
    if roadmap is None:
        return
    people = [one.people for one in roadmap.stages if one.people is not None]
    assert (people[0].low, people[0].high) == (1, 1)
    assert all(one.low <= other.low for one, other in pairwise(people))
    assert all(one.high <= other.high for one, other in pairwise(people))


DRIVERS = {
    "parallel_deliveries": 2000,
    "business_lines": 100,
    "rd_headcount": 5000,
    "change_workstreams": 50,
    "leaders_supported": 20,
}


@settings(max_examples=60, deadline=None)
@given(
    answers(),
    st.sampled_from(TYPES),
    st.sampled_from(sorted(DRIVERS)),
    st.data(),
)
def test_a_larger_driver_never_means_fewer_people(
    given_answers: dict[str, Value], kind: str, driver: str, data: st.DataObject
) -> None:
    counts = sorted(data.draw(st.integers(3, DRIVERS[driver])) for _ in range(2))
    sheet = given_answers | STANDING[kind] | {"supported_headcount": 5000}
    before, after = (consult_on(sheet | {driver: count}) for count in counts)
    if before.staffing is None or after.staffing is None:
        return
    small, large = before.staffing.base, after.staffing.base
    if before.position.type == after.position.type and small is not None and large is not None:
        assert small.low <= large.low
        assert small.high <= large.high


@settings(max_examples=40, deadline=None)
@given(answers())
def test_no_advice_speaks_of_a_position_that_it_does_not_give(
    given_answers: dict[str, Value],
) -> None:
    advice = consult_on(given_answers)
    position = advice.position
    stands = position.type in TYPES
    assert stands == (advice.staffing is not None) == (advice.roadmap is not None)
    assert (position.not_yet is not None) == (position.type == "not_yet")
    if not stands:
        assert position.level is position.control is position.lifetime is None
        assert not advice.services
    else:
        gates = {one.outcome for one in position.gates if one.type == position.type}
        assert "refuted" not in gates
