"""How many people: each PMO's range, the sums, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.model.advice import Range
from pmo_advisor.reports.blocks import Section
from pmo_advisor.reports.charts.drawing import Picture
from pmo_advisor.reports.charts.ranges import Bar, BarGroup, ranges_picture
from pmo_advisor.reports.documents.group.opening import sum_line
from pmo_advisor.reports.documents.group.telling import Telling
from pmo_advisor.reports.parts import Heading, Line, Row

_MOST = 30
"""The most ranges that stand below one another."""


def people(tell: Telling) -> Section:
    """People in total and by PMO."""
    return tell.lay.section(
        Heading("people", tell.say("group.people.topic"), _title(tell)),
        tell.lay.figure(_picture(tell)),
        tell.lay.facts(_rows(tell)),
    )


def _title(tell: Telling) -> str:
    totals, voice = tell.portfolio.totals, tell.voice
    if totals.base is None:
        return tell.nothing("group.people.title.none")
    people = voice.people(totals.base)
    if totals.net_new is None or totals.split != totals.sized:
        return tell.say("group.people.title.base", people=people)
    return tell.say("group.people.title", people=people, net_new=voice.range(totals.net_new))


def _picture(tell: Telling) -> Picture | None:
    totals = tell.portfolio.totals
    each = [
        Bar(tell.voice.head(tell.pmo_name(one.number)), one.people.low, one.people.high, "base")
        for one in tell.portfolio.pmos
        if one.people is not None
    ]
    each.sort(key=lambda bar: (-bar.high, -bar.low))
    if not each or totals.base is None:
        return None
    sums: list[tuple[str, Range]] = [
        ("group.people.total.apart" if totals.shared else "group.people.total", totals.base)
    ]
    if totals.shared:
        sums.append(("group.people.total.shared", totals.shared))
    whole = tuple(Bar(tell.say(name), one.low, one.high, "whole") for name, one in sums)
    heading = tell.say("group.people.each")
    if len(each) > _MOST:
        heading = tell.say("group.people.largest", count=_MOST)
    groups = (
        BarGroup(tell.say("group.people.total"), whole),
        BarGroup(heading, tuple(each[:_MOST])),
    )
    return ranges_picture(tell.voice, groups, None, tell.say("group.people.picture"))


def _rows(tell: Telling) -> Iterator[Row]:
    totals, voice = tell.portfolio.totals, tell.voice
    yield Row("people", tell.say("group.people.total"), (sum_line(tell),))
    if totals.base is not None:
        yield Row("how", tell.say("group.people.how"), (Line(tell.say("group.people.how.sum")),))
    if totals.split_base and totals.transferred and totals.net_new:
        told = tell.say(
            "group.people.split.said",
            units=tell.units(totals.split),
            base=voice.range(totals.split_base),
            transferred=voice.range(totals.transferred),
            net_new=voice.range(totals.net_new),
        )
        yield Row("net_new", tell.say("group.people.split"), (Line(told),))
    shared = [one.sharing for one in tell.portfolio.pmos if one.sharing]
    if totals.shared:
        told = tell.say("group.people.shared.said", people=voice.people(totals.shared))
        yield Row("shared", tell.say("group.people.shared"), (Line(told),))
    elif shared:
        yield Row(
            "shared", tell.say("group.people.shared"), (Line(tell.say("group.people.shared.open")),)
        )
    lacking = totals.units - totals.sized
    if lacking > 0:
        yield Row("unsized", tell.say("group.people.unsized"), (_unsized(tell, lacking),))
    if totals.extrapolated:
        told = tell.say("group.people.beyond.said", units=tell.units(totals.extrapolated))
        yield Row("extrapolated", tell.say("group.people.beyond"), (Line(told),))


def _unsized(tell: Telling, lacking: int) -> Line:
    missing = [
        tell.say("group.people.fact", fact=tell.names.fact(one.id), units=tell.units(one.units))
        for one in tell.portfolio.totals.missing
    ]
    units = tell.units(lacking)
    if not missing:
        return Line(tell.say("group.people.unsized.bare", units=units))
    facts = tell.voice.joined(missing)
    return Line(tell.say("group.people.unsized.said", units=units, facts=facts))
