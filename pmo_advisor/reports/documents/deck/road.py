"""The roadmap: stages from left to right, where we stand, and what each stage still asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pmo_advisor.model.advice import Roadmap, StageItem
from pmo_advisor.reports.context import Context, condition_mark, urgency
from pmo_advisor.reports.documents.deck.speaking import unnoted
from pmo_advisor.reports.documents.deck.tabling import more
from pmo_advisor.reports.parts import Line
from pmo_advisor.reports.sections.roadmap import roadmap
from pmo_advisor.reports.slides import Flow, Slide, Step, Told


def road(context: Context) -> Slide | None:
    """The stages with people, indicative time and open conditions."""
    plan, told, voice = context.advice.roadmap, roadmap(unnoted(context)), context.voice
    if plan is None or told is None or not plan.stages:
        return None
    steps = tuple(_step(context, plan, stage) for stage in plan.stages)
    picture = told.picture
    return Slide(
        id="road",
        title=told.heading.title,
        message=(Told(voice.say("deck.road.message")),),
        picture=Flow(picture.description if picture else told.heading.title, steps),
        notes=tuple(_notes(context, plan)),
    )


def _step(context: Context, plan: Roadmap, stage: StageItem) -> Step:
    voice, place = context.voice, _place(plan, stage)
    points = tuple(_points(context, stage)) if place == "ahead" else ()
    people = voice.people(stage.people) if stage.people else voice.say("people.open")
    return Step(
        name=context.names.stage_number(stage.stage),
        means=voice.head(voice.of(stage.name)),
        place=place,
        sign=voice.say("deck.here") if place == "here" else "",
        first=people,
        second=voice.say("roadmap.months", months=voice.span(*stage.months)),
        points=points,
        more=more(context, len(points)),
    )


def _place(plan: Roadmap, stage: StageItem) -> Literal["behind", "here", "ahead"]:
    if stage.stage == plan.current_stage:
        return "here"
    return "behind" if stage.stage < plan.current_stage else "ahead"


def _points(context: Context, stage: StageItem) -> Iterator[Line]:
    """What is missing for a stage, the unmet first; that nothing is, where nothing is."""
    voice = context.voice
    marks = sorted(
        ((condition_mark(one), one) for one in stage.conditions if one.outcome != "fires"),
        key=lambda pair: urgency(pair[0]),
    )
    for mark, one in marks:
        named = {"name": voice.head(voice.say(f"mark.{mark}")), "value": voice.of(one.title)}
        yield Line(voice.say("list.named", **named), context.notes.rule(one.rule), mark)
    if stage.conditions and not marks:
        yield Line(voice.say(f"deck.road.ready{context.apart}"), mark="met")


def _notes(context: Context, plan: Roadmap) -> Iterator[str]:
    """What each stage is about and how one sees that it holds; what would end it."""
    voice = context.voice
    yield voice.say("roadmap.stop_here")
    entry = context.type_entry(context.advice.position.type)
    if entry:
        named = {"name": voice.say("roadmap.shrinks"), "value": voice.of(entry.shrinks)}
        yield voice.say("list.named", **named)
    for stage in plan.stages:
        told = voice.sentences((voice.of(stage.focus), voice.of(stage.evidence)))
        yield voice.say("list.named", name=context.names.stage(stage.stage), value=told)
    if "capability" in context.advice.provenance.withheld:
        yield voice.say("deck.note.withheld")
