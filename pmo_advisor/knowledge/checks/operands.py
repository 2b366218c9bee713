"""The right-hand side of a test: a value or bound that fits its fact."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.errors import Fault
from pmo_advisor.knowledge.document import KeyPath
from pmo_advisor.knowledge.entries import Entry
from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.knowledge.stock import Stock
from pmo_advisor.model.condition import Test
from pmo_advisor.model.domain import YES_NO, Numbers, Value, Words
from pmo_advisor.model.question import NumberQuestion

_WORDS_FROM = ("types", "levels", "control", "lifetimes")
"""The kinds whose ids are the words of conclusions."""

ORDER_WORDS = ("at_least", "at_most", "between")


def operand_faults(stock: Stock, entry: Entry, test: Test, path: KeyPath) -> Iterator[Fault]:
    """What is wrong with the value or bound of a test whose fact is known; ``path`` ends there."""
    if test.word == "answered":
        return
    given = list(_values(test, (*path, test.word)))
    domain = stock.domains[test.fact]
    if isinstance(domain, Words):
        found = list(_words(stock, entry, test, domain, given))
    elif isinstance(stock.rulebook.question.get(test.fact), NumberQuestion):
        found = [
            fault
            for where, value in given
            for fault in threshold_faults(stock, entry, where, value, test.fact)
        ]
    else:
        found = list(_literals(stock, entry, test, domain, given))
    yield from found
    if not found and test.word == "between":
        low, high = (_rank(stock, test.fact, value) for _, value in given)
        if low > high:
            yield entry.fault("between_reversed", (*path, test.word), fact=test.fact)


def _values(test: Test, path: KeyPath) -> Iterator[tuple[KeyPath, Value]]:
    if isinstance(test.operand, tuple):
        for number, value in enumerate(test.operand):
            yield (*path, number), value
    else:
        yield path, test.operand


def _words(
    stock: Stock, entry: Entry, test: Test, domain: Words, given: list[tuple[KeyPath, Value]]
) -> Iterator[Fault]:
    ordered = bool(domain.ranks) and domain is not YES_NO
    if test.word in ORDER_WORDS and not ordered:
        path = given[0][0][: -1 if test.word == "between" else None]
        yield entry.fault("order_missing", path, key=True, fact=test.fact, word=test.word)
        return
    for path, value in given:
        excused = stock.excused(str(value), *_WORDS_FROM)
        if value not in domain.words and not excused:
            allowed = list(domain.words)
            hint = nearest(str(value), allowed)
            values = {"fact": test.fact, "value": str(value), "allowed": allowed}
            yield entry.fault("value_unknown", path, hint=hint, values=values)


def threshold_faults(
    stock: Stock, entry: Entry, path: KeyPath, value: Value, fact: str
) -> Iterator[Fault]:
    """What is wrong with a bound on the number ``fact``, which should name a threshold."""
    known = stock.ids("thresholds")
    if not isinstance(value, str):
        yield entry.fault("number_literal", path, fact=fact, value=value)
    elif value not in known:
        if stock.excused(value, "thresholds"):
            return
        hint = nearest(value, known)
        yield entry.fault("threshold_unknown", path, hint=hint, name=value, allowed=known)
    elif not stock.excused(value):
        exact = {one.id: one.value for one in stock.rulebook.catalog.thresholds}[value]
        domain = stock.domains[fact]
        if exact.denominator != 1:
            yield entry.fault("threshold_not_whole", path, name=value, value=str(exact))
        elif isinstance(domain, Numbers) and not domain.low <= exact <= domain.high:
            values = {"name": value, "value": int(exact), "low": domain.low, "high": domain.high}
            yield entry.fault("threshold_outside", path, values=values, fact=fact)


def _literals(
    stock: Stock, entry: Entry, test: Test, domain: Numbers, given: list[tuple[KeyPath, Value]]
) -> Iterator[Fault]:
    for path, value in given:
        values = {"fact": test.fact, "low": domain.low, "high": domain.high}
        if isinstance(value, str) and value in stock.ids("thresholds"):
            yield entry.fault("threshold_on_scale", path, values=values, name=value)
        elif not isinstance(value, int) or not domain.low <= value <= domain.high:
            yield entry.fault("step_unknown", path, values=values, value=str(value))


def _rank(stock: Stock, fact: str, value: Value) -> int:
    domain = stock.domains[fact]
    if isinstance(domain, Numbers):
        return stock.rulebook.threshold[value] if isinstance(value, str) else value
    return domain.rank(domain.encode(value))
