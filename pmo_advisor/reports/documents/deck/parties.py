"""Where the parties differ, in neutral words, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.model.advice import Difference
from pmo_advisor.model.question import PARTIES, Party
from pmo_advisor.model.rule import Axis
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.deck.speaking import unnoted
from pmo_advisor.reports.documents.deck.tabling import table
from pmo_advisor.reports.parts import Line
from pmo_advisor.reports.sections.decisive import decisive_facts
from pmo_advisor.reports.sections.party_views import PartiesView
from pmo_advisor.reports.sections.party_views import parties as parties_section
from pmo_advisor.reports.slides import Slide, Told

_AXES: tuple[Axis, ...] = ("type", "level", "control", "lifetime")


def telling(context: Context) -> list[Difference]:
    """Judgements that differ, never about persons' capability; those that decide, if known."""
    private = {one.fact for one in context.rulebook.catalog.capabilities}
    found = [
        one
        for one in context.advice.parties.differences
        if one.kind == "judgement" and one.fact not in private
    ]
    order = decisive_facts(context)
    if order is None:
        return found
    return sorted(
        (one for one in found if one.fact in order), key=lambda one: order.index(one.fact)
    )


def parties(context: Context) -> Slide | None:
    """Who sees what differently; nothing where one sheet speaks or all agree."""
    found, voice = telling(context), context.voice
    if context.advice.parties.sheets < 2 or not found:
        return None
    given = {one.party for difference in found for one in difference.given}
    sides: list[Party | None] = [one for one in PARTIES if one in given]
    sides += [None] if None in given else []
    head = (
        voice.say("differences.question"),
        *(context.names.party(one) for one in sides),
        voice.say("deck.parties.hangs" if _weighed(context) else "differences.used"),
    )
    rows = [_row(context, one, sides) for one in found]
    view = parties_section(unnoted(context))
    return Slide(
        id="parties",
        title=view.heading.title,
        message=tuple(_message(context)),
        picture=table(context, head, rows, (20, *(60 // len(sides) for _ in sides), 20)),
        notes=tuple(_notes(context, view)),
    )


def _weighed(context: Context) -> bool:
    return decisive_facts(context) is not None


def _row(context: Context, one: Difference, sides: list[Party | None]) -> tuple[Line, ...]:
    voice, names = context.voice, context.names
    cells = [
        voice.clauses(names.value(one.fact, each.value) for each in one.given if each.party == side)
        for side in sides
    ]
    last = _hangs(context, one.fact) if _weighed(context) else names.value(one.fact, one.used)
    return (
        Line(voice.head(names.fact(one.fact))),
        *(Line(cell or voice.say("value.none")) for cell in cells),
        Line(last),
    )


def _hangs(context: Context, fact: str) -> str:
    """Which parts of the position a question decides."""
    voice, found = context.voice, context.advice.parties.contested
    decides = (
        next((one.decides for one in found.can_matter if one.fact == fact), {}) if found else {}
    )
    axes = [voice.say(f"axis.{axis}") for axis in _AXES if decides.get(axis)]
    return voice.joined(axes) or voice.say("deck.parties.together")


def _message(context: Context) -> Iterator[Told]:
    """The views that are kept on record: what a party's own sheets would give."""
    voice, names, joint = context.voice, context.names, context.advice.position.type
    views = [
        voice.say("parties.alone", party=names.party(one.party), type=names.type(one.type))
        for one in context.advice.parties.positions
        if one.type not in (joint, "undetermined")
    ]
    if views:
        yield Told(voice.say("deck.parties.reserved", views=voice.clauses(views)))


def _notes(context: Context, view: PartiesView) -> Iterator[str]:
    if view.forces:
        yield view.forces.text
    if view.decisive:
        yield view.decisive.settles.text
        yield from (one.text for one in view.decisive.sets)
        yield from (context.voice.sentences((one.text, one.detail)) for one in view.decisive.agenda)
    yield from (one.text for one in view.reservations)
