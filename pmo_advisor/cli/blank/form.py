"""What both blank forms share: the questions of a party, in sections, and when each applies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmo_advisor.cli.words import Words
from pmo_advisor.model.condition import Condition, Test
from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import (
    ChoiceQuestion,
    Form,
    NumberQuestion,
    Question,
    ScaleQuestion,
    YesNoQuestion,
)
from pmo_advisor.model.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Blank:
    """A form for one party, or for all if none is named."""

    rulebook: Rulebook
    form: Form
    party: str | None
    words: Words

    def sections(self) -> Iterator[tuple[str, list[tuple[int, Question]]]]:
        """Each section's title with its questions and their numbers; empty sections left out."""
        number = 0
        for section in self.form.sections:
            here: list[tuple[int, Question]] = []
            for name in section.questions:
                question = self.rulebook.question[name]
                if self.party is None or self.party in question.asked_of:
                    number += 1
                    here.append((number, question))
            if here:
                yield self.words.of(section.title), here

    def answers(self, question: Question) -> list[tuple[str, str]]:
        """What can be answered: the value in the sheet, and its words."""
        of, say = self.words.of, self.words.say
        match question:
            case ChoiceQuestion():
                return [(one.id, of(one.label)) for one in question.choices]
            case ScaleQuestion():
                return [(str(step), of(one)) for step, one in enumerate(question.steps)]
            case YesNoQuestion():
                return [("yes", say("cli.ask.yes")), ("no", say("cli.ask.no"))]
            case _:
                return []

    def free(self, question: Question) -> str:
        """What is to be written where there is nothing to choose from; empty elsewhere."""
        if isinstance(question, NumberQuestion):
            return self.words.say(
                "cli.questions.number",
                unit=self.words.of(question.unit),
                low=f"{question.min:,}",
                high=f"{question.max:,}",
            )
        return "" if self.answers(question) else self.words.say("cli.questions.text")

    def applies(self, question: Question) -> str:
        """When the question is to be answered, if not always."""
        if question.applies_when is None:
            return ""
        return self.words.say("cli.questions.only_if", condition=self._when(question.applies_when))

    def _when(self, condition: Condition) -> str:
        if isinstance(condition, Test):
            return self._test(condition)
        parts = [self._when(one) for one in condition.parts]
        joined = self.words.say(f"cli.questions.joint_{condition.joint}").join(parts)
        return (
            self.words.say("cli.questions.none", parts=joined)
            if condition.joint == "none"
            else joined
        )

    def _test(self, test: Test) -> str:
        asked = self.rulebook.question[test.fact]
        operands = test.operand if isinstance(test.operand, tuple) else (test.operand,)
        shown = [self._value(asked, one) for one in operands if not isinstance(one, bool)]
        values = {"value": shown[0], "low": shown[0], "high": shown[-1]} if shown else {}
        values["values"] = self.words.say("cli.explain.or").join(shown)
        word: str = test.word
        if test.word == "is" and test.operand in ("yes", "no"):
            word = str(test.operand)
        return self.words.say(f"cli.explain.test.{word}", fact=self.words.of(asked.name), **values)

    def _value(self, question: Question, value: Value) -> str:
        if isinstance(question, NumberQuestion):
            number = self.rulebook.threshold[value] if isinstance(value, str) else value
            return f"{number:,}"
        words = dict(self.answers(question)).get(str(value), str(value))
        if isinstance(question, ScaleQuestion):
            return self.words.say("cli.explain.step", number=value, step=words)
        return words
