"""What the staffing formulas come to at the given answers, so that no viewer has to recalculate.

The same arithmetic stands beside it as formulas; tests hold both against the program's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from pmo_advisor.model.sizing import Point

_EXACT_BITS = 46
"""Whole numbers of so many bits are told apart by every spreadsheet."""


def estimate(factor: Fraction, exponent: Fraction, driver: int) -> float:
    """The point on a power law, before it is rounded."""
    power: float = float(driver) ** float(exponent)
    return float(factor) * power


def nearest(factor: Fraction, exponent: Fraction, driver: int) -> int:
    """The whole number nearest to a point on a power law, halves upwards, exactly."""
    guess = int(estimate(factor, exponent, driver) + 0.5)
    target = (2 * factor.numerator) ** exponent.denominator * driver**exponent.numerator

    def edge(people: int) -> int:
        reached: int = (people * factor.denominator) ** exponent.denominator
        return reached

    if edge(2 * guess + 1) <= target:
        return guess + 1
    return guess - 1 if guess and edge(2 * guess - 1) > target else guess


def is_exact(factor: Fraction, exponent: Fraction, most: int) -> bool:
    """Whether a spreadsheet can test the rounding of a power law in whole numbers up to there."""
    root, power = exponent.denominator, exponent.numerator
    bits = root * (2 * factor.numerator).bit_length() + power * most.bit_length()
    return bits + root <= _EXACT_BITS


def segment(points: Sequence[Point], driver: int) -> int:
    """Which straight line of a table a driver falls on, from 1; beyond the last, the last."""
    for number, (_, right) in enumerate(pairwise(points), 1):
        if driver < right.at:
            return number
    return len(points) - 1


def interpolated(points: Sequence[Point], driver: int) -> int:
    """People by a table, with straight lines between its rows and beyond the last."""
    if driver <= points[0].at:
        return points[0].people
    place = segment(points, driver)
    before, after = points[place - 1], points[place]
    slope = Fraction(after.people - before.people, after.at - before.at)
    return int(before.people + slope * (driver - before.at) + Fraction(1, 2))


def within(people: int | None, least: int | None, most: int | None) -> int | None:
    """People raised to a minimum and cut at a cap."""
    if people is None:
        return None
    raised = max(people, least or 0)
    return raised if most is None else min(raised, most)
