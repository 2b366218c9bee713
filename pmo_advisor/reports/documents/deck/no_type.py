"""Where no type is suggested: what stands in the way and what comes first, or what to answer."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.model.advice import Gate, NotYet
from pmo_advisor.reports.context import Context, gate_mark
from pmo_advisor.reports.documents.deck.conditions import open_gates, to_do
from pmo_advisor.reports.documents.deck.speaking import not_known
from pmo_advisor.reports.documents.deck.tabling import more, table
from pmo_advisor.reports.parts import Line
from pmo_advisor.reports.sections.no_type import MOST_QUESTIONS, by_weight
from pmo_advisor.reports.sections.settledness import asked
from pmo_advisor.reports.slides import Flow, Slide, Step, Told


def in_the_way(context: Context) -> Slide | None:
    """The obstacles and shut gates, who opens them, and how."""
    why, voice = context.advice.position.not_yet, context.voice
    gates = _gates(context, why) if why else []
    columns = ("page.gates", "gates.owner", "gates.do")
    picture = table(
        context,
        [voice.say(one) for one in columns],
        [_row(context, one) for one in gates],
        (38, 14, 48),
    )
    if picture is None:
        return None
    title = voice.many("deck.gates", len(gates), first=voice.of(gates[0].title))
    message = voice.of(gates[0].because)
    return Slide("in_the_way", title, (Told(message),), picture, not_known(context))


def _gates(context: Context, why: NotYet) -> list[Gate]:
    """What is in the way of every type, then of the type that the evidence points to."""
    known = {one.rule: one for one in (*why.gates, *open_gates(context))}
    return list(known.values())


def _row(context: Context, gate: Gate) -> tuple[Line, ...]:
    voice, mark = context.voice, gate_mark(gate)
    title, state = voice.head(gate.title), ""
    if gate.type:
        state = voice.head(context.names.type(gate.type))
        named = {"name": voice.head(voice.say(f"mark.{mark}")), "value": voice.of(gate.title)}
        title = voice.say("list.named", **named)
    return (
        Line(title, context.notes.rule(gate.rule), detail=state),
        Line(context.names.party(gate.owner)),
        to_do(context, gate),
    )


def ahead(context: Context) -> Slide | None:
    """What is done now, what holds meanwhile, when to look again, and what comes then."""
    why, voice = context.advice.position.not_yet, context.voice
    if why is None:
        return None
    steps = tuple(_steps(context, why))
    told = [voice.say("list.named", name=one.name, value=_said(context, one)) for one in steps]
    alternative = voice.of(why.alternative_name)
    if why.look_again:
        title = voice.say("deck.again.date", first=alternative, date=voice.date(why.look_again))
    else:
        title = voice.many("deck.again.days", why.look_again_days, first=alternative)
    return Slide(
        id="ahead",
        title=title,
        message=(Told(voice.say("deck.again.message")),),
        picture=Flow(voice.clauses(told), steps),
        notes=(voice.of(why.interim), *not_known(context)),
    )


def _said(context: Context, step: Step) -> str:
    return context.voice.clauses((step.first, step.second, *(one.text for one in step.points)))


def _steps(context: Context, why: NotYet) -> Iterator[Step]:
    voice, position = context.voice, context.advice.position
    actions = tuple(Line(voice.of(one)) for gate in why.gates for one in gate.actions)
    owners = dict.fromkeys(context.names.party(gate.owner) for gate in why.gates)
    yield Step(
        voice.say("deck.again.now"),
        "",
        "here",
        voice.say("deck.here"),
        voice.joined(owners),
        "",
        actions,
        more(context, len(actions)),
    )
    interim = (Line(voice.of(why.interim)),)
    yield Step(voice.say("page.interim"), "", "ahead", "", "", "", interim, ())
    day = voice.date(why.look_again) if why.look_again else ""
    days = voice.many("look_again.days", why.look_again_days)
    yield Step(voice.say("page.look_again"), "", "ahead", "", day, days, (), ())
    target = position.target_type or position.runner_up
    if target:
        then = (Line(voice.say("deck.again.then")),)
        name = voice.head(context.names.type(target))
        yield Step(voice.say("page.afterwards"), "", "ahead", "", name, "", then, ())


def questions(context: Context) -> Slide | None:
    """The questions to answer first, and who answers them."""
    voice, known = context.voice, context.rulebook.question
    found = by_weight(context)[:MOST_QUESTIONS]
    rows = [
        (
            Line(asked(context, one.fact)),
            Line(context.names.party(known[one.fact].decided_by[0] if one.fact in known else None)),
            Line(voice.many("unknown.rules", len(one.rules))),
        )
        for one in found
    ]
    columns = ("unknown.ask", "deck.decide.who", "unknown.waiting_rules")
    picture = table(context, [voice.say(one) for one in columns], rows, (62, 20, 18))
    if picture is None:
        return None
    title = voice.many("deck.questions", len(rows))
    message = (Told(voice.say("deck.questions.message")),)
    return Slide("questions", title, message, picture, not_known(context))
