"""Services in order of priority, each with its stage, and what is cut at half the budget."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_advisor.model.advice import ServiceItem
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.parts import Heading, Line, Table


@dataclass(frozen=True, slots=True)
class ServicesView:
    """The section."""

    heading: Heading
    meant: Line | None
    table: Table
    cut: Line


def services(context: Context) -> ServicesView | None:
    """The section, where the position offers services."""
    items, voice = context.advice.services, context.voice
    if not items:
        return None
    cut = [voice.of(one.name) for one in items if one.at_half_budget == "cut"]
    kept = len(items) - len(cut)
    columns = ("service", "does", "priority", "stage", "half")
    head = tuple(voice.say(f"services.{column}") for column in columns)
    title = voice.say("services.title.all")
    if cut:
        title = voice.many("services.title", kept, all=voice.number(len(items)))
    return ServicesView(
        heading=Heading("services", voice.say("services.topic"), title),
        meant=_meant(context),
        table=Table(
            "service-list",
            voice.say("services.caption"),
            head,
            tuple(_row(context, one) for one in items),
            short=(2, 3, 4),
        ),
        cut=Line(
            voice.say("services.cut", services=voice.joined(cut))
            if cut
            else voice.say("services.nothing_cut")
        ),
    )


def _meant(context: Context) -> Line | None:
    """Which of the type's lines of service is meant."""
    lines = [context.names.line(one) for one in context.advice.position.lines]
    if not lines:
        return None
    return Line(context.voice.say("services.lines", lines=context.voice.joined(lines)))


def _row(context: Context, item: ServiceItem) -> tuple[Line, ...]:
    voice = context.voice
    detail = context.names.line(item.line) if item.line else ""
    half = Line(
        voice.say(f"half.{item.at_half_budget}"),
        mark="met" if item.at_half_budget == "kept" else "unmet",
    )
    later = voice.say("services.later")
    return (
        Line(voice.head(item.name), context.notes.rule(*item.rules), detail=detail),
        Line(voice.head(item.does)),
        Line(voice.head(voice.say(f"priority.{item.priority}"))),
        Line(context.names.stage(item.stage) if item.stage is not None else later),
        half,
    )
