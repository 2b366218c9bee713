"""What one answer may be in a proof: unknown, or one of several spans of codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmo_advisor.model.domain import Value
from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.reasoning.prove.frame import Asked, Frame, Span


@dataclass(frozen=True, slots=True)
class Choice:
    """What an answer may be: codes in one of the spans, each within one class, or unknown."""

    spans: tuple[Span, ...]
    unknown: bool = False


UNANSWERED = Choice((), unknown=True)


def exactly(code: int) -> Choice:
    """Only this code."""
    return Choice(((code, code),))


def anything(asked: Asked) -> Choice:
    """Every code, and never unknown."""
    return Choice(asked.classes)


def any_sheet(frame: Frame) -> dict[str, Choice]:
    """Every answer anything, or unknown."""
    return {fact: Choice(one.classes, unknown=True) for fact, one in frame.asked.items()}


def one_of(codes: set[int]) -> Choice:
    """These codes."""
    return Choice(tuple((code, code) for code in sorted(codes)))


def around(asked: Asked, code: int) -> Choice:
    """Every code, with this one apart from the rest where the rest of its class matters."""
    spans: list[Span] = []
    for low, high in asked.classes:
        if not low <= code <= high:
            spans.append((low, high))
        elif asked.exact:
            spans += [
                one for one in ((low, code - 1), (code, code), (code + 1, high)) if one[0] <= one[1]
            ]
        else:
            spans.append((code, code))
    return Choice(tuple(spans))


def given_codes(frame: Frame, answers: Mapping[str, Value]) -> dict[str, int]:
    """The codes of the answers in the frame that say something, in questionnaire order."""
    found: dict[str, int] = {}
    for fact, asked in frame.asked.items():
        answer = answers.get(fact, UNKNOWN)
        if answer != UNKNOWN:
            found[fact] = asked.domain.encode(answer)
    return found


def steps(asked: Asked, old: int, new: int) -> int:
    """How far apart two answers are: scale points, number classes, or one for any other choice.

    A number that changes within its class has taken one step as well.
    """
    if old == new:
        return 0
    if asked.kind == "scale":
        return abs(new - old)
    if asked.kind == "number":
        return max(1, abs(asked.place(new) - asked.place(old)))
    return 1


def nearest(span: Span, code: int) -> int:
    """The code of the span that is nearest to this one."""
    return min(max(code, span[0]), span[1])
