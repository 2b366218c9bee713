"""Everything that is said of how firm one sheet's advice is, in one call."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_advisor.logic.facts import read
from pmo_advisor.model.domain import Value
from pmo_advisor.model.firmness import Firmness
from pmo_advisor.reasoning.position import decide
from pmo_advisor.reasoning.prove.flips import flips
from pmo_advisor.reasoning.prove.outweighing import outweighing
from pmo_advisor.reasoning.prove.prover import Prover
from pmo_advisor.reasoning.prove.settled import settled
from pmo_advisor.reasoning.prove.strengths import strengths
from pmo_advisor.reasoning.prove.sufficient import sufficient


def firmness(prover: Prover, answers: Mapping[str, Value]) -> Firmness:
    """How firm the position is that these answers lead to."""
    facts = read(prover.program, answers)
    rulebook = prover.program.rulebook
    outcomes = prover.judge.outcomes(facts.known)
    possible = not facts.impossible
    return Firmness(
        settled=settled(prover, answers),
        flips=flips(prover, answers),
        sufficient=sufficient(prover, answers),
        outweighing=outweighing(rulebook, decide(rulebook, outcomes)) if possible else None,
        strengths=strengths(rulebook, outcomes) if possible else None,
    )
