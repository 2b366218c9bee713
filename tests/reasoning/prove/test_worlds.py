"""A world in the solver means what the evaluator means, unknowns included."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo_advisor.logic.facts import read
from pmo_advisor.logic.program import Program
from pmo_advisor.model.domain import Value
from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.reasoning.prove.answers import Choice, anything
from pmo_advisor.reasoning.prove.circuit import Circuit
from pmo_advisor.reasoning.prove.frame import frame
from pmo_advisor.reasoning.prove.judge import told
from pmo_advisor.reasoning.prove.limits import Limits, solve
from pmo_advisor.reasoning.prove.verdict import Conclusions, verdict
from pmo_advisor.reasoning.prove.worlds import World
from tests import soak
from tests.reasoning.prove import small

SAMPLES = max(60, soak.count(3000))
QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def pinned(program: Program, answers: dict[str, Value]) -> tuple[bool, Conclusions, bool]:
    """The verdict of one sheet in the world of all sheets: possible, conclusions, tied."""
    shape, circuit = frame(program), Circuit()
    choices = {fact: anything(one) for fact, one in shape.asked.items()}
    world = World(
        shape, circuit, {fact: Choice(one.spans, unknown=True) for fact, one in choices.items()}
    )
    found = verdict(world)
    for fact, answer in world.answers.items():
        given_value = answers.get(fact, UNKNOWN)
        if given_value == UNKNOWN:
            circuit.require(answer.unknown)
            continue
        code = program.domains[fact].encode(given_value)
        circuit.require(
            next(lit for span, lit in answer.spans.items() if span[0] <= code <= span[1])
        )
        if answer.number is not None:
            circuit.bound(answer.number, code, code)
    values = solve(circuit, Limits())
    if values is None:
        return False, {}, False
    return True, found.read(values), found.is_tied(values)


@settings(max_examples=SAMPLES, deadline=None, suppress_health_check=QUIET)
@given(st.data())
def test_every_sheet_is_decided_alike(data: st.DataObject) -> None:
    program = data.draw(small.programs())
    for _ in range(4):
        answers = data.draw(small.sheets(program))
        decision = small.decided(program, answers)
        possible, conclusions, tied = pinned(program, answers)
        assert possible == (decision is not None) == (not read(program, answers).impossible)
        if decision is not None:
            assert conclusions == told(decision)
            assert tied == bool(decision.tied_with)
