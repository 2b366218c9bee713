"""What the PMO is set up for, for whom, and what it leaves to others."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.model.advice import Gate
from pmo_advisor.model.catalog import Meaning
from pmo_advisor.model.rule import Axis
from pmo_advisor.reports.blocks import Block
from pmo_advisor.reports.documents.charter.draft import Draft, open_gates
from pmo_advisor.reports.names import KIND_OF_AXIS
from pmo_advisor.reports.parts import Line, Row

SPONSOR = "sponsor_name"
TEMPORARY = "temporary"
_KEPT = (None, "keep", "deepen", "reposition")
"""Verdicts under which the PMO of today is the one that the charter is for."""

_SIZES = ("supported_headcount", "business_lines")
"""Counts that say how large the scope is, whatever the type."""

_UNCLEAR = "other_unclear"


def position(draft: Draft) -> str:
    """The kind of PMO, with its level where it has one."""
    told, names = draft.context.advice.position, draft.context.names
    kind = names.type(told.type)
    if told.level is None:
        return kind
    return draft.voice.say("charter.kind", type=kind, level=names.option("level", told.level))


def mandate(draft: Draft) -> Iterator[Block]:
    """The sentence that sets it up, what it stands for, and what must hold for that."""
    told = draft.context.advice.position
    yield from draft.lay.paragraph(_set_up(draft))
    yield from draft.rows(
        draft.row("mission", draft.voice.of(draft.entry.sentence)),
        draft.row("demand", draft.voice.of(draft.entry.demand)),
        _meaning(draft, "level", told.level),
        _meaning(draft, "control", told.control),
        _meaning(draft, "lifetime", told.lifetime),
        draft.row("end", draft.fill("end", "executive") if told.lifetime == TEMPORARY else ""),
        draft.row("sponsor", draft.answer(SPONSOR)),
        _secondary(draft),
        _target_level(draft),
        _target_type(draft),
        _provided(draft),
    )


def _set_up(draft: Draft) -> str:
    value = draft.context.advice.value
    verdict = value.verdict.verdict if value and value.verdict else None
    there = draft.context.pmo_exists() and verdict in _KEPT
    kind = draft.voice.one_of_kind(position(draft))
    form = "adjusted" if there else "set_up"
    return draft.voice.head(
        draft.voice.say(f"charter.mandate.{form}", unit=draft.issuer(), kind=kind)
    )


def _meaning(draft: Draft, axis: Axis, option: str | None) -> Row:
    """A part of the position with what it means."""
    if option is None:
        return draft.row(axis, draft.fill(axis, "executive", "org_design", "pmo_lead"))
    entry = draft.context.names.find(KIND_OF_AXIS[axis], option)
    name = draft.voice.head(draft.context.names.entry(KIND_OF_AXIS[axis], option))
    means = draft.voice.of(entry.means) if isinstance(entry, Meaning) else ""
    return draft.row(axis, Line(name, detail=means))


def _secondary(draft: Draft) -> Row:
    """A second kind of work that it also looks after."""
    entry = draft.context.type_entry(draft.context.advice.position.secondary_type or "")
    if entry is None:
        return draft.row("secondary")
    name = draft.voice.head(entry.name)
    return draft.row("secondary", Line(name, detail=draft.voice.of(entry.sentence)))


def _target_level(draft: Draft) -> Row:
    told = draft.context.advice.position
    if told.target_level is None or told.target_level == told.level:
        return draft.row("later_level")
    level = draft.context.names.option("level", told.target_level)
    return draft.row("later_level", draft.voice.say("charter.later_level", level=level))


def _target_type(draft: Draft) -> Row:
    """What it becomes once the gates in front of that are open."""
    target = draft.context.advice.position.target_type
    if target is None:
        return draft.row("later_type")
    name = draft.context.names.type(target)
    first = Line(draft.voice.say("charter.later_type", type=name))
    gates = (_gate(draft, one) for one in open_gates(draft, target))
    return draft.row("later_type", first, *gates)


def _provided(draft: Draft) -> Row:
    """What is not yet known to hold, and must."""
    told = draft.context.advice.position
    gates = [_gate(draft, one) for one in open_gates(draft, told.type)]
    gates += [_gate(draft, one, "obstacle") for one in told.confirm_first]
    return draft.row("provided", *gates)


def _gate(draft: Draft, gate: Gate, kind: str = "gate") -> Line:
    title, owner = draft.voice.of(gate.title), draft.parties([gate.owner])
    told = draft.voice.say(f"charter.{kind}", title=title, owner=owner)
    return Line(draft.voice.head(told))


def purpose(draft: Draft) -> Iterator[Block]:
    """The problem it answers, and what is to come of it."""
    card = draft.entry.value
    yield from draft.rows(
        problem(draft),
        draft.row("result", draft.voice.of(card.key_result)),
        draft.row("whole", draft.voice.of(card.whole)),
    )


def problem(draft: Draft) -> Row:
    """The stated problem; one that is still unclear is left to fill."""
    stated, names = draft.context.advice.position.core_problem, draft.context.names
    if stated is None or stated == _UNCLEAR:
        told = draft.blank(names.fact("core_problem"), draft.owner("core_problem"))
    else:
        told = names.value("core_problem", stated)
    return draft.row("problem", told)


def scope(draft: Draft) -> Iterator[Block]:
    """Whom it serves, along which lines of service, and by which work."""
    voice, names, card = draft.voice, draft.context.names, draft.entry.value
    lines = voice.joined(names.line(one) for one in draft.context.advice.position.lines)
    yield from draft.rows(
        draft.row("served", draft.answer("scope_served")),
        draft.row("units", *_units(draft)),
        draft.row("size", voice.clauses(_sizes(draft))),
        draft.row("lines", voice.head(lines)),
        draft.row("direct", voice.of(card.direct)),
        draft.row("indirect", voice.of(card.indirect)),
    )


def _sizes(draft: Draft) -> Iterator[str]:
    """How large the scope is, by the counts that the headcount rests on."""
    advice, names = draft.context.advice, draft.context.names
    plan = advice.staffing
    drivers = [one.driver for one in plan.lines if one.driver] if plan else []
    for fact in dict.fromkeys((*_SIZES, *drivers)):
        value = advice.provenance.answers.get(fact)
        if isinstance(value, int) and value > 0 and fact in draft.context.rulebook.question:
            name = draft.voice.head(names.fact(fact))
            yield draft.voice.say("list.named", name=name, value=names.value(fact, value))


def _units(draft: Draft) -> Iterator[str]:
    """The names of what is served, which only the whole organisation has without asking."""
    if draft.context.advice.provenance.answers.get("scope_served") != "whole":
        yield draft.fill("units", "executive", "org_design")


def out_of_scope(draft: Draft) -> Iterator[Block]:
    """What neighbours that are there keep, what stops, and what is not to be started yet."""
    voice = draft.voice
    kept = (
        Line(voice.say("charter.kept", neighbor=voice.head(one.name), keeps=voice.of(one.keeps)))
        for one in draft.context.advice.boundaries
        if one.present == "yes"
    )
    later = (voice.of(one) for one in draft.entry.first_days.not_yet)
    yield from draft.rows(
        draft.row("kept", *kept),
        draft.row("stops", voice.of(draft.entry.stops)),
        draft.row("not_yet", *later),
    )
