"""Conditions as data: a tree of tests, in the words that a practitioner reads in YAML.

The YAML form is one of ``{all: [...]}``, ``{any: [...]}``, ``{none: [...]}`` or one fact with one
test: ``{control_wanted: {at_least: 3}}``. There are no other words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from pmo_advisor.model.domain import Value

__all__ = ["Condition", "ConditionField", "Group", "Test", "tests_in"]

Word = Literal["is", "one_of", "at_least", "at_most", "between", "answered"]
Joint = Literal["all", "any", "none"]
WORDS: tuple[str, ...] = get_args(Word)
JOINTS: tuple[str, ...] = get_args(Joint)
Operand = Value | bool | tuple[Value, ...]
MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Test:
    """One test of one fact."""

    __test__ = False

    fact: str
    word: Word
    operand: Operand


@dataclass(frozen=True, slots=True)
class Group:
    """Several conditions taken together: all of them, any of them, or none of them."""

    joint: Joint
    parts: tuple[Condition, ...]


Condition = Test | Group


def tests_in(condition: Condition) -> Iterator[Test]:
    """Every test of the tree, in reading order."""
    if isinstance(condition, Test):
        yield condition
    else:
        for part in condition.parts:
            yield from tests_in(part)


def parse(raw: Any, depth: int = 0) -> Condition:
    """The tree for its YAML form. Raises PydanticCustomError with a message id of ``texts/``."""
    if isinstance(raw, (Test, Group)):
        return raw
    if not isinstance(raw, dict) or len(raw) != 1:
        raise _fault("condition_shape")
    if depth > MAX_DEPTH:
        raise _fault("condition_depth", limit=MAX_DEPTH)
    key, inner = next(iter(raw.items()))
    if key in JOINTS:
        if not isinstance(inner, list) or not inner:
            raise _fault("condition_list", word=key)
        return Group(key, tuple(parse(part, depth + 1) for part in inner))
    if not isinstance(key, str) or not isinstance(inner, dict) or len(inner) != 1:
        raise _fault("condition_test", fact=str(key))
    word, operand = next(iter(inner.items()))
    if word not in WORDS:
        raise _fault("condition_word", word=str(word), allowed=", ".join(WORDS))
    return Test(key, word, _operand(key, word, operand))


def _operand(fact: str, word: str, raw: Any) -> Operand:
    def scalar(value: Any) -> bool:
        return isinstance(value, str | int) and not isinstance(value, bool)

    if word == "answered":
        if raw not in ("yes", True):
            raise _fault("condition_answered", fact=fact)
        return True
    if word in ("one_of", "between"):
        fits = isinstance(raw, list) and bool(raw) and all(scalar(item) for item in raw)
        if not fits or (word == "between" and len(raw) != 2):
            raise _fault("condition_operand", fact=fact, word=word)
        return tuple(raw)
    if not scalar(raw):
        raise _fault("condition_operand", fact=fact, word=word)
    value: Value = raw
    return value


def plain(condition: Condition) -> dict[str, Any]:
    """The YAML form of the tree again."""
    if isinstance(condition, Test):
        operand = condition.operand
        return {condition.fact: {condition.word: _plain_operand(operand)}}
    return {condition.joint: [plain(part) for part in condition.parts]}


def _plain_operand(operand: Operand) -> Any:
    if isinstance(operand, tuple):
        return list(operand)
    return "yes" if operand is True else operand


def _fault(message: str, **values: str | int) -> PydanticCustomError:
    return PydanticCustomError(message, message, values)


_SCALAR = {"type": ["string", "integer"]}
_SCHEMA: dict[str, Any] = {
    "title": "Condition",
    "type": "object",
    "minProperties": 1,
    "maxProperties": 1,
    "properties": {joint: {"type": "array", "minItems": 1} for joint in JOINTS},
    "additionalProperties": {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "properties": {
            "is": _SCALAR,
            "one_of": {"type": "array", "items": _SCALAR, "minItems": 1},
            "at_least": _SCALAR,
            "at_most": _SCALAR,
            "between": {"type": "array", "items": _SCALAR, "minItems": 2, "maxItems": 2},
            "answered": {"enum": ["yes", True]},
        },
    },
}

ConditionField = Annotated[
    Condition,
    PlainValidator(parse),
    PlainSerializer(plain, return_type=dict),
    WithJsonSchema(_SCHEMA),
]
"""A condition as a field of a pydantic model."""
