"""Ids and answers in the reader's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmo_advisor.model.catalog import Entry
from pmo_advisor.model.condition import tests_in
from pmo_advisor.model.domain import NOT_APPLICABLE, Value
from pmo_advisor.model.question import (
    ChoiceQuestion,
    NumberQuestion,
    Party,
    ScaleQuestion,
    TextQuestion,
    YesNoQuestion,
)
from pmo_advisor.model.rule import Axis, Derived
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.reports.typography import clean
from pmo_advisor.reports.voice import Voice

KIND_OF_AXIS: dict[Axis, str] = {
    "type": "types",
    "level": "levels",
    "control": "control",
    "lifetime": "lifetimes",
}
_OUTCOMES = ("not_yet", "undetermined")
_CONCLUDED: dict[str, Axis] = {
    "type": "type",
    "runner_up": "type",
    "secondary_type": "type",
    "target_type": "type",
    "level": "level",
    "target_level": "level",
    "control": "control",
    "lifetime": "lifetime",
}


@dataclass(frozen=True, slots=True)
class Names:
    """Looks up words in the rulebook; an id that it does not know stands for itself."""

    rulebook: Rulebook
    voice: Voice

    def entry(self, kind: str, entry_id: str) -> str:
        """The name of an entry of one kind of the catalogue."""
        found = self.find(kind, entry_id)
        return self.voice.of(found.name) if found else entry_id

    def find(self, kind: str, entry_id: str) -> Entry | None:
        entries: tuple[Entry, ...] = getattr(self.rulebook.catalog, kind)
        return next((entry for entry in entries if entry.id == entry_id), None)

    def option(self, axis: Axis, option: str) -> str:
        """A type, level, degree of control or lifetime; ``not_yet`` and ``undetermined`` too."""
        if axis == "type" and option in _OUTCOMES:
            return self.voice.say(f"outcome.{option}")
        return self.entry(KIND_OF_AXIS[axis], option)

    def any_option(self, option: str) -> str:
        """An option of whichever axis has it."""
        axes = (axis for axis, kind in KIND_OF_AXIS.items() if self.find(kind, option))
        return self.option(next(axes, "type"), option)

    def type(self, option: str) -> str:
        return self.option("type", option)

    def party(self, party: Party | None) -> str:
        return self.voice.say(f"party.{party or 'unnamed'}")

    def stage(self, number: int) -> str:
        stages = self.rulebook.catalog.stages
        name = next((self.voice.of(one.name) for one in stages if one.number == number), "")
        return self.voice.say("stage.named" if name else "stage.bare", number=number, name=name)

    def line(self, line_id: str) -> str:
        lines = (line for one in self.rulebook.catalog.types for line in one.lines)
        return next((self.voice.of(line.name) for line in lines if line.id == line_id), line_id)

    def fact(self, fact: str) -> str:
        """What a fact is called: its question's name, or the word for a conclusion."""
        if fact in self.rulebook.question:
            return self.voice.of(self.rulebook.question[fact].name)
        derived = self._derived(fact)
        if derived:
            return self.voice.of(derived.title)
        if fact in _CONCLUDED or fact in (
            "problem_confirmed",
            "current_stage",
            "headcount_against_range",
        ):
            return self.voice.say(f"fact.{fact}")
        return fact

    def value(self, fact: str, value: Value) -> str:
        """A value of a fact, as it was offered to the respondent."""
        if value in (NOT_APPLICABLE, "not_applicable"):
            return self.voice.say("value.not_applicable")
        if value == UNKNOWN:
            return self.voice.say("value.unknown")
        if fact in _CONCLUDED:
            return self.option(_CONCLUDED[fact], str(value))
        if fact in self.rulebook.question:
            return self._answer(fact, value)
        if value in ("yes", "no"):
            return self.voice.say(f"value.{value}")
        if fact == "current_stage":
            return self.stage(int(value))
        if fact == "headcount_against_range":
            return self.voice.say(f"against_range.{value}")
        derived = self._derived(fact)
        bands = derived.bands if derived else ()
        label = next((self.voice.of(band.label) for band in bands if band.id == value), None)
        return label or (self.voice.number(value) if isinstance(value, int) else clean(value))

    def _answer(self, fact: str, value: Value) -> str:
        match self.rulebook.question[fact]:
            case ChoiceQuestion() as question:
                labels = {choice.id: choice.label for choice in question.choices}
                return self.voice.of(labels[value]) if value in labels else clean(str(value))
            case ScaleQuestion() as question if value in range(5):
                return self.voice.of(question.steps[int(value)])
            case YesNoQuestion() if value in ("yes", "no"):
                return self.voice.say(f"value.{value}")
            case NumberQuestion() as question if isinstance(value, int):
                unit = self.voice.of(question.unit)
                return self.voice.say("number", number=self.voice.number(value), unit=unit)
            case TextQuestion() if not str(value).strip():
                return self.voice.say("value.to_fill")
            case _:
                return clean(str(value))

    def inputs(self, fact: str) -> Iterator[str]:
        """The questions behind a fact: itself, or those that a derived fact is computed from."""
        derived = self._derived(fact)
        if derived is None:
            yield fact
            return
        named = (derived.of, derived.over, derived.under, derived.above)
        tested = (test.fact for tree in derived.tests for test in tests_in(tree))
        for one in (*(name for name in named if name), *tested):
            yield from self.inputs(one)

    def _derived(self, fact: str) -> Derived | None:
        return next((one for one in self.rulebook.derived if one.id == fact), None)
