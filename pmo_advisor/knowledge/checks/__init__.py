"""Checks over the whole library: small functions, each of which yields what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pmo_advisor.errors import Fault
from pmo_advisor.knowledge.checks import (
    arrangements,
    bilingual,
    catalog,
    conditions,
    consequences,
    derived,
    evidence,
    examples,
    forms,
    monotone,
    names,
    questions,
    sizing,
)
from pmo_advisor.knowledge.stock import Stock

Check = Callable[[Stock], Iterator[Fault]]

CHECKS: tuple[Check, ...] = (
    *names.CHECKS,
    *questions.CHECKS,
    *forms.CHECKS,
    *conditions.CHECKS,
    *derived.CHECKS,
    *consequences.CHECKS,
    *sizing.CHECKS,
    *catalog.CHECKS,
    *monotone.CHECKS,
    *arrangements.CHECKS,
    *evidence.CHECKS,
    *bilingual.CHECKS,
    *examples.CHECKS,
)
"""In the order in which their faults are told; the examples last, for they need the rest."""


def faults(stock: Stock) -> Iterator[Fault]:
    """All that is wrong across the library."""
    for check in CHECKS:
        yield from check(stock)
