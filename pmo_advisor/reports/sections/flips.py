"""The smallest flips: how far it is to each other type, and by which answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmo_advisor.model.firmness import Change, Flip, Flips
from pmo_advisor.reports.charts.distance import Distance, Reach
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.parts import Line, Table

_FAR = 10_000


@dataclass(frozen=True, slots=True)
class Way:
    """One other conclusion, and in a sentence or two what would lead to it."""

    name: str
    lines: tuple[Line, ...]


Pair = tuple[Flip | None, Flip]
"""The flip with the stated problem kept, null where no problem is stated, and the free one."""


def pairs(flips: Flips) -> tuple[Pair, ...]:
    """Both flips to each other conclusion, the nearest first; of equals in the order given."""
    kept = {one.target: one for one in flips.kept} if flips.stated else {}
    found: list[Pair] = [(kept.get(one.target), one) for one in flips.free]
    return tuple(sorted(found, key=lambda pair: (_far(pair[0] or pair[1]), _far(pair[1]))))


def _far(flip: Flip) -> tuple[int, int]:
    if flip.changes is None:
        return (flip.at_least or _FAR, 0)
    return (len(flip.changes), flip.steps)


def distances(context: Context, found: tuple[Pair, ...]) -> tuple[Distance, ...]:
    """The distances that are drawn."""
    return tuple(
        Distance(
            _name(context, free), _reach(context, kept) if kept else None, _reach(context, free)
        )
        for kept, free in found
    )


def _name(context: Context, flip: Flip) -> str:
    return context.voice.head(context.names.type(flip.target))


def _reach(context: Context, flip: Flip) -> Reach:
    voice = context.voice
    if flip.changes is None:
        return Reach(None, _no_way(context, flip))
    answers = voice.many("firm.answers", len(flip.changes))
    steps = voice.many("firm.steps", flip.steps)
    return Reach(len(flip.changes), voice.say("list.pair", first=answers, second=steps))


def _no_way(context: Context, flip: Flip) -> str:
    if flip.state == "done":
        return context.voice.say("firm.unreachable")
    if flip.at_least:
        return context.voice.many("firm.at_least", flip.at_least)
    return context.voice.say("firm.not_searched")


def distance_table(context: Context, found: tuple[Pair, ...]) -> Table | None:
    """The picture's numbers."""
    voice = context.voice
    stated = any(kept for kept, _ in found)
    columns = ("kept", "free") if stated else ("shortest",)
    head = (voice.say("firm.other"), *(voice.say(f"firm.{one}") for one in columns))
    rows = tuple(
        (
            Line(_name(context, free)),
            *(
                Line(_reach(context, one).in_words)
                for one in ((kept, free) if stated else (free,))
                if one
            ),
        )
        for kept, free in found
    )
    return Table("distances", voice.say("firm.distances"), head, rows) if rows else None


def ways(context: Context, found: tuple[Pair, ...]) -> tuple[Way, ...]:
    """For each other conclusion the smallest flip as a sentence, the near-ties beneath it."""
    return tuple(
        Way(_name(context, free), tuple(_ways(context, kept, free))) for kept, free in found
    )


def _ways(context: Context, kept: Flip | None, free: Flip) -> Iterator[Line]:
    if kept is None or kept.changes == free.changes:
        yield flip_line(context, kept or free)
        return
    for label, flip in (("kept", kept), ("free", free)):
        yield flip_line(context, flip, context.voice.say(f"firm.{label}"))


def flip_line(context: Context, flip: Flip, label: str = "") -> Line:
    """What would have to be answered otherwise, old and new answer in words."""
    voice = context.voice
    said = _sentence(context, flip)
    if label:
        said = voice.say("firm.labelled", label=label, text=said)
    return Line(voice.head(said), detail=_also(context, flip))


def _sentence(context: Context, flip: Flip) -> str:
    voice = context.voice
    outcome = (
        voice.say("firm.to.not_yet")
        if flip.target == "not_yet"
        else voice.one_of_kind(context.names.type(flip.target))
    )
    if flip.changes is None:
        return voice.say("firm.flip.none", outcome=outcome, reason=_no_way(context, flip))
    told = [_change(context, one) for one in flip.changes]
    if len(told) == 1:
        return voice.say("firm.flip.single", outcome=outcome, change=told[0])
    if len(told) == 2:
        return voice.say("firm.flip.both", outcome=outcome, first=told[0], second=told[1])
    count = voice.number(len(told))
    return voice.say("firm.flip.many", outcome=outcome, count=count, changes=voice.clauses(told))


def _change(context: Context, one: Change) -> str:
    return context.voice.say(
        "firm.flip.change",
        fact=context.names.fact(one.fact),
        old=context.names.value(one.fact, one.old),
        new=context.names.value(one.fact, one.new),
    )


def _also(context: Context, flip: Flip) -> str:
    """Other flips as near, by what they change instead."""
    voice, own = context.voice, [one.fact for one in flip.changes or ()]
    told = []
    for other in flip.also:
        new = [fact for fact in other if fact not in own]
        old = [fact for fact in own if fact not in other]
        if new and old:
            told.append(
                voice.say("firm.also.swap", new=_quoted(context, new), old=_quoted(context, old))
            )
    return voice.say("firm.also", others=voice.clauses(told)) if told else ""


def _quoted(context: Context, facts: list[str]) -> str:
    voice = context.voice
    return voice.joined(voice.say("firm.quoted", text=context.names.fact(one)) for one in facts)


def flip_to(context: Context, target: str | None) -> Line | None:
    """The smallest flip to one type: with the stated problem kept, or any where that is none."""
    firmness = context.advice.firmness
    for kept, free in pairs(firmness.flips) if firmness else ():
        if free.target == target:
            chosen = kept if kept and kept.changes is not None else free
            return flip_line(context, chosen) if chosen.changes is not None else None
    return None
