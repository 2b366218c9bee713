"""The way ahead: every condition of every stage with who does what, and the capabilities."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_advisor.model.advice import Condition, StageItem
from pmo_advisor.model.brand import ColorName
from pmo_advisor.reports.charts import native
from pmo_advisor.reports.context import Context, condition_mark, urgency
from pmo_advisor.reports.documents.worksheets.grid import Area, Chart, Series, Spot
from pmo_advisor.reports.documents.worksheets.lines import Ends, joined
from pmo_advisor.reports.documents.worksheets.page import Page
from pmo_advisor.reports.documents.worksheets.pages import (
    FIRST_DAY,
    look_of,
    numbers,
    opened,
    prompted,
)
from pmo_advisor.reports.sections.capability import capability, ordered_gaps
from pmo_advisor.reports.sections.roadmap import roadmap

_WIDTHS = (22.0, 10.0, 10.0, 42.0, 15.0, 11.0, 16.0, 46.0, 16.0, 16.0, 16.0, 9.0)
_COLUMNS = (
    "stage",
    "months",
    "people",
    "condition",
    "whose_side",
    "state",
    "owner",
    "action",
    "obtain",
    "fill_person",
    "fill_day",
    "note",
)
_GAP_WIDTHS = (26.0, 12.0, 12.0, 12.0, 20.0, 44.0, 9.0)
_GAP_COLUMNS = ("capability", "have", "next", "last", "obtain")


def roadmap_page(context: Context, people: Mapping[int, Ends]) -> Page | None:
    """The conditions of the stages, what is missing first; ``people`` are the model's cells."""
    plan, shown, voice = context.advice.roadmap, roadmap(context), context.voice
    if plan is None or shown is None:
        return None
    lead = [shown.stop_here.text]
    if shown.shrinks:
        name = voice.say("roadmap.shrinks")
        lead.append(voice.say("list.named", name=name, value=shown.shrinks.text))
    page = opened(context, "roadmap", _WIDTHS, shown.heading.title, "\n".join(lead))
    first = page.row
    page.head((voice.say(f"workbook.column.{one}") for one in _COLUMNS), (1, 2))
    for stage in plan.stages:
        here = stage.stage == plan.current_stage
        ordered = sorted(stage.conditions, key=lambda one: urgency(condition_mark(one)))
        for condition in ordered or (None,):
            _row(context, page, stage, here, condition, people.get(stage.stage))
    page.listed(first, len(_COLUMNS))
    page.heading(voice.say("roadmap.stages"))
    for stage in plan.stages:
        text = voice.sentences((voice.of(stage.focus), voice.of(stage.evidence)))
        name = context.names.stage(stage.stage)
        page.prose(voice.say("list.named", name=name, value=text), "aside")
    return page


def _row(
    context: Context,
    page: Page,
    stage: StageItem,
    here: bool,
    condition: Condition | None,
    people: Ends | None,
) -> None:
    voice, name = context.voice, context.names.stage(stage.stage)
    page.write(0, voice.say("roadmap.here", stage=name) if here else name, "strong")
    page.write(1, voice.span(*stage.months), "figure")
    if people is None:
        told = voice.range(stage.people) if stage.people else voice.say("people.open")
        page.write(2, told, "figure")
    else:
        formula = 'IF({0}={1},{0}&"",{0}&{2}&{1})'
        read = (people.low, people.high, voice.say("workbook.span"))
        page.formula(2, formula, *read, value=joined(voice, people))
    if condition is None:
        page.write(3, voice.say("workbook.roadmap.none"), "quiet")
    else:
        _condition(context, page, condition)
    page.end(len(_COLUMNS))


def _condition(context: Context, page: Page, one: Condition) -> None:
    voice, mark = context.voice, condition_mark(one)
    page.write(3, voice.head(one.title), "strong")
    page.write(4, voice.say(f"workbook.side.{one.side}"))
    page.write(5, voice.say(f"mark.{mark}"), look_of(mark))
    page.write(6, context.names.party(one.owner))
    met = mark == "met"
    page.write(7, "" if met else voice.of(one.action))
    page.write(8, voice.say(f"obtain.{one.obtain}") if one.obtain and not met else "")
    page.write(9, None, "fill")
    page.write(10, None, "fill_day")
    title = voice.say("workbook.column.fill_day")
    prompted(context, page, 10, "date", title, least=FIRST_DAY)
    page.write(11, numbers(voice, context.notes.rule(one.rule)), "quiet")


def capability_page(context: Context) -> Page | None:
    """The capabilities, where the roadmap asks for any and the edition shows them."""
    shown, voice = capability(context), context.voice
    if shown is None:
        return None
    private = shown.private.text if shown.private else ""
    lead = "\n".join(one for one in (private, shown.table.caption) if one)
    page = opened(context, "capability", _GAP_WIDTHS, shown.heading.title, lead)
    first = page.row
    titles = (voice.say(f"capability.{one}") for one in _GAP_COLUMNS)
    means, note = (voice.say(f"workbook.column.{one}") for one in ("means", "note"))
    page.head((*titles, means, note), (1, 2, 3))
    for gap in ordered_gaps(context):
        entry = next(
            (one for one in context.rulebook.catalog.capabilities if one.id == gap.capability),
            None,
        )
        page.write(0, voice.head(gap.name), "strong")
        for column, step in enumerate((gap.have, gap.need_next, gap.need_last), 1):
            blank = "value.unrated" if column == 1 else "value.none"
            page.write(column, voice.say(blank) if step is None else step, "figure")
        page.write(4, voice.head(voice.say(f"obtain.{gap.obtain}" if gap.obtain else "value.none")))
        page.write(5, voice.of(entry.means) if entry else "")
        page.write(6, numbers(voice, context.notes.entry(entry)), "quiet")
        page.row += 1
    page.listed(first, len(_GAP_WIDTHS))
    _chart(context, page, first + 1)
    return page


def _chart(context: Context, page: Page, top: int) -> None:
    drawn, bottom = native.capability(context), page.row - 1
    if drawn is None:
        return

    def column(number: int) -> Area:
        return Area(Spot(page.name, top, number), Spot(page.name, bottom, number))

    colors: tuple[ColorName, ...] = ("accent", "open", "rule")
    chart = Chart(
        id="capability",
        title=context.voice.say("workbook.capability.chart"),
        says=drawn.in_words,
        names=column(0),
        series=tuple(
            Series(one.name, column(at), color)
            for at, (one, color) in enumerate(zip(drawn.series, colors, strict=True), 1)
        ),
        row=page.row + 1,
        column=0,
        width=760,
        height=90 + 32 * (bottom - top + 1),
    )
    page.charts.append(chart)
    page.row += chart.height // 20 + 2
