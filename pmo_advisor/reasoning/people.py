"""Staffing methods: whole people from whole numbers and exact fractions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from pmo_advisor.model.advice import Range
from pmo_advisor.model.sizing import Point, RoleShare, Sizes


def size(line: Sizes, driver: int | None, lines: Mapping[str, Range | None]) -> Range | None:
    """The range of one line, before its minimum and cap; None while its driver is unknown.

    ``driver`` is the value of the fact ``of``; ``lines`` holds the base lines sized so far.
    """
    if line.method == "fixed":
        return Range(low=ceil(line.low or 0), high=ceil(line.high or 0))
    if line.method == "span":
        other = lines.get(line.line or "")
        return None if other is None else _spanned(line, other)
    if driver is None:
        return None
    if line.method == "per_unit":
        return _scaled(line, driver, driver)
    if line.method == "power_law":
        people = power_law(line.factor or Fraction(0), line.exponent or Fraction(1), driver)
    else:
        people = interpolate(line.points, driver)
    return Range(low=people, high=people)


def _spanned(line: Sizes, other: Range) -> Range:
    """One for each full span: while a team is small, one of its own leads it."""
    return Range(low=floor((line.low or 0) * other.low), high=floor((line.high or 0) * other.high))


def _scaled(line: Sizes, low: int, high: int) -> Range:
    return Range(low=ceil((line.low or 0) * low), high=ceil((line.high or 0) * high))


def power_law(factor: Fraction, exponent: Fraction, driver: int) -> int:
    """The whole number nearest to ``factor * driver ** exponent``, by whole-number search.

    With p/q the exponent and a/b the factor, k rounds up to the result while
    ``((2k - 1) b) ** q <= (2a) ** q * driver ** p``.
    """
    root, power = exponent.denominator, exponent.numerator
    target = (2 * factor.numerator) ** root * driver**power
    low, high = 0, 1
    while _below(high, factor, root, target):
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _below(middle, factor, root, target) else (low, middle)
    return low


def _below(people: int, factor: Fraction, root: int, target: int) -> bool:
    reached: int = ((2 * people - 1) * factor.denominator) ** root
    return reached <= target


def interpolate(points: Sequence[Point], driver: int) -> int:
    """Between published points along straight lines, beyond the last along the last line."""
    if driver <= points[0].at:
        return points[0].people
    before, after = points[-2], points[-1]
    for left, right in pairwise(points):
        if driver <= right.at:
            before, after = left, right
            break
    slope = Fraction(after.people - before.people, after.at - before.at)
    return int(before.people + slope * (driver - before.at) + Fraction(1, 2))


def apportion(total: int, shares: Sequence[RoleShare]) -> dict[str, int]:
    """Give ``total`` people to roles: fixed ones first, in order, the rest by weight.

    Highest averages (Sainte-Laguë), so that a larger total never takes a person from a role.
    Without any role nobody is given one.
    """
    if not shares:
        return {}
    given = {one.role: 0 for one in shares}
    left = total
    for one in shares:
        fixed = min(left, one.people or 0)
        given[one.role] += fixed
        left -= fixed
    weighted = [one for one in shares if one.weight] or list(shares[:1])
    extra = {one.role: 0 for one in weighted}
    for _ in range(left):
        best = max(weighted, key=lambda one: Fraction(one.weight or 1, 2 * extra[one.role] + 1))
        extra[best.role] += 1
    for role, people in extra.items():
        given[role] += people
    return given
