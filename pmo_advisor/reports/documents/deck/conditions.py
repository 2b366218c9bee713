"""What must hold first: gates and the next stage's conditions, each with its owner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmo_advisor.model.advice import Condition, Gate
from pmo_advisor.reports.context import Context, condition_mark, gate_mark, urgency
from pmo_advisor.reports.documents.deck.speaking import not_known
from pmo_advisor.reports.documents.deck.tabling import table
from pmo_advisor.reports.parts import Line
from pmo_advisor.reports.slides import Slide, Told

_SHARES = (34, 12, 16, 38)


def open_gates(context: Context) -> list[Gate]:
    """Gates of the type and of the one aimed at that are not met, the unmet first."""
    position = context.advice.position
    aims = (None, position.type, position.target_type)
    known = {one.rule: one for one in (*position.confirm_first, *position.gates)}
    found = [one for one in known.values() if gate_mark(one) != "met" and one.type in aims]
    return sorted(found, key=lambda one: urgency(gate_mark(one)))


def open_conditions(context: Context) -> list[Condition]:
    """What the next stage still asks for, the unmet first."""
    roadmap = context.advice.roadmap
    found = [one for one in (roadmap.next_actions if roadmap else ()) if one.outcome != "fires"]
    return sorted(found, key=lambda one: urgency(condition_mark(one)))


def conditions(context: Context) -> Slide | None:
    """What has to hold first, beside what the next stage asks for and has."""
    voice = context.voice
    left = [*_gates(context, open_gates(context)), *_conditions(context, open_conditions(context))]
    if not left:
        return _all_met(context)
    stage = context.next_stage()
    held = [one for one in (stage.conditions if stage else ()) if one.outcome == "fires"]
    columns = ("gates.gate", "gates.state", "gates.owner", "gates.do")
    rows = [*left, *_conditions(context, held)]
    picture = table(context, [voice.say(one) for one in columns], rows, _SHARES)
    title = voice.many("deck.conditions", len(left))
    message = voice.say("deck.conditions.message")
    return Slide("conditions", title, (Told(message),), picture, not_known(context))


def _all_met(context: Context) -> Slide | None:
    """The gates that hold, with why each one matters; nothing where the type has none."""
    voice, kind = context.voice, context.advice.position.type
    met = [one for one in context.advice.position.gates if gate_mark(one) == "met"]
    met = [one for one in met if one.type in (None, kind)]
    rows = [
        (*cells[:3], Line(voice.of(gate.because)))
        for gate, cells in zip(met, _gates(context, met), strict=True)
    ]
    columns = ("gates.gate", "gates.state", "gates.owner", "warnings.because")
    picture = table(context, [voice.say(one) for one in columns], rows, _SHARES)
    if picture is None:
        return None
    title = voice.many("deck.conditions.met", len(rows))
    message = voice.say(f"page.no_conditions{context.apart}")
    return Slide("conditions", title, (Told(message),), picture, not_known(context))


def _gates(context: Context, gates: list[Gate]) -> Iterator[tuple[Line, ...]]:
    voice = context.voice
    for gate in gates:
        mark = gate_mark(gate)
        # A gate in front of every type is named after the obstacle, which has to be ruled out.
        named = {"title": voice.of(gate.title)}
        title = voice.say("deck.gate.rule_out", **named) if gate.type is None else gate.title
        yield (
            Line(voice.head(title), context.notes.rule(gate.rule)),
            Line(voice.head(voice.say(f"mark.{mark}")), mark=mark),
            Line(context.names.party(gate.owner)),
            to_do(context, gate) if mark != "met" else Line(voice.say("value.none")),
        )


def to_do(context: Context, gate: Gate) -> Line:
    """What opens a gate, the first thing before the others."""
    first, *rest = [context.voice.of(one) for one in gate.actions] or [""]
    return Line(first or context.voice.say("value.none"), detail=context.voice.clauses(rest))


def _conditions(context: Context, found: Iterable[Condition]) -> Iterator[tuple[Line, ...]]:
    voice = context.voice
    for one in found:
        mark = condition_mark(one)
        yield (
            Line(voice.head(one.title), context.notes.rule(one.rule)),
            Line(voice.head(voice.say(f"mark.{mark}")), mark=mark),
            Line(context.names.party(one.owner)),
            Line(voice.of(one.action) if mark != "met" else voice.say("value.none")),
        )
