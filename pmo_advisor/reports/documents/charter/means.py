"""What the PMO offers, with whom and with which means, and how its worth is shown."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.model.advice import MetricItem, Staffing, StaffingLine
from pmo_advisor.reports.blocks import Block
from pmo_advisor.reports.documents.charter.draft import Draft
from pmo_advisor.reports.parts import Line, Row, Table
from pmo_advisor.reports.sections.staffing import staffing


def services(draft: Draft) -> Iterator[Block]:
    """What it does, in order, and from which stage."""
    voice, advice = draft.voice, draft.context.advice
    if not advice.services:
        yield from draft.rows(draft.row("services", draft.fill("services", "pmo_lead")))
        return
    here = advice.roadmap.current_stage if advice.roadmap else -1
    told = voice.say("charter.before_stages")
    if here >= 0:
        told = voice.say("charter.at_stage", stage=draft.context.names.stage(here))
    yield from draft.lay.paragraph(told)
    rows = [
        (
            voice.head(one.name),
            voice.of(one.does),
            voice.say("charter.unstaffed")
            if one.stage is None
            else draft.context.names.stage_number(one.stage),
        )
        for one in advice.services
    ]
    yield from draft.grid("services", ("service", "does", "stage"), rows, short=(2,))


def people_said(draft: Draft) -> str:
    """How many people, or the mark of a place to fill."""
    plan = draft.context.advice.staffing
    if plan is not None and plan.base is not None:
        return draft.voice.people(plan.base)
    facts = plan.missing if plan else ()
    parties = [
        party
        for fact in facts
        if fact in draft.context.rulebook.question
        for party in draft.context.rulebook.question[fact].decided_by
    ]
    return draft.fill("people", *(parties or ["org_design"]))


def people(draft: Draft) -> Iterator[Block]:
    """The range with its method, where the people come from, and the roles by stage."""
    plan, voice = draft.context.advice.staffing, draft.voice
    told = people_said(draft)
    yield from draft.rows(
        draft.row("people", told),
        *(_split(draft, plan) if plan and plan.base else ()),
        draft.row("career", voice.of(draft.entry.career)),
    )
    view = staffing(draft.context)
    if view is None or plan is None or plan.base is None:
        return
    yield from draft.lay.grids(_bare(one) for one in (view.roles, view.by_stage))
    yield from draft.lay.paragraph(voice.say("charter.see_roles"), style="aside")


def _split(draft: Draft, plan: Staffing) -> Iterator[Row]:
    voice = draft.voice
    for name, part in (("transferred", plan.transferred), ("net_new", plan.net_new)):
        told = voice.people(part) if part else draft.fill(name, "org_design", "pmo_lead")
        yield draft.row(name, told)
    inside = "inside" if plan.project_managers_inside else "outside"
    yield draft.row("managers", voice.say(f"people.managers_{inside}"))
    for use in ("base", "secondary"):
        lines = (one for one in plan.lines if one.use == use and one.people and one.people.high)
        yield draft.row(f"method_{use}", *(_line(draft, one) for one in lines))
    if plan.cost:
        cost = voice.span(plan.cost.low, plan.cost.high)
        yield draft.row("cost", voice.say("staffing.cost.range", cost=cost))


def _line(draft: Draft, line: StaffingLine) -> Line:
    """A line of the range: its method in words, and the number that it rests on."""
    voice, names = draft.voice, draft.context.names
    told = [voice.people(line.people)] if line.people else []
    if line.driver and line.driver_value is not None:
        value = names.value(line.driver, line.driver_value)
        told.append(voice.say("list.named", name=names.fact(line.driver), value=value))
    detail = voice.clauses(told)
    if line.extrapolated:
        detail = voice.clauses((detail, voice.say("people.extrapolated")))
    return Line(voice.head(line.label), detail=detail)


def _bare(table: Table | None) -> Table | None:
    """A table without the numbers of its notes."""
    if table is None:
        return None
    rows = tuple(tuple(cell._replace(notes=()) for cell in row) for row in table.rows)
    return table._replace(rows=rows)


def first_days(draft: Draft) -> Iterator[Block]:
    """What the first hundred days bring."""
    days, of = draft.entry.first_days, draft.voice.of
    yield from draft.rows(
        draft.row("win", of(days.win)),
        draft.row("decisions", *(of(one) for one in days.decisions)),
        draft.row("evidence", *(of(one) for one in days.evidence)),
    )


def value(draft: Draft) -> Iterator[Block]:
    """The measures with their owners, the goal of the first half-year, and who appraises."""
    voice, plan = draft.voice, draft.context.advice.value
    rows = [_metric(draft, one) for one in (plan.metrics if plan else ())]
    columns = ("metric", "formula", "owner", "baseline", "target")
    yield from draft.grid("metrics", columns, rows, short=(3, 4))
    yield from draft.rows(
        draft.row("metrics", "" if rows else draft.fill("metrics", "pmo_lead")),
        draft.row("goal", voice.of(draft.entry.half_year_goal)),
        draft.row("appraisers", voice.of(draft.entry.value.appraisers)),
    )


def _metric(draft: Draft, metric: MetricItem) -> tuple[Line, ...]:
    voice = draft.voice
    name, owner = voice.of(metric.name), voice.of(metric.data_owner)
    direction = voice.say(f"metric.direction.{metric.direction}")
    unit = voice.say("list.pair", first=voice.of(metric.unit), second=direction)
    target = voice.say("charter.no_target")
    baseline = draft.blank(voice.say("charter.item.baseline", metric=name), owner)
    if metric.kind != "reference":
        who = voice.say("charter.target_owner")
        target = draft.blank(voice.say("charter.item.target", metric=name), who)
    return (
        Line(voice.head(name)),
        Line(voice.head(metric.formula), detail=unit),
        Line(voice.head(owner)),
        Line(baseline),
        Line(voice.head(target)),
    )


def meetings(draft: Draft) -> Iterator[Block]:
    """The meetings that carry the work, and the money for it."""
    yield from draft.rows(
        draft.row("cadence", draft.answer("meeting_cadence")),
        draft.row("meetings", *(draft.voice.of(one) for one in draft.entry.first_days.meetings)),
        draft.row("budget", draft.answer("pmo_budget")),
    )
