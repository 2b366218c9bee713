"""What a form says in answer to a question, as the value that is kept."""

from __future__ import annotations

import unicodedata

from pmo_advisor.knowledge.answers import NotAnAnswer, answer
from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import NumberQuestion, Question, ScaleQuestion
from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.reports.typography import clean

MOST_DIGITS = 15
NOTHING = "answer_nothing"
"""The message of an answer that was left empty."""


def taken(question: Question, said: str) -> Value:
    """The answer that a field's text gives. Raises NotAnAnswer."""
    text = clean(said)
    if not text:
        raise NotAnAnswer(NOTHING)
    if text == UNKNOWN:
        return UNKNOWN
    if isinstance(question, NumberQuestion | ScaleQuestion):
        digits = _digits(question, text)
        if digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS:
            return answer(question, int(digits))
        if digits.isascii() and digits.isdecimal():
            raise NotAnAnswer("answer_outside")
    return answer(question, text)


def given_to(question: Question, value: bool | int | str) -> Value:
    """The answer that another system gives, which knows numbers from words. Raises NotAnAnswer."""
    if not isinstance(value, str):
        return answer(question, value)
    text = clean(value)
    if not text:
        raise NotAnAnswer(NOTHING)
    return answer(question, text)


def _digits(question: Question, text: str) -> str:
    """A number as plain digits: full-width ones, separators and the unit itself are welcome."""
    plain = unicodedata.normalize("NFKC", text).translate(_SEPARATORS)
    if isinstance(question, NumberQuestion):
        for unit in (question.unit.zh, question.unit.en):
            plain = plain.removesuffix(unit.translate(_SEPARATORS))
    return plain


_SEPARATORS = str.maketrans("", "", " ,，_'’")

__all__ = ["NOTHING", "NotAnAnswer", "given_to", "taken"]
