"""The first page where no type is suggested: not yet, or not to be told from the answers."""

from __future__ import annotations

from pmo_advisor.model.advice import Gate, NotYet, OpenFact
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.parts import Line, Row
from pmo_advisor.reports.sections.lead import lead_lines
from pmo_advisor.reports.sections.page_one import PageOne, decision_row, warning_lines

MOST_GATES = 3
MOST_QUESTIONS = 5


def not_yet_page(context: Context, why: NotYet) -> PageOne:
    """Which gate is shut, who opens it, what to do meanwhile, and when to look again."""
    voice, say = context.voice, context.voice.say
    title = "title.not_yet.existing" if context.pmo_exists() else "title.not_yet"
    instead = say(
        "not_yet.instead",
        alternative=voice.of(why.alternative_name),
        interim=voice.of(why.interim),
    )
    rows = [Row("gates", say("page.gates"), _gates(context, why.gates))]
    rows += [_actions(context, gate) for gate in why.gates[:MOST_GATES]]
    rows += [
        Row("interim", say("page.interim"), (Line(instead),)),
        Row("look_again", say("page.look_again"), (_look_again(context, why),)),
        Row("target", say("page.afterwards"), _afterwards(context)),
        decision_row(context),
        Row("warnings", say("page.warnings"), warning_lines(context)),
    ]
    lead = lead_lines(context)
    return PageOne(
        say(title, subject=context.subject), lead, tuple(row for row in rows if row.lines)
    )


def _gates(context: Context, gates: tuple[Gate, ...]) -> tuple[Line, ...]:
    return tuple(
        Line(
            context.voice.head(gate.title),
            context.notes.rule(gate.rule),
            "unmet" if gate.type else None,
            context.voice.of(gate.because),
        )
        for gate in gates
    )


def _actions(context: Context, gate: Gate) -> Row:
    """One row for a gate: its owner, and the two or three things to do."""
    owner = context.names.party(gate.owner)
    lines = tuple(Line(context.voice.of(action)) for action in gate.actions)
    return Row("actions", context.voice.say("page.actions", owner=owner), lines)


def _look_again(context: Context, why: NotYet) -> Line:
    voice = context.voice
    if why.look_again is None:
        return Line(voice.many("look_again.days", why.look_again_days))
    date = voice.date(why.look_again)
    return Line(voice.many("look_again.date", why.look_again_days, date=date))


def _afterwards(context: Context) -> tuple[Line, ...]:
    """Which type the evidence points to once the gate is open."""
    target = context.advice.position.target_type or context.advice.position.runner_up
    if target is None:
        return ()
    return (Line(context.voice.say("not_yet.afterwards", type=context.names.type(target))),)


def undetermined_page(context: Context) -> PageOne:
    """Which questions to answer first."""
    say = context.voice.say
    rows = (
        Row("answer_first", say("page.answer_first"), answer_first(context)),
        decision_row(context),
        Row("warnings", say("page.warnings"), warning_lines(context)),
    )
    lead = lead_lines(context)
    title = say("title.undetermined", subject=context.subject)
    return PageOne(title, lead, tuple(row for row in rows if row.lines))


def by_weight(context: Context) -> list[OpenFact]:
    """Unanswered questions: those the type waits for first, then by how many rules wait."""
    types = {one.id for one in context.rulebook.catalog.types}
    return sorted(
        context.advice.explanation.open,
        key=lambda one: (types.isdisjoint(one.about), -len(one.rules)),
    )


def answer_first(context: Context) -> tuple[Line, ...]:
    """The open questions that most rules wait for, as they would be asked."""
    questions = context.rulebook.question
    return tuple(
        Line(
            context.voice.of(questions[one.fact].ask if one.fact in questions else one.name),
            detail=context.voice.many("unknown.waiting", len(one.rules)),
        )
        for one in by_weight(context)[:MOST_QUESTIONS]
    )
