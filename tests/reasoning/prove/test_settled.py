"""Settled, reachable and decisive, against brute force over all completions."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_advisor.logic.bound import Truth
from pmo_advisor.logic.evaluate import truth
from pmo_advisor.logic.facts import read
from pmo_advisor.logic.program import Program
from pmo_advisor.model.domain import Value
from pmo_advisor.model.rule import AXES, Axis
from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.reasoning.prove.faults import ProofFault
from pmo_advisor.reasoning.prove.judge import Judge, told
from pmo_advisor.reasoning.prove.prover import Prover
from pmo_advisor.reasoning.prove.settled import settled
from tests import shipped, soak
from tests.reasoning.prove import small
from tests.reasoning.prove.test_worlds import QUIET

SAMPLES = max(30, soak.count(1000))
Ends = dict[Axis, set[str | None]]
Marks = dict[str, Ends]


def brute(program: Program, choices: dict[str, list[Value]]) -> tuple[Ends, bool, Marks]:
    """Reachable conclusions, any tie, and for each answer what it alone changes."""
    decided = [(one, small.decided(program, one)) for one in small.every(choices)]
    worlds = [(one, found) for one, found in decided if found is not None]
    reachable = {axis: {told(found)[axis] for _, found in worlds} for axis in AXES}
    marks: Marks = defaultdict(lambda: {axis: set() for axis in AXES})
    for fact in choices:
        lines = defaultdict(list)
        for one, found in worlds:
            lines[tuple(value for name, value in one.items() if name != fact)].append(told(found))
        for line in lines.values():
            for axis in AXES:
                ends = {one[axis] for one in line}
                if len(ends) > 1:
                    marks[fact][axis] |= ends
    return reachable, any(found.tied_with for _, found in worlds), marks


@settings(max_examples=SAMPLES, deadline=None, suppress_health_check=QUIET)
@given(st.data())
def test_settled_is_what_every_completion_says(data: st.DataObject) -> None:
    program = data.draw(small.programs())
    answers = data.draw(small.sheets(program))
    found = settled(Prover(program), answers)
    known = {fact: value for fact, value in answers.items() if value != UNKNOWN}
    asked = [one.id for one in program.rulebook.questions]
    choices = {
        fact: [known[fact]] if fact in known else small.all_values(program, fact) for fact in asked
    }
    reachable, tied, marks = brute(program, choices)
    now = small.decided(program, answers)
    if now is None or not reachable["type"]:
        assert found.state == "impossible"
        return
    assert found.state == "done"
    for one in found.axes:
        assert set(one.reachable) == reachable[one.axis]
        assert one.now == told(now)[one.axis]
        broken = one.axis == "type" and tied
        assert one.tied == broken
        assert one.settled == (reachable[one.axis] == {one.now} and not broken)
    codes = read(program, answers).known
    expected = {
        fact: {axis: len(ends) for axis, ends in marks[fact].items()}
        for fact in asked
        if fact in marks and any(marks[fact].values())
        if fact not in program.applies or truth(program.applies[fact], codes) is not Truth.REFUTED
    }
    assert {one.fact: one.decides for one in found.can_matter} == expected
    assert [one.fact for one in found.can_matter] == [fact for fact in asked if fact in expected]
    assert not set(found.cannot_matter) & set(expected)


def test_what_columns_promise_and_the_judge_does_not_find_is_never_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    prover = Prover(shipped.program())
    decision = prover.judge.decide({})
    monkeypatch.setattr(Judge, "decide", lambda _judge, _answers: decision)
    with pytest.raises(ProofFault):
        settled(prover, {})
