"""The staffing as a model that can be played with: change an input and the range moves.

It carries the lines of this advice. Which lines there are is decided by rules, and a changed input
that would make another rule fire is beyond it; the worksheet says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pmo_advisor.model.advice import Staffing, StaffingLine
from pmo_advisor.model.sizing import Sizes
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.worksheets.grid import Area, Spot
from pmo_advisor.reports.documents.worksheets.inputs import (
    PMO_PEOPLE,
    PMS_ELSEWHERE,
    facts_of,
    write_inputs,
)
from pmo_advisor.reports.documents.worksheets.lines import Bounds, Ends, Workings, bounded
from pmo_advisor.reports.documents.worksheets.page import Page
from pmo_advisor.reports.documents.worksheets.pages import numbers, page
from pmo_advisor.reports.documents.worksheets.reach import write_reach
from pmo_advisor.reports.documents.worksheets.results import Results
from pmo_advisor.reports.documents.worksheets.roles import Roles
from pmo_advisor.reports.documents.worksheets.stages import (
    CHART_COLUMN,
    CHART_HEIGHT,
    write_stage_roles,
    write_stages,
)
from pmo_advisor.reports.sections.people import people_lines

WIDTHS = (50.0, 13.0, 11.0, 12.0, 11.0, 26.0, 11.0, 11.0, 16.0, 36.0, 9.0, 9.0)
_WORKING_WIDTHS = (48.0, *(12.0,) * 13)
_USES = ("base", "check", "ceiling", "secondary")
_COLUMNS = (
    "line",
    "low",
    "high",
    "use",
    "driver_value",
    "driver",
    "suits_from",
    "suits_to",
    "beyond",
    "method",
    "grade",
    "note",
)


class Model(NamedTuple):
    """The worksheets of the model, and where its cells stand.

    ``inputs`` are by fact, ``lines`` by rule, ``stages`` by number, ``placed`` by stage and role.
    ``split`` is who is already there or moved in, and who is new.
    """

    staffing: Page
    workings: Page
    roles: Roles
    inputs: Mapping[str, Spot]
    lines: Mapping[str, Ends]
    base: Ends | None
    split: tuple[Ends, Ends] | None
    stages: Mapping[int, Ends]
    placed: Mapping[tuple[int, str], Ends]


class _Line(NamedTuple):
    """A line of the advice with its parameters."""

    told: StaffingLine
    sizes: Sizes


def staffing_model(context: Context) -> Model | None:
    """The model, where a position gives a headcount."""
    plan, voice = context.advice.staffing, context.voice
    if plan is None:
        return None
    staffing = page(context, "staffing", WIDTHS)
    staffing.prose(people_lines(context)[0].text, "title")
    results = Results(context, staffing, plan)
    staffing.freeze = (staffing.row, 1)
    staffing.row += 1
    beside = staffing.row
    staffing.prose(voice.say("workbook.staffing.lead"), columns=CHART_COLUMN)
    staffing.prose(voice.say("workbook.staffing.reach"), columns=CHART_COLUMN)
    workings = page(context, "workings", _WORKING_WIDTHS)
    workings.prose(voice.say("workbook.workings.title"), "title")
    workings.prose(voice.say("workbook.workings.lead"))
    lines = _lines(context, plan)
    facts = facts_of(tuple(one.sizes for one in lines), plan.project_managers_inside)
    inputs = write_inputs(context, staffing, facts)
    staffing.clear(beside, CHART_HEIGHT)
    ends, base = _write_lines(context, staffing, workings, lines, inputs)
    movers = inputs[PMS_ELSEWHERE] if plan.project_managers_inside else None
    split = results.write(base, inputs[PMO_PEOPLE], movers)
    used = [one for one in lines if one.told.use == "base"]
    roles = Roles(context, staffing, workings)
    roles.write(base, [(_label(context, one), one.sizes, ends[one.told.rule]) for one in used])
    stages = write_stages(context, staffing, base, beside)
    placed = write_stage_roles(context, staffing, workings, base, roles, stages)
    write_reach(context, staffing)
    return Model(staffing, workings, roles, inputs, ends, base, split, stages, placed)


def _lines(context: Context, plan: Staffing) -> tuple[_Line, ...]:
    """The lines in the order of their use, as the report tells them."""
    found = []
    for use in _USES:
        for one in plan.lines:
            sizes = context.rulebook.rule[one.rule].then.sizes
            if one.use == use and sizes is not None:
                found.append(_Line(one, sizes))
    return tuple(found)


def _label(context: Context, line: _Line) -> str:
    """The line's label, without the use that its column already names."""
    voice, use = context.voice, context.voice.say(f"staffing.use.{line.told.use}")
    named = voice.say("staffing.prefixed", use=use, label="")
    return voice.head(voice.head(line.told.label).removeprefix(named).strip())


def _write_lines(
    context: Context,
    page: Page,
    workings: Page,
    lines: tuple[_Line, ...],
    inputs: Mapping[str, Spot],
) -> tuple[dict[str, Ends], Ends | None]:
    """Every line, and the sum of those that count; None where no line counts."""
    say, steps = context.voice.say, Workings(workings, context.voice, context.rulebook, inputs)
    for one in lines:
        if one.sizes.method == "table":
            steps.table(one.told.rule, _label(context, one), one.sizes.points)
    steps.head()
    page.heading(say("staffing.lines"))
    page.head((say(f"workbook.column.{one}") for one in _COLUMNS), (1, 2, 4, 6, 7))
    ends: dict[str, Ends] = {}
    base: Ends | None = None
    counted = [one for one in lines if one.told.use == "base"]
    for number, one in enumerate(lines, 1):
        other = ends.get(one.sizes.line or "")
        bounds = steps.line(one.told.rule, _label(context, one), one.sizes, other)
        ends[one.told.rule] = _line(context, page, one, bounds, inputs)
        if number == len(counted):
            base = _sum(context, page, [ends[each.told.rule] for each in counted])
    return ends, base


def _line(
    context: Context, page: Page, line: _Line, bounds: Bounds, inputs: Mapping[str, Spot]
) -> Ends:
    voice, say, told = context.voice, context.voice.say, line.told
    page.write(0, _label(context, line), "strong")
    low = bounded(page, 1, bounds.people.low, bounds)
    high = bounded(page, 2, bounds.people.high, bounds)
    page.write(3, say(f"staffing.use.{told.use}"))
    driver = inputs.get(line.sizes.of or "")
    if driver is not None:
        page.formula(4, 'IF(ISNUMBER({0}),{0},"")', driver, value=driver.value)
        page.write(5, voice.head(context.names.fact(line.sizes.of or "")))
        _suits(context, page, line.sizes, driver, told.extrapolated)
    method = voice.head(say(f"method.{told.method}"))
    condition = voice.head(told.condition) if told.condition else ""
    page.write(9, "\n".join(one for one in (method, condition) if one))
    page.write(10, told.grade)
    page.write(11, numbers(voice, context.notes.rule(told.rule)), "quiet")
    page.end(len(_COLUMNS))
    return Ends(low, high)


def _suits(context: Context, page: Page, line: Sizes, driver: Spot, beyond: bool) -> None:
    """For which sizes the method was made, and whether the driver lies outside."""
    if line.covers is None:
        return
    first, last = (page.write(6 + at, one, "figure") for at, one in enumerate(line.covers))
    words = context.voice.say("staffing.extrapolated")
    page.formula(
        8,
        'IF(AND(ISNUMBER({0}),OR({0}<{1},{0}>{2})),{3},"")',
        *(driver, first, last, words),
        value=words if beyond else None,
        look="open",
    )


def _sum(context: Context, page: Page, parts: list[Ends]) -> Ends:
    """The sum of the lines that count, blank until each of them is known."""
    page.write(0, context.voice.say("staffing.whole"), "label")
    made = []
    for column in (1, 2):
        ends = [one[column - 1] for one in parts]
        known = [one.value for one in ends if isinstance(one.value, int)]
        area = Area(ends[0], ends[-1])
        made.append(
            page.formula(
                column,
                'IF(COUNT({0})={1},SUM({0}),"")',
                *(area, len(ends)),
                value=sum(known) if len(known) == len(ends) else None,
                look="sum",
            )
        )
    page.end(len(_COLUMNS))
    return Ends(*made)
