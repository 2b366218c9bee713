"""Units that stand out from comparable ones, each with a sentence."""

from __future__ import annotations

from pmo_advisor.model.advice import Range
from pmo_advisor.model.portfolio import Outlier
from pmo_advisor.reports.blocks import Section
from pmo_advisor.reports.documents.group.telling import MOST_ROWS, Telling
from pmo_advisor.reports.parts import Heading, Line


def standing_out(tell: Telling) -> Section | None:
    """The outliers. Nothing where no unit may be told."""
    group = tell.portfolio
    if not group.units:
        return None
    found = group.outliers
    title = tell.many("group.odd.title", len(found)) if found else tell.say("group.odd.title.none")
    beyond = len(found) - MOST_ROWS
    return tell.lay.section(
        Heading("outliers", tell.say("group.odd.topic"), title),
        tell.lay.bullets(_line(tell, one) for one in found[:MOST_ROWS])
        if found
        else tell.lay.paragraph(tell.say("group.odd.none")),
        tell.lay.paragraph(
            tell.say("group.more_rows", count=tell.voice.number(beyond)), style="aside"
        )
        if beyond > 0
        else (),
    )


def _line(tell: Telling, one: Outlier) -> Line:
    names, voice = tell.names, tell.voice
    unit = tell.unit_name(one.unit)
    notes = tell.noted(one.rule)
    if one.on == "type":
        own, peers = names.type(str(one.own)), names.type(str(one.peers))
        count = voice.number(one.among)
        return Line(tell.say("group.odd.type", unit=unit, own=own, peers=peers, count=count), notes)
    if one.on == "stage":
        own, peers = _stage(tell, int(one.own)), _stage(tell, _number(one.peers))
        count = voice.number(one.among)
        return Line(
            tell.say("group.odd.stage", unit=unit, own=own, peers=peers, count=count), notes
        )
    people = one.peers if isinstance(one.peers, Range) else Range(low=0, high=0)
    side = "above" if int(one.own) > people.high else "below"
    own, peers = voice.number(int(one.own)), voice.range(people)
    return Line(tell.say(f"group.odd.headcount.{side}", unit=unit, own=own, peers=peers), notes)


def _number(peers: str | int | Range) -> int:
    return peers if isinstance(peers, int) else 0


def _stage(tell: Telling, number: int) -> str:
    return tell.say("group.road.before") if number < 0 else tell.names.stage(number)
