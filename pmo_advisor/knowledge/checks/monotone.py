"""Declared monotonies: of answers that have an order, and types that there are."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.errors import Fault
from pmo_advisor.knowledge.checks.names import not_among
from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.knowledge.stock import Stock
from pmo_advisor.model.catalog import Monotone
from pmo_advisor.model.domain import Words

ANY = "any"


def monotone(stock: Stock) -> Iterator[Fault]:
    """More of an answer can be asked about only where there is a more."""
    for entry, declared in stock.of("monotone", Monotone):
        yield from not_among(
            stock,
            entry,
            ("when",),
            "type_unknown",
            declared.when,
            [*stock.ids("types"), ANY],
            "types",
        )
        fact = declared.fact
        domain = stock.domains.get(fact) if fact in stock.rulebook.question else None
        if domain is None:
            if not stock.excused(fact, "question"):
                hint = nearest(fact, stock.rulebook.question)
                yield entry.fault("fact_unknown", ("fact",), hint=hint, fact=fact)
        elif isinstance(domain, Words) and not domain.ranks:
            yield entry.fault("derived_needs_order", ("fact",), fact=fact)


CHECKS = (monotone,)
