"""The roadmap: the stages, what each asks for, the first hundred days, and where one may stop."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_advisor.model.advice import Condition, Roadmap, StageItem
from pmo_advisor.model.text import Text
from pmo_advisor.reports.charts.drawing import Picture
from pmo_advisor.reports.charts.stages import MOST_CONDITIONS, Stop, stages_picture
from pmo_advisor.reports.context import Context, condition_mark, urgency
from pmo_advisor.reports.parts import Heading, Line, Row, Table


@dataclass(frozen=True, slots=True)
class RoadmapView:
    """The section."""

    heading: Heading
    picture: Picture | None
    stages: Table
    conditions: tuple[Table, ...]
    first_days: tuple[Row, ...]
    stop_here: Line
    shrinks: Line | None


def roadmap(context: Context) -> RoadmapView | None:
    """The section, where a position gives a roadmap."""
    plan, voice = context.advice.roadmap, context.voice
    if plan is None:
        return None
    heading = title(context, plan)
    entry = context.type_entry(context.advice.position.type)
    stops = tuple(stop(context, plan, stage) for stage in plan.stages)
    return RoadmapView(
        heading=Heading("roadmap", voice.say("roadmap.topic"), heading),
        picture=stages_picture(voice, stops, heading),
        stages=_stages(context, plan),
        conditions=tuple(_conditions(context, stage) for stage in plan.stages if stage.conditions),
        first_days=_first_days(context, plan),
        stop_here=Line(voice.say("roadmap.stop_here")),
        shrinks=Line(voice.of(entry.shrinks)) if entry else None,
    )


def title(context: Context, plan: Roadmap) -> str:
    """Where the organisation stands, and how much the next stage still asks for."""
    voice, ahead = context.voice, context.next_stage()
    if ahead is None:
        return voice.say("roadmap.title.last", here=context.names.stage(plan.current_stage))
    short = sum(one.outcome != "fires" for one in ahead.conditions)
    names = {"next": context.names.stage(ahead.stage)}
    if plan.current_stage < 0:
        return voice.many("roadmap.title.before", short, **names)
    here = context.names.stage(plan.current_stage)
    if short == 0:
        return voice.say(f"roadmap.title.ready{context.apart}", here=here, **names)
    return voice.many("roadmap.title", short, here=here, **names)


def _place(plan: Roadmap, stage: StageItem) -> str:
    if stage.stage == plan.current_stage:
        return "here"
    return "behind" if stage.stage < plan.current_stage else "ahead"


def _people(context: Context, stage: StageItem) -> str:
    if stage.people is None:
        return context.voice.say("people.open")
    return context.voice.people(stage.people)


def _months(context: Context, stage: StageItem) -> str:
    return context.voice.say("roadmap.months", months=context.voice.span(*stage.months))


def stop(context: Context, plan: Roadmap, stage: StageItem) -> Stop:
    """A stage as its picture shows it."""
    voice, place = context.voice, _place(plan, stage)
    ordered = sorted(stage.conditions, key=lambda one: urgency(condition_mark(one)))
    shown = ordered[:MOST_CONDITIONS]
    marks = [condition_mark(one) for one in stage.conditions]
    more = len(ordered) - len(shown)
    told = voice.say(
        f"chart.stage.{place}",
        stage=context.names.stage(stage.stage),
        people=_people(context, stage),
        months=_months(context, stage),
    )
    counts = voice.say(
        "chart.conditions",
        met=voice.number(marks.count("met")),
        unmet=voice.number(marks.count("unmet")),
        open=voice.number(marks.count("open")),
    )
    return Stop(
        name=context.names.stage(stage.stage),
        place=place,
        people=_people(context, stage),
        months=_months(context, stage),
        conditions=tuple((condition_mark(one), voice.head(one.title)) for one in shown),
        more=voice.many("chart.more", more) if more else "",
        in_words=voice.sentences((told, counts if marks else "")),
    )


def _stages(context: Context, plan: Roadmap) -> Table:
    voice = context.voice
    columns = ("stage", "focus", "evidence", "people", "time")
    rows = []
    for stage in plan.stages:
        entry = context.names.find("stages", f"stage_{stage.stage}")
        name = context.names.stage(stage.stage)
        if stage.stage == plan.current_stage:
            name = voice.say("roadmap.here", stage=name)
        rows.append(
            (
                Line(name, context.notes.entry(entry)),
                Line(voice.of(stage.focus)),
                Line(voice.of(stage.evidence)),
                Line(_people(context, stage)),
                Line(_months(context, stage)),
            )
        )
    head = tuple(voice.say(f"roadmap.{column}") for column in columns)
    return Table("stages", voice.say("roadmap.stages"), head, tuple(rows), short=(3, 4))


def _conditions(context: Context, stage: StageItem) -> Table:
    """What one stage asks for, what is missing first."""
    voice = context.voice
    ordered = sorted(stage.conditions, key=lambda one: urgency(condition_mark(one)))
    caption = voice.say("roadmap.conditions", stage=context.names.stage(stage.stage))
    columns = ("condition", "state", "owner", "action")
    head = tuple(voice.say(f"roadmap.{column}") for column in columns)
    rows = tuple(_condition(context, one) for one in ordered)
    return Table(f"conditions-{stage.stage}", caption, head, rows, short=(1, 2))


def _condition(context: Context, condition: Condition) -> tuple[Line, ...]:
    voice, mark = context.voice, condition_mark(condition)
    side = voice.say(f"side.{condition.side}")
    action = Line(voice.say("value.none"))
    if mark != "met":
        obtain = voice.say(f"obtain.{condition.obtain}") if condition.obtain else ""
        action = Line(voice.of(condition.action), detail=obtain)
    return (
        Line(voice.head(condition.title), context.notes.rule(condition.rule), detail=side),
        Line(voice.say(f"mark.{mark}"), mark=mark),
        Line(context.names.party(condition.owner)),
        action,
    )


def _first_days(context: Context, plan: Roadmap) -> tuple[Row, ...]:
    entry, voice = context.type_entry(plan.first_days), context.voice
    if entry is None:
        return ()
    days = entry.first_days
    parts: tuple[tuple[str, tuple[Text, ...]], ...] = (
        ("win", (days.win,)),
        ("decisions", days.decisions),
        ("meetings", days.meetings),
        ("evidence", days.evidence),
        ("not_yet", days.not_yet),
    )
    return tuple(
        Row(name, voice.say(f"first_days.{name}"), tuple(Line(voice.of(one)) for one in texts))
        for name, texts in parts
    )
