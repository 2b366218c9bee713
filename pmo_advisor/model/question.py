"""What we ask: a question's id is the name of a fact."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from pmo_advisor.model.condition import ConditionField
from pmo_advisor.model.domain import SCALE, YES_NO, Domain, Numbers, Words
from pmo_advisor.model.text import Strict, Text

Party = Literal["executive", "org_design", "pmo_lead"]
PARTIES: tuple[Party, ...] = ("executive", "org_design", "pmo_lead")
Kind = Literal["choice", "scale", "yes_no", "number", "text"]


class _Question(Strict):
    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: Text
    ask: Text
    why: Text
    define: Text | None = None
    asked_of: tuple[Party, ...] = Field(min_length=1)
    decided_by: tuple[Party, ...] = Field(min_length=1)
    applies_when: ConditionField | None = None
    sources: tuple[str, ...] = ()


class Choice(Strict):
    """One answer of a choice question; ``rank`` gives its place where the choices are ordered."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: Text
    rank: int | None = None


class ChoiceQuestion(_Question):
    """One of a closed list, listed in the order in which it is offered."""

    kind: Literal["choice"]
    choices: tuple[Choice, ...] = Field(min_length=2)

    def domain(self) -> Domain:
        ranks = tuple(choice.rank for choice in self.choices if choice.rank is not None)
        return Words(tuple(choice.id for choice in self.choices), ranks)


class ScaleQuestion(_Question):
    """0 to 4, each step in words that can be observed."""

    kind: Literal["scale"]
    steps: tuple[Text, Text, Text, Text, Text]

    def domain(self) -> Domain:
        return SCALE


class YesNoQuestion(_Question):
    """Yes or no."""

    kind: Literal["yes_no"]

    def domain(self) -> Domain:
        return YES_NO


class NumberQuestion(_Question):
    """A whole number with its unit and bounds. One party owns a count; a difference is a check."""

    kind: Literal["number"]
    unit: Text
    min: int = Field(ge=0)
    max: int

    def domain(self) -> Domain:
        return Numbers(self.min, self.max)


class TextQuestion(_Question):
    """Free text for the charter. No rule may read it."""

    kind: Literal["text"]
    max_length: int = Field(gt=0, le=2000)


def _kind(raw: Any) -> str | None:
    return raw.get("kind") if isinstance(raw, dict) else getattr(raw, "kind", None)


Question = Annotated[
    Annotated[ChoiceQuestion, Tag("choice")]
    | Annotated[ScaleQuestion, Tag("scale")]
    | Annotated[YesNoQuestion, Tag("yes_no")]
    | Annotated[NumberQuestion, Tag("number")]
    | Annotated[TextQuestion, Tag("text")],
    Discriminator(_kind),
]


class Section(Strict):
    """A run of questions under one heading."""

    title: Text
    questions: tuple[str, ...] = Field(min_length=1)


class Form(Strict):
    """A questionnaire: which questions are asked, and in which order."""

    id: str
    title: Text
    intro: Text
    minutes: int = Field(gt=0)
    sections: tuple[Section, ...] = Field(min_length=1)

    def question_ids(self) -> tuple[str, ...]:
        return tuple(one for section in self.sections for one in section.questions)


class Impossible(Strict):
    """A combination of answers that no organisation can have."""

    id: str
    when: ConditionField
    because: Text
