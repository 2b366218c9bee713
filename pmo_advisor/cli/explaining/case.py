"""One consultation laid open: the advice with all that was known and how every rule came out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pmo_advisor.cli.words import Words
from pmo_advisor.logic.bound import Truth
from pmo_advisor.logic.program import Program
from pmo_advisor.model.advice import Advice, Outcome
from pmo_advisor.model.domain import NOT_APPLICABLE
from pmo_advisor.model.question import ScaleQuestion
from pmo_advisor.model.rule import Stratum
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.reports.names import Names
from pmo_advisor.reports.voice import Voice


@dataclass(frozen=True)
class Case:
    """An advice and the rulebook behind it, with words for both."""

    advice: Advice
    program: Program
    known: Mapping[str, int]
    words: Words
    names: Names

    @property
    def rulebook(self) -> Rulebook:
        return self.program.rulebook

    @property
    def voice(self) -> Voice:
        return self.names.voice

    @cached_property
    def outcome(self) -> dict[str, Outcome]:
        """How each rule came out; rules of strata that were not read are absent."""
        return {one.rule: one.outcome for one in self.advice.explanation.trace}

    @cached_property
    def stratum(self) -> dict[str, Stratum]:
        """The stratum of each rule."""
        return {rule.id: part.stratum for part in self.rulebook.strata for rule in part.rules}

    @property
    def stands(self) -> bool:
        """Whether one of the types is suggested."""
        return self.advice.position.type in {one.id for one in self.rulebook.catalog.types}

    def say(self, message: str, **values: object) -> str:
        return self.words.say(f"cli.explain.{message}", **values)

    def fact(self, fact: str) -> str:
        return self.names.fact(fact)

    def answer(self, fact: str) -> str:
        """What is known of the fact, in the words in which it was offered."""
        code = self.known.get(fact)
        if code is None:
            return self.say("unanswered")
        if code == NOT_APPLICABLE:
            return self.say("not_applicable")
        return self.value(fact, self.program.domains[fact].decode(code))

    def value(self, fact: str, value: str | int) -> str:
        """A value of a fact in words; a step of a scale with its number."""
        shown = self.names.value(fact, value)
        if isinstance(self.rulebook.question.get(fact), ScaleQuestion):
            return self.say("step", number=value, step=shown)
        return shown

    def state(self, outcome: Truth | Outcome) -> str:
        """How something came out, in one word."""
        return self.say(f"state.{Truth(outcome).value}")
