"""Derived facts: inputs of a fitting kind, and parameters that make sense."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pmo_advisor.errors import Fault
from pmo_advisor.knowledge.checks.names import unknown_name
from pmo_advisor.knowledge.checks.operands import threshold_faults
from pmo_advisor.knowledge.document import KeyPath
from pmo_advisor.knowledge.entries import Entry
from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.knowledge.stock import Stock
from pmo_advisor.model.question import ChoiceQuestion, NumberQuestion, ScaleQuestion
from pmo_advisor.model.rule import Derived

_NUMBERS = (("band", "of"), ("ratio", "over"), ("ratio", "under"))
_ORDERED = (("gap", "of"), ("gap", "above"))


def inputs(stock: Stock) -> Iterator[Fault]:
    """Bands and ratios take numbers, gaps take two ordered facts."""
    for entry, spec in stock.of("derived", Derived):
        for method, key in _NUMBERS:
            if spec.method == method:
                yield from _input(stock, entry, key, getattr(spec, key), "derived_needs_number")
        for method, key in _ORDERED:
            if spec.method == method:
                yield from _input(stock, entry, key, getattr(spec, key), "derived_needs_order")


def _input(stock: Stock, entry: Entry, key: str, fact: str | None, message: str) -> Iterator[Fault]:
    question = stock.rulebook.question.get(fact or "")
    if question is None:
        if fact is not None and not stock.excused(fact, "question"):
            hint = nearest(fact, stock.rulebook.question)
            yield entry.fault("fact_unknown", (key,), hint=hint, fact=fact)
        return
    if message == "derived_needs_number":
        fits = isinstance(question, NumberQuestion)
    elif isinstance(question, ChoiceQuestion):
        fits = all(choice.rank is not None for choice in question.choices)
    else:
        fits = isinstance(question, ScaleQuestion)
    if not fits:
        yield entry.fault(message, (key,), fact=fact)


def bands(stock: Stock) -> Iterator[Fault]:
    """Each band but the last ends at a threshold, and each ends above the one before."""
    for entry, spec in stock.of("derived", Derived):
        if spec.method != "band":
            continue
        tops = [band.up_to for band in spec.bands]
        if len(tops) < 2:
            yield entry.fault("bands_too_few", ("bands",))
            continue
        if tops[-1] is not None:
            yield entry.fault("band_last", ("bands", len(tops) - 1, "up_to"))
        found = list(_tops(stock, entry, spec, tops[:-1]))
        yield from found
        values = [stock.rulebook.threshold.get(top or "", -1) for top in tops[:-1]]
        if not found and any(one >= other for one, other in pairwise(values)):
            yield entry.fault("bands_order", ("bands",))


def _tops(stock: Stock, entry: Entry, spec: Derived, tops: list[str | None]) -> Iterator[Fault]:
    for number, top in enumerate(tops):
        path: KeyPath = ("bands", number)
        if top is None:
            yield entry.fault("band_without_end", path)
        elif spec.of in stock.domains:
            yield from threshold_faults(stock, entry, (*path, "up_to"), top, spec.of or "")


def parameters(stock: Stock) -> Iterator[Fault]:
    """A ratio names a threshold; steps and counts can be reached."""
    for entry, spec in stock.of("derived", Derived):
        for key in ("at_least", "more_than"):
            name = getattr(spec, key)
            if name is not None:
                yield from unknown_name(
                    stock, entry, (key,), "threshold_unknown", name, "thresholds"
                )
        if spec.method == "gap" and (spec.steps or 0) < 1:
            yield entry.fault("steps_too_few", ("steps",))
        if spec.method == "count" and not spec.tests:
            yield entry.fault("tests_missing", ("tests",))
        if spec.reaches is not None and not 1 <= spec.reaches <= len(spec.tests):
            yield entry.fault("reaches_outside", ("reaches",), count=len(spec.tests))


CHECKS = (inputs, bands, parameters)
