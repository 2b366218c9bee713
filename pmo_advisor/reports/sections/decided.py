"""What the workshop decided: the decision, who was there, reservations, and what rounds moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmo_advisor.model.domain import Value
from pmo_advisor.model.rule import AXES
from pmo_advisor.model.workshop import Minutes, Note, Round, Shift
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.parts import Heading, Line, Row, Table
from pmo_advisor.reports.sections.lead import imported_line
from pmo_advisor.reports.typography import clean


@dataclass(frozen=True, slots=True)
class DecidedView:
    """The section. ``notes`` are there only in an internal edition."""

    heading: Heading
    rows: tuple[Row, ...]
    notes: Table | None


def decided(context: Context) -> DecidedView | None:
    """The section; null where the advice is not that of a workshop, or nothing was settled."""
    told = context.minutes
    if told is None:
        return None
    say = context.voice.say
    heading = Heading("decided", say("decided.topic"), title(context, told))
    rows = (
        *decision_rows(context, told),
        *(Row(f"round-{one.number}", *_round(context, one)) for one in told.rounds),
    )
    return DecidedView(heading, rows, _notes(context, told.notes))


def title(context: Context, told: Minutes) -> str:
    """The conclusion: on which day, and how many reservations there are."""
    voice = context.voice
    if told.decision is None:
        return voice.say("decided.title.none")
    day = voice.date(told.decision.day)
    if not told.reservations:
        return voice.say("decided.title.plain", date=day)
    return voice.many("decided.title", len(told.reservations), date=day)


def decision_rows(context: Context, told: Minutes) -> tuple[Row, ...]:
    """Whose answers are not here; the decision, its day, who was there, and reservations."""
    made, say = told.decision, context.voice.say
    rows: list[tuple[str, tuple[Line, ...]]] = []
    if imported := imported_line(context):
        rows.append(("imported", (imported,)))
    if made is None:
        rows.append(("decision", (Line(say("decided.none")),)))
    else:
        there = context.voice.joined(map(clean, made.attendance))
        rows.append(("decision", typed(made.text)))
        rows.append(("day", (Line(context.voice.date(made.day)),)))
        rows.append(("attendance", (Line(there or say("decided.attendance.none")),)))
    lines = tuple(Line(one) for one in reservations(context, told))
    rows.append(("reservations", lines or (Line(say("decided.reservations.none")),)))
    return tuple(Row(name, say(f"decided.{name}"), lines) for name, lines in rows)


def reservations(context: Context, told: Minutes) -> tuple[str, ...]:
    """Each reservation with the party whose words it is."""
    return tuple(
        context.voice.say("list.named", name=context.names.party(one.party), value=clean(one.text))
        for one in told.reservations
    )


def typed(text: str) -> tuple[Line, ...]:
    """What somebody typed, a line for each of theirs."""
    return tuple(Line(one) for line in text.splitlines() if (one := clean(line)))


def _round(context: Context, one: Round) -> tuple[str, tuple[Line, ...]]:
    voice = context.voice
    lines = [Line(voice.many("decided.reopened", one.reopened))]
    lines += map(Line, _moved(context, one))
    if len(lines) == 1:
        lines.append(Line(voice.say("decided.unmoved")))
    return voice.say("decided.round", round=voice.number(one.number)), tuple(lines)


def _moved(context: Context, found: Round) -> Iterator[str]:
    """Conclusions first, then the joint answers that are others now."""
    names, say = context.names, context.voice.say
    for axis in AXES:
        for one in (each for each in found.conclusions if each.about == axis):
            before, after = (
                names.option(axis, str(option)) if option else say("value.none")
                for option in (one.before, one.after)
            )
            yield say("decided.moved", about=say(f"axis.{axis}"), before=before, after=after)
    for one in found.answers:
        yield _answer(context, one)


def _answer(context: Context, one: Shift) -> str:
    names, voice = context.names, context.voice

    def said(value: Value | None) -> str:
        return voice.say("value.not_answered") if value is None else names.value(one.about, value)

    return voice.say(
        "decided.moved",
        about=voice.head(names.fact(one.about)),
        before=said(one.before),
        after=said(one.after),
    )


def _notes(context: Context, notes: tuple[Note, ...]) -> Table | None:
    voice = context.voice
    rows = tuple(
        (
            Line(voice.head(context.names.fact(one.about)) if one.about else voice.say(_WHOLE)),
            Line(clean(one.text)),
        )
        for one in notes
    )
    head = (voice.say("decided.notes.about"), voice.say("decided.notes.note"))
    return Table("workshop-notes", voice.say("decided.notes"), head, rows) if rows else None


_WHOLE = "decided.notes.whole"
