"""Agreement on one question: distribution, denominator, and an index where one means something.

The index for ordered answers is the consensus of Tastle and Wierman ("Consensus and dissention: a
measure of ordinal dispersion", International Journal of Approximate Reasoning 45, 2007): one where
all agree, nought where half stand at either end. There is never one index for a whole sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log2
from typing import Literal

from pmo_advisor.model.domain import Value, Words
from pmo_advisor.model.firmness import Agreement, Answered
from pmo_advisor.model.question import NumberQuestion, Question, TextQuestion
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.sheet import UNKNOWN, Sheet

LEAST_SHEETS = 2
DIGITS = 7


def agreement(rulebook: Rulebook, sheets: Sequence[Sheet]) -> tuple[Agreement, ...]:
    """The agreement on every question that at least two sheets answered, in question order."""
    found = []
    for question in rulebook.questions:
        given = [one.answers.get(question.id, UNKNOWN) for one in sheets]
        values = [value for value in given if value != UNKNOWN]
        if len(values) >= LEAST_SHEETS and not isinstance(question, TextQuestion):
            found.append(_agreement(question, values))
    return tuple(found)


def consensus(counts: Sequence[int]) -> float | None:
    """Tastle and Wierman's consensus of answers on a scale of evenly spaced steps, 0 to 1.

    ``counts`` holds how many chose each step, in order. None for an empty or one-step scale.
    """
    total, width = sum(counts), len(counts) - 1
    if not total or width < 1:
        return None
    mean = sum(step * count for step, count in enumerate(counts)) / total
    return 1 + sum(
        count / total * log2(1 - abs(step - mean) / width)
        for step, count in enumerate(counts)
        if count
    )


def _agreement(question: Question, values: list[Value]) -> Agreement:
    if isinstance(question, TextQuestion):
        raise TypeError(question.id)
    domain = question.domain()
    counts = Counter(domain.encode(value) for value in values)
    if isinstance(question, NumberQuestion):
        shown = sorted(counts)
        scale: Literal["ordered", "named", "count"] = "count"
    else:
        scale = "named" if isinstance(domain, Words) and not domain.ranks else "ordered"
        shown = sorted(domain.codes(), key=domain.rank)
    index = consensus([counts[code] for code in shown]) if scale == "ordered" else None
    places = sorted(counts.elements(), key=domain.rank)
    return Agreement(
        fact=question.id,
        scale=scale,
        sheets=len(values),
        distribution=tuple(
            Answered(value=domain.decode(code), sheets=counts[code]) for code in shown
        ),
        consensus=None if index is None else f"{max(index, 0.0):.{DIGITS}f}",
        quartiles=None
        if scale == "named"
        else (domain.decode(_quartile(places, 1)), domain.decode(_quartile(places, 3))),
    )


def _quartile(places: Sequence[int], quarter: int) -> int:
    """The lower of the two answers between which the quartile lies: always one that was given."""
    return places[(len(places) - 1) * quarter // 4]
