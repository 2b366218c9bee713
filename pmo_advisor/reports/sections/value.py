"""Value: six questions answered for this position, what to measure, and today's PMO."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_advisor.model.advice import MetricItem
from pmo_advisor.model.text import Text
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.parts import Heading, Line, Row, Table

_STOPS = ("。", ".")


@dataclass(frozen=True, slots=True)
class ValueView:
    """The section."""

    heading: Heading
    questions: tuple[Row, ...]
    metrics: Table | None
    goal: Line | None


@dataclass(frozen=True, slots=True)
class VerdictView:
    """What to do with the PMO of today."""

    heading: Heading
    rows: tuple[Row, ...]


def value(context: Context) -> ValueView | None:
    """The section, where the position gives a value plan."""
    plan, voice = context.advice.value, context.voice
    if plan is None or not (plan.questions or plan.metrics):
        return None
    entry = context.type_entry(context.advice.position.type)
    questions = tuple(
        Row(
            one.question,
            voice.say(f"value_question.{one.question}"),
            _answers(context, one.answers),
        )
        for one in plan.questions
    )
    names = voice.joined(voice.of(one.name) for one in plan.metrics)
    title = voice.say("value.title" if names else "value.title.none", metrics=names)
    return ValueView(
        heading=Heading("value", voice.say("value.topic"), title),
        questions=questions,
        metrics=_metrics(context, plan.metrics),
        goal=Line(voice.of(entry.half_year_goal)) if entry else None,
    )


def _answers(context: Context, answers: tuple[Text, ...]) -> tuple[Line, ...]:
    """Sentences one by one; bare names together in a line."""
    told = [context.voice.of(answer) for answer in answers]
    sentences = [one for one in told if one.endswith(_STOPS)]
    names = context.voice.joined(one for one in told if not one.endswith(_STOPS))
    return tuple(Line(context.voice.head(one)) for one in (*sentences, names) if one)


def _metrics(context: Context, metrics: tuple[MetricItem, ...]) -> Table | None:
    """A column for each measure, so that its seven properties can be read on any screen."""
    voice = context.voice
    if not metrics:
        return None
    head = (voice.say("metric.property"), *(voice.head(one.name) for one in metrics))
    told = [_properties(context, one) for one in metrics]
    rows = tuple(
        (Line(voice.say(f"metric.{name}")), *(one[name] for one in told)) for name in told[0]
    )
    return Table("metrics", voice.say("metric.caption"), head, rows, short=(0,))


def _properties(context: Context, metric: MetricItem) -> dict[str, Line]:
    voice = context.voice
    return {
        "kind": Line(
            voice.head(voice.say(f"metric.kind.{metric.kind}")), context.notes.rule(*metric.rules)
        ),
        "formula": Line(voice.head(metric.formula)),
        "unit": Line(voice.head(metric.unit)),
        "direction": Line(voice.head(voice.say(f"metric.direction.{metric.direction}"))),
        "perspective": Line(voice.head(voice.say(f"metric.perspective.{metric.perspective}"))),
        "owner": Line(voice.head(metric.data_owner)),
    }


def verdict(context: Context) -> VerdictView | None:
    """What becomes of today's PMO and its people, where there is one."""
    plan, voice = context.advice.value, context.voice
    if plan is None or plan.verdict is None:
        return None
    told = plan.verdict
    rows = (
        Row("means", voice.say("verdict.means"), (Line(voice.of(told.means)),)),
        Row(
            "because",
            voice.say("verdict.because"),
            (Line(voice.of(told.because), context.notes.rule(*told.rules)),),
        ),
        Row("people", voice.say("verdict.people"), (Line(voice.of(told.people)),)),
    )
    title = voice.say("verdict.title", verdict=voice.of(told.name))
    return VerdictView(Heading("verdict", voice.say("verdict.topic"), title), rows)
