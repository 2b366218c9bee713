"""How many units want which type, how clear that is, and at which level."""

from __future__ import annotations

from pmo_advisor.reports.blocks import Section
from pmo_advisor.reports.charts.bars import Count, bars_picture
from pmo_advisor.reports.documents.group.telling import Telling
from pmo_advisor.reports.parts import Heading, Line, Table

_OUTCOMES = ("not_yet", "undetermined")


def wanted(tell: Telling) -> Section:
    """Units by type."""
    lay, counted = tell.lay, tell.counted(tell.portfolio.types)
    picture = tell.say("group.wanted.picture")
    most = max((n for option, n in counted.items() if option not in _OUTCOMES), default=0)
    bars = tuple(
        Count(tell.names.type(option), count, count == most and option not in _OUTCOMES)
        for option, count in counted.items()
    )
    untold = tell.portfolio.types.untold
    return lay.section(
        Heading("wanted", tell.say("group.wanted.topic"), _title(tell, counted)),
        lay.figure(bars_picture(tell.voice, "wanted-picture", picture, bars), picture),
        lay.paragraph(tell.many("group.untold", untold), style="aside") if untold else (),
        lay.paragraph(_clear(tell)),
        lay.paragraph(_levels(tell)),
        tell.table(_table(tell, counted)),
    )


def _title(tell: Telling, counted: dict[str, int]) -> str:
    types = {option: count for option, count in counted.items() if option not in _OUTCOMES}
    if not types:
        return tell.nothing("group.wanted.title.none")
    most = max(types.values())
    first = [tell.names.type(option) for option, count in types.items() if count == most]
    units = tell.units(most)
    if len(first) > 1:
        return tell.voice.head(
            tell.say("group.wanted.title.level", types=tell.voice.joined(first), units=units)
        )
    return tell.voice.head(tell.say("group.wanted.title", type=first[0], units=units))


def _clear(tell: Telling) -> str:
    told = [
        tell.say(f"group.clear.{one.option}", count=tell.voice.number(one.units))
        for one in tell.portfolio.clearness.cells
        if one.units
    ]
    return tell.say("group.clear", told=tell.voice.clauses(told)) if told else ""


def _levels(tell: Telling) -> str:
    counted = tell.counted(tell.portfolio.levels)
    told = [
        tell.say(
            "group.levels.one",
            level=tell.names.option("level", option),
            count=tell.voice.number(count),
        )
        for option, count in counted.items()
        if option != "no_type"
    ]
    return tell.say("group.levels", told=tell.voice.clauses(told)) if told else ""


def _table(tell: Telling, counted: dict[str, int]) -> Table:
    entries = {one.id: one for one in tell.rulebook.catalog.types}
    rows = tuple(
        (
            Line(tell.voice.head(tell.names.type(option)), tell.notes.entry(entries[option])),
            Line(tell.voice.of(entries[option].sentence)),
            Line(tell.voice.number(count)),
        )
        for option, count in counted.items()
        if option in entries
    )
    head = (tell.say("group.head.type"), tell.say("group.head.for"), tell.say("group.head.units"))
    return Table(
        "wanted-table", tell.say("group.wanted.table"), head, rows, figures=(2,), short=(0,)
    )
