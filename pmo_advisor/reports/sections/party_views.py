"""The parties: what each one's own sheets would give, and where the answers differ."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_advisor.model.advice import Difference, Given, PartyPosition
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.parts import Heading, Line, Table
from pmo_advisor.reports.sections.page_one import force_line


@dataclass(frozen=True, slots=True)
class PartiesView:
    """The section."""

    heading: Heading
    forces: Line | None
    positions: Table | None
    reservations: tuple[Line, ...]
    judgements: Table | None
    counts: Table | None


def parties(context: Context) -> PartiesView:
    """Each party's own position beside the joint one; judgements and counts apart."""
    joint, voice = context.advice.parties, context.voice
    return PartiesView(
        heading=Heading("parties", voice.say("parties.topic"), _title(context)),
        forces=force_line(context),
        positions=_positions(context),
        reservations=tuple(line for one in joint.positions if (line := _reservation(context, one))),
        judgements=_differences(context, "judgement"),
        counts=_differences(context, "count"),
    )


def _title(context: Context) -> str:
    voice, joint = context.voice, context.advice.parties
    judgements = sum(one.kind == "judgement" for one in joint.differences)
    if joint.sheets <= 1:
        return voice.say("parties.title.single")
    if not judgements:
        return voice.many("parties.title.agree", joint.sheets)
    return voice.many(
        "parties.title.differ", judgements, sheets=voice.many("parties.sheets", joint.sheets)
    )


def _positions(context: Context) -> Table | None:
    voice, names, joint = context.voice, context.names, context.advice.parties
    if not joint.positions:
        return None
    position = context.advice.position
    rows = [
        _row(
            context,
            names.party(one.party),
            one.sheets,
            (one.type, one.level, one.control, one.lifetime),
        )
        for one in joint.positions
    ]
    own = (position.type, position.level, position.control, position.lifetime)
    rows.append(_row(context, voice.say("parties.joint"), joint.sheets, own))
    axes = (voice.say(f"axis.{axis}") for axis in ("type", "level", "control", "lifetime"))
    head = (voice.say("parties.party"), voice.say("parties.count"), *axes)
    return Table("party-positions", voice.say("parties.positions"), head, tuple(rows), (1,))


def _row(
    context: Context, who: str, sheets: int, options: tuple[str, str | None, str | None, str | None]
) -> tuple[Line, ...]:
    names, none = context.names, context.voice.say("value.none")
    kind, level, control, lifetime = options
    return (
        Line(who),
        Line(context.voice.number(sheets)),
        Line(context.voice.head(names.type(kind))),
        Line(names.option("level", level) if level else none),
        Line(names.option("control", control) if control else none),
        Line(names.option("lifetime", lifetime) if lifetime else none),
    )


def _reservation(context: Context, one: PartyPosition) -> Line | None:
    """A party whose own sheets give another type keeps its view on record."""
    position = context.advice.position
    if one.type in (position.type, "undetermined") or context.advice.parties.sheets < 2:
        return None
    return Line(
        context.voice.say(
            "parties.reservation",
            party=context.names.party(one.party),
            type=context.names.type(one.type),
            joint=context.names.type(position.type),
        )
    )


def _differences(context: Context, kind: str) -> Table | None:
    voice = context.voice
    found = [one for one in context.advice.parties.differences if one.kind == kind]
    if not found:
        return None
    columns = ("question", "given", "used")
    head = tuple(voice.say(f"differences.{column}") for column in columns)
    rows = tuple(_difference(context, one) for one in found)
    return Table(f"differences-{kind}", voice.say(f"differences.{kind}"), head, rows)


def _difference(context: Context, difference: Difference) -> tuple[Line, ...]:
    names, voice = context.names, context.voice
    given = voice.clauses(_given(context, difference, one) for one in difference.given)
    used = names.value(difference.fact, difference.used)
    return (Line(voice.head(names.fact(difference.fact))), Line(given), Line(used))


def _given(context: Context, difference: Difference, given: Given) -> str:
    """Who said what, as so many of that party's sheets that answered."""
    voice = context.voice
    among = sum(one.sheets for one in difference.given if one.party == given.party)
    return voice.say(
        "differences.said",
        party=context.names.party(given.party),
        value=context.names.value(difference.fact, given.value),
        sheets=voice.say(
            "differences.of", some=voice.number(given.sheets), all=voice.number(among)
        ),
    )
