"""How far the units have come, and what holds most of them."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_advisor.model.portfolio import Tally
from pmo_advisor.reports.blocks import Section
from pmo_advisor.reports.charts.bars import Count, bars_picture
from pmo_advisor.reports.charts.drawing import Picture
from pmo_advisor.reports.documents.group.telling import Telling
from pmo_advisor.reports.parts import Heading, Line, Table

_MOST = 10
"""The most rules of one kind that are shown: the commonest."""
_GATED = ("condition", "action", "owner", "units")
_WARNED = ("warning", "action", "units")


def road(tell: Telling) -> Section:
    """Stages, unmet conditions, preconditions and warnings."""
    lay, group = tell.lay, tell.portfolio
    stages, unmet = tell.say("group.road.stages"), tell.say("group.road.unmet")
    most = max((one.units for one in group.unmet), default=0)
    bars = tuple(
        Count(tell.title_of(one.id), one.units, one.units == most) for one in group.unmet[:_MOST]
    )
    return lay.section(
        Heading("road", tell.say("group.road.topic"), _title(tell)),
        lay.figure(_stages(tell), stages),
        lay.figure(bars_picture(tell.voice, "unmet-picture", unmet, bars), unmet),
        lay.grid(_conditions(tell, "unmet-table", "group.road.unmet.table", group.unmet)),
        lay.grid(_conditions(tell, "waiting-table", "group.road.waiting", group.waiting)),
        lay.grid(_gates(tell)),
        lay.grid(_warnings(tell)),
    )


def _title(tell: Telling) -> str:
    unmet = tell.portfolio.unmet
    if not unmet:
        return tell.nothing("group.road.title.none")
    return tell.say("group.road.title", title=tell.title_of(unmet[0].id))


def _stages(tell: Telling) -> Picture | None:
    """Every stage in its order, also those where no unit stands."""
    cells = {one.option: one.units for one in tell.portfolio.stages.cells}
    most = max(cells.values(), default=0)

    def name(option: str) -> str:
        if option == "no_type":
            return tell.say("group.road.no_type")
        return tell.say("group.road.before") if option == "-1" else tell.names.stage(int(option))

    counts = tuple(
        Count(name(option), count, count == most and option != "no_type")
        for option, count in cells.items()
        if count or option not in ("-1", "no_type")
    )
    return bars_picture(tell.voice, "group-stages-picture", tell.say("group.road.stages"), counts)


def _conditions(tell: Telling, table: str, caption: str, told: Sequence[Tally]) -> Table | None:
    rows = []
    for one in told[:_MOST]:
        rule = tell.rulebook.rule.get(one.id)
        enters = rule.then.enters if rule else None
        if enters is not None:
            rows.append(
                (
                    Line(tell.title_of(one.id), tell.notes.rule(one.id)),
                    Line(tell.voice.of(enters.action)),
                    Line(tell.names.party(enters.owner)),
                    Line(tell.tally(one)),
                )
            )
    return _table(tell, table, caption, _GATED, rows)


def _gates(tell: Telling) -> Table | None:
    rows = []
    for one in tell.portfolio.gates[:_MOST]:
        rule = tell.rulebook.rule.get(one.id)
        gate = (rule.then.requires or rule.then.blocks) if rule else None
        if rule is None or gate is None:
            continue
        title = tell.title_of(one.id)
        if rule.then.requires:
            title = tell.voice.head(tell.say("group.road.gate", title=tell.voice.of(rule.title)))
        rows.append(
            (
                Line(title, tell.notes.rule(one.id)),
                Line(tell.voice.of(gate.actions[0])),
                Line(tell.names.party(gate.owner)),
                Line(tell.tally(one)),
            )
        )
    return _table(tell, "gates-table", "group.road.gates", _GATED, rows)


def _warnings(tell: Telling) -> Table | None:
    rows = []
    for one in tell.portfolio.warnings[:_MOST]:
        rule = tell.rulebook.rule.get(one.id)
        warns = rule.then.warns if rule else None
        if warns is not None:
            rows.append(
                (
                    Line(tell.title_of(one.id), tell.notes.rule(one.id)),
                    Line(tell.voice.of(warns.do)),
                    Line(tell.tally(one)),
                )
            )
    return _table(tell, "group-warnings-table", "group.road.warnings", _WARNED, rows)


def _table(
    tell: Telling, table: str, caption: str, columns: Sequence[str], rows: Sequence[Sequence[Line]]
) -> Table | None:
    """What is to be done in how many units, which is the last column; none without rows."""
    if not rows:
        return None
    head = tuple(tell.say(f"group.head.{one}") for one in columns)
    return Table(table, tell.say(caption), head, tuple(map(tuple, rows)), figures=(len(head) - 1,))
