"""What each type of error that pydantic knows means in the words of ``texts/errors.yaml``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from pydantic_core import ErrorDetails, PydanticCustomError

from pmo_advisor.knowledge.document import KeyPath, piece
from pmo_advisor.knowledge.fields import allowed_keys, allowed_words, type_at
from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.knowledge.shown import shown
from pmo_advisor.model import arrangement, condition
from pmo_advisor.model.rule import CONSEQUENCE_WORDS
from pmo_advisor.model.text import LANGS, Strict, Text


@dataclass(frozen=True, slots=True)
class Refusal:
    """One error of pydantic, with the path to the spot without the names that unions add."""

    model: type[Strict]
    whole: Any
    path: KeyPath
    kind: str
    context: Mapping[str, Any]
    sentence: str

    @classmethod
    def of(cls, model: type[Strict], whole: Any, error: ErrorDetails) -> Self:
        """The error as found in ``whole``, which should have been a ``model``."""
        path: list[str | int] = []
        missing = error["type"] == "missing"
        for number, step in enumerate(error["loc"]):
            inner = piece(whole, tuple(path))
            ends = missing and number == len(error["loc"]) - 1
            there = isinstance(inner, dict) and step in inner
            if ends or there or (isinstance(inner, list) and isinstance(step, int)):
                path.append(step)
        return cls(model, whole, tuple(path), error["type"], error.get("ctx", {}), error["msg"])

    @property
    def value(self) -> Any:
        return piece(self.whole, self.path)

    @property
    def last(self) -> str:
        return str(self.path[-1]) if self.path else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text id with its values, and the path to where it applies."""

    path: KeyPath
    message: str
    values: dict[str, object] = field(default_factory=dict)
    hint: str | None = None
    at_key: bool = False


def read(one: Refusal, together: set[str]) -> Iterator[Reading]:
    """Our readings of one error; ``together`` are the types of all errors at the same spot."""
    if {"string_type", "int_type"} <= together:
        yield Reading(one.path, "need_word_or_number", {"value": shown(one.value)})
    elif one.kind.startswith("condition_"):
        yield from _condition(one.path, one.value, 0)
    else:
        yield _READERS.get(one.kind, _by_itself)(one)


def _is_text(model: type[Strict], path: KeyPath) -> bool:
    found = type_at(model, path)
    return isinstance(found, type) and issubclass(found, Text)


def _missing(one: Refusal) -> Reading:
    above = one.path[:-1]
    if one.last in LANGS and _is_text(one.model, above):
        return Reading(above, f"translation_missing_{one.last}")
    return Reading(above, "key_missing", {"key": one.last})


def _extra(one: Refusal) -> Reading:
    allowed = allowed_keys(one.model, one.path[:-1])
    if one.value is None and _is_text(one.model, one.path[:-1]):
        # In {zh: …, en: one, two} the second comma ends the text, and "two" becomes a key.
        return Reading(one.path, "text_cut", {"rest": shown(one.last)}, at_key=True)
    values: dict[str, object] = {"key": shown(one.last), "allowed": allowed}
    return Reading(one.path, "key_unknown", values, nearest(one.last, allowed), at_key=True)


def _literal(one: Refusal) -> Reading:
    allowed = [str(word) for word in allowed_words(one.model, one.path)]
    if not allowed and allowed_keys(one.model, one.path[:-1]):
        return _extra(one)  # The word is a key.
    hint = nearest(one.value, allowed) if isinstance(one.value, str) else None
    values: dict[str, object] = {"value": shown(one.value), "allowed": allowed}
    return Reading(one.path, "word_not_allowed", values, hint)


def _mapping(one: Refusal) -> Reading:
    if _is_text(one.model, one.path):
        return Reading(one.path, "text_needs_languages")
    return Reading(one.path, "need_mapping", {"value": shown(one.value)})


def _says(message: str) -> Callable[[Refusal], Reading]:
    return lambda one: Reading(one.path, message, {"value": shown(one.value)})


def _limit(message: str, name: str) -> Callable[[Refusal], Reading]:
    def reader(one: Refusal) -> Reading:
        values: dict[str, object] = {"limit": one.context[name], "value": shown(one.value)}
        return Reading(one.path, message, values)

    return reader


def _then(one: Refusal) -> Reading:
    return Reading(one.path, "then_one", {"allowed": list(CONSEQUENCE_WORDS)})


def _arrangement(one: Refusal) -> Reading:
    return Reading(one.path, "arrangement_one", {"allowed": list(arrangement.WORDS)})


def _by_itself(one: Refusal) -> Reading:
    """A type of error that a model raises itself is the id of its text."""
    if one.kind == str(one.sentence):
        return Reading(one.path, one.kind, {**one.context, "value": shown(one.value)})
    values: dict[str, object] = {"value": shown(one.value), "detail": one.sentence}
    return Reading(one.path, "value_refused", values)


def _condition(path: KeyPath, raw: Any, depth: int) -> Iterator[Reading]:
    """Every spot of a condition that cannot be read, each at its own place."""
    if isinstance(raw, dict) and len(raw) == 1 and depth <= condition.MAX_DEPTH:
        key, inner = next(iter(raw.items()))
        if key in condition.JOINTS and isinstance(inner, list) and inner:
            for number, part in enumerate(inner):
                yield from _condition((*path, key, number), part, depth + 1)
            return
    try:
        condition.parse(raw, depth)
    except PydanticCustomError as error:
        context: dict[str, object] = dict(error.context or {})
        word = str(context.get("word", ""))
        hint = nearest(word, condition.WORDS) if error.type == "condition_word" else None
        if error.type == "condition_shape" and isinstance(raw, dict):
            context["count"] = len(raw)
        yield Reading(path, error.type, context, hint)


_READERS: Mapping[str, Callable[[Refusal], Reading]] = {
    "missing": _missing,
    "then_one": _then,
    "arrangement_one": _arrangement,
    "extra_forbidden": _extra,
    "literal_error": _literal,
    "model_type": _mapping,
    "model_attributes_type": _mapping,
    "dict_type": _mapping,
    "tuple_type": _says("need_list"),
    "list_type": _says("need_list"),
    "string_type": _says("need_text"),
    "bool_type": _says("need_true_or_false"),
    **dict.fromkeys(
        ("int_type", "int_parsing", "int_from_float", "int_parsing_size"),
        _says("need_whole_number"),
    ),
    **dict.fromkeys(
        (
            "date_type",
            "date_parsing",
            "date_from_datetime_parsing",
            "date_from_datetime_inexact",
        ),
        _says("need_date"),
    ),
    "string_pattern_mismatch": _says("id_pattern"),
    "too_short": _limit("list_too_short", "min_length"),
    "too_long": _limit("list_too_long", "max_length"),
    "string_too_long": _limit("text_too_long", "max_length"),
    "greater_than": _limit("number_not_above", "gt"),
    "greater_than_equal": _limit("number_too_small", "ge"),
    "less_than_equal": _limit("number_too_large", "le"),
}
