"""Decisive disagreements, against trying every choice of the answers given."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_advisor.model.domain import Value
from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.reasoning.prove.contested import JOINT_AXES, MOST, contested
from pmo_advisor.reasoning.prove.judge import told
from pmo_advisor.reasoning.prove.prover import Prover
from tests import soak
from tests.reasoning.prove import small
from tests.reasoning.prove.test_settled import brute
from tests.reasoning.prove.test_worlds import QUIET

SAMPLES = max(30, soak.count(1000))


@settings(max_examples=SAMPLES, deadline=None, suppress_health_check=QUIET)
@given(st.data())
def test_decisive_disagreements(data: st.DataObject) -> None:
    program = data.draw(small.programs())
    sheets = [data.draw(small.sheets(program)) for _ in range(3)]
    prover = Prover(program)
    order = list(prover.frame.asked)
    given_values: dict[str, list[Value]] = {}
    for fact in order:
        values = [one[fact] for one in sheets if one.get(fact, UNKNOWN) != UNKNOWN]
        if values:
            given_values[fact] = list(dict.fromkeys(values))
    joint = {fact: values[0] for fact, values in given_values.items()}
    found = contested(prover, joint, given_values)
    now = small.decided(program, joint)
    if now is None:
        assert found.state == "impossible"
        return
    reachable, _, marks = brute(program, given_values)
    disputed = [fact for fact in order if len(given_values.get(fact, ())) > 1]
    for one in found.reachable:
        assert set(one.reachable) == reachable[one.axis]
    assert found.settled == all(reachable[axis] == {told(now)[axis]} for axis in JOINT_AXES)
    expected = {
        fact: {axis: len(marks[fact][axis]) for axis in JOINT_AXES}
        for fact in disputed
        if fact in marks and any(marks[fact][axis] for axis in JOINT_AXES)
    }
    assert {one.fact: one.decides for one in found.can_matter} == expected
    assert set(found.cannot_matter) == set(disputed) - set(expected)

    worlds = [
        (one, told(decided))
        for one in small.every(given_values)
        if (decided := small.decided(program, one)) is not None
    ]

    def settles(chosen: tuple[str, ...]) -> bool:
        return all(
            told(now)[axis] == position[axis]
            for one, position in worlds
            if all(one[fact] == joint[fact] for fact in chosen)
            for axis in JOINT_AXES
        )

    for size in range(len(disputed) + 1):
        sets = tuple(one for one in combinations(disputed, size) if settles(one))
        if sets:
            assert found.settling == sets[:MOST]
            assert found.complete == (len(sets) <= MOST)
            return
    raise AssertionError
