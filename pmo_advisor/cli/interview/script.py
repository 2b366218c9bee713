"""Which step comes next: first who answers, then the questions that apply to this party."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from typing import Any, Literal, NamedTuple

from pmo_advisor.consultation.course import course
from pmo_advisor.logic.program import Program
from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import Form, Question
from pmo_advisor.model.sheet import UNKNOWN, Sheet

ABOUT = ("organization", "unit", "respondent", "party", "date")
"""What a sheet says about itself, in the order in which it is asked."""


class Step(NamedTuple):
    """One thing to ask: a field of the sheet itself, or a question of the form."""

    kind: Literal["about", "question"]
    name: str


@dataclass(slots=True)
class Script:
    """The sheet as it stands, and what is still to be asked.

    A question may come as long as its condition is not refuted. Where the condition stays open on
    a question put to the same person, it is not asked: the earlier "don't know" has answered it.
    Where it stays open on what only another party is asked, it is.
    """

    program: Program
    form: Form
    sheet: Sheet
    about: tuple[str, ...] = ()
    matters: Callable[[Mapping[str, Value], Collection[str]], str | None] | None = None
    skipped: set[Step] = field(default_factory=set)

    def steps(self) -> list[Step]:
        """All steps of this run, in order."""
        return [*(Step("about", one) for one in self.about), *self.questions()]

    def questions(self) -> list[Step]:
        """The questions that apply, or may still turn out to."""
        return [Step("question", one) for one in self._live()]

    def next_step(self) -> Step | None:
        """The first step that is neither answered nor passed over; None when all are done.

        With ``matters``, which names the first of some questions whose answer can still matter,
        all others are left out.
        """
        step = next((one for one in self.steps() if self._open(one)), None)
        if step is None or step.kind == "about" or self.matters is None:
            return step
        left = [one.name for one in self.questions() if self._open(one)]
        fact = self.matters(self.sheet.answers, left)
        return None if fact is None else Step("question", fact)

    def before(self, step: Step | None) -> Step | None:
        """The step before this one, or the last of all if none is given."""
        steps = self.steps()
        place = steps.index(step) if step in steps else len(steps)
        return steps[place - 1] if place else None

    def place(self, step: Step) -> tuple[int, int]:
        """The number of a question among those that may be asked, and how many these are."""
        questions = self.questions()
        return questions.index(step) + 1, len(questions)

    def unanswered(self) -> int:
        """How many questions that apply have no answer yet."""
        return sum(not self.answered(one) for one in self.questions())

    def question(self, step: Step) -> Question:
        return self.program.rulebook.question[step.name]

    def answered(self, step: Step) -> bool:
        if step.kind == "about":
            return getattr(self.sheet, step.name) not in ("", None)
        return step.name in self.sheet.answers

    def given(self, step: Step) -> Value | Date | None:
        """What the sheet holds for the step, if anything."""
        if not self.answered(step):
            return None
        found: Value | Date = (
            getattr(self.sheet, step.name)
            if step.kind == "about"
            else self.sheet.answers[step.name]
        )
        return found

    def put(self, step: Step, value: Value | Date) -> None:
        """Take an answer; all others stay as they are."""
        changes: dict[str, Any] = {step.name: value}
        if step.kind == "question":
            changes = {"answers": {**self.sheet.answers, step.name: value}}
        self.sheet = self.sheet.model_copy(update=changes)
        self.skipped.discard(step)

    def skip(self, step: Step) -> None:
        """Pass over a step in this run; what it already holds stays."""
        self.skipped.add(step)

    def _open(self, step: Step) -> bool:
        return step not in self.skipped and not self.answered(step)

    def _live(self) -> Iterator[str]:
        passed = {one.name for one in self.skipped if one.kind == "question"}
        return course(self.program, self.form, self.sheet.party, self.sheet.answers, passed)


def is_unknown(value: object) -> bool:
    """Whether the respondent was asked and does not know."""
    return value == UNKNOWN
