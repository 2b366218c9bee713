"""What is settled and what is open, for each part of the position, and which answers decide it."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_advisor.model.firmness import AxisFirmness, OpenQuestion, Settledness
from pmo_advisor.model.rule import Axis
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.parts import Line, Mark, Table

_MOST_NAMED = 3
"""So many conclusions are named in a heading; more are counted."""


def conclusion(context: Context, axis: Axis, option: str | None) -> str:
    """A conclusion in words; for none, that none is given."""
    if option is None:
        return context.voice.say("firm.none")
    return context.names.option(axis, option)


def settled_title(context: Context, settled: Settledness) -> str:
    """Whether the type may still change, in one sentence."""
    voice = context.voice
    if settled.state != "done":
        return voice.say(f"firm.title.{settled.state}")
    what = voice.say("firm.what.type" if context.settled_on_type else "firm.what.outcome")
    axis, waiting = settled.axis("type"), len(settled.can_matter) + len(settled.cannot_matter)
    if axis.settled:
        if not waiting:
            return voice.say("firm.title.answered", what=what)
        return voice.many("firm.title.settled", waiting, what=what)
    if len(axis.reachable) <= 1:
        return voice.say("firm.title.tied", what=what)
    if len(axis.reachable) > _MOST_NAMED:
        number = voice.number(len(axis.reachable))
        return voice.many("firm.title.wide", _deciding(settled, "type"), what=what, number=number)
    named = voice.either(conclusion(context, "type", one) for one in axis.reachable)
    return voice.many("firm.title.open", _deciding(settled, "type"), what=what, reachable=named)


def _deciding(settled: Settledness, axis: Axis) -> int:
    """How many open questions can decide an axis; all that can matter where none does alone."""
    alone = sum(bool(one.decides.get(axis)) for one in settled.can_matter)
    return alone or len(settled.can_matter)


def axes_table(
    context: Context, table_id: str, caption: str, axes: Iterable[AxisFirmness]
) -> Table | None:
    """For each part of the position: what is concluded now, and what it may become."""
    voice = context.voice
    shown = [one for one in axes if one.reachable != (None,)]
    head = tuple(voice.say(f"firm.{one}") for one in ("part", "now", "state", "reachable"))
    rows = tuple(_axis(context, one) for one in shown)
    return Table(table_id, caption, head, rows, short=(2,)) if rows else None


def _axis(context: Context, one: AxisFirmness) -> tuple[Line, ...]:
    voice = context.voice
    mark: Mark = "met" if one.settled else "open"
    named = voice.either(conclusion(context, one.axis, option) for option in one.others)
    tie = voice.say("firm.may_tie") if one.tied and one.others else ""
    return (
        Line(voice.say(f"axis.{one.axis}")),
        Line(conclusion(context, one.axis, one.now)),
        Line(voice.say(f"firm.state.{one.state}"), mark=mark),
        Line(named or voice.say("value.none"), detail=tie),
    )


def open_table(
    context: Context, table_id: str, caption: str, found: tuple[OpenQuestion, ...]
) -> Table | None:
    """The questions that can matter, in their order, with how many conclusions each decides."""
    voice = context.voice
    axes: list[Axis] = [
        axis
        for axis in ("type", "level", "control", "lifetime")
        if any(one.decides.get(axis) for one in found)
    ]
    if not found:
        return None
    rows = tuple(
        (
            Line(asked(context, one.fact)),
            *(Line(voice.number(one.decides.get(axis, 0))) for axis in axes),
        )
        for one in found
    )
    head = (voice.say("differences.question"), *(voice.say(f"axis.{axis}") for axis in axes))
    return Table(table_id, caption, head, rows, tuple(range(1, len(head))))


def asked(context: Context, fact: str) -> str:
    """A question as it is asked."""
    question = context.rulebook.question.get(fact)
    return context.voice.of(question.ask) if question else context.names.fact(fact)


def idle_line(context: Context, settled: Settledness) -> Line | None:
    """The unanswered questions that change nothing."""
    voice, found = context.voice, settled.cannot_matter
    if not found:
        return None
    facts = voice.joined(voice.say("firm.quoted", text=context.names.fact(one)) for one in found)
    return Line(voice.many("firm.idle", len(found), facts=facts))
