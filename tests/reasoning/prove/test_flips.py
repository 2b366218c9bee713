"""The smallest flips, against trying every change of the given answers."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_advisor.logic.facts import read
from pmo_advisor.logic.program import Program
from pmo_advisor.model.domain import NOT_APPLICABLE, Value
from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.reasoning.prove.answers import steps
from pmo_advisor.reasoning.prove.flips import ALSO, flips
from pmo_advisor.reasoning.prove.frame import Frame
from pmo_advisor.reasoning.prove.prover import Prover
from tests import soak
from tests.reasoning.prove import small
from tests.reasoning.prove.test_worlds import QUIET

SAMPLES = max(30, soak.count(1000))


def brute(
    program: Program, shape: Frame, used: dict[str, Value], kept: tuple[str, ...]
) -> dict[str, tuple[dict[str, Value], list[tuple[str, ...]]]]:
    """For each outcome the smallest change that leads to it and its near-ties, by trying all."""
    order = [fact for fact in shape.asked if fact in used]
    choices = {
        fact: [used[fact]] if fact in kept else small.all_values(program, fact) for fact in order
    }
    best: dict[str, tuple[object, dict[str, Value]]] = {}
    sets: dict[str, dict[tuple[int, int], set[tuple[int, ...]]]] = {}
    for one in small.every(choices):
        decision = small.decided(program, one)
        if decision is None:
            continue
        changed = [fact for fact in order if one[fact] != used[fact]]
        codes = {
            fact: [program.domains[fact].encode(sheet[fact]) for sheet in (used, one)]
            for fact in changed
        }
        taken = [steps(shape.asked[fact], *codes[fact]) for fact in changed]
        values = [
            (abs(new - old) if shape.asked[fact].kind in ("scale", "number") else 0, new)
            for fact, (old, new) in codes.items()
        ]
        rank = (len(changed), sum(taken), [order.index(fact) for fact in changed], values)
        costs = sets.setdefault(decision.type, {})
        places = tuple(order.index(fact) for fact in changed)
        costs.setdefault((len(changed), sum(taken)), set()).add(places)
        if decision.type not in best or rank < best[decision.type][0]:  # type: ignore[operator]
            best[decision.type] = (rank, {fact: one[fact] for fact in changed})
    ties = {
        target: [tuple(order[place] for place in places) for places in sorted(costs[min(costs)])]
        for target, costs in sets.items()
    }
    return {target: (changes, ties[target][1:]) for target, (_, changes) in best.items()}


@settings(max_examples=SAMPLES, deadline=None, suppress_health_check=QUIET)
@given(st.data())
def test_flips_are_the_smallest(data: st.DataObject) -> None:
    program = data.draw(small.programs())
    answers = data.draw(small.sheets(program))
    prover = Prover(program)
    found = flips(prover, answers)
    now = small.decided(program, answers)
    if now is None:
        assert found.state == "impossible"
        return
    known = read(program, answers).known
    used = {
        fact: value
        for fact, value in answers.items()
        if value != UNKNOWN and known.get(fact) != NOT_APPLICABLE and fact in prover.frame.asked
    }
    for kept, part in ((found.stated, found.kept), ((), found.free)):
        expected = brute(program, prover.frame, used, kept)
        assert [one.target for one in part] == [
            one for one in (*prover.types, "not_yet") if one != now.type
        ]
        for one in part:
            changes = None if one.changes is None else {c.fact: c.new for c in one.changes}
            smallest, ties = expected.get(one.target, (None, []))
            assert changes == smallest
            assert list(one.also) == ties[:ALSO]
