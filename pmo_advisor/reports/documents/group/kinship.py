"""Parents and siblings: the picture, the lines of each PMO, and what they settle."""

from __future__ import annotations

from collections import Counter

from pmo_advisor.model.portfolio import Pmo, Tie
from pmo_advisor.reports.blocks import Section
from pmo_advisor.reports.charts.kin import MOST, Kin, kin_picture
from pmo_advisor.reports.documents.group.telling import Telling
from pmo_advisor.reports.parts import Heading, Line, Table


def kinship(tell: Telling) -> Section | None:
    """How the PMOs stand to one another. Nothing where there is only one."""
    pmos = tell.portfolio.pmos
    if len(pmos) < 2:
        return None
    ties: dict[int, list[Tie]] = {one.number: [] for one in pmos}
    for tie in tell.portfolio.ties:
        ties[tie.pmo].append(tie)
        if tie.to == "siblings" and isinstance(tie.other, int):
            ties[tie.other].append(tie.model_copy(update={"pmo": tie.other, "other": tie.pmo}))
    picture = kin_picture(
        tell.voice,
        tuple(_kin(tell, one, ties[one.number]) for one in pmos) if len(pmos) <= MOST else (),
        tell.say("group.kin.picture"),
    )
    return tell.lay.section(
        Heading("kinship", tell.say("group.kin.topic"), _title(tell)),
        tell.lay.figure(picture, tell.say("group.kin.caption")),
        ()
        if picture
        else tell.lay.paragraph(tell.say("group.kin.many", limit=MOST), style="aside"),
        tell.table(_table(tell, ties)),
        tell.table(_settled(tell)),
    )


def _title(tell: Telling) -> str:
    parents = Counter(one.parent for one in tell.portfolio.pmos if one.parent)
    if not parents:
        return tell.say("group.kin.title.none")
    if len(parents) == 1:
        return tell.voice.head(
            tell.say("group.kin.title.parent", pmo=tell.pmo_name(next(iter(parents))))
        )
    return tell.say("group.kin.title.parents", count=tell.voice.number(len(parents)))


def _kin(tell: Telling, pmo: Pmo, ties: list[Tie]) -> Kin:
    to_head = next((tie.line for tie in ties if tie.to == "head"), None)
    to_parent = next((tie.line for tie in ties if tie.to == "parent"), None)
    kind = tell.names.type(pmo.type)
    if pmo.sharing:
        name = tell.voice.head(tell.say("group.pmo.shared", type=kind))
        about = tell.say(
            "group.kin.anchor",
            units=tell.unit_names(pmo.units),
            anchor=tell.unit_name(pmo.sharing.anchor),
            people=tell.people(pmo.people),
        )
    else:
        name = tell.pmo_name(pmo.number)
        about = tell.people(pmo.people)
    return Kin(
        number=pmo.number,
        name=name,
        about=about,
        shared=pmo.sharing is not None,
        parent=pmo.parent,
        to_parent=to_parent,
        head=tell.head(pmo.head),
        to_head=to_head,
        siblings=tuple(
            tie.other
            for tie in ties
            if tie.to == "siblings" and isinstance(tie.other, int) and tie.other > pmo.number
        ),
        in_words=_said(tell, pmo, ties),
    )


def _ends(tell: Telling, ties: list[Tie], line: str) -> list[str]:
    """What the lines of one kind lead to."""
    return [
        tell.pmo_name(tie.other) if isinstance(tie.other, int) else tell.head(tie.other)
        for tie in ties
        if tie.line == line
    ]


def _said(tell: Telling, pmo: Pmo, ties: list[Tie]) -> str:
    voice, name = tell.voice, tell.voice.head(tell.pmo_name(pmo.number))
    solid, dotted = _ends(tell, ties, "solid"), _ends(tell, ties, "dotted")
    to = voice.joined(solid) or voice.say("value.none")
    if not dotted:
        return tell.say("group.kin.said.end", pmo=name, solid=to)
    first = tell.say("group.kin.said", pmo=name, solid=to)
    second = tell.say("group.kin.said.dotted", dotted=voice.joined(dotted))
    return voice.say("list.semicolon", first=first, second=second)


def _table(tell: Telling, ties: dict[int, list[Tie]]) -> Table:
    none = Line(tell.voice.say("value.none"))

    def cell(own: list[Tie], line: str) -> Line:
        ends = _ends(tell, own, line)
        rules = [tie.rule for tie in own if tie.line == line]
        return Line(tell.voice.clauses(ends), tell.noted(*rules)) if ends else none

    rows = tuple(
        (
            Line(tell.voice.head(tell.pmo_name(one.number)), tell.noted(one.parent_rule)),
            cell(ties[one.number], "solid"),
            cell(ties[one.number], "dotted"),
        )
        for one in tell.portfolio.pmos
    )
    head = (
        tell.say("group.kin.head.pmo"),
        tell.say("group.kin.head.solid"),
        tell.say("group.kin.head.dotted"),
    )
    return Table("lines-table", tell.say("group.kin.table"), head, rows)


def _settled(tell: Telling) -> Table:
    rows = tuple(
        (
            Line(tell.voice.of(rule.name), tell.noted(rule.id)),
            Line(tell.voice.of(rule.agrees.settle)),
            Line(tell.voice.of(rule.agrees.who)),
        )
        for rule in tell.rulebook.catalog.arrangements
        if rule.agrees
    )
    head = (
        tell.say("group.settle.matter"),
        tell.say("group.settle.suggestion"),
        tell.say("group.settle.who"),
    )
    return Table("settle-table", tell.say("group.settle.table"), head, rows)
