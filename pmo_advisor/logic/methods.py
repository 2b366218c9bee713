"""The named methods that compute derived facts, in whole numbers only.

Each is monotone in its inputs or a count of tests, so that "every completion gives the same
value" can be read off the smallest and largest possible inputs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pmo_advisor.logic.bound import Truth
from pmo_advisor.logic.evaluate import Known, truth
from pmo_advisor.logic.program import BoundDerived, Program
from pmo_advisor.model.domain import NOT_APPLICABLE, Numbers

NO, YES = 0, 1


def derive(program: Program, known: Known) -> dict[str, int]:
    """The codes of the derived facts that the known answers determine."""
    found: dict[str, int] = {}
    for one in program.derived:
        code = _METHODS[one.spec.method](one, program, known)
        if code is not None:
            found[one.spec.id] = code
    return found


def _count(one: BoundDerived, _program: Program, known: Known) -> int | None:
    outcomes = [truth(test, known) for test in one.tests]
    met, refuted = outcomes.count(Truth.FIRES), outcomes.count(Truth.REFUTED)
    if one.spec.reaches is None:
        return met if met + refuted == len(outcomes) else None
    if met >= one.spec.reaches:
        return YES
    return NO if len(outcomes) - refuted < one.spec.reaches else None


def _band(one: BoundDerived, program: Program, known: Known) -> int | None:
    limits = _limits(one.spec.of or "", program, known)
    if limits is None or limits == _ABSENT:
        return None if limits is None else NOT_APPLICABLE
    low, high = (_place(value, one.bands) for value in limits)
    return low if low == high else None


def _place(value: int, tops: tuple[int | None, ...]) -> int:
    return next(i for i, top in enumerate(tops) if top is None or value <= top)


def _gap(one: BoundDerived, program: Program, known: Known) -> int | None:
    upper = _limits(one.spec.of or "", program, known)
    lower = _limits(one.spec.above or "", program, known)
    if _ABSENT in (upper, lower):
        return NOT_APPLICABLE
    if upper is None or lower is None or one.spec.steps is None:
        return None
    if upper[0] - lower[1] >= one.spec.steps:
        return YES
    return NO if upper[1] - lower[0] < one.spec.steps else None


def _ratio(one: BoundDerived, program: Program, known: Known) -> int | None:
    over = _limits(one.spec.over or "", program, known)
    under = _limits(one.spec.under or "", program, known)
    if _ABSENT in (over, under) or under == (0, 0):
        return NOT_APPLICABLE
    bound = one.bound
    if over is None or under is None or bound is None or under[0] == 0:
        return None

    def reaches(over: int, under: int) -> bool:
        left, right = over * bound.denominator, under * bound.numerator
        return left > right if one.spec.more_than else left >= right

    worst = reaches(over[0], under[1])
    return (YES if worst else NO) if worst == reaches(over[1], under[0]) else None


_ABSENT = (NOT_APPLICABLE, NOT_APPLICABLE)


def _limits(fact: str, program: Program, known: Known) -> tuple[int, int] | None:
    """The smallest and largest rank the fact can have; None where it may also not apply."""
    domain = program.domains[fact]
    code = known.get(fact)
    if code == NOT_APPLICABLE:
        return _ABSENT
    if code is not None:
        rank = domain.rank(code)
        return rank, rank
    if fact in program.applies:
        return None
    if isinstance(domain, Numbers):
        return domain.low, domain.high
    ranks = [domain.rank(one) for one in domain.codes()]
    return min(ranks), max(ranks)


_METHODS: Mapping[str, Callable[[BoundDerived, Program, Known], int | None]] = {
    "count": _count,
    "band": _band,
    "gap": _gap,
    "ratio": _ratio,
}
