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
    """The services by priority, with their stage."""
    items, voice = context.advice.services, context.voice
    columns = ("services.service", "services.does", "services.priority", "services.stage")
    picture = table(
        context,
        [voice.say(one) for one in columns],
        [_row(context, one) for one in items],
        (23, 49, 12, 16),
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


def _row(context: Context, item: ServiceItem) -> tuple[Line, ...]:
    voice = context.voice
    later = voice.say("services.later")
    return (
        Line(voice.head(item.name), context.notes.rule(*item.rules)),
        Line(voice.head(item.does)),
        Line(voice.head(voice.say(f"priority.{item.priority}"))),
        Line(context.names.stage_number(item.stage) if item.stage is not None else later),
    )


def _notes(context: Context) -> Iterator[str]:
    """All services, what half the budget would cut, and where the neighbours' work begins."""
    voice = context.voice
    items = context.advice.services
    names = voice.clauses(voice.of(one.name) for one in items)
    yield voice.say("list.named", name=voice.say("services.caption"), value=names)
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
