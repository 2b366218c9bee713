"""All units in one table, and how the pages are to be read."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.model.portfolio import UnitItem
from pmo_advisor.reports.blocks import Section
from pmo_advisor.reports.documents.group.telling import Telling
from pmo_advisor.reports.parts import Heading, Line, Row, Table
from pmo_advisor.reports.typography import clean

_SMALLEST = "smallest_cell"


def all_units(tell: Telling) -> Section | None:
    """A row for each unit that may be told."""
    if not tell.portfolio.units:
        return None
    rows = tuple(_row(tell, one) for one in tell.portfolio.units)
    head = tuple(
        map(
            tell.say,
            (
                "group.all.unit",
                "group.head.type",
                "group.all.level",
                "group.all.stage",
                "group.all.today",
                "group.all.people",
                "group.all.net_new",
            ),
        )
    )
    table = Table(
        "units-table", tell.say("group.all.table"), head, rows, figures=(3, 4, 5, 6), short=(2,)
    )
    heading = Heading("units", tell.say("group.all.topic"), tell.say("group.all.title"))
    return tell.lay.section(heading, tell.table(table))


def _row(tell: Telling, unit: UnitItem) -> tuple[Line, ...]:
    voice, names = tell.voice, tell.names
    none = voice.say("value.none")
    apart = unit.above and clean(unit.above) != tell.subject
    above = tell.say("group.all.below", above=clean(unit.above)) if apart else ""
    told = []
    if unit.tied_with:
        kinds = voice.joined(names.type(one) for one in unit.tied_with)
        told.append(tell.say("group.all.tied", types=kinds))
    if unit.target_type:
        told.append(tell.say("group.all.target", type=names.type(unit.target_type)))
    if unit.confirm:
        told.append(tell.say("group.all.confirm"))
    return (
        Line(tell.unit_name(unit.number), detail=above),
        Line(voice.head(names.type(unit.type)), detail=voice.clauses(told)),
        Line(names.option("level", unit.level) if unit.level else none),
        Line(none if unit.stage is None else voice.number(unit.stage)),
        Line(none if unit.today is None else voice.number(unit.today)),
        Line(voice.range(unit.base) if unit.base else none),
        Line(voice.range(unit.net_new) if unit.net_new else none),
    )


def reading(tell: Telling) -> Section:
    """What is left out, and from what the pages were made."""
    limit = tell.portfolio.smallest
    title = (
        tell.say("group.read.title", limit=limit) if limit > 1 else tell.say("group.read.title.all")
    )
    heading = Heading("reading", tell.say("group.read.topic"), title)
    return tell.lay.section(heading, tell.lay.facts(_rows(tell)))


def _rows(tell: Telling) -> Iterator[Row]:
    group, voice = tell.portfolio, tell.voice
    if group.smallest > 1:
        yield Row("small", tell.say("group.read.small"), (_small(tell),))
    threshold = next((one for one in tell.rulebook.catalog.thresholds if one.id == _SMALLEST), None)
    if threshold is not None:
        told = tell.many("group.sheets", group.smallest)
        why = voice.of(threshold.because) if group.smallest == threshold.value else ""
        line = Line(told, tell.notes.entry(threshold), detail=why)
        yield Row("smallest", tell.say("group.read.smallest"), (line,))
    file = tell.say(
        "group.read.file.said",
        units=tell.units(group.assessed),
        sheets=tell.many("group.sheets", group.origin.sheets),
    )
    notices = (Line(tell.many(f"group.notice.{one.kind}", one.count)) for one in group.notices)
    yield Row("file", tell.say("group.read.file"), (Line(file), *notices))
    yield Row("method", tell.say("group.read.method"), (Line(tell.say("group.read.method.said")),))
    made = group.origin
    told = tell.say(
        "group.read.made.said",
        program=made.program,
        knowledge=made.knowledge,
        fingerprint=made.fingerprint,
    )
    yield Row("made", tell.say("group.read.made"), (Line(told), Line(voice.say("doc.credit"))))


def _small(tell: Telling) -> Line:
    withheld = tell.portfolio.withheld
    if not withheld:
        return Line(tell.say("group.read.small.none", limit=tell.portfolio.smallest))
    names = [clean(one.name) or clean(one.organization) for one in withheld]
    shown = tell.names_of(names)
    return Line(shown, detail=tell.say("group.read.small.said"))
