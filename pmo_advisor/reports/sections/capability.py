"""Capabilities: what the team has, and what the next stage and the last one need."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_advisor.model.advice import CapabilityGap
from pmo_advisor.reports.charts.drawing import Picture
from pmo_advisor.reports.charts.gap import Gap, gap_picture
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.edition import is_personal
from pmo_advisor.reports.parts import Heading, Line, Table


@dataclass(frozen=True, slots=True)
class CapabilityView:
    """The section."""

    heading: Heading
    picture: Picture | None
    private: Line | None
    table: Table


def capability(context: Context) -> CapabilityView | None:
    """The section, where the roadmap asks for capabilities."""
    roadmap, voice = context.advice.roadmap, context.voice
    gaps = roadmap.capability_gaps if roadmap else ()
    if not gaps:
        return None
    ordered = ordered_gaps(context)
    title = _title(context, gaps)
    columns = ("capability", "have", "next", "last", "obtain")
    head = tuple(voice.say(f"capability.{column}") for column in columns)
    return CapabilityView(
        heading=Heading("capability", voice.say("capability.topic"), title),
        picture=gap_picture(voice, tuple(shown_gap(context, one) for one in ordered), title),
        private=Line(voice.say("capability.private"))
        if is_personal(context.advice, context.rulebook)
        else None,
        table=Table(
            "capability-gaps",
            voice.say("capability.caption"),
            head,
            tuple(_row(context, one) for one in ordered),
            (1, 2, 3),
        ),
    )


def ordered_gaps(context: Context) -> tuple[CapabilityGap, ...]:
    """The capabilities that the roadmap asks for, the one that is missed most first."""
    roadmap = context.advice.roadmap
    gaps = roadmap.capability_gaps if roadmap else ()
    return tuple(sorted(gaps, key=_shortfall, reverse=True))


def _shortfall(gap: CapabilityGap) -> int:
    return (gap.need_next or 0) - gap.have if gap.have is not None else 0


def _title(context: Context, gaps: tuple[CapabilityGap, ...]) -> str:
    if all(gap.have is None for gap in gaps):
        return context.voice.say("capability.title.unknown")
    short = sum(_shortfall(gap) > 0 for gap in gaps)
    if short == 0:
        return context.voice.say("capability.title.enough")
    return context.voice.many("capability.title", short)


def _step(context: Context, step: int | None, none: str) -> str:
    return context.voice.number(step) if step is not None else context.voice.say(none)


def shown_gap(context: Context, gap: CapabilityGap) -> Gap:
    """A capability as the picture shows it, its steps in words too."""
    voice = context.voice
    words = voice.say(
        "chart.gap",
        have=_step(context, gap.have, "value.unrated"),
        next=_step(context, gap.need_next, "value.none"),
        last=_step(context, gap.need_last, "value.none"),
    )
    return Gap(voice.head(gap.name), gap.have, gap.need_next, gap.need_last, words)


def _row(context: Context, gap: CapabilityGap) -> tuple[Line, ...]:
    voice = context.voice
    entry = context.names.find("capabilities", gap.capability)
    return (
        Line(voice.head(gap.name), context.notes.entry(entry)),
        Line(_step(context, gap.have, "value.unrated")),
        Line(_step(context, gap.need_next, "value.none")),
        Line(_step(context, gap.need_last, "value.none")),
        Line(voice.head(voice.say(f"obtain.{gap.obtain}" if gap.obtain else "value.none"))),
    )
