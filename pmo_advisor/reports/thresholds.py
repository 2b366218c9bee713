"""Which thresholds a condition holds answers against, directly or through derived facts."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.model.catalog import Threshold
from pmo_advisor.model.condition import Condition, tests_in
from pmo_advisor.model.question import ChoiceQuestion
from pmo_advisor.model.rule import Derived
from pmo_advisor.model.rulebook import Rulebook


def thresholds_of(condition: Condition, rulebook: Rulebook) -> tuple[Threshold, ...]:
    """The thresholds named below ``condition``, each once, in reading order."""
    entries = {one.id: one for one in rulebook.catalog.thresholds}
    names = dict.fromkeys(_named(condition, rulebook))
    return tuple(entries[name] for name in names if name in entries)


def _named(condition: Condition, rulebook: Rulebook) -> Iterator[str]:
    for test in tests_in(condition):
        if not isinstance(rulebook.question.get(test.fact), ChoiceQuestion):
            operands = test.operand if isinstance(test.operand, tuple) else (test.operand,)
            yield from (one for one in operands if isinstance(one, str))
        for derived in rulebook.derived:
            if derived.id == test.fact:
                yield from _named_by(derived, rulebook)


def _named_by(derived: Derived, rulebook: Rulebook) -> Iterator[str]:
    bands = (band.up_to for band in derived.bands)
    yield from (one for one in (derived.at_least, derived.more_than, *bands) if one)
    for tree in derived.tests:
        yield from _named(tree, rulebook)
