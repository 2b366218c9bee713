"""An entry of the knowledge as its type of the model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pmo_advisor.errors import BadInput
from pmo_advisor.knowledge import kinds
from pmo_advisor.knowledge.document import KeyPath
from pmo_advisor.knowledge.entries import Entry
from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.knowledge.validating import validated
from pmo_advisor.model.text import Strict


def entry_model(entry: Entry) -> Strict:
    """The entry as its type of the model. Raises BadInput with every fault of the entry."""
    model = kinds.MODELS.get(entry.kind)
    if model is None:
        model = _question_model(entry)
    found = validated(model, entry.document, entry.path)
    empty = [entry.fault("key_without_value", path, key=True) for path in _empty(entry.value)]
    if empty:
        raise BadInput(empty)
    return found


def _empty(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Keys that stand there without a value: something was forgotten, or is to be taken out."""
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inner in steps:
        if inner is None:
            yield (*path, step)
        elif isinstance(inner, dict | list):
            yield from _empty(inner, (*path, step))


def _question_model(entry: Entry) -> type[Strict]:
    kind = entry.value.get("kind")
    known = list(kinds.QUESTIONS)
    if isinstance(kind, str) and kind in kinds.QUESTIONS:
        return kinds.QUESTIONS[kind]
    if kind is None:
        raise BadInput([entry.fault("question_without_kind", allowed=known)])
    hint = nearest(str(kind), known)
    raise BadInput([entry.fault("question_kind", ("kind",), hint=hint, allowed=known)])
