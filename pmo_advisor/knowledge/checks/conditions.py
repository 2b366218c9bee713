"""Conditions: every fact, value and bound that they name exists and fits, and may be read here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmo_advisor.errors import Fault, TextId
from pmo_advisor.knowledge.checks.operands import operand_faults
from pmo_advisor.knowledge.document import KeyPath
from pmo_advisor.knowledge.entries import Entry
from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.knowledge.stock import Stock
from pmo_advisor.logic.program import CONCLUSIONS
from pmo_advisor.model.condition import Condition, Test
from pmo_advisor.model.question import Impossible, TextQuestion
from pmo_advisor.model.rule import STRATA, Derived


@dataclass(frozen=True, slots=True)
class Scope:
    """What a condition may read. ``conclusions`` are those of the strata with lower numbers."""

    where: TextId
    derived: bool = False
    conclusions: int = 0
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """One test of one condition, with its place and its scope."""

    entry: Entry
    test: Test
    path: KeyPath
    scope: Scope


def spots(stock: Stock) -> Iterator[Spot]:
    """Every test of the library."""
    for entry, question in stock.questions():
        scope = Scope(TextId("where.applies_when"))
        yield from _within(entry, question.applies_when, ("applies_when",), scope)
    for entry, world in stock.of("impossible", Impossible):
        scope = Scope(TextId("where.impossible"), derived=True)
        yield from _within(entry, world.when, ("when",), scope)
    for entry, spec in stock.of("derived", Derived):
        scope = Scope(TextId("where.derived"))
        for number, test in enumerate(spec.tests):
            yield from _within(entry, test, ("tests", number), scope)
    for entry, rule in stock.rules():
        if entry.stratum is None:
            continue
        scope = Scope(
            TextId("where.rule"),
            derived=True,
            conclusions=STRATA.index(entry.stratum),
            answered=entry.stratum == "warnings",
        )
        yield from _within(entry, rule.when, ("when",), scope)


def _within(
    entry: Entry, condition: Condition | None, path: KeyPath, scope: Scope
) -> Iterator[Spot]:
    if isinstance(condition, Test):
        yield Spot(entry, condition, path, scope)
    elif condition is not None:
        for number, part in enumerate(condition.parts):
            yield from _within(entry, part, (*path, condition.joint, number), scope)


def tests(stock: Stock) -> Iterator[Fault]:
    """Each test reads a fact that it may read, in a way that fits the fact."""
    free_text = {entry.id for entry, one in stock.questions() if isinstance(one, TextQuestion)}
    computed = {entry.id for entry, _ in stock.of("derived", Derived)}
    known = [*stock.domains, *free_text]
    for spot in spots(stock):
        fact = spot.test.fact
        path = (*spot.path, fact)
        fault = None
        if fact in free_text:
            fault = spot.entry.fault("fact_is_text", path, key=True, fact=fact)
        elif fact not in stock.domains:
            if not stock.excused(fact, "question", "derived"):
                hint = nearest(fact, known)
                fault = spot.entry.fault("fact_unknown", path, key=True, hint=hint, fact=fact)
        else:
            fault = _out_of_scope(spot, fact in computed)
        if fault is not None:
            yield fault
        elif fact in stock.domains:
            yield from operand_faults(stock, spot.entry, spot.test, path)


def _out_of_scope(spot: Spot, computed: bool) -> Fault | None:
    fact, path = spot.test.fact, (*spot.path, spot.test.fact)
    concluded = CONCLUSIONS.get(fact)
    if concluded is not None and STRATA.index(concluded) >= spot.scope.conclusions:
        if not spot.scope.derived or spot.entry.stratum is None:
            values: dict[str, object] = {"fact": fact, "where": spot.scope.where}
            return spot.entry.fault("fact_not_here", path, key=True, values=values)
        values = {"fact": fact, "concluded": concluded, "stratum": spot.entry.stratum}
        return spot.entry.fault("fact_too_late", path, key=True, values=values)
    if computed and not spot.scope.derived:
        values = {"fact": fact, "where": spot.scope.where}
        return spot.entry.fault("fact_not_here", path, key=True, values=values)
    if spot.test.word == "answered" and not spot.scope.answered:
        return spot.entry.fault("answered_outside_warnings", (*path, "answered"), key=True)
    return None


CHECKS = (tests,)
