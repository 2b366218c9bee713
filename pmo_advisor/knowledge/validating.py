"""Plain data into the types of the model; what pydantic finds becomes faults with our words.

Data is validated in its strict JSON form: lists may fill tuples and text may fill dates, but no
word becomes a number and no truth value becomes 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TypeVar

from pydantic import ValidationError

from pmo_advisor.errors import BadInput, Fault
from pmo_advisor.knowledge import kinds
from pmo_advisor.knowledge.document import Document, KeyPath
from pmo_advisor.knowledge.entries import Entry
from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.knowledge.readings import Refusal, read
from pmo_advisor.model.text import Strict

M = TypeVar("M", bound=Strict)


def entry_model(entry: Entry) -> Strict:
    """The entry as its type of the model. Raises BadInput with every fault of the entry."""
    model = kinds.MODELS.get(entry.kind)
    if model is None:
        model = _question_model(entry)
    return validated(model, entry.document, entry.path)


def _question_model(entry: Entry) -> type[Strict]:
    kind = entry.value.get("kind")
    known = list(kinds.QUESTIONS)
    if isinstance(kind, str) and kind in kinds.QUESTIONS:
        return kinds.QUESTIONS[kind]
    if kind is None:
        raise BadInput([entry.fault("question_without_kind", allowed=known)])
    hint = nearest(str(kind), known)
    raise BadInput([entry.fault("question_kind", ("kind",), hint=hint, allowed=known)])


def validated(model: type[M], document: Document, path: KeyPath = ()) -> M:
    """What stands at ``path`` as a ``model``. Raises BadInput with every fault in it."""
    value = document.at(path)
    try:
        return model.model_validate_json(json.dumps(value), strict=True)
    except ValidationError as error:
        refusals = [Refusal.of(model, value, one) for one in error.errors(include_url=False)]
        raise BadInput(list(_faults(refusals, document, path))) from None


def _faults(refusals: list[Refusal], document: Document, base: KeyPath) -> Iterator[Fault]:
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
