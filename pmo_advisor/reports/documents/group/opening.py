"""The first page of a group: the conclusion, and what has to be decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pmo_advisor.reports.blocks import Section
from pmo_advisor.reports.documents.group.telling import Telling
from pmo_advisor.reports.parts import Heading, Line, Row

_MOST = 5
"""The most lines under one label of the first page."""


def opening(tell: Telling) -> Section:
    """The first page."""
    sheets = tell.many("group.sheets", tell.portfolio.origin.sheets)
    lead = Line(tell.say("group.lead", sheets=sheets))
    heading = Heading("opening", tell.say("group.name"), _title(tell))
    return tell.lay.section(
        heading,
        tell.lay.paragraph(lead, style="lead"),
        tell.lay.facts((row for row in _rows(tell) if row.lines), brief=True),
    )


def _title(tell: Telling) -> str:
    group = tell.portfolio
    units = tell.units(group.assessed)
    if not group.units:
        return tell.say("group.opening.closed", units=units)
    if not group.pmos:
        return tell.nothing("group.opening.none", units=units)
    pmos = tell.many("group.pmos", len(group.pmos))
    shared = [one for one in group.pmos if one.sharing]
    if not shared:
        return tell.say("group.opening.apart", units=units, pmos=pmos)
    sharers = tell.units(sum(len(one.units) for one in shared))
    return tell.say(
        "group.opening.shared",
        units=units,
        pmos=pmos,
        sharers=sharers,
        shared=tell.many("group.shared_ones", len(shared)),
    )


def _rows(tell: Telling) -> Iterator[Row]:
    group = tell.portfolio
    yield Row("types", tell.say("group.row.types"), tuple(_types(tell)))
    if group.units:
        yield Row("shared", tell.say("group.row.shared"), tuple(_shared(tell)))
        yield Row("parent", tell.say("group.row.parent"), tuple(_parents(tell)))
    yield Row("people", tell.say("group.row.people"), (sum_line(tell),))
    yield Row("obstacle", tell.say("group.row.obstacle"), (_obstacle(tell),))
    yield Row("decide", tell.say("group.row.decide"), tuple(_decisions(tell)))


def _types(tell: Telling) -> Iterator[Line]:
    split = tell.portfolio.types
    told = [
        tell.say("group.type_units", type=tell.names.type(option), units=tell.units(count))
        for option, count in tell.counted(split).items()
    ]
    if split.untold:
        told.append(tell.many("group.untold", split.untold))
    yield Line(tell.voice.clauses(told))


def _shared(tell: Telling) -> Iterator[Line]:
    found = [one for one in tell.portfolio.pmos if one.sharing]
    for one in sorted(found, key=lambda pmo: -len(pmo.units))[:_MOST]:
        if one.sharing:
            told = tell.say(
                "group.shared_by",
                type=tell.names.type(one.type),
                units=tell.unit_names(one.units),
                anchor=tell.unit_name(one.sharing.anchor),
            )
            yield Line(told, tell.noted(one.sharing.rule))
    if not found:
        yield Line(tell.say("group.no_sharing"))


def _parents(tell: Telling) -> Iterator[Line]:
    children = Counter(one.parent for one in tell.portfolio.pmos if one.parent)
    for number, count in children.most_common(_MOST):
        rules = {one.parent_rule for one in tell.portfolio.pmos if one.parent == number}
        told = tell.many("group.parent_of", count, pmo=tell.pmo_name(number))
        yield Line(told, tell.noted(*sorted(one for one in rules if one)))
    if not children and tell.portfolio.pmos:
        yield Line(tell.say("group.no_parent"))


def sum_line(tell: Telling) -> Line:
    """The people of all units, as far as they are known."""
    totals, voice = tell.portfolio.totals, tell.voice
    if totals.base is None:
        return Line(tell.nothing("group.sum.none"))
    sized = tell.units(totals.sized)
    of = tell.say("group.sum.of", sized=sized, split=voice.number(totals.split))
    if totals.split == totals.sized:
        of = tell.say("group.sum.all", sized=sized)
    people = voice.people(totals.base)
    if totals.split != totals.sized or totals.transferred is None or totals.net_new is None:
        return Line(people, detail=of)
    told = tell.say(
        "group.sum",
        people=people,
        transferred=voice.range(totals.transferred),
        net_new=voice.range(totals.net_new),
    )
    return Line(told, detail=of)


def _obstacle(tell: Telling) -> Line:
    unmet = tell.portfolio.unmet
    if not unmet:
        return Line(tell.nothing("group.no_obstacle"))
    title, units = tell.title_of(unmet[0].id), tell.units(unmet[0].units)
    return Line(tell.say("group.obstacle", title=title, units=units), tell.notes.rule(unmet[0].id))


def _decisions(tell: Telling) -> Iterator[Line]:
    group = tell.portfolio
    for one in [pmo for pmo in group.pmos if pmo.sharing][:_MOST]:
        told = tell.say(
            "group.decide.sponsor",
            head=tell.voice.head(tell.head(one.head)),
            units=tell.unit_names(one.units),
            type=tell.names.type(one.type),
        )
        yield Line(told)
    if len(group.pmos) > 1:
        yield Line(tell.say("group.decide.calendar", head=tell.voice.head(tell.head(group.title))))
