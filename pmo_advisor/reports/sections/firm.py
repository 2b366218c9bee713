"""How firm the advice is: what is settled, the smallest flips, and how far strengths may be off."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_advisor.model.firmness import Firmness, Sensitive, Strengths
from pmo_advisor.reports.charts.distance import distance_picture
from pmo_advisor.reports.charts.drawing import Picture
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.parts import Heading, Line, Table
from pmo_advisor.reports.sections.flips import Way, distance_table, distances, pairs, ways
from pmo_advisor.reports.sections.settledness import (
    asked,
    axes_table,
    idle_line,
    open_table,
    settled_title,
)


@dataclass(frozen=True, slots=True)
class FirmView:
    """The section. ``missing`` says why there is nothing else."""

    heading: Heading
    missing: Line | None = None
    axes: Table | None = None
    questions: Table | None = None
    idle: Line | None = None
    picture: Picture | None = None
    distances: Table | None = None
    ways: tuple[Way, ...] = ()
    strengths: Line | None = None
    sensitive: tuple[Line, ...] = ()


def firm(context: Context) -> FirmView | None:
    """The section; null where neither firmness nor a reason for its absence is given."""
    voice, found = context.voice, context.advice.firmness
    missing = context.advice.explanation.firmness_missing
    topic = voice.say("firm.topic")
    if found is None:
        if missing is None:
            return None
        heading = Heading("firm", topic, voice.say("firm.title.missing"))
        return FirmView(heading, missing=Line(voice.of(missing)))
    heading = Heading("firm", topic, settled_title(context, found.settled))
    if found.settled.state == "impossible":
        return FirmView(heading)
    return _whole(context, found, heading)


def _whole(context: Context, found: Firmness, heading: Heading) -> FirmView:
    voice = context.voice
    flips = pairs(found.flips)
    strengths = found.strengths if context.settled_on_type else None
    return FirmView(
        heading=heading,
        axes=axes_table(context, "settledness", voice.say("firm.axes"), found.settled.axes),
        questions=open_table(
            context, "open-questions", voice.say("firm.open"), found.settled.can_matter
        ),
        idle=idle_line(context, found.settled),
        picture=distance_picture(voice, distances(context, flips), voice.say("firm.distances")),
        distances=distance_table(context, flips),
        ways=ways(context, flips),
        strengths=_margin(context, strengths) if strengths else None,
        sensitive=tuple(_sensitive(context, one) for one in strengths.sensitive)
        if strengths
        else (),
    )


def _margin(context: Context, strengths: Strengths) -> Line:
    """How far all strengths may be off at once, and whether a single rule is enough."""
    voice = context.voice
    form = "all" if strengths.margin is None else "some" if strengths.percent else "none"
    told = [voice.say(f"firm.strengths.{form}", percent=strengths.percent)]
    if not strengths.sensitive:
        told.append(voice.say("firm.sensitive.nothing"))
    return Line(voice.sentences(told))


def _sensitive(context: Context, one: Sensitive) -> Line:
    """A single rule that would change the type, and how."""
    voice, rule = context.voice, context.rulebook.rule.get(one.rule)
    message = "struck_out" if one.change == "struck_out" else "moved"
    strength = {"strength": voice.say(f"strength.{one.change}")} if message == "moved" else {}
    return Line(
        voice.say(
            f"firm.sensitive.{message}",
            title=voice.of(rule.title) if rule else one.rule,
            type=context.names.type(one.type),
            **strength,
        ),
        context.notes.rule(one.rule),
    )


def sufficient_table(context: Context) -> Table | None:
    """The fewest answers that alone force the type, for the appendix."""
    voice, firmness = context.voice, context.advice.firmness
    found = firmness.sufficient if firmness else None
    if found is None or not found.facts:
        return None
    answers = context.advice.provenance.answers
    rows = tuple(
        (Line(asked(context, one)), Line(context.names.value(one, answers[one])))
        for one in found.facts
        if one in answers
    )
    head = (voice.say("appendix.question"), voice.say("appendix.answer"))
    caption = voice.many("firm.sufficient", len(rows), type=context.names.type(found.type))
    return Table("sufficient-answers", caption, head, rows)
