"""Which question to ask next: the first in the questionnaire that can still matter."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_advisor.logic.facts import read
from pmo_advisor.model.domain import Value
from pmo_advisor.reasoning.prove.answers import given_codes
from pmo_advisor.reasoning.prove.limits import solve
from pmo_advisor.reasoning.prove.pairs import Pair
from pmo_advisor.reasoning.prove.prover import Prover
from pmo_advisor.reasoning.prove.settled import completions, may_apply
from pmo_advisor.reasoning.prove.space import Reach, Space
from pmo_advisor.reasoning.prove.trials import Trials


def next_question(prover: Prover, answers: Mapping[str, Value]) -> str | None:
    """The first question not yet asked that can matter; None where no answer to any can.

    A question in ``answers``, be it as ``unknown``, was asked already and is not asked again. Where
    no answer alone can change a conclusion but several together can (impossible worlds may bind
    them to each other), the first of the fewest that can is asked. Raises OutOfTime.
    """
    given = given_codes(prover.frame, answers)
    known = read(prover.program, answers).known
    allowed = completions(prover, given)
    space = Space(prover, allowed)
    reached = space.reach()
    left = [
        fact
        for fact in space.free(prover.frame.asked)
        if fact not in answers and may_apply(prover, fact, known)
    ]
    if not reached.open_axes or not left:
        return None
    trials = Trials(prover, allowed)
    for fact in left:
        wanted = {(fact, axis, one) for axis in reached.open_axes for one in reached.seen[axis]}
        if trials.around(reached.sheets, wanted):
            return fact
        if _together(prover, Pair(prover, allowed, [fact]), reached) is not None:
            return fact
    return _together(prover, Pair(prover, allowed, left), reached)


def _together(prover: Prover, pair: Pair, reached: Reach) -> str | None:
    """The first of the fewest answers that together can change a conclusion."""
    pair.circuit.require(
        *(pair.leaves(axis, one) for axis in reached.open_axes for one in reached.seen[axis])
    )
    pair.circuit.minimize(pair.circuit.total(pair.apart.values()))
    values = solve(pair.circuit, prover.limits)
    if values is None:
        return None
    pair.read(values)
    return pair.differing(values)[0]
