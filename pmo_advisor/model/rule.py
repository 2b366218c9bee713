"""Rules: when a condition holds, one consequence follows, for a reason, from named sources."""

from typing import Any, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from pmo_advisor.model.condition import ConditionField
from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import Party
from pmo_advisor.model.sizing import Sizes
from pmo_advisor.model.text import Strict, Text

Ground = Literal["problem", "symptoms", "beneficiary", "structure", "mandate", "change"]
GROUNDS: tuple[Ground, ...] = (
    "problem",
    "symptoms",
    "beneficiary",
    "structure",
    "mandate",
    "change",
)
Stratum = Literal["position", "services", "roadmap", "staffing", "value", "warnings"]
STRATA: tuple[Stratum, ...] = ("position", "services", "roadmap", "staffing", "value", "warnings")
Strength = Literal["strong", "moderate", "slight"]
Axis = Literal["type", "level", "control", "lifetime"]
AXES: tuple[Axis, ...] = ("type", "level", "control", "lifetime")


class Weighs(Strict):
    """Evidence for or against one option of one axis."""

    type: str | None = None
    level: str | None = None
    control: str | None = None
    lifetime: str | None = None
    strength: Strength

    @model_validator(mode="after")
    def _one_axis(self) -> Self:
        if sum(getattr(self, axis) is not None for axis in AXES) != 1:
            raise PydanticCustomError("weighs_axis", "weighs_axis", {})
        return self

    @property
    def axis(self) -> Axis:
        return next(axis for axis in AXES if getattr(self, axis) is not None)

    @property
    def option(self) -> str:
        option: str = getattr(self, self.axis)
        return option


class Blocks(Strict):
    """A gate in front of every type: while the rule's condition holds, a PMO is not yet advised."""

    owner: Party
    actions: tuple[Text, ...] = Field(min_length=2, max_length=3)
    alternative: str


class Requires(Blocks):
    """A gate in front of one type: the type stands unless the rule's condition is refuted."""

    type: str


class Offers(Strict):
    """A service belongs to the position; core before usual before optional."""

    service: str
    priority: Literal["core", "usual", "optional"]


class Enters(Strict):
    """One entry condition of a stage, on the organisation's side or on the team's."""

    stage: int = Field(ge=0, le=4)
    types: tuple[str, ...] = Field(min_length=1)
    side: Literal["organization", "team"]
    owner: Party
    action: Text
    capability: str | None = None
    obtain: Literal["hire", "grow"] | None = None


class Shows(Strict):
    """A catalogue entry is put before the reader: a metric, or the verdict on today's PMO."""

    metric: str | None = None
    verdict: str | None = None

    @model_validator(mode="after")
    def _one_item(self) -> Self:
        if (self.metric is None) == (self.verdict is None):
            raise PydanticCustomError("shows_item", "shows_item", {})
        return self


class Warns(Strict):
    """A pattern worth a second look, and what to do about it. Warnings never forbid."""

    weight: Literal["first", "normal", "minor"]
    do: Text


Consequence = Weighs | Requires | Blocks | Offers | Enters | Sizes | Shows | Warns
CONSEQUENCE_WORDS = (
    "supports",
    "opposes",
    "requires",
    "blocks",
    "offers",
    "enters",
    "sizes",
    "shows",
    "warns",
)


class Then(Strict):
    """Exactly one consequence, under its word."""

    supports: Weighs | None = None
    opposes: Weighs | None = None
    requires: Requires | None = None
    blocks: Blocks | None = None
    offers: Offers | None = None
    enters: Enters | None = None
    sizes: Sizes | None = None
    shows: Shows | None = None
    warns: Warns | None = None

    @model_validator(mode="after")
    def _one_word(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise PydanticCustomError("then_one", "then_one", {})
        return self

    @property
    def word(self) -> str:
        return next(iter(self.model_fields_set))


class Example(Strict):
    """Answers (and, in later strata, conclusions) with what the rule makes of them."""

    given: dict[str, Value]
    expect: Literal["fires", "refuted", "open"]


class Rule(Strict):
    """One rule of one stratum. ``ground`` names the kind of argument that a position rule makes."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_.]*$")
    title: Text
    ground: Ground
    when: ConditionField
    then: Then
    because: Text
    sources: tuple[str, ...] = Field(min_length=1)
    examples: tuple[Example, ...] = Field(min_length=1)


class Band(Strict):
    """One band of a number: everything up to a threshold, the last band without end."""

    id: str
    label: Text
    up_to: str | None = None


class DerivedExample(Strict):
    """Answers and the derived value they give, or ``unknown``."""

    given: dict[str, Value]
    expect: Value


class Derived(Strict):
    """A fact computed from answers by a named method, with a sentence that says what it means.

    Exactly the keys of its method are given:

    - ``band``: ``of``, ``bands`` (each but the last with ``up_to``, a threshold);
    - ``ratio``: ``over``, ``under``, and ``at_least`` or ``more_than`` (a threshold) → yes or no;
    - ``gap``: ``of``, ``above`` (two ordered facts) and ``steps`` → yes or no;
    - ``count``: ``tests`` and, for yes or no instead of a number, ``reaches``.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: Text
    says: Text
    method: Literal["band", "ratio", "gap", "count"]
    of: str | None = None
    bands: tuple[Band, ...] = ()
    over: str | None = None
    under: str | None = None
    at_least: str | None = None
    more_than: str | None = None
    above: str | None = None
    steps: int | None = None
    tests: tuple[ConditionField, ...] = ()
    reaches: int | None = None
    sources: tuple[str, ...] = ()
    examples: tuple[DerivedExample, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _keys_of_method(self) -> Self:
        given = self.model_fields_set - {"id", "title", "says", "method", "sources", "examples"}
        allowed, needed = _METHOD_KEYS[self.method]
        bound = self.method != "ratio" or len(given & {"at_least", "more_than"}) == 1
        if not needed <= given <= allowed or not bound:
            raise PydanticCustomError(
                "derived_keys",
                "derived_keys",
                {"method": self.method, "allowed": ", ".join(sorted(allowed))},
            )
        return self


_METHOD_KEYS: dict[str, tuple[set[str], set[str]]] = {
    "band": ({"of", "bands"}, {"of", "bands"}),
    "ratio": ({"over", "under", "at_least", "more_than"}, {"over", "under"}),
    "gap": ({"of", "above", "steps"}, {"of", "above", "steps"}),
    "count": ({"tests", "reaches"}, {"tests"}),
}


def consequence(rule: Rule) -> Any:
    """The one consequence of the rule, whatever its word."""
    return getattr(rule.then, rule.then.word)
