"""The parties: what each one's own sheets would give, and where the answers differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pmo_advisor.model.advice import Difference, PartyPosition
from pmo_advisor.model.question import PARTIES, Party
from pmo_advisor.model.rule import Axis
from pmo_advisor.reports.charts.drawing import Picture
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.parts import Heading, Line, Table
from pmo_advisor.reports.sections.agreement import agreement
from pmo_advisor.reports.sections.decisive import DecisiveView, decisive, decisive_facts
from pmo_advisor.reports.sections.lead import force_line
from pmo_advisor.reports.sections.pictured import spread, views


@dataclass(frozen=True, slots=True)
class PartiesView:
    """The section."""

    heading: Heading
    forces: Line | None
    decisive: DecisiveView | None
    positions: Table | None
    reservations: tuple[Line, ...]
    judgements: Table | None
    harmless: Table | None
    counts: Table | None
    agreement: Table | None
    views_picture: Picture | None
    spread_picture: Picture | None


def parties(context: Context) -> PartiesView:
    """Each party's own position beside the joint one; judgements and counts apart."""
    joint, voice = context.advice.parties, context.voice
    told = decisive_facts(context)
    judgements = [one for one in joint.differences if one.kind == "judgement"]
    telling = [one for one in judgements if told is None or one.fact in told]
    return PartiesView(
        heading=Heading("parties", voice.say("parties.topic"), _title(context)),
        forces=force_line(context),
        positions=_positions(context),
        reservations=tuple(line for one in joint.positions if (line := _reservation(context, one))),
        decisive=decisive(context),
        judgements=_differences(context, "decisive" if told else "judgement", telling),
        harmless=_differences(
            context, "harmless", [one for one in judgements if one not in telling]
        ),
        counts=_differences(
            context, "count", [one for one in joint.differences if one.kind == "count"]
        ),
        agreement=agreement(context),
        views_picture=views(context),
        spread_picture=spread(context),
    )


def _title(context: Context) -> str:
    voice, joint = context.voice, context.advice.parties
    judgements = sum(one.kind == "judgement" for one in joint.differences)
    if joint.sheets <= 1:
        return voice.say("parties.title.single")
    if not judgements:
        form = "kept.agree" if joint.joint_only else "parties.title.agree"
        return voice.many(form, joint.sheets)
    told = decisive_facts(context)
    if told is not None:
        all_judgements = {one.fact for one in joint.differences if one.kind == "judgement"}
        telling = len(all_judgements.intersection(told))
        message = "parties.title.decisive" if telling else "parties.title.harmless"
        return voice.many(message, telling, all=voice.number(judgements))
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
    """A party whose own sheets give another position keeps its view on record."""
    position = context.advice.position
    if one.type == "undetermined" or context.advice.parties.sheets < 2:
        return None
    if one.type == position.type:
        return _reserved_parts(context, one)
    return Line(
        context.voice.say(
            "parties.reservation",
            party=context.names.party(one.party),
            type=context.names.type(one.type),
            joint=context.names.type(position.type),
        )
    )


def _reserved_parts(context: Context, one: PartyPosition) -> Line | None:
    """Where a party agrees on the type but not on every other part of the position."""
    voice, joint = context.voice, context.advice.position
    parts: tuple[tuple[Axis, str | None, str | None], ...] = (
        ("level", one.level, joint.level),
        ("control", one.control, joint.control),
        ("lifetime", one.lifetime, joint.lifetime),
    )
    told = [
        voice.say(
            "parties.reservation.part",
            axis=voice.say(f"fact.{axis}"),
            own=context.names.option(axis, own),
            joint=context.names.option(axis, used),
        )
        for axis, own, used in parts
        if own and used and own != used
    ]
    if not told:
        return None
    party = context.names.party(one.party)
    return Line(voice.say("parties.reservation.parts", party=party, parts=voice.clauses(told)))


def _differences(context: Context, kind: str, found: list[Difference]) -> Table | None:
    """A column for each party that gave an answer, then the answer that is used."""
    voice = context.voice
    if not found:
        return None
    given = {one.party for difference in found for one in difference.given}
    parties: list[Party | None] = [party for party in PARTIES if party in given]
    parties += [None] if None in given else []
    head = (
        voice.say("differences.question"),
        *(_party_head(context, party) for party in parties),
        voice.say("differences.used"),
    )
    rows = tuple(_difference(context, one, parties) for one in found)
    return Table(f"differences-{kind}", voice.say(f"differences.{kind}"), head, rows)


def _party_head(context: Context, party: Party | None) -> str:
    """A party with its number of sheets, so that every cell below can be read against it."""
    voice = context.voice
    sheets = sum(one.sheets for one in context.advice.parties.positions if one.party == party)
    name = context.names.party(party)
    if not sheets:
        return name
    return voice.say("list.aside", text=name, aside=voice.many("parties.sheets", sheets))


def _difference(
    context: Context, difference: Difference, parties: Sequence[Party | None]
) -> tuple[Line, ...]:
    names, voice = context.names, context.voice
    cells = [
        Line(voice.clauses(_said(context, difference, party)) or voice.say("value.none"))
        for party in parties
    ]
    used = names.value(difference.fact, difference.used)
    return (Line(voice.head(names.fact(difference.fact))), *cells, Line(used))


def _said(context: Context, difference: Difference, party: Party | None) -> Iterator[str]:
    """What a party answered; how many of its sheets say so, where they are not of one mind."""
    voice = context.voice
    own = [one for one in difference.given if one.party == party]
    among = sum(one.sheets for one in own)
    for one in own:
        value = context.names.value(difference.fact, one.value)
        if among == 1:
            yield value
            continue
        counted = voice.say(
            "differences.of", some=voice.number(one.sheets), all=voice.number(among)
        )
        yield voice.say("list.aside", text=value, aside=counted)
