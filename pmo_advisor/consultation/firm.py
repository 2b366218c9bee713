"""Firm: how firm the advice is, and which disagreements matter, where the solver is installed."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

from pmo_advisor.logic.program import Program
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.sheet import Sheet
from pmo_advisor.parties.agreement import agreement

SOLVER = "ortools"


def provable() -> bool:
    """Whether the part that proves is installed."""
    return find_spec(SOLVER) is not None


def firm(program: Program, sheets: Sequence[Sheet], advice: Advice) -> Advice:
    """The advice with its firmness; of several sheets, also what their disagreements can change.

    Without the solver the advice comes back with the agreement of the sheets alone, and keeps the
    reason why its firmness is null.
    """
    several = len(sheets) > 1
    parties = advice.parties
    if several:
        parties = parties.model_copy(update={"agreement": agreement(program.rulebook, sheets)})
    if not provable():
        return advice.model_copy(update={"parties": parties})
    from pmo_advisor.reasoning.prove.contested import contested
    from pmo_advisor.reasoning.prove.firmness import firmness
    from pmo_advisor.reasoning.prove.prover import Prover

    prover = Prover(program)
    answers = advice.provenance.answers
    if several:
        given = {one.fact: {each.value for each in one.given} for one in parties.differences}
        parties = parties.model_copy(update={"contested": contested(prover, answers, given)})
    return advice.model_copy(
        update={
            "parties": parties,
            "firmness": firmness(prover, answers),
            "explanation": advice.explanation.model_copy(update={"firmness_missing": None}),
        }
    )
