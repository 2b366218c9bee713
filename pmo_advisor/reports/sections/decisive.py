"""Which disagreements can change the joint position, and in which order to talk about them."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_advisor.model.advice import Difference
from pmo_advisor.model.firmness import Contested
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.parts import Line, Table
from pmo_advisor.reports.sections.settledness import asked, axes_table


@dataclass(frozen=True, slots=True)
class DecisiveView:
    """An agenda: what to agree on first, and what that settles.

    ``sets`` are the smallest sets of questions that settle the joint position, any one of them.
    """

    settles: Line
    sets: tuple[Line, ...]
    agenda: tuple[Line, ...]
    reachable: Table | None


def decisive_facts(context: Context) -> tuple[str, ...] | None:
    """The questions whose disagreement can change the joint position, in the agenda's order.

    Null where that was not worked out.
    """
    return in_order(context.advice.parties.contested)


def in_order(found: Contested | None) -> tuple[str, ...] | None:
    """The questions that can matter: those of the first smallest set that settles it stand first.

    The others follow by how many conclusions they decide. Null where it was not worked out.
    """
    if found is None or found.state != "done":
        return None
    first = found.settling[0] if found.settling else ()
    rest = sorted(
        (one for one in found.can_matter if one.fact not in first), key=lambda one: -one.total
    )
    return (*first, *(one.fact for one in rest))


def decisive(context: Context) -> DecisiveView | None:
    """The agenda, where disagreements were looked into."""
    found = context.advice.parties.contested
    facts = decisive_facts(context)
    if found is None or facts is None or not context.advice.parties.differences:
        return None
    differences = {one.fact: one for one in context.advice.parties.differences}
    caption = context.voice.say("parties.reachable")
    return DecisiveView(
        settles=_settles(context, found, facts),
        sets=_sets(context, found) if len(found.settling) > 1 else (),
        agenda=tuple(_item(context, differences[one]) for one in facts if one in differences),
        reachable=axes_table(context, "joint-reachable", caption, found.reachable)
        if facts
        else None,
    )


def _settles(context: Context, found: Contested, facts: tuple[str, ...]) -> Line:
    voice = context.voice
    if not facts:
        kept = context.advice.parties.joint_only
        return Line(voice.say("kept.settle" if kept else "parties.settle.nothing"))
    if len(found.settling) > 1:
        form = "any" if found.complete else "some"
        return Line(voice.say(f"parties.settle.{form}"))
    told = _sets(context, found)
    return Line(voice.say("parties.settle.these", questions=told[0].text if told else ""))


def _sets(context: Context, found: Contested) -> tuple[Line, ...]:
    voice = context.voice
    return tuple(
        Line(voice.joined(voice.say("firm.quoted", text=context.names.fact(one)) for one in each))
        for each in found.settling
        if each
    )


def _item(context: Context, one: Difference) -> Line:
    """One point of the agenda, to be read aloud: the question, who says what, what to settle."""
    voice, names = context.voice, context.names
    said = voice.clauses(
        voice.say(
            "parties.says",
            party=names.party(party),
            value=voice.either(
                voice.say("firm.quoted", text=names.value(one.fact, given.value))
                for given in one.given
                if given.party == party
            ),
        )
        for party in dict.fromkeys(given.party for given in one.given)
    )
    used = names.value(one.fact, one.used)
    message = "parties.item.count" if one.kind == "count" else "parties.item"
    return Line(
        voice.say(message, ask=asked(context, one.fact), said=said),
        detail=voice.say("parties.used", value=used),
    )
