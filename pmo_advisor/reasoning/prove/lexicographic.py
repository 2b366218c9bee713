"""Of equal optima the first: goals that are met one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_advisor.reasoning.prove.circuit import Circuit, Lit
from pmo_advisor.reasoning.prove.limits import Limits, solve
from pmo_advisor.reasoning.prove.linear import Linear, value

_AT_ONCE = 40
"""So many yes-or-no values make one goal whose weights are powers of two."""


def improve(circuit: Circuit, goal: Linear, values: list[int], limits: Limits) -> list[int]:
    """Make the goal as small as it can be, starting from a solution, and keep it there."""
    if value(goal, values) > circuit.limits(goal)[0]:
        circuit.hint(values)
        circuit.minimize(goal)
        values = solve(circuit, limits) or values
    best = value(goal, values)
    circuit.bound(goal, best, best)
    return values


def first_set(
    circuit: Circuit, lits: Sequence[Lit], values: list[int], limits: Limits
) -> list[int]:
    """Of sets of equal size the one whose members come first, and keep it."""
    for start in range(0, len(lits), _AT_ONCE):
        part = lits[start : start + _AT_ONCE]
        goal = Linear()
        for place, lit in enumerate(part):
            goal = goal + circuit.linear(lit, -(1 << (len(part) - 1 - place)))
        values = improve(circuit, goal, values, limits)
    return values
