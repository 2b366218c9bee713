"""Rules on several PMOs: the facts, types, levels and thresholds that they name."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.errors import Fault
from pmo_advisor.knowledge.checks.names import not_among, unknown_name
from pmo_advisor.knowledge.document import KeyPath
from pmo_advisor.knowledge.entries import Entry
from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.knowledge.stock import Stock
from pmo_advisor.model.arrangement import WORDS, Arrangement
from pmo_advisor.model.domain import Words
from pmo_advisor.model.question import NumberQuestion

_THRESHOLDS = ("at_least", "peers", "by", "least")


def arrangements(stock: Stock) -> Iterator[Fault]:
    """Everything that is named is there, what is compared has an order, what is added a number."""
    for entry, one in stock.of("arrangements", Arrangement):
        word = next(word for word in WORDS if getattr(one, word) is not None)
        part = getattr(one, word)
        for key, kind, message in (
            ("types", "types", "type_unknown"),
            ("levels", "levels", "level_unknown"),
        ):
            for number, name in enumerate(getattr(part, key, ())):
                yield from unknown_name(stock, entry, (word, key, number), message, name, kind)
        if one.anchors is not None:
            yield from _ordered(stock, entry, (word, "by"), one.anchors.by)
        else:
            yield from _thresholds(stock, entry, word, part)
        if one.shares is not None:
            for key in ("same", "settle"):
                for number, fact in enumerate(getattr(one.shares, key)):
                    yield from _fact(stock, entry, (word, key, number), fact)
            for number, fact in enumerate(one.shares.adds):
                yield from _count(stock, entry, (word, "adds", number), fact)


def _thresholds(stock: Stock, entry: Entry, word: str, part: object) -> Iterator[Fault]:
    known = stock.ids("thresholds")
    for key in _THRESHOLDS:
        name = getattr(part, key, None)
        if name is not None:
            path: KeyPath = (word, key)
            yield from not_among(stock, entry, path, "threshold_unknown", name, known, "thresholds")


def _fact(stock: Stock, entry: Entry, path: KeyPath, fact: str) -> Iterator[Fault]:
    if fact not in stock.domains and not stock.excused(fact, "question", "derived"):
        yield entry.fault("fact_unknown", path, hint=nearest(fact, stock.domains), fact=fact)


def _ordered(stock: Stock, entry: Entry, path: KeyPath, fact: str) -> Iterator[Fault]:
    yield from _fact(stock, entry, path, fact)
    domain = stock.domains.get(fact)
    if isinstance(domain, Words) and not domain.ranks:
        yield entry.fault("derived_needs_order", path, fact=fact)


def _count(stock: Stock, entry: Entry, path: KeyPath, fact: str) -> Iterator[Fault]:
    yield from _fact(stock, entry, path, fact)
    question = stock.rulebook.question.get(fact)
    if fact in stock.domains and not isinstance(question, NumberQuestion):
        yield entry.fault("derived_needs_number", path, fact=fact)


CHECKS = (arrangements,)
