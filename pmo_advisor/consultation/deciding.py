"""Deciding: the questions whose answers decide which other questions apply."""

from __future__ import annotations

from pmo_advisor.logic.bound import facts_of
from pmo_advisor.logic.program import BoundDerived, Program


def deciding(program: Program) -> frozenset[str]:
    """The facts that a condition of some question reads, itself or through derived facts."""
    derived = {one.spec.id: one for one in program.derived}
    found: set[str] = set()
    waiting = [fact for bound in program.applies.values() for fact in facts_of(bound)]
    while waiting:
        fact = waiting.pop()
        if fact not in found:
            found.add(fact)
            waiting.extend(_inputs(derived[fact]) if fact in derived else ())
    return frozenset(found)


def _inputs(derived: BoundDerived) -> list[str]:
    spec = derived.spec
    named = [one for one in (spec.of, spec.over, spec.under, spec.above) if one]
    return [*named, *(fact for test in derived.tests for fact in facts_of(test))]
