"""A group of organisations: where its PMOs should stand, together. Plain data with a JSON Schema.

Nothing here rests on fewer sheets than ``smallest``: what does is left out before this is made.
"""

from typing import Literal

from pmo_advisor.model.advice import Range
from pmo_advisor.model.arrangement import LineKind
from pmo_advisor.model.text import Strict


class Cell(Strict):
    """Units that share an option: a type, a level, a stage, or whether the type is settled."""

    option: str
    units: int


class Split(Strict):
    """All units by option. ``untold`` are those whose option too few sheets tell to be shown."""

    cells: tuple[Cell, ...]
    untold: int


class Tally(Strict):
    """A rule or a fact, and the number of units that it holds for."""

    id: str
    units: int


class UnitItem(Strict):
    """A unit and what is concluded for it. ``number`` is its name in this file.

    ``type`` may be ``not_yet`` or ``undetermined``; then level, control, lifetime, stage and people
    are null. ``confirm`` tells that a gate of its type is open. ``above`` is the unit above it,
    or the organisation. ``pmo`` is the number of the PMO that it is served by.
    """

    number: int
    organization: str
    name: str
    above: str
    sheets: int
    core_problem: str | None
    type: str
    tied_with: tuple[str, ...]
    target_type: str | None
    confirm: bool
    level: str | None
    target_level: str | None
    control: str | None
    lifetime: str | None
    stage: int | None
    base: Range | None
    transferred: Range | None
    net_new: Range | None
    today: int | None
    against_today: Literal["below", "within", "above"] | None
    extrapolated: bool
    missing: tuple[str, ...]
    pmo: int | None = None


class Withheld(Strict):
    """A unit with too few sheets: counted where that gives nothing away, told nowhere."""

    organization: str
    name: str


class Apart(Strict):
    """A fact on which units that could share a PMO still differ."""

    fact: str
    values: tuple[str, ...]


class Sharing(Strict):
    """Why units could share a PMO, who anchors it, and what it would take.

    ``anchored_by`` is the rule that told the anchor from the others; null where all are alike and
    the first is named. ``apart`` is the sum of the units' own ranges; ``people`` the range of one
    PMO over all of them, null where it is not worked out, for the reason in ``unsized``.
    """

    rule: str
    anchor: int
    anchored_by: str | None
    alike: tuple[int, ...]
    differ: tuple[Apart, ...]
    apart: Range | None
    people: Range | None
    unsized: Literal["driver", "elsewhere", "beyond"] | None
    missing: tuple[str, ...] = ()


class Pmo(Strict):
    """A PMO of one unit, or one that several units could share.

    ``head`` is the unit or organisation whose head it serves; ``parent`` the number of the PMO that
    is parent to it, by the rule ``parent_rule``.
    """

    number: int
    type: str
    level: str
    lifetime: str | None
    units: tuple[int, ...]
    head: str
    parent: int | None
    parent_rule: str | None
    people: Range | None
    sharing: Sharing | None = None


class Tie(Strict):
    """A line of reporting or coordination; ``other`` is the number of a PMO, or a head's unit."""

    line: LineKind
    pmo: int
    to: Literal["head", "parent", "siblings"]
    other: int | str
    rule: str


class Totals(Strict):
    """Sums of ranges, each end by itself. Net new and transferred cover ``split`` of the units.

    ``units`` are those with a type, ``sized`` those whose range is known, ``split`` those of them
    that gave today's people. ``missing`` are the answers that the others lack. ``shared`` is the
    sum if the PMOs that could be shared were; null where one of these is not sized. Figures are
    null where too few sheets tell them.
    """

    units: int
    sized: int
    base: Range | None
    split: int
    split_base: Range | None
    transferred: Range | None
    net_new: Range | None
    shared: Range | None
    missing: tuple[Tally, ...]
    extrapolated: int


class Outlier(Strict):
    """A unit that stands out. ``own`` is its type, its people or its stage.

    People are today's, with those who could move in where these are too few. ``peers`` is the type
    of all neighbours, the suggested range, or the middle stage of its type; ``among`` counts them.
    """

    unit: int
    rule: str
    on: Literal["type", "headcount", "stage"]
    own: str | int
    peers: str | int | Range
    among: int


class Notice(Strict):
    """Something about the file that a reader should know, with how many times."""

    kind: Literal["rejected", "impossible", "unused", "unlisted_parent"]
    count: int


class Origin(Strict):
    """What the pages were made from."""

    schema_version: Literal[1] = 1
    program: str
    knowledge: str
    sheets: int
    fingerprint: str


class Portfolio(Strict):
    """All that is said of a group.

    ``unmet`` are conditions of each unit's next stage that are refuted, ``waiting`` those that are
    open; ``gates`` keep a unit from a PMO, or from the type that it wants.
    """

    title: str
    organizations: tuple[str, ...]
    assessed: int
    smallest: int
    types: Split
    levels: Split
    stages: Split
    clearness: Split
    totals: Totals
    units: tuple[UnitItem, ...]
    withheld: tuple[Withheld, ...]
    pmos: tuple[Pmo, ...]
    ties: tuple[Tie, ...]
    unmet: tuple[Tally, ...]
    waiting: tuple[Tally, ...]
    warnings: tuple[Tally, ...]
    gates: tuple[Tally, ...]
    outliers: tuple[Outlier, ...]
    notices: tuple[Notice, ...]
    origin: Origin
