"""What the PMO will do, in order, and what will stop."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.model.advice import ServiceItem
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.deck.speaking import unnoted
from pmo_advisor.reports.documents.deck.tabling import table
from pmo_advisor.reports.parts import Line
from pmo_advisor.reports.sections.boundaries import boundaries
from pmo_advisor.reports.slides import Slide, Told

_FIRST = 2


def services(context: Context) -> Slide | None:
    """The services of each stage, those that must be done apart from the others."""
    items, voice = context.advice.services, context.voice
    columns = ("services.stage", "deck.services.core", "deck.services.others")
    stages = sorted({one.stage for one in items}, key=lambda one: (one is None, one or 0))
    picture = table(
        context,
        [voice.say(one) for one in columns],
        [_row(context, stage, [one for one in items if one.stage == stage]) for stage in stages],
        (22, 44, 34),
    )
    if picture is None:
        return None
    entry = context.type_entry(context.advice.position.type)
    stops = voice.of(entry.stops) if entry else ""
    message = voice.say("list.named", name=voice.say("page.stops"), value=stops)
    return Slide(
        id="services",
        title=_title(context),
        message=(Told(message),) if stops else (),
        picture=picture,
        notes=tuple(_notes(context)),
    )


def _title(context: Context) -> str:
    items, voice = context.advice.services, context.voice
    first = voice.joined(voice.of(one.name) for one in items[:_FIRST])
    kept = sum(one.at_half_budget == "kept" for one in items)
    if kept == len(items):
        return voice.say("deck.services.all", first=first)
    return voice.many("deck.services", kept, first=first, all=voice.number(len(items)))


def _row(context: Context, stage: int | None, items: list[ServiceItem]) -> tuple[Line, ...]:
    voice = context.voice
    name = voice.say("services.later") if stage is None else context.names.stage(stage)
    core = [one for one in items if one.priority == "core"]
    others = [one for one in items if one.priority != "core"]
    return (Line(voice.head(name)), _names(context, core), _names(context, others))


def _names(context: Context, items: list[ServiceItem]) -> Line:
    """Names of services; those that half the budget would cut say so."""
    voice = context.voice
    cut = voice.say("deck.services.cut")
    told = [
        voice.of(one.name)
        if one.at_half_budget == "kept"
        else voice.say("list.aside", text=voice.of(one.name), aside=cut)
        for one in items
    ]
    for one in items:
        context.notes.rule(*one.rules)
    return Line(voice.head(voice.clauses(told)) or voice.say("value.none"))


def _notes(context: Context) -> Iterator[str]:
    """All services, what half the budget would cut, and where the neighbours' work begins."""
    voice = context.voice
    items = context.advice.services
    for one in items:
        yield voice.say("list.named", name=voice.of(one.name), value=voice.of(one.does))
    cut = [voice.of(one.name) for one in items if one.at_half_budget == "cut"]
    if cut:
        yield voice.say("services.cut", services=voice.joined(cut))
    told = boundaries(unnoted(context))
    for name, *cells in told.table.rows if told else ():
        heads = told.table.head[1:] if told else ()
        parts = [
            voice.say("list.named", name=head, value=cell.text)
            for head, cell in zip(heads, cells, strict=True)
        ]
        yield voice.say("list.named", name=name.text, value=voice.clauses(parts))
