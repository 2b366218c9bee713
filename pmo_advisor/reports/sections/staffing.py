"""Headcount: the range and its method, what it is made of, and what would narrow it."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_advisor.model.advice import Staffing, StaffingLine
from pmo_advisor.model.catalog import Role
from pmo_advisor.reports.charts.drawing import Picture
from pmo_advisor.reports.charts.ranges import Bar, BarGroup, ranges_picture
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.parts import Heading, Line, Row, Table
from pmo_advisor.reports.sections.page_one import people_lines

_USES = ("base", "check", "ceiling", "secondary")


@dataclass(frozen=True, slots=True)
class StaffingView:
    """The section."""

    heading: Heading
    facts: tuple[Row, ...]
    picture: Picture | None
    lines: Table
    roles: Table | None
    by_stage: Table | None


def staffing(context: Context) -> StaffingView | None:
    """The section, where a position gives a headcount."""
    plan, voice = context.advice.staffing, context.voice
    if plan is None:
        return None
    title = people_lines(context)[0].text
    return StaffingView(
        heading=Heading("staffing", voice.say("staffing.topic"), title),
        facts=_facts(context, plan),
        picture=ranges_picture(voice, _groups(context, plan), plan.today, title),
        lines=_lines(context, plan),
        roles=_roles(context, plan),
        by_stage=_by_stage(context),
    )


def _facts(context: Context, plan: Staffing) -> tuple[Row, ...]:
    voice, say = context.voice, context.voice.say
    entry = context.type_entry(context.advice.position.type)
    told: list[tuple[str, str]] = []
    if plan.base:
        if plan.transferred and plan.net_new:
            told.append(("transferred", voice.people(plan.transferred)))
            told.append(("net_new", voice.people(plan.net_new)))
        inside = "inside" if plan.project_managers_inside else "outside"
        told.append(("managers", say(f"people.managers_{inside}")))
    if plan.grade:
        judged = say("staffing.judgement") if plan.grade in "DE" else ""
        told.append(("grade", voice.sentences((say(f"grade.{plan.grade}"), judged))))
    if plan.extrapolated:
        told.append(("extrapolated", say("people.extrapolated")))
    if plan.today is not None and plan.against_today:
        today = voice.number(plan.today)
        told.append(("today", say(f"people.today.{plan.against_today}", today=today)))
    if plan.cost:
        told.append(
            ("cost", say("staffing.cost.range", cost=voice.span(plan.cost.low, plan.cost.high)))
        )
    if plan.narrowing:
        facts = voice.joined(context.names.fact(one) for one in plan.narrowing)
        told.append(("narrowing", say("staffing.narrow_by", facts=facts)))
    if plan.missing:
        facts = voice.joined(context.names.fact(one) for one in plan.missing)
        told.append(("missing", facts))
    if entry:
        told.append(("grade_hint", voice.of(entry.grade_hint)))
        told.append(("career", voice.of(entry.career)))
    return tuple(Row(name, say(f"staffing.{name}"), (Line(text),)) for name, text in told)


def _groups(context: Context, plan: Staffing) -> tuple[BarGroup, ...]:
    """The whole, its lines by use, and the stages, all on one scale."""
    voice, groups = context.voice, []
    if plan.base:
        whole = Bar(voice.say("staffing.whole"), plan.base.low, plan.base.high, "whole")
        groups.append(BarGroup(voice.say("staffing.range"), (whole,)))
    for use in _USES:
        bars = tuple(
            Bar(voice.head(one.label), one.people.low, one.people.high, one.use)
            for one in plan.lines
            if one.use == use and one.people
        )
        if bars:
            groups.append(BarGroup(voice.say(f"staffing.use.{use}"), bars))
    roadmap = context.advice.roadmap
    stages = tuple(
        Bar(context.names.stage(stage.stage), stage.people.low, stage.people.high, "stage")
        for stage in (roadmap.stages if roadmap else ())
        if stage.people
    )
    if stages:
        groups.append(BarGroup(voice.say("staffing.by_stage"), stages))
    return tuple(groups)


def _lines(context: Context, plan: Staffing) -> Table:
    voice = context.voice
    columns = ("line", "use", "people", "method", "grade")
    rows = tuple(_line(context, one) for use in _USES for one in plan.lines if one.use == use)
    head = tuple(voice.say(f"staffing.column.{column}") for column in columns)
    return Table("staffing-lines", voice.say("staffing.lines"), head, rows, (2,), (1, 2, 4))


def _line(context: Context, line: StaffingLine) -> tuple[Line, ...]:
    voice, say = context.voice, context.voice.say
    method = say(f"method.{line.method}")
    if line.driver and line.driver_value is not None:
        value = context.names.value(line.driver, line.driver_value)
        method = say(
            "method.of", method=method, driver=context.names.fact(line.driver), value=value
        )
    limits = [voice.head(line.condition)] if line.condition else []
    if line.extrapolated:
        limits.append(say("people.extrapolated"))
    return (
        Line(voice.head(line.label), context.notes.rule(line.rule), detail=voice.sentences(limits)),
        Line(say(f"staffing.use.{line.use}")),
        Line(voice.range(line.people) if line.people else say("value.none")),
        Line(voice.head(method)),
        Line(line.grade),
    )


def _roles(context: Context, plan: Staffing) -> Table | None:
    voice = context.voice
    if not plan.roles:
        return None
    rows = []
    for one in plan.roles:
        role = context.names.find("roles", one.role)
        purpose, obtain, grade = "", "", ""
        if isinstance(role, Role):
            purpose = voice.of(role.purpose)
            obtain = voice.say(f"obtain.{role.obtain}")
            grade = context.names.entry("grades", role.grade)
        cells = (Line(voice.range(one)), *(Line(voice.head(t)) for t in (purpose, obtain, grade)))
        rows.append((Line(voice.head(one.name), context.notes.entry(role)), *cells))
    head = tuple(
        voice.say(f"staffing.column.{column}")
        for column in ("role", "people", "purpose", "obtain", "pay_grade")
    )
    return Table("roles", voice.say("staffing.roles"), head, tuple(rows), (1,), (0, 1, 3, 4))


def _by_stage(context: Context) -> Table | None:
    voice, roadmap = context.voice, context.advice.roadmap
    stages = [one for one in (roadmap.stages if roadmap else ()) if one.people or one.roles]
    if not stages:
        return None
    rows = tuple(
        (
            Line(context.names.stage(stage.stage)),
            Line(voice.range(stage.people) if stage.people else voice.say("people.open")),
            Line(
                voice.joined(
                    voice.say("staffing.role", role=voice.of(one.name), people=voice.range(one))
                    for one in stage.roles
                )
                or voice.say("value.none")
            ),
        )
        for stage in stages
    )
    head = tuple(voice.say(f"staffing.column.{one}") for one in ("stage", "people", "roles"))
    return Table("staffing-stages", voice.say("staffing.by_stage"), head, rows, (1,), (0, 1))
