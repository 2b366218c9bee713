"""Decision rights: who does what between the PMO and its neighbours, ready for the charter."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_advisor.model.advice import BoundaryItem
from pmo_advisor.model.question import ScaleQuestion
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.parts import Heading, Line, Table

_WANTED, _GRANTED = "control_wanted", "authority_granted"
"""The two facts that stand on one ladder of authority."""


@dataclass(frozen=True, slots=True)
class BoundariesView:
    """The section."""

    heading: Heading
    table: Table
    authority: Table | None


def boundaries(context: Context) -> BoundariesView | None:
    """The section, where neighbours are known for the position."""
    items, voice = context.advice.boundaries, context.voice
    if not items:
        return None
    columns = ("neighbor", "keeps", "takes", "joint", "decides")
    head = tuple(voice.say(f"boundaries.{column}") for column in columns)
    rows = tuple(_row(context, one) for one in items)
    return BoundariesView(
        heading=Heading(
            "boundaries",
            voice.say("boundaries.topic"),
            voice.many("boundaries.title", len(items)),
        ),
        table=Table("decision-rights", voice.say("boundaries.caption"), head, rows),
        authority=_authority(context),
    )


def _row(context: Context, item: BoundaryItem) -> tuple[Line, ...]:
    voice = context.voice
    known = "" if item.present == "yes" else voice.say(f"present.{item.present}")
    entry = context.names.find("neighbors", item.neighbor)
    return (
        Line(voice.head(item.name), context.notes.entry(entry), detail=known),
        *(Line(voice.head(text)) for text in (item.keeps, item.takes, item.joint, item.decides)),
    )


def _authority(context: Context) -> Table | None:
    """The ladder of authority: what is written today, and what is wanted."""
    answers, voice = context.advice.provenance.answers, context.voice
    question = context.rulebook.question.get(_WANTED)
    wanted, granted = answers.get(_WANTED), answers.get(_GRANTED)
    if not isinstance(question, ScaleQuestion):
        return None
    if not isinstance(wanted, int) or not isinstance(granted, int):
        return None
    rows = tuple(
        (Line(voice.of(step)), _reaches(context, granted, place), _reaches(context, wanted, place))
        for place, step in enumerate(question.steps)
    )
    head = tuple(voice.say(f"authority.{one}") for one in ("step", "granted", "wanted"))
    return Table("authority", voice.say("authority.caption"), head, rows)


def _reaches(context: Context, reached: int, step: int) -> Line:
    if step <= reached:
        return Line(context.voice.say("value.yes"), mark="met")
    return Line(context.voice.say("value.no"))
