"""The smallest set of given answers that alone forces the type, whatever the rest is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pmo_advisor.model.domain import Value
from pmo_advisor.model.firmness import Sufficient
from pmo_advisor.reasoning.prove.answers import Choice, anything, around, given_codes
from pmo_advisor.reasoning.prove.circuit import Circuit, Lit, holds
from pmo_advisor.reasoning.prove.faults import OutOfTime
from pmo_advisor.reasoning.prove.hitting import Counterexample, Hitting, in_order
from pmo_advisor.reasoning.prove.limits import solve
from pmo_advisor.reasoning.prove.prover import Prover
from pmo_advisor.reasoning.prove.verdict import Verdict, verdict
from pmo_advisor.reasoning.prove.worlds import World


def sufficient(prover: Prover, answers: Mapping[str, Value]) -> Sufficient:
    """The first of the smallest sufficient sets of a sheet, for its type."""
    decision = prover.judge.decide(answers)
    if decision is None:
        return Sufficient(state="impossible", type="")
    given = given_codes(prover.frame, answers)
    choices = {
        fact: around(asked, given[fact]) if fact in given else anything(asked)
        for fact, asked in prover.frame.asked.items()
    }
    search = Hitting(
        tuple(given),
        counterexamples(
            prover, choices, given, lambda found: (-found.axes["type"][decision.type],)
        ),
        prover.limits,
    )
    try:
        found = search.smallest()
    except OutOfTime as limit:
        return Sufficient(state="unfinished", type=decision.type, at_least=limit.bound)
    facts = None if found is None else in_order(given, found)
    return Sufficient(state="done", type=decision.type, facts=facts)


def counterexamples(
    prover: Prover,
    choices: Mapping[str, Choice],
    held: Mapping[str, int],
    broken: Callable[[Verdict], tuple[Lit, ...]],
) -> Counterexample:
    """Sheets among the choices that break a conclusion, as unlike as possible in few answers.

    Each is run again by the judge. Where a conclusion is broken is said by ``broken``: one of its
    literals holds.
    """
    circuit = Circuit()
    world = World(prover.frame, circuit, choices)
    found = verdict(world)
    same = {fact: world.answers[fact].spans[code, code] for fact, code in held.items()}
    circuit.require(*broken(found))
    circuit.minimize(circuit.total(-lit for lit in same.values()))

    def counterexample(fast: frozenset[str]) -> frozenset[str] | None:
        again = circuit.copy()
        for fact in sorted(fast):
            again.require(same[fact])
        values = solve(again, prover.limits)
        if values is None:
            return None
        prover.judge.confirm(world.sheet(values), found.read(values), tied=found.is_tied(values))
        return frozenset(fact for fact, lit in same.items() if not holds(lit, values))

    return counterexample
