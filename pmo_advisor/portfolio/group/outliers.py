"""Units that stand out from their peers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pmo_advisor.logic.program import Program
from pmo_advisor.model.arrangement import StandsOut
from pmo_advisor.model.portfolio import Outlier
from pmo_advisor.portfolio.group.sharing import Group
from pmo_advisor.portfolio.group.tree import Node


class _Peers(NamedTuple):
    """The units with a type, by the node above them and by type."""

    neighbors: dict[Node, list[int]]
    kin: dict[str, list[int]]


def outliers(program: Program, group: Group) -> tuple[Outlier, ...]:
    """Every unit that stands out, rule by rule, in the order of the file."""
    standing = [one for one in group.told if group.found[one].stands]
    peers = _Peers({}, {})
    for one in standing:
        peers.neighbors.setdefault(group.tree.above(group.units[one].node), []).append(one)
        peers.kin.setdefault(group.found[one].type, []).append(one)
    found: list[Outlier] = []
    for rule in program.rulebook.catalog.arrangements:
        if rule.stands_out is None:
            continue
        if rule.stands_out.on == "type":
            found += _types(rule.id, rule.stands_out, program, group, peers)
        elif rule.stands_out.on == "headcount":
            found += _headcounts(rule.id, rule.stands_out, program, group, standing)
        else:
            found += _stages(rule.id, rule.stands_out, program, group, peers)
    return tuple(found)


def _limit(program: Program, name: str | None, otherwise: int) -> int:
    return program.rulebook.threshold.get(name or "", otherwise)


def _types(
    rule: str, asked: StandsOut, program: Program, group: Group, peers: _Peers
) -> Iterator[Outlier]:
    """Of another type than all its neighbours, which are of one type."""
    for units in peers.neighbors.values():
        kinds: dict[str, list[int]] = {}
        for one in units:
            kinds.setdefault(group.found[one].type, []).append(one)
        if len(kinds) != 2:
            continue
        few, many = sorted(kinds, key=lambda kind: len(kinds[kind]))
        if len(kinds[few]) == 1 and len(kinds[many]) >= _limit(program, asked.peers, 1):
            yield Outlier(
                unit=kinds[few][0] + 1,
                rule=rule,
                on="type",
                own=few,
                peers=many,
                among=len(kinds[many]),
            )


def _headcounts(
    rule: str, asked: StandsOut, program: Program, group: Group, standing: list[int]
) -> Iterator[Outlier]:
    """Today's people are this many times above the range, or below it with all who could move."""
    times, least = _limit(program, asked.by, 1), _limit(program, asked.least, 1)
    for one in standing:
        unit = group.found[one]
        if not unit.today or unit.base is None or unit.transferred is None:
            continue
        there = unit.transferred.high
        above = unit.today >= max(times * unit.base.high, unit.base.high + least)
        below = unit.base.low >= max(times * there, there + least)
        if above or below:
            yield Outlier(
                unit=one + 1,
                rule=rule,
                on="headcount",
                own=unit.today if above else there,
                peers=unit.base,
                among=1,
            )


def _stages(
    rule: str, asked: StandsOut, program: Program, group: Group, peers: _Peers
) -> Iterator[Outlier]:
    """This many stages from the middle one of the others of its type."""
    steps = _limit(program, asked.by, 1)
    for units in peers.kin.values():
        stages = {one: group.found[one].stage or 0 for one in units}
        others = len(units) - 1
        if others < _limit(program, asked.peers, 1):
            continue
        in_order = sorted(stages.values())
        for one in units:
            rest = list(in_order)
            rest.remove(stages[one])
            middle = rest[(len(rest) - 1) // 2]
            if abs(stages[one] - middle) >= steps:
                yield Outlier(
                    unit=one + 1,
                    rule=rule,
                    on="stage",
                    own=stages[one],
                    peers=middle,
                    among=others,
                )
