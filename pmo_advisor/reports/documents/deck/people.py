"""How many people, stage by stage, and by which method."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.model.advice import Staffing
from pmo_advisor.reports.charts import native
from pmo_advisor.reports.charts.native import NativeChart, Series
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.deck.speaking import unnoted
from pmo_advisor.reports.documents.deck.tabling import table
from pmo_advisor.reports.parts import Line
from pmo_advisor.reports.sections.people import people_lines
from pmo_advisor.reports.sections.settledness import asked
from pmo_advisor.reports.sections.staffing import staffing
from pmo_advisor.reports.slides import Slide, SlidePicture, Told


def people(context: Context) -> Slide | None:
    """The range, or which answers it waits for."""
    plan, voice = context.advice.staffing, context.voice
    if plan is None:
        return None
    for line in plan.lines:
        context.notes.rule(line.rule)
    if plan.base is None:
        return _missing(context, plan)
    title = voice.say("deck.people", people=people_lines(context)[0].text)
    picture = _chart(context) or _lines(context, plan)
    if picture is None:
        return None
    return Slide("people", title, (Told(_method(context, plan)),), picture, _notes(context))


def _missing(context: Context, plan: Staffing) -> Slide | None:
    voice = context.voice
    head = (voice.say("unknown.fact"), voice.say("unknown.ask"))
    rows = [
        (Line(voice.head(context.names.fact(one))), Line(asked(context, one)))
        for one in plan.missing
    ]
    picture = table(context, head, rows, (30, 70))
    if picture is None:
        return None
    title = voice.many("deck.people.missing", len(rows))
    return Slide("people", title, (), picture, _notes(context))


def _method(context: Context, plan: Staffing) -> str:
    """The method of the range, how good it is, and whom it counts."""
    voice = context.voice
    used = dict.fromkeys(one.method for one in plan.lines if one.use == "base" and one.people)
    methods = voice.joined(voice.say(f"method.{one}") for one in used)
    inside = "inside" if plan.project_managers_inside else "outside"
    return voice.sentences(
        (
            voice.say("deck.people.method", methods=methods) if methods else "",
            voice.say(f"grade.{plan.grade}") if plan.grade else "",
            voice.say(f"people.managers_{inside}"),
        )
    )


def _chart(context: Context) -> NativeChart | None:
    """The people of each stage. Both bars begin at zero, so the farther one is named by its end."""
    chart = native.ranges(context)
    if chart is None:
        return None
    near, far = chart.series
    most = Series(context.voice.say("deck.people.most"), far.values, far.role)
    return chart._replace(series=(near, most))


def _lines(context: Context, plan: Staffing) -> SlidePicture | None:
    """Where there are no stages: what the number is made of."""
    voice = context.voice
    rows = [
        (Line(voice.head(one.label), context.notes.rule(one.rule)), Line(voice.range(one.people)))
        for one in plan.lines
        if one.use == "base" and one.people
    ]
    head = (voice.say("staffing.column.line"), voice.say("staffing.column.people"))
    return table(context, head, rows, (80, 20), (1,))


def _notes(context: Context) -> tuple[str, ...]:
    return (*_caveats(context), *_facts(context))


def _caveats(context: Context) -> Iterator[str]:
    yield from (one.detail for one in people_lines(context) if one.detail)


def _facts(context: Context) -> Iterator[str]:
    """All that the report says of the number, and the lines it is made of."""
    told, voice = staffing(unnoted(context)), context.voice
    for row in told.facts if told else ():
        text = voice.sentences(line.text for line in row.lines)
        yield voice.say("list.named", name=row.label, value=text)
    for cells in told.lines.rows if told else ():
        name, *rest = (one.text for one in cells)
        yield voice.say("list.named", name=name, value=voice.clauses(rest))
