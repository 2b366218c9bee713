"""One answer to one question: whether it can be given, and what it is taken as."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.knowledge.shown import shown
from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import (
    ChoiceQuestion,
    NumberQuestion,
    Question,
    ScaleQuestion,
    TextQuestion,
    YesNoQuestion,
)
from pmo_advisor.model.sheet import UNKNOWN

SCALE_TOP = 4


@dataclass(frozen=True)
class NotAnAnswer(Exception):
    """The value cannot be an answer to the question; with a text id, its values and a hint."""

    message: str
    values: dict[str, object] = field(default_factory=dict)
    hint: str | None = None


def answer(question: Question, value: Any) -> Value:
    """The value as it counts: ``true`` as yes, everything else as written. Raises NotAnAnswer."""
    if value == UNKNOWN:
        return UNKNOWN
    if isinstance(question, YesNoQuestion):
        return _yes_no(value)
    if isinstance(question, ChoiceQuestion):
        return _choice(question, value)
    if isinstance(question, TextQuestion):
        return _text(question, value)
    if isinstance(question, ScaleQuestion):
        return _number("answer_step", value, 0, SCALE_TOP)
    return _counted(question, value)


def _yes_no(value: Any) -> Value:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value in ("yes", "no"):
        return str(value)
    hint = nearest(value, ("yes", "no")) if isinstance(value, str) else None
    raise NotAnAnswer("answer_yes_no", {"value": shown(value)}, hint)


def _choice(question: ChoiceQuestion, value: Any) -> Value:
    allowed = [choice.id for choice in question.choices]
    if isinstance(value, str) and value in allowed:
        return value
    hint = nearest(value, [*allowed, UNKNOWN]) if isinstance(value, str) else None
    if hint is None and isinstance(value, str):
        hint = next((one.id for one in question.choices if value in _labels(one.label)), None)
    raise NotAnAnswer("answer_choice", {"value": shown(value), "allowed": allowed}, hint)


def _labels(label: Any) -> tuple[str, str]:
    return label.zh, label.en


def _text(question: TextQuestion, value: Any) -> Value:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise NotAnAnswer("answer_text", {"value": shown(value)})
    words = str(value).strip()
    if len(words) > question.max_length:
        raise NotAnAnswer("answer_text_long", {"length": len(words), "limit": question.max_length})
    return words


def _counted(question: NumberQuestion, value: Any) -> Value:
    return _number("answer_number", value, question.min, question.max)


def _number(message: str, value: Any, low: int, high: int) -> Value:
    values: dict[str, object] = {"value": shown(value), "low": low, "high": high}
    if isinstance(value, bool) or not isinstance(value, int):
        raise NotAnAnswer(message, values)
    if not low <= value <= high:
        raise NotAnAnswer("answer_outside", values)
    return value
