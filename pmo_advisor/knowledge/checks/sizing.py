"""Staffing lines: the parameters of their method, and the facts, lines and roles they name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pmo_advisor.errors import Fault
from pmo_advisor.knowledge.checks.names import unknown_name
from pmo_advisor.knowledge.document import KeyPath
from pmo_advisor.knowledge.entries import Entry
from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.knowledge.stock import Stock
from pmo_advisor.model.question import NumberQuestion
from pmo_advisor.model.sizing import Sizes

_PARAMETERS = ("of", "line", "low", "high", "factor", "exponent", "points")
_NEEDED: dict[str, tuple[str, ...]] = {
    "fixed": ("low", "high"),
    "per_unit": ("of", "low", "high"),
    "span": ("line", "low", "high"),
    "power_law": ("of", "factor", "exponent"),
    "table": ("of", "points"),
}


def _lines(stock: Stock) -> Iterator[tuple[Entry, Sizes]]:
    for entry, rule in stock.rules("staffing"):
        if rule.then.sizes is not None:
            yield entry, rule.then.sizes


def parameters(stock: Stock) -> Iterator[Fault]:
    """A line gives exactly the parameters of its method."""
    for entry, line in _lines(stock):
        given = {key for key in _PARAMETERS if getattr(line, key) not in (None, ())}
        needed = _NEEDED[line.method]
        if given != set(needed):
            values = {"method": line.method, "needed": list(needed)}
            yield entry.fault("sizes_keys", ("then", "sizes"), values=values)


def ranges(stock: Stock) -> Iterator[Fault]:
    """Ranges run upwards, and a table's points too."""
    for entry, line in _lines(stock):
        base: KeyPath = ("then", "sizes")
        if line.low is not None and line.high is not None and not 0 <= line.low <= line.high:
            values = {"low": str(line.low), "high": str(line.high)}
            yield entry.fault("range_reversed", (*base, "high"), values=values)
        if line.covers is not None and line.covers[0] > line.covers[1]:
            values = {"low": str(line.covers[0]), "high": str(line.covers[1])}
            yield entry.fault("range_reversed", (*base, "covers"), values=values)
        if line.method == "table":
            rising = all(one.at < other.at for one, other in pairwise(line.points))
            if len(line.points) < 2 or not rising:
                yield entry.fault("points_order", (*base, "points"))


def names_known(stock: Stock) -> Iterator[Fault]:
    """Drivers are numbers that we ask for; roles stand in the catalogue, and a base has some."""
    for entry, line in _lines(stock):
        base: KeyPath = ("then", "sizes")
        for key in ("of", "at_least_of"):
            fact = getattr(line, key)
            if fact is not None:
                yield from _driver(stock, entry, (*base, key), fact)
        if line.use == "base" and not line.roles:
            yield entry.fault("roles_missing", base)
        for number, share in enumerate(line.roles):
            path = (*base, "roles", number)
            where = (*path, "role")
            yield from unknown_name(stock, entry, where, "role_unknown", share.role, "roles")
            if share.people is None and share.weight is None:
                yield entry.fault("role_without_share", path, name=share.role)


def _driver(stock: Stock, entry: Entry, path: KeyPath, fact: str) -> Iterator[Fault]:
    question = stock.rulebook.question.get(fact)
    if question is None and not stock.excused(fact, "question"):
        hint = nearest(fact, stock.rulebook.question)
        yield entry.fault("fact_unknown", path, hint=hint, fact=fact)
    elif question is not None and not isinstance(question, NumberQuestion):
        yield entry.fault("derived_needs_number", path, fact=fact)


def spans_follow(stock: Stock) -> Iterator[Fault]:
    """A span rests on a base line that stands before it."""
    before: list[str] = []
    for entry, line in _lines(stock):
        if (
            line.line is not None
            and line.line not in before
            and not stock.excused(line.line, "rule")
        ):
            path: KeyPath = ("then", "sizes", "line")
            hint = nearest(line.line, before)
            yield entry.fault("line_unknown", path, hint=hint, name=line.line, allowed=before)
        if line.use == "base":
            before.append(entry.id)


CHECKS = (parameters, ranges, names_known, spans_follow)
