"""Derived facts in a world, method by method, as ``logic.methods`` computes them.

A derived fact read by another derived fact is unknown to it there, and so it is here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from pmo_advisor.logic.bound import Bound, Joined, Leaf
from pmo_advisor.logic.methods import NO, YES
from pmo_advisor.logic.program import BoundDerived
from pmo_advisor.reasoning.prove.circuit import FALSE, TRUE, Lit
from pmo_advisor.reasoning.prove.forms import Forms, Ranks
from pmo_advisor.reasoning.prove.frame import rank_limits
from pmo_advisor.reasoning.prove.linear import Linear

if TYPE_CHECKING:
    from pmo_advisor.reasoning.prove.worlds import World

OPEN = Forms(FALSE, FALSE)


def derived_forms(world: World, one: BoundDerived, leaf: Leaf) -> Forms:
    """Both positive forms of a test of a derived fact."""
    return _METHODS[one.spec.method](world, one, leaf)


def _count(world: World, one: BoundDerived, leaf: Leaf) -> Forms:
    parts = [_inside(world, test) for test in one.tests]
    circuit, size = world.circuit, len(parts)
    met = circuit.total(part.met for part in parts)
    if one.spec.reaches is None:
        known = circuit.all_(circuit.any_([part.met, part.refuted]) for part in parts)
        accepted = circuit.any_(
            circuit.all_([circuit.at_least(met, low), -circuit.at_least(met, high + 1)])
            for low, high in leaf.spans
        )
        return Forms(circuit.all_([known, accepted]), circuit.all_([known, -accepted]))
    refuted = circuit.total(part.refuted for part in parts)
    yes = circuit.at_least(met, one.spec.reaches)
    no = circuit.all_([-yes, circuit.at_least(refuted, size - one.spec.reaches + 1)])
    return _yes_no(world, leaf, yes, no, FALSE)


def _inside(world: World, bound: Bound) -> Forms:
    """A test within a derived fact: what it reads of other derived facts is unknown."""
    if isinstance(bound, Leaf) and bound.fact in world.frame.derived:
        return OPEN
    if isinstance(bound, Joined):
        parts = [_inside(world, part) for part in bound.parts]
        every, some = world.circuit.all_, world.circuit.any_
        if bound.joint == "all":
            return Forms(every(one.met for one in parts), some(one.refuted for one in parts))
        met, refuted = some(one.met for one in parts), every(one.refuted for one in parts)
        return Forms(met, refuted) if bound.joint == "any" else Forms(refuted, met)
    return world.truth(bound)


def _band(world: World, one: BoundDerived, leaf: Leaf) -> Forms:
    fact = one.spec.of or ""
    domain = world.frame.program.domains[fact]

    def place(rank: int) -> int:
        return next(i for i, top in enumerate(one.bands) if top is None or rank <= top)

    low, high = rank_limits(domain)
    whole = place(low) if place(low) == place(high) else None
    if fact in world.frame.derived:
        return _constant(leaf, whole)
    asked, answer = world.frame.asked[fact], world.answers[fact]
    accepted = [span for span in asked.classes if leaf.accepts(place(domain.rank(span[0])))]
    forms = world.accepted(Leaf(fact, tuple(accepted)))
    if whole is None or fact in world.frame.program.applies:
        return forms
    constant, any_, all_ = _constant(leaf, whole), world.circuit.any_, world.circuit.all_
    return Forms(
        any_([forms.met, all_([answer.unknown, constant.met])]),
        any_([forms.refuted, all_([answer.unknown, constant.refuted])]),
    )


def _constant(leaf: Leaf, code: int | None) -> Forms:
    if code is None:
        return OPEN
    return Forms(TRUE, FALSE) if leaf.accepts(code) else Forms(FALSE, TRUE)


def _gap(world: World, one: BoundDerived, leaf: Leaf) -> Forms:
    upper, lower = _ranks(world, one.spec.of), _ranks(world, one.spec.above)
    circuit, wanted = world.circuit, one.spec.steps
    absent = circuit.any_([upper.absent, lower.absent])
    if wanted is None:
        return Forms(FALSE, absent)
    present = circuit.all_([upper.present, lower.present])
    yes = circuit.all_([present, circuit.at_least(upper.low - lower.high, wanted)])
    no = circuit.all_([present, -circuit.at_least(upper.high - lower.low, wanted)])
    return _yes_no(world, leaf, yes, no, absent)


def _ratio(world: World, one: BoundDerived, leaf: Leaf) -> Forms:
    over, under = _ranks(world, one.spec.over), _ranks(world, one.spec.under)
    circuit, bound = world.circuit, one.bound
    some = circuit.at_least(under.low, 1)
    none = circuit.all_([under.present, -some, -circuit.at_least(under.high, 1)])
    absent = circuit.any_([over.absent, under.absent, none])
    if bound is None:
        return Forms(FALSE, absent)
    least = 1 if one.spec.more_than else 0

    def reaches(above: Linear, below: Linear) -> Lit:
        return circuit.at_least(above * bound.denominator - below * bound.numerator, least)

    present = circuit.all_([over.present, under.present, some])
    yes = circuit.all_([present, reaches(over.low, under.high)])
    no = circuit.all_([present, -reaches(over.high, under.low)])
    return _yes_no(world, leaf, yes, no, absent)


def _ranks(world: World, fact: str | None) -> Ranks:
    name = fact or ""
    if name in world.frame.derived:
        low, high = rank_limits(world.frame.program.domains[name])
        return Ranks(TRUE, FALSE, Linear(low), Linear(high))
    return world.ranks(name)


def _yes_no(world: World, leaf: Leaf, yes: Lit, no: Lit, absent: Lit) -> Forms:
    takes = {code: leaf.accepts(code) for code in (YES, NO)}
    lits = {YES: yes, NO: no}
    any_ = world.circuit.any_
    met = any_(lits[code] for code, taken in takes.items() if taken)
    return Forms(met, any_([absent, *(lits[code] for code, taken in takes.items() if not taken)]))


_METHODS: Mapping[str, Callable[[World, BoundDerived, Leaf], Forms]] = {
    "count": _count,
    "band": _band,
    "gap": _gap,
    "ratio": _ratio,
}
