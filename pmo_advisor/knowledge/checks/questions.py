"""Questions: who is asked, in which order choices stand, and what a number may be."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.errors import Fault
from pmo_advisor.knowledge.checks.names import repeated
from pmo_advisor.knowledge.stock import Stock
from pmo_advisor.model.question import ChoiceQuestion, NumberQuestion


def parties(stock: Stock) -> Iterator[Fault]:
    """Whoever is asked also decides, each once."""
    for entry, question in stock.questions():
        for key in ("asked_of", "decided_by"):
            named = enumerate(getattr(question, key))
            yield from repeated(entry, "party_twice", (((key, n), one) for n, one in named))
        if set(question.asked_of) != set(question.decided_by):
            yield entry.fault("decided_by", ("decided_by",), asked=list(question.asked_of))


def ranks(stock: Stock) -> Iterator[Fault]:
    """Either all choices have a rank or none has."""
    for entry, question in stock.questions():
        if not isinstance(question, ChoiceQuestion):
            continue
        ranked = [choice.rank is not None for choice in question.choices]
        if any(ranked) and not all(ranked):
            place = ranked.index(False)
            name = question.choices[place].id
            yield entry.fault("rank_missing", ("choices", place), name=name)


def bounds(stock: Stock) -> Iterator[Fault]:
    """The smallest number is not above the largest."""
    for entry, question in stock.questions():
        if isinstance(question, NumberQuestion) and question.min > question.max:
            yield entry.fault("range_reversed", ("max",), low=question.min, high=question.max)


CHECKS = (parties, ranks, bounds)
