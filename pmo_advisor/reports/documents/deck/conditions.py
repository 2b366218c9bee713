"""What must hold first: gates and the next stage's conditions, each with its owner."""

from __future__ import annotations

from collections.abc import Iterator

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
    """What has to hold first; where nothing is left, the gates that hold."""
    voice = context.voice
    rows = [*_gates(context, open_gates(context)), *_conditions(context)]
    title = voice.many("deck.conditions", len(rows))
    message = voice.say("deck.conditions.message")
    if not rows:
        met = [one for one in context.advice.position.gates if gate_mark(one) == "met"]
        met = [one for one in met if one.type in (None, context.advice.position.type)]
        rows = list(_gates(context, met))
        title = voice.many("deck.conditions.met", len(rows))
        message = voice.say("page.no_conditions")
    columns = ("gates.gate", "gates.state", "gates.owner", "gates.do")
    picture = table(context, [voice.say(one) for one in columns], rows, _SHARES)
    if picture is None:
        return None
    return Slide("conditions", title, (Told(message),), picture, not_known(context))


def _gates(context: Context, gates: list[Gate]) -> Iterator[tuple[Line, ...]]:
    voice = context.voice
    for gate in gates:
        mark = gate_mark(gate)
        to_do = voice.clauses(voice.of(one) for one in gate.actions) if mark != "met" else ""
        yield (
            Line(voice.head(gate.title), context.notes.rule(gate.rule)),
            Line(voice.say(f"mark.{mark}"), mark=mark),
            Line(context.names.party(gate.owner)),
            Line(to_do or voice.say("value.none")),
        )


def _conditions(context: Context) -> Iterator[tuple[Line, ...]]:
    voice = context.voice
    for one in open_conditions(context):
        mark = condition_mark(one)
        yield (
            Line(voice.head(one.title), context.notes.rule(one.rule)),
            Line(voice.say(f"mark.{mark}"), mark=mark),
            Line(context.names.party(one.owner)),
            Line(voice.of(one.action)),
        )
