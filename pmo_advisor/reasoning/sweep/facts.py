"""From columns of answers to columns of facts: which questions apply, and what is derived.

The same steps as ``logic.facts.read`` and ``logic.methods.derive``, for all rows at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pmo_advisor.logic.bound import facts_of
from pmo_advisor.logic.methods import NO, YES
from pmo_advisor.logic.program import BoundDerived, Program
from pmo_advisor.model.columns import UNKNOWN, Codes, Columns, all_unknown, code_type
from pmo_advisor.model.domain import NOT_APPLICABLE, Domain, Numbers
from pmo_advisor.reasoning.sweep.bits import Bits, Flags, flags, pack, unpack
from pmo_advisor.reasoning.sweep.truths import Table, Truths

LARGEST = np.iinfo(np.int64).max
MANY = np.iinfo(np.int8).max


class Asked(NamedTuple):
    """The questions in the order in which they can be settled, and what applies on what."""

    order: tuple[str, ...]
    applies: Mapping[str, int]


def compile_asked(program: Program, table: Table) -> Asked:
    """The facts that are asked, each after those that decide whether it applies."""
    order: dict[str, None] = {}
    begun: set[str] = set()

    def settle(fact: str) -> None:
        if fact in begun:
            return
        begun.add(fact)
        condition = program.applies.get(fact)
        for earlier in facts_of(condition) if condition is not None else ():
            settle(earlier)
        order[fact] = None

    for question in program.rulebook.questions:
        if question.id in program.domains:
            settle(question.id)
    return Asked(tuple(order), {fact: table.add(bound) for fact, bound in program.applies.items()})


def learn_answers(
    program: Program, asked: Asked, given: Columns, truths: Truths
) -> dict[str, Bits]:
    """Learn the asked facts. Gives the rows whose answer turned out not to apply, by fact."""
    unused: dict[str, Bits] = {}
    for fact in asked.order:
        codes = given.get(fact)
        place = asked.applies.get(fact)
        if place is None:
            if codes is not None:
                truths.learn(fact, codes)
            continue
        if codes is None:
            codes = all_unknown(program.domains[fact], truths.rows)
        applies = truths.pair(place)
        refuted = flags(applies.refuted, truths.rows)
        without = pack((codes != UNKNOWN) & refuted)
        if without.any():
            unused[fact] = without
        counts = np.where(flags(applies.met, truths.rows), codes, codes.dtype.type(UNKNOWN))
        truths.learn(fact, np.where(refuted, codes.dtype.type(NOT_APPLICABLE), counts))
    return unused


class Derivation(NamedTuple):
    """A derived fact with the places of its tests."""

    one: BoundDerived
    tests: tuple[int, ...]


def compile_derived(program: Program, table: Table) -> tuple[Derivation, ...]:
    """The derived facts, in their order."""
    return tuple(
        Derivation(one, tuple(table.add(test) for test in one.tests)) for one in program.derived
    )


def learn_derived(program: Program, derived: Iterable[Derivation], truths: Truths) -> None:
    """Learn the derived facts; each reads answers only."""
    found = [(one.one.spec.id, _derive(program, one, truths)) for one in derived]
    for fact, codes in found:
        truths.learn(fact, codes.astype(code_type(program.domains[fact]), copy=False))


def _derive(program: Program, one: Derivation, truths: Truths) -> Codes:
    return _METHODS[one.one.spec.method](one, program, truths)


def _count(one: Derivation, _program: Program, truths: Truths) -> Codes:
    pairs = [truths.pair(place) for place in one.tests]
    met = _sum([pair.met for pair in pairs], truths.rows)
    refuted = _sum([pair.refuted for pair in pairs], truths.rows)
    reaches, unknown = one.one.spec.reaches, met.dtype.type(UNKNOWN)
    if reaches is None:
        return np.where(met + refuted == len(pairs), met, unknown)
    missed = np.where(refuted > len(pairs) - reaches, np.int8(NO), np.int8(UNKNOWN))
    return np.where(met >= reaches, np.int8(YES), missed)


def _sum(several: Sequence[Bits], rows: int) -> Codes:
    """How many are set in each row."""
    total: Codes = np.zeros(rows, dtype=np.int8 if len(several) <= MANY else np.int32)
    for bits in several:
        np.add(total, unpack(bits, rows).view(np.int8), out=total)
    return total


class Limits(NamedTuple):
    """The smallest and largest rank each row's fact can have; ``open`` where it may not apply."""

    low: NDArray[Any]
    high: NDArray[Any]
    absent: Flags
    open: Flags


def _limits(fact: str, program: Program, truths: Truths, exact: type = np.int64) -> Limits:
    domain = program.domains[fact]
    codes = truths.codes.get(fact)
    if codes is None:
        codes = all_unknown(domain, truths.rows)
    unknown, absent = codes == UNKNOWN, codes == NOT_APPLICABLE
    rank = _ranks(domain, codes)
    low, high = _extremes(domain)
    nothing = np.zeros(truths.rows, dtype=np.bool_)
    return Limits(
        np.where(unknown, low, rank).astype(exact),
        np.where(unknown, high, rank).astype(exact),
        absent,
        unknown if fact in program.applies else nothing,
    )


def _ranks(domain: Domain, codes: Codes) -> NDArray[np.int64]:
    if isinstance(domain, Numbers) or not domain.ranks:
        return codes.astype(np.int64)
    return np.array(domain.ranks, dtype=np.int64)[np.maximum(codes, 0)]


def _extremes(domain: Domain) -> tuple[int, int]:
    if isinstance(domain, Numbers):
        return domain.low, domain.high
    ranks = [domain.rank(one) for one in domain.codes()]
    return min(ranks), max(ranks)


def _band(one: Derivation, program: Program, truths: Truths) -> Codes:
    limits = _limits(one.one.spec.of or "", program, truths)
    low, high = (_place(value, one.one.bands) for value in (limits.low, limits.high))
    known = np.where((low == high) & ~limits.open, low, UNKNOWN)
    return np.where(limits.absent, NOT_APPLICABLE, known)


def _place(values: NDArray[Any], tops: tuple[int | None, ...]) -> NDArray[np.int64]:
    """The first band whose top is not below the value."""
    place = np.full(values.shape, len(tops) - 1, dtype=np.int64)
    for i, top in reversed(list(enumerate(tops))):
        place = np.where(np.bool_(True) if top is None else values <= top, i, place)
    return place


def _gap(one: Derivation, program: Program, truths: Truths) -> Codes:
    spec = one.one.spec
    upper = _limits(spec.of or "", program, truths)
    lower = _limits(spec.above or "", program, truths)
    steps = spec.steps
    if steps is None:
        raise ValueError(spec.id)
    always = (upper.low - lower.high >= steps) & ~upper.open & ~lower.open
    never = (upper.high - lower.low < steps) & ~upper.open & ~lower.open
    return _decided(always, never, upper.absent | lower.absent)


def _ratio(one: Derivation, program: Program, truths: Truths) -> Codes:
    spec, bound = one.one.spec, one.one.bound
    if bound is None:
        raise ValueError(spec.id)
    above, below = spec.over or "", spec.under or ""
    exact = _exact(program, (above, bound.denominator), (below, bound.numerator))
    over = _limits(above, program, truths, exact)
    under = _limits(below, program, truths, exact)

    def reaches(over: NDArray[Any], under: NDArray[Any]) -> Flags:
        left, right = over * bound.denominator, under * bound.numerator
        reached: Flags = left > right if spec.more_than else left >= right
        return reached.astype(np.bool_)

    zero = ((under.low == 0) & (under.high == 0) & ~under.open).astype(np.bool_)
    sure = ~over.open & ~under.open & (under.low != 0).astype(np.bool_)
    worst, best = reaches(over.low, under.high), reaches(over.high, under.low)
    return _decided(sure & worst & best, sure & ~worst & ~best, over.absent | under.absent | zero)


def _decided(yes: Flags, no: Flags, absent: Flags) -> Codes:
    known = np.where(yes, np.int8(YES), np.where(no, np.int8(NO), np.int8(UNKNOWN)))
    return np.where(absent, np.int8(NOT_APPLICABLE), known)


def _exact(program: Program, *products: tuple[str, int]) -> type:
    """A type in which the products are exact: Python's own numbers where 64 bits do not suffice."""
    largest = max(
        max(abs(one) for one in _extremes(program.domains[fact])) * abs(factor)
        for fact, factor in products
    )
    return np.int64 if largest <= LARGEST else object


_METHODS: Mapping[str, Callable[[Derivation, Program, Truths], Codes]] = {
    "count": _count,
    "band": _band,
    "gap": _gap,
    "ratio": _ratio,
}
