"""The catalogue: everything a rule can name, with its words and its sources."""

from typing import Literal

from pydantic import Field

from pmo_advisor.model.arrangement import Arrangement
from pmo_advisor.model.sizing import Ratio
from pmo_advisor.model.text import Strict, Text


class Entry(Strict):
    """What all entries share."""

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.]*$")
    name: Text
    sources: tuple[str, ...] = ()


class Line(Strict):
    """A line of service within a type, such as choosing the portfolio."""

    id: str
    name: Text


class DayPlan(Strict):
    """The first hundred days: one visible win, decisions, meetings, evidence, what not to start."""

    win: Text
    decisions: tuple[Text, ...] = Field(min_length=1)
    meetings: tuple[Text, ...] = Field(min_length=1)
    evidence: tuple[Text, ...] = Field(min_length=1)
    not_yet: tuple[Text, ...] = Field(min_length=1)


class ValueCard(Strict):
    """The six value questions, as far as the type alone can answer them."""

    context: Text
    key_result: Text
    direct: Text
    indirect: Text
    effect: Text
    whole: Text
    appraisers: Text


class Type(Entry):
    """One of the five types: what it is set up to solve, and how it shows its worth."""

    sentence: Text
    demand: Text
    stops: Text
    shrinks: Text
    career: Text
    half_year_goal: Text
    grade_hint: Text
    lines: tuple[Line, ...] = Field(min_length=1)
    first_days: DayPlan
    value: ValueCard


class Meaning(Entry):
    """A level, a lifetime or a glossary word, with its meaning."""

    means: Text


class Right(Strict):
    """A matter for the table of decision rights: the PMO's part in it, and who settles it else.

    ``types`` are those that it holds for; none named stands for all.
    """

    types: tuple[str, ...] = ()
    matter: Text
    part: Literal["decides", "proposes", "consulted"]
    by: Text | None = None


class Control(Meaning):
    """A degree of control. ``authority`` is the step (0-4) of written authority it rests on."""

    authority: int | None = Field(default=None, ge=0, le=4)
    rights: tuple[Right, ...] = ()


class Alternative(Entry):
    """What to do instead of setting up a PMO now, and the interim arrangement."""

    interim: Text


class Verdict(Entry):
    """What to do with the PMO of today, and with its people."""

    means: Text
    people: Text


class Service(Entry):
    """A service of a PMO. ``load`` is tenths of one person; 0 where its roles are sized apart."""

    does: Text
    line: str | None = None
    stage: int = Field(ge=0, le=4)
    load: int = Field(ge=0, le=100)


class Skill(Strict):
    """A capability with the step (0-4) that a role needs."""

    capability: str
    level: int = Field(ge=0, le=4)


class Role(Entry):
    """A role of the staffing plan, with all that a role description needs.

    ``carries`` are the services that the role carries where they are offered.
    """

    purpose: Text
    duties: tuple[Text, ...] = Field(min_length=3)
    skills: tuple[Skill, ...] = Field(min_length=1)
    success: tuple[Text, ...] = Field(min_length=1)
    carries: tuple[str, ...] = ()
    obtain: Literal["hire", "grow", "either"]
    grade: str
    manages_projects: bool = False


class Grade(Entry):
    """A pay grade. ``yearly_cost`` is the client's own figure, in ten thousand currency units."""

    yearly_cost: int | None = None


class Capability(Entry):
    """A capability of the team, and the fact that tells how far it is there today."""

    means: Text
    fact: str


class Stage(Entry):
    """A step of the roadmap. ``people`` is a range; null stands for the whole base range."""

    number: int = Field(ge=0, le=4)
    focus: Text
    evidence: Text
    months: tuple[int, int]
    people: tuple[int, int] | None = None
    share: Ratio | None = None


class Metric(Entry):
    """A measure of value. Only atomic and derived ones may carry a target."""

    kind: Literal["atomic", "derived", "reference"]
    formula: Text
    unit: Text
    direction: Literal["up", "down", "watch"]
    perspective: Literal["financial", "customer", "process", "learning"]
    data_owner: Text


class Boundary(Strict):
    """Who does what between a neighbour and a PMO of these types."""

    types: tuple[str, ...] = Field(min_length=1)
    takes: Text
    joint: Text
    decides: Text


class Neighbor(Entry):
    """A function whose work touches the PMO's. ``fact`` tells whether it is there, if we ask."""

    fact: str | None = None
    keeps: Text
    boundaries: tuple[Boundary, ...] = Field(min_length=1)


class Term(Strict):
    """The word of another vocabulary for a position; the first one that fits is used."""

    types: tuple[str, ...] = ()
    control: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    lifetime: tuple[str, ...] = ()
    term: Text


class Vocabulary(Entry):
    """Another school's words for the same positions."""

    terms: tuple[Term, ...] = Field(min_length=1)


class Threshold(Entry):
    """A number that rules may name, with its unit, its reason and its sources."""

    value: Ratio
    unit: Text
    because: Text


class Source(Entry):
    """One item of evidence, its strength and where it was published."""

    grade: Literal["A", "B", "C", "D", "E"]
    reference: Text


class Share(Strict):
    """How often each answer is assumed in the declared population, in parts."""

    id: str
    parts: dict[str, int]


class Monotone(Entry):
    """A demand on the rules: one step of this answer never does this, all else being equal.

    ``when`` is the type that leads before the step, or ``any``. ``dethrones`` means that another
    conclusion takes the place of a type that was advised; ``leads_to_not_yet`` that ``not_yet``
    does so of any other conclusion.
    """

    fact: str
    direction: Literal["up", "down"] = "up"
    when: str = "any"
    never: Literal["dethrones", "leads_to_not_yet"]


class Catalog(Strict):
    """All entries, by kind, in the order in which they are listed."""

    types: tuple[Type, ...]
    levels: tuple[Meaning, ...]
    control: tuple[Control, ...]
    lifetimes: tuple[Meaning, ...]
    alternatives: tuple[Alternative, ...]
    verdicts: tuple[Verdict, ...]
    services: tuple[Service, ...]
    roles: tuple[Role, ...]
    grades: tuple[Grade, ...]
    capabilities: tuple[Capability, ...]
    stages: tuple[Stage, ...]
    metrics: tuple[Metric, ...]
    neighbors: tuple[Neighbor, ...]
    vocabularies: tuple[Vocabulary, ...]
    thresholds: tuple[Threshold, ...]
    population: tuple[Share, ...]
    sources: tuple[Source, ...]
    glossary: tuple[Meaning, ...]
    monotone: tuple[Monotone, ...] = ()
    arrangements: tuple[Arrangement, ...] = ()
