"""What pydantic finds in plain data, as faults with our words at their places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from pmo_advisor.errors import Fault
from pmo_advisor.knowledge.document import Document, KeyPath
from pmo_advisor.knowledge.readings import Refusal, read
from pmo_advisor.model.text import Strict


def faults_of(
    error: ValidationError, model: type[Strict], value: Any, document: Document, base: KeyPath
) -> Iterator[Fault]:
    """The faults of a ``value`` at ``base`` that should have been a ``model``."""
    refusals = [Refusal.of(model, value, one) for one in error.errors(include_url=False)]
    done: set[KeyPath] = set()
    for one in refusals:
        if one.path in done or _follows(one, refusals):
            continue
        done.add(one.path)
        together = {other.kind for other in refusals if other.path == one.path}
        for reading in read(one, together):
            place = document.place((*base, *reading.path), key=reading.at_key)
            yield Fault(reading.message, reading.values, place, reading.hint)


def _follows(one: Refusal, refusals: list[Refusal]) -> bool:
    """Whether the error only follows from another one deeper down (a list left too short)."""
    depth = len(one.path)
    return one.kind == "too_short" and any(
        len(other.path) > depth and other.path[:depth] == one.path for other in refusals
    )
