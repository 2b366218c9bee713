"""The advice: what is concluded for one organisation, as plain data with a published schema.

Ids are those of the rulebook. Nothing here depends on the language of a reader: every text stands
in both. Ranges are whole people, ``low`` to ``high``, both included.
"""

from datetime import date as Date
from typing import Literal

from pmo_advisor.model.domain import Value
from pmo_advisor.model.firmness import Agreement, Contested, Firmness
from pmo_advisor.model.question import Party
from pmo_advisor.model.rule import Axis, Ground, Stratum, Strength
from pmo_advisor.model.text import Strict, Text

Outcome = Literal["fires", "refuted", "open"]
Grade = Literal["A", "B", "C", "D", "E"]


class Read(Strict):
    """An answer or conclusion that a rule read."""

    fact: str
    value: Value


class Reason(Strict):
    """A rule that fired, with what it says and what it rests on. ``grade`` is its best source's."""

    rule: str
    title: Text
    because: Text
    ground: Ground
    strength: Strength | None = None
    read: tuple[Read, ...] = ()
    sources: tuple[str, ...] = ()
    grade: Grade


class GroundFit(Strict):
    """What speaks for and against an option on one ground. ``points`` is what counts."""

    ground: Ground
    points: int
    supports: tuple[Reason, ...] = ()
    opposes: tuple[Reason, ...] = ()


class Fit(Strict):
    """The evidence for one option of one axis."""

    option: str
    name: Text
    evidence: int
    gate: Outcome | None = None
    grounds: tuple[GroundFit, ...] = ()


class Gate(Strict):
    """A gate in front of a type (or of every type) and how it stands."""

    rule: str
    type: str | None
    title: Text
    because: Text
    outcome: Outcome
    owner: Party
    actions: tuple[Text, ...]
    alternative: str
    sources: tuple[str, ...] = ()


class NotYet(Strict):
    """Why not now, and what to do instead."""

    gates: tuple[Gate, ...]
    alternative: str
    alternative_name: Text
    interim: Text
    look_again: Date | None
    look_again_days: int


class OtherWords(Strict):
    """The same position in another school's words."""

    vocabulary: str
    name: Text
    term: Text


class Position(Strict):
    """Where the PMO should stand."""

    type: str
    runner_up: str | None
    secondary_type: str | None
    target_type: str | None
    level: str | None
    target_level: str | None
    control: str | None
    lifetime: str | None
    lines: tuple[str, ...] = ()
    core_problem: str | None
    core_problem_confirmed: bool | None
    tied_with: tuple[str, ...] = ()
    fits: dict[Axis, tuple[Fit, ...]]
    gates: tuple[Gate, ...] = ()
    confirm_first: tuple[Gate, ...] = ()
    not_yet: NotYet | None = None
    in_other_words: tuple[OtherWords, ...] = ()


class ServiceItem(Strict):
    """A service, in order of priority, with the first stage whose staffing carries it.

    ``stage`` is null where the suggested people do not carry it at any stage.
    """

    service: str
    name: Text
    does: Text
    line: str | None
    priority: Literal["core", "usual", "optional"]
    stage: int | None
    at_half_budget: Literal["kept", "cut"]
    rules: tuple[str, ...]


class Condition(Strict):
    """An entry condition of a stage. ``have`` and ``need`` are steps of a capability."""

    rule: str
    title: Text
    because: Text
    side: Literal["organization", "team"]
    outcome: Outcome
    owner: Party
    action: Text
    capability: str | None = None
    have: int | None = None
    need: int | None = None
    obtain: Literal["hire", "grow"] | None = None
    sources: tuple[str, ...] = ()


class Range(Strict):
    """Whole people, both ends included."""

    low: int
    high: int


class RoleRange(Strict):
    """People in one role."""

    role: str
    name: Text
    low: int
    high: int


class StageItem(Strict):
    """A stage with its conditions, people and services."""

    stage: int
    name: Text
    focus: Text
    evidence: Text
    months: tuple[int, int]
    reached: bool
    people: Range | None
    roles: tuple[RoleRange, ...] = ()
    services: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()


class CapabilityGap(Strict):
    """A capability: the step the team has, and the step the next stage and the last one need."""

    capability: str
    name: Text
    have: int | None
    need_next: int | None
    need_last: int | None
    obtain: Literal["hire", "grow"] | None


class Roadmap(Strict):
    """Which stages lead to the position, and where the organisation stands now.

    ``current_stage`` is -1 where the conditions of the first stage are not yet met.
    """

    current_stage: int
    stages: tuple[StageItem, ...]
    next_actions: tuple[Condition, ...]
    capability_gaps: tuple[CapabilityGap, ...] = ()
    first_days: str


class StaffingLine(Strict):
    """One line of the range, or one check of it, with its method."""

    rule: str
    label: Text
    because: Text
    method: str
    use: Literal["base", "check", "ceiling", "secondary"]
    people: Range | None
    driver: str | None
    driver_value: int | None
    extrapolated: bool
    manages_projects: bool
    condition: Text | None
    sources: tuple[str, ...]
    grade: Grade


class Cost(Strict):
    """Yearly cost of the base range, in ten thousand currency units, from the client's grades."""

    low: int
    high: int


class Staffing(Strict):
    """How many people, by which method. ``base`` is null where a driver is not known.

    ``transferred`` (people already there or moved in) and ``net_new`` add up to the base.
    """

    base: Range | None
    grade: Grade | None
    extrapolated: bool
    project_managers_inside: bool
    lines: tuple[StaffingLine, ...]
    roles: tuple[RoleRange, ...]
    transferred: Range | None
    net_new: Range | None
    today: int | None
    against_today: Literal["below", "within", "above"] | None
    cost: Cost | None
    missing: tuple[str, ...]
    narrowing: tuple[str, ...]


class MetricItem(Strict):
    """A measure to start with."""

    metric: str
    name: Text
    kind: Literal["atomic", "derived", "reference"]
    formula: Text
    unit: Text
    direction: Literal["up", "down", "watch"]
    perspective: Literal["financial", "customer", "process", "learning"]
    data_owner: Text
    rules: tuple[str, ...]


class ValueAnswer(Strict):
    """One of the six value questions, answered for this position."""

    question: Literal["problem", "results", "actions", "effect", "measures", "appraisal"]
    answers: tuple[Text, ...]


class Verdict(Strict):
    """What to do with the PMO of today."""

    verdict: str
    name: Text
    means: Text
    people: Text
    because: Text
    rules: tuple[str, ...]


class ValuePlan(Strict):
    """How the position's worth will be shown."""

    questions: tuple[ValueAnswer, ...]
    metrics: tuple[MetricItem, ...]
    verdict: Verdict | None


class BoundaryItem(Strict):
    """Who does what between the PMO and one neighbour."""

    neighbor: str
    name: Text
    present: Literal["yes", "unknown", "not_asked"]
    keeps: Text
    takes: Text
    joint: Text
    decides: Text


class WarningItem(Strict):
    """A pattern worth a second look."""

    rule: str
    title: Text
    because: Text
    do: Text
    weight: Literal["first", "normal", "minor"]
    sources: tuple[str, ...]
    grade: Grade


class PartyPosition(Strict):
    """What one party's own sheets would give."""

    party: Party
    sheets: int
    type: str
    level: str | None
    control: str | None
    lifetime: str | None


class Given(Strict):
    """An answer to one question and how many of a party's sheets give it."""

    party: Party | None
    value: Value
    sheets: int


class Difference(Strict):
    """A question answered differently. A difference in a count is a data check."""

    fact: str
    kind: Literal["judgement", "count"]
    used: Value
    given: tuple[Given, ...]


class Parties(Strict):
    """Who answered, who is missing, and where they differ.

    ``joint_only`` are small parties whose answers count jointly but are shown nowhere.
    """

    present: tuple[Party, ...]
    missing: tuple[Party, ...]
    sheets: int
    positions: tuple[PartyPosition, ...]
    differences: tuple[Difference, ...]
    agreement: tuple[Agreement, ...] = ()
    contested: Contested | None = None
    joint_only: tuple[Party, ...] = ()


class Conclusion(Strict):
    """One conclusion and the reasons that carried it, or spoke against it."""

    about: Axis
    option: str | None
    carried_by: tuple[Reason, ...]
    against: tuple[Reason, ...]


class Comparison(Strict):
    """Ground by ground, the leader's points beside the other's."""

    leader: str
    other: str
    grounds: tuple[tuple[Ground, int, int], ...]


class OpenFact(Strict):
    """An unanswered question and the rules that wait for it."""

    fact: str
    name: Text
    rules: tuple[str, ...]
    about: tuple[str, ...]


class Traced(Strict):
    """How one rule came out."""

    rule: str
    stratum: Stratum
    outcome: Outcome


class Explanation(Strict):
    """Why: the reasons behind each conclusion, what is still open, and why firmness is null."""

    conclusions: tuple[Conclusion, ...]
    runner_up: Comparison | None
    open: tuple[OpenFact, ...]
    trace: tuple[Traced, ...]
    firmness_missing: Text | None


class SheetMark(Strict):
    """A sheet's digest and who it speaks for."""

    party: Party | None
    date: Date | None
    fingerprint: str


class Notice(Strict):
    """Something about the answers that a reader should know."""

    kind: Literal["not_applicable", "impossible", "straight_lining", "organizations", "same_sheet"]
    fact: str | None = None
    because: Text | None = None
    names: tuple[str, ...] = ()


class Remark(Strict):
    """A quote or piece of evidence that a sheet gives beside an answer."""

    fact: str
    text: str
    party: Party | None = None
    respondent: str = ""


class Provenance(Strict):
    """What the advice was made from. No clock is read: the date is the sheets' latest.

    ``withheld`` names what a client-safe edition leaves out; ``kept`` are the questions on whose
    joint answer a small party may have decided alone, so that it is not shown.
    """

    schema_version: Literal[1] = 1
    program: str
    knowledge: str
    sheets: tuple[SheetMark, ...]
    organization: str
    unit: str
    date: Date | None
    questionnaire: str
    answers: dict[str, Value]
    notices: tuple[Notice, ...]
    remarks: tuple[Remark, ...] = ()
    withheld: tuple[Literal["remarks", "capability", "trace"], ...] = ()
    kept: tuple[str, ...] = ()


class Advice(Strict):
    """All that is said for one organisation."""

    position: Position
    services: tuple[ServiceItem, ...]
    roadmap: Roadmap | None
    staffing: Staffing | None
    value: ValuePlan | None
    boundaries: tuple[BoundaryItem, ...]
    warnings: tuple[WarningItem, ...]
    parties: Parties
    explanation: Explanation
    firmness: Firmness | None = None
    provenance: Provenance
