"""The first page of a suggested type: what an executive reads before deciding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from pmo_advisor.reports.context import Context, condition_mark, gate_mark, urgency
from pmo_advisor.reports.parts import Line, Row
from pmo_advisor.reports.sections.flips import flip_to
from pmo_advisor.reports.sections.lead import lead_lines
from pmo_advisor.reports.sections.people import people_lines
from pmo_advisor.reports.sections.separation import separation, spoke_for

MOST_CONDITIONS = 2
MOST_WARNINGS = 3
DECISION_DAYS = "decision_days"
"""The threshold that says within how many days a decision is wanted."""

_WEIGHTS = ("first", "normal", "minor")


@dataclass(frozen=True, slots=True)
class PageOne:
    """The position in one sentence, what it rests on, and what follows, row by row."""

    title: str
    lead: tuple[Line, ...]
    rows: tuple[Row, ...]


def page_one(context: Context) -> PageOne:
    """The first page where a type is suggested."""
    position, say = context.advice.position, context.voice.say
    entry = context.type_entry(position.type)
    stops = Line(context.voice.of(entry.stops)) if entry else None
    rows = (
        Row("people", say("page.people"), people_lines(context)),
        Row("conditions", say("page.conditions"), _conditions(context)),
        Row("stops", say("page.stops"), (stops,) if stops else ()),
        decision_row(context),
        Row("runner_up", say("page.runner_up"), _runner_up(context)),
        Row("warnings", say("page.warnings"), warning_lines(context)),
    )
    return PageOne(_title(context), _lead(context), tuple(row for row in rows if row.lines))


def _title(context: Context) -> str:
    position, names, say = context.advice.position, context.names, context.voice.say
    if position.level and position.control and position.lifetime:
        sentence = say(
            "title.type",
            subject=context.subject,
            type=names.type(position.type),
            level=names.option("level", position.level),
            control=names.option("control", position.control),
            lifetime=names.option("lifetime", position.lifetime),
        )
    else:
        sentence = say("title.bare", subject=context.subject, type=names.type(position.type))
    rivals = context.rivals()
    if rivals:
        others = context.voice.joined(names.type(one) for one in rivals)
        sentence += say("title.tied" if position.tied_with else "title.near", other=others)
    return sentence


def _lead(context: Context) -> tuple[Line, ...]:
    position, say, names = context.advice.position, context.voice.say, context.names
    lines: list[Line | None] = []
    if position.target_type:
        lines.append(Line(say("page.target", target=names.type(position.target_type))))
    if position.secondary_type:
        lines.append(Line(say("page.secondary", secondary=names.type(position.secondary_type))))
    if position.target_level and position.target_level != position.level:
        level = names.option("level", position.target_level)
        lines.append(Line(say("page.target_level", level=level)))
    first, *others = lead_lines(context) or (None,)
    return tuple(line for line in (first, *lines, *others) if line)


def _conditions(context: Context) -> tuple[Line, ...]:
    """What must be settled first: gates before stage conditions, unmet before open."""
    position, voice = context.advice.position, context.voice
    aims = (None, position.type, position.target_type)
    seen: dict[str, Line] = {}
    for gate in (*position.confirm_first, *position.gates):
        if gate_mark(gate) != "met" and gate.type in aims:
            owner = context.names.party(gate.owner)
            seen[gate.rule] = Line(
                voice.head(gate.title),
                context.notes.rule(gate.rule),
                gate_mark(gate),
                voice.say("page.to_do", owner=owner, action=voice.of(gate.actions[0]))
                if gate.actions
                else "",
            )
    gates = sorted(seen.values(), key=_urgency)
    stage = sorted(_stage_conditions(context), key=_urgency)
    lines = (*gates, *stage)[:MOST_CONDITIONS]
    if lines or context.advice.provenance.kept:
        return lines
    return (Line(voice.say(f"page.no_conditions{context.apart}")),)


def _urgency(line: Line) -> int:
    return urgency(line.mark) if line.mark else 0


def _stage_conditions(context: Context) -> list[Line]:
    roadmap, voice = context.advice.roadmap, context.voice
    return [
        Line(
            voice.head(one.title),
            context.notes.rule(one.rule),
            condition_mark(one),
            voice.say(
                "page.to_do", owner=context.names.party(one.owner), action=voice.of(one.action)
            ),
        )
        for one in (roadmap.next_actions if roadmap else ())
        if one.outcome != "fires"
    ]


def decision_row(context: Context) -> Row:
    """The decision wanted; once a workshop has made it, that it was made."""
    label = "page.decided" if decided_on(context) else "page.decision"
    return Row("decision", context.voice.say(label), (decision(context),))


def decided_on(context: Context) -> str:
    """The day on which a workshop decided, in words; nothing where none did."""
    made = context.minutes.decision if context.minutes else None
    return context.voice.date(made.day) if made else ""


def decision(context: Context) -> Line:
    """The decision wanted, by whom and by when; a date only where the sheets carry one."""
    if decided_on(context):
        return Line(context.voice.say("decision.made", date=decided_on(context)))
    position, voice, say = context.advice.position, context.voice, context.voice.say
    days, day = context.rulebook.threshold.get(DECISION_DAYS), context.advice.provenance.date
    if days is None:
        when = say("when.forum")
    elif day is None:
        when = voice.many("when.within", days)
    else:
        when = say("when.by", date=voice.date(day + timedelta(days=days)))
    who = context.names.party("executive")
    if not context.settled_on_type:
        return Line(say(f"decision.{position.type}", who=who, when=when))
    kind = "adjust" if context.pmo_exists() else "set_up"
    staffing = context.advice.staffing
    told = [say(f"decision.{kind}", who=who, when=when, type=context.names.type(position.type))]
    if staffing and staffing.base:
        told.append(say("decision.people", people=voice.people(staffing.base)))
    return Line(voice.sentences(told))


def _runner_up(context: Context) -> tuple[Line, ...]:
    """The runner-up, what separates it, and the answer or smallest set that would flip to it."""
    runner_up = context.advice.position.runner_up
    if runner_up is None:
        return (Line(context.voice.say("runner_up.none")),)
    lines = (spoke_for(context), separation(context), flip_to(context, runner_up))
    return tuple(line for line in lines if line)


def warning_lines(context: Context) -> tuple[Line, ...]:
    """At most three warnings, the weightiest first."""
    warnings = sorted(context.advice.warnings, key=lambda one: _WEIGHTS.index(one.weight))
    return tuple(
        Line(
            context.voice.head(one.title),
            context.notes.rule(one.rule),
            detail=context.voice.of(one.do),
        )
        for one in warnings[:MOST_WARNINGS]
    )
