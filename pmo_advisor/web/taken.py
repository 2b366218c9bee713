"""What a form says in answer to a question, as the value that is kept."""

from __future__ import annotations

from pmo_advisor.knowledge.answers import NotAnAnswer, answer
from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import NumberQuestion, Question, ScaleQuestion
from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.reports.typography import clean

MOST_DIGITS = 15


def taken(question: Question, said: str) -> Value:
    """The answer that a field's text gives. Raises NotAnAnswer."""
    text = clean(said)
    if text == UNKNOWN:
        return UNKNOWN
    if isinstance(question, NumberQuestion | ScaleQuestion):
        digits = text.translate(_PLAIN)
        if digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS:
            return answer(question, int(digits))
    return answer(question, text)


_PLAIN = str.maketrans("０１２３４５６７８９", "0123456789", " ,，_'’\u00a0\u2009\u202f")

__all__ = ["NotAnAnswer", "taken"]
