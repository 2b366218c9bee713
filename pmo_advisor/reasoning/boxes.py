"""A condition as boxes: what a rule engine without negation or nesting can match.

A box asks each of its facts to lie in one span of codes, a few codes in between excepted. The met
form of a condition is a union of boxes, and so is the refuted form; an unknown fact lies in no
span, so a condition is open where no box of either form holds. Pure arithmetic: no engine is
known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pmo_advisor.logic.bound import Answered, Bound, Leaf, Spans
from pmo_advisor.model.domain import NOT_APPLICABLE

ENDLESS = 1 << 62
"""Stands for "no upper end". No span starts below NOT_APPLICABLE."""

HAS_VALUE = "?"
"""Ends a key that stands not for a fact's code but for whether it has a value: 0 or 1, never
unknown. It is what ``answered`` tests; no fact's name can hold the sign."""

MOST_BOXES = 1024
"""The most boxes one form may take: far beyond what anybody can read aloud as one rule."""

_MOST_HOLES = 16
"""The widest gap that is still written as single codes left out; beyond it, another box begins."""


class Span(NamedTuple):
    """The codes from ``low`` to ``high`` without the ``holes``, which lie strictly between."""

    low: int
    high: int
    holes: frozenset[int] = frozenset()

    def holds(self, code: int) -> bool:
        return self.low <= code <= self.high and code not in self.holes


Box = tuple[tuple[str, Span], ...]
"""Keys, in alphabetical order, each with the span that it must lie in."""


class TooManyBoxes(Exception):
    """The condition has more than MOST_BOXES ways of coming true, or of being refuted."""


def boxes(bound: Bound, *, met: bool) -> tuple[Box, ...]:
    """The boxes of the met form or of the refuted form, each once. Raises TooManyBoxes."""
    if isinstance(bound, Leaf):
        spans = bound.spans if met else tuple(_outside(bound.spans))
        return tuple(((bound.fact, span),) for span in _bridged(spans))
    if isinstance(bound, Answered):
        return (((bound.fact + HAS_VALUE, Span(int(met), int(met))),),)
    parts = [boxes(part, met=met != (bound.joint == "none")) for part in bound.parts]
    if met == (bound.joint == "any"):
        return _distinct(box for part in parts for box in part)
    crossed: tuple[Box, ...] = ((),)
    for part in parts:
        inside = (_cross(one, other) for one in crossed for other in part)
        crossed = _distinct(box for box in inside if box is not None)
    return crossed


def _outside(spans: Spans) -> Iterator[tuple[int, int]]:
    """The codes in none of the spans; "does not apply" is one of them."""
    low = NOT_APPLICABLE
    for first, last in spans:
        if low < first:
            yield low, first - 1
        low = last + 1
    yield low, ENDLESS


def _bridged(spans: Spans) -> Iterator[Span]:
    """The same codes in fewer spans: narrow gaps become holes."""
    current: Span | None = None
    for low, high in spans:
        if current is None:
            current = Span(low, high)
        elif low - current.high <= _MOST_HOLES:
            current = Span(current.low, high, current.holes.union(range(current.high + 1, low)))
        else:
            yield current
            current = Span(low, high)
    if current is not None:
        yield current


def _distinct(found: Iterable[Box]) -> tuple[Box, ...]:
    kept: dict[Box, None] = {}
    for box in found:
        kept[box] = None
        if len(kept) > MOST_BOXES:
            raise TooManyBoxes
    return tuple(kept)


def _cross(one: Box, other: Box) -> Box | None:
    """The box inside both; None where there is none."""
    spans = dict(one)
    for key, span in other:
        both = _meet(spans[key], span) if key in spans else span
        if both is None:
            return None
        spans[key] = both
    return tuple(sorted(spans.items()))


def _meet(one: Span, other: Span) -> Span | None:
    holes = one.holes | other.holes
    low, high = max(one.low, other.low), min(one.high, other.high)
    while low in holes:
        low += 1
    while high in holes:
        high -= 1
    if low > high:
        return None
    return Span(low, high, frozenset(hole for hole in holes if low < hole < high))
