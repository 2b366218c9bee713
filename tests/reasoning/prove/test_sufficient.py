"""The smallest sufficient set of answers, against trying all sets."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.reasoning.prove.prover import Prover
from pmo_advisor.reasoning.prove.sufficient import sufficient
from tests import soak
from tests.reasoning.prove import small
from tests.reasoning.prove.test_worlds import QUIET

SAMPLES = max(30, soak.count(1000))


@settings(max_examples=SAMPLES, deadline=None, suppress_health_check=QUIET)
@given(st.data())
def test_the_smallest_sufficient_set(data: st.DataObject) -> None:
    program = data.draw(small.programs())
    answers = data.draw(small.sheets(program))
    prover = Prover(program)
    found = sufficient(prover, answers)
    now = small.decided(program, answers)
    if now is None:
        assert found.state == "impossible"
        return
    order = [one for one in prover.frame.asked if answers.get(one, UNKNOWN) != UNKNOWN]
    worlds = [
        (one, decided.type)
        for one in small.every(
            {fact: small.all_values(program, fact) for fact in prover.frame.asked}
        )
        if (decided := small.decided(program, one)) is not None
    ]

    def forces(chosen: tuple[str, ...]) -> bool:
        agree = [kind for one, kind in worlds if all(one[f] == answers[f] for f in chosen)]
        return all(kind == now.type for kind in agree)

    sets = (one for size in range(len(order) + 1) for one in combinations(order, size))
    assert found.type == now.type
    assert found.facts == next((one for one in sets if forces(one)), None)
