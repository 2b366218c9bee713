"""The first page of a suggested type: what an executive reads before deciding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from pmo_advisor.model.advice import Range, Staffing
from pmo_advisor.reports.context import Context, condition_mark, gate_mark, urgency
from pmo_advisor.reports.parts import Line, Row
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
        Row("decision", say("page.decision"), (decision(context),)),
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


def problem_line(context: Context) -> Line | None:
    """The stated problem, and whether symptoms and beneficiary bear it out."""
    position, say = context.advice.position, context.voice.say
    if position.core_problem is None:
        return None
    problem = context.names.value("core_problem", position.core_problem)
    confirmed = {True: "confirmed", False: "stated", None: "open"}[position.core_problem_confirmed]
    return Line(say(f"page.problem.{confirmed}", problem=problem))


def force_line(context: Context) -> Line | None:
    """Which of the three parties are missing from the joint position."""
    parties, voice = context.advice.parties, context.voice
    if not parties.missing:
        return None
    missing = voice.joined(context.names.party(one) for one in parties.missing)
    return Line(voice.say(f"parties.forces.{len(parties.present)}", missing=missing))


def _lead(context: Context) -> tuple[Line, ...]:
    position, say, names = context.advice.position, context.voice.say, context.names
    lines = [problem_line(context)]
    if position.target_type:
        lines.append(Line(say("page.target", target=names.type(position.target_type))))
    if position.secondary_type:
        lines.append(Line(say("page.secondary", secondary=names.type(position.secondary_type))))
    if position.target_level and position.target_level != position.level:
        level = names.option("level", position.target_level)
        lines.append(Line(say("page.target_level", level=level)))
    lines.append(force_line(context))
    return tuple(line for line in lines if line)


def people_lines(context: Context) -> tuple[Line, ...]:
    """How many people in one sentence, then what the number includes."""
    staffing, voice = context.advice.staffing, context.voice
    if staffing is None:
        return ()
    if staffing.base is None:
        missing = voice.joined(context.names.fact(one) for one in staffing.missing)
        return (Line(voice.say("people.missing", facts=missing)),)
    detail = voice.sentences(_caveats(context, staffing))
    return (Line(_split(context, staffing, staffing.base), detail=detail),)


def _split(context: Context, staffing: Staffing, base: Range) -> str:
    """The range, and how much of it is transferred and net new."""
    voice, people = context.voice, context.voice.people(base)
    moved, new = staffing.transferred, staffing.net_new
    if moved is None or new is None:
        return people
    if moved.high == 0:
        return voice.say("people.all_new", people=people)
    if new.high == 0:
        return voice.say("people.all_there", people=people)
    return voice.say(
        "people.split", people=people, transferred=voice.range(moved), net_new=voice.range(new)
    )


def _caveats(context: Context, staffing: Staffing) -> list[str]:
    say = context.voice.say
    inside = "inside" if staffing.project_managers_inside else "outside"
    told = [say(f"people.managers_{inside}")]
    if staffing.extrapolated:
        told.append(say("people.extrapolated"))
    if staffing.today is not None and staffing.against_today:
        today = context.voice.number(staffing.today)
        told.append(say(f"people.today.{staffing.against_today}", today=today))
    return told


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
    return lines or (Line(voice.say("page.no_conditions")),)


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


def decision(context: Context) -> Line:
    """The decision wanted, by whom and by when; a date only where the sheets carry one."""
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
    explanation, voice = context.advice.explanation, context.voice
    if context.advice.position.runner_up is None:
        return (Line(voice.say("runner_up.none")),)
    firmness = voice.of(explanation.firmness_missing)
    return tuple(line for line in (spoke_for(context), separation(context), Line(firmness)) if line)


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
