"""How its worth will be shown: one or two measures, and the goal for half a year."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.model.advice import MetricItem
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.deck.speaking import unnoted
from pmo_advisor.reports.documents.deck.tabling import table
from pmo_advisor.reports.parts import Line
from pmo_advisor.reports.sections.value import value as value_section
from pmo_advisor.reports.slides import Slide, Told


def value(context: Context) -> Slide | None:
    """The measures to start with."""
    plan, voice = context.advice.value, context.voice
    metrics = plan.metrics if plan else ()
    columns = ("deck.value.measure", "metric.formula", "metric.direction", "metric.owner")
    picture = table(
        context,
        [voice.say(one) for one in columns],
        [_row(context, one) for one in metrics],
        (24, 40, 16, 20),
    )
    if picture is None:
        return None
    entry = context.type_entry(context.advice.position.type)
    goal = voice.of(entry.half_year_goal) if entry else ""
    message = voice.say("list.named", name=voice.say("value.goal"), value=goal)
    names = voice.joined(voice.of(one.name) for one in metrics)
    return Slide(
        id="value",
        title=voice.say("deck.value", metrics=names),
        message=(Told(message),) if goal else (),
        picture=picture,
        notes=tuple(_notes(context)),
    )


def _row(context: Context, metric: MetricItem) -> tuple[Line, ...]:
    voice = context.voice
    kind = voice.head(voice.say(f"metric.kind.{metric.kind}"))
    return (
        Line(voice.head(metric.name), context.notes.rule(*metric.rules), detail=kind),
        Line(voice.head(metric.formula), detail=voice.of(metric.unit)),
        Line(voice.head(voice.say(f"metric.direction.{metric.direction}"))),
        Line(voice.head(metric.data_owner)),
    )


def _notes(context: Context) -> Iterator[str]:
    """The six value questions, answered."""
    told, voice = value_section(unnoted(context)), context.voice
    for row in told.questions if told else ():
        text = voice.sentences(line.text for line in row.lines)
        yield voice.say("list.named", name=row.label, value=text)
