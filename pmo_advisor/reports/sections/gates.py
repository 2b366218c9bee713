"""Gates: what a type does not stand without, and what stands in the way of every type."""

from __future__ import annotations

from pmo_advisor.model.advice import Gate
from pmo_advisor.reports.context import Context, gate_mark
from pmo_advisor.reports.parts import Line, Table


def _known_gates(context: Context) -> list[Gate]:
    position = context.advice.position
    in_the_way = position.not_yet.gates if position.not_yet else ()
    known = (*in_the_way, *position.confirm_first, *position.gates)
    return list({gate.rule: gate for gate in known}.values())


def gates(context: Context) -> Table | None:
    """What a type does not stand without."""
    voice = context.voice
    head = tuple(voice.say(f"gates.{column}") for column in ("gate", "for", "state", "owner", "do"))
    rows = []
    for gate in _known_gates(context):
        if gate.type:
            name, *rest = _gate_row(context, gate, "mark")
            rows.append((name, Line(voice.head(context.names.type(gate.type))), *rest))
    caption = voice.say("gates.caption")
    return Table("gates", caption, head, tuple(rows), short=(1, 2, 3)) if rows else None


def obstacles(context: Context) -> Table | None:
    """What stands in the way of every type while it is the case."""
    voice = context.voice
    head = tuple(voice.say(f"gates.{column}") for column in ("obstacle", "state", "owner", "do"))
    known = [gate for gate in _known_gates(context) if not gate.type]
    rows = tuple(_gate_row(context, gate, "obstacle") for gate in known)
    caption = voice.say("gates.obstacles")
    return Table("obstacles", caption, head, rows, short=(1, 2)) if rows else None


def _gate_row(context: Context, gate: Gate, state: str) -> tuple[Line, ...]:
    voice, mark = context.voice, gate_mark(gate)
    to_do = voice.clauses(voice.of(action) for action in gate.actions) if mark != "met" else ""
    return (
        Line(voice.head(gate.title), context.notes.rule(gate.rule)),
        Line(voice.say(f"{state}.{mark}"), mark=mark),
        Line(context.names.party(gate.owner)),
        Line(to_do or voice.say("value.none")),
    )
