"""People by stage: a stage's own range, a share of the whole, or the whole, and its roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from pmo_advisor.model.catalog import Stage
from pmo_advisor.reports.charts import native
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.worksheets.grid import Area, Chart, Series, Spot
from pmo_advisor.reports.documents.worksheets.lines import Ends, joined
from pmo_advisor.reports.documents.worksheets.page import Page
from pmo_advisor.reports.documents.worksheets.roles import Roles, weights
from pmo_advisor.reports.documents.worksheets.shares import both

CHART_COLUMN = 8
CHART_HEIGHT = 270
"""Where the chart stands, right of the inputs, and its height in pixels."""


def write_stages(
    context: Context, page: Page, base: Ends | None, beside: int
) -> Mapping[int, Ends]:
    """The stages with their people, and their chart in the row ``beside``."""
    say, entries = context.voice.say, _entries(context)
    if base is None or not entries:
        return {}
    page.heading(say("staffing.by_stage"))
    columns = ("stage", "low", "high", "share_of_whole", "more", "told")
    page.head((say(f"workbook.column.{one}") for one in columns), (1, 2, 4))
    people = {one.number: _row(context, page, one, base) for one in entries}
    _chart(context, page, list(people.values()), beside)
    return people


def _entries(context: Context) -> tuple[Stage, ...]:
    """The catalogue's stages that the roadmap has."""
    roadmap = context.advice.roadmap
    told = {one.stage for one in roadmap.stages} if roadmap else set()
    return tuple(one for one in context.rulebook.catalog.stages if one.number in told)


def _row(context: Context, page: Page, stage: Stage, base: Ends) -> Ends:
    name = page.write(0, context.names.stage(stage.number), "strong")
    made = []
    read: list[Spot | int]
    for at, end in enumerate(base):
        value: int | None
        whole = end.value if isinstance(end.value, int) else None
        if stage.people is not None:
            own = stage.people[at]
            value = own if whole is None else max(1, min(own, whole))
            formula, read = "IF(ISNUMBER({0}),MAX(1,MIN({1},{0})),{1})", [end, own]
        elif stage.share is not None:
            value = None if whole is None else ceil(whole * stage.share)
            formula = 'IF(ISNUMBER({0}),ROUNDUP({0}*{1}/{2},0),"")'
            read = [end, stage.share.numerator, stage.share.denominator]
        else:
            value, formula, read = whole, "{0}", [end]
        made.append(page.formula(1 + at, formula, *read, value=value, look="sum"))
    page.write(3, _share(context, stage))
    low, high = made
    known = isinstance(low.value, int) and isinstance(high.value, int)
    page.formula(
        4,
        'IF(AND(ISNUMBER({0}),ISNUMBER({1})),{1}-{0},"")',
        *made,
        value=int(high.value or 0) - int(low.value or 0) if known else None,
        look="fine_whole",
    )
    _told(context, page, name, low, high)
    page.end(6)
    return Ends(low, high)


def _told(context: Context, page: Page, name: Spot, low: Spot, high: Spot) -> None:
    """The stage with its people in one cell, for the chart to name its bar by."""
    voice = context.voice
    span, colon = joined(voice, Ends(low, high)), voice.say("list.named", name="", value="")
    page.formula(
        5,
        "IF(ISNUMBER({0}),{2}&{3}&IF({0}={1},{0},{0}&{4}&{1}),{2})",
        *(low, high, name, colon, voice.say("workbook.span")),
        value=f"{name.value}{colon}{span}" if span else name.value,
        look="quiet",
    )


def _share(context: Context, stage: Stage) -> str:
    say = context.voice.say
    if stage.people is not None:
        return say("workbook.staffing.own_range")
    if stage.share is not None:
        return str(stage.share)
    return say("workbook.staffing.all_of_it")


def _chart(context: Context, page: Page, people: Sequence[Ends], beside: int) -> None:
    """The lower end solid, what may come on top of it lighter."""
    drawn, first, last = native.ranges(context), people[0].low, people[-1].low
    if drawn is None:
        return

    def column(number: int) -> Area:
        return Area(first._replace(column=number), last._replace(column=number))

    low, more = drawn.series
    chart = Chart(
        id="stages",
        title=drawn.title,
        says=drawn.in_words,
        names=column(5),
        series=(
            Series(low.name, column(1), "accent"),
            Series(more.name, column(4), "accent_soft"),
        ),
        row=beside,
        column=CHART_COLUMN,
        width=500,
        height=CHART_HEIGHT,
        stacked=True,
    )
    page.charts.append(chart)


def write_stage_roles(
    context: Context,
    page: Page,
    workings: Page,
    base: Ends | None,
    roles: Roles,
    stages: Mapping[int, Ends],
) -> Mapping[tuple[int, str], Ends]:
    """The roles of each stage: those of the whole where the stage is the whole."""
    say, ends = context.voice.say, list(roles.ends.values())
    if base is None or not ends or not stages:
        return {}
    workings.row += 1
    parts = weights(context, workings, list(roles.ends), ends)
    page.heading(say("workbook.staffing.roles_by_stage"))
    heads = ("stage_and_role", "low", "high")
    page.head((say(f"workbook.column.{one}") for one in heads), (1, 2))
    placed: dict[tuple[int, str], Ends] = {}
    for stage in _entries(context):
        people, title = stages[stage.number], context.names.stage(stage.number)
        part_of = stage.people is not None or stage.share is not None
        seats = both(workings, context.voice, title, people, parts) if part_of else ends
        for role, whole, seat in zip(roles.ends, ends, seats, strict=True):
            page.write(0, context.voice.say("list.named", name=title, value=roles.name(role)))
            low, high = (
                _seat(page, 1 + at, base, people, (whole[at], seat[at]), part_of) for at in (0, 1)
            )
            placed[stage.number, role] = Ends(low, high)
            page.row += 1
    return placed


def _seat(
    page: Page, column: int, base: Ends, people: Ends, either: tuple[Spot, Spot], part_of: bool
) -> Spot:
    whole, seat = either
    known = isinstance(base[column - 1].value, int)
    if not part_of:
        return page.formula(column, "{0}", whole, value=whole.value)
    same = (people.low.value, people.high.value) == (base.low.value, base.high.value)
    return page.formula(
        column,
        'IF(ISNUMBER({0}),IF(AND({1}={0},{2}={3}),{4},{5}),"")',
        *(base.low, people.low, people.high, base.high, whole, seat),
        value=(whole.value if same else seat.value) if known else None,
    )
