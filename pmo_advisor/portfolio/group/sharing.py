"""Units that want the same: who could share a PMO, who anchors it, and what it would take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np

from pmo_advisor.logic.program import Program
from pmo_advisor.model.advice import Range
from pmo_advisor.model.arrangement import Arrangement, Shares
from pmo_advisor.model.columns import UNKNOWN, Columns, code_type
from pmo_advisor.model.domain import Numbers
from pmo_advisor.model.portfolio import Apart, Sharing
from pmo_advisor.portfolio.group.concluded import Concluded, conclusions
from pmo_advisor.portfolio.group.tree import Node, Tree, Unit
from pmo_advisor.reasoning.sweep.sweep import Sweep


class Shared(NamedTuple):
    """Units that could share a PMO, in the order of the file, and what is told of it."""

    members: tuple[int, ...]
    told: Sharing


class Group(NamedTuple):
    """The units of a group, what is concluded for them, and which of them may be told."""

    units: Sequence[Unit]
    found: Sequence[Concluded]
    tree: Tree
    told: Sequence[int]


def shared(sweep: Sweep, group: Group) -> tuple[Shared, ...]:
    """The PMOs that could be shared, by the first rule that finds the units alike."""
    program = sweep.program
    clusters: list[tuple[Arrangement, Shares, tuple[int, ...]]] = []
    taken: set[int] = set()
    for rule in program.rulebook.catalog.arrangements:
        if rule.shares is None:
            continue
        free = [one for one in group.told if one not in taken]
        for members in _alike(rule.shares, program, group, free):
            clusters.append((rule, rule.shares, members))
            taken.update(members)
    sums = [_summed(shares, program, group, members) for _, shares, members in clusters]
    sized = list(conclusions(sweep, _columns(program, sums), len(sums)))
    return tuple(
        Shared(members, _told(rule, program, group, members, total, whole))
        for (rule, _, members), total, whole in zip(clusters, sums, sized, strict=True)
    )


def furthest(
    program: Program, found: Sequence[Concluded], members: Sequence[int]
) -> tuple[tuple[int, ...], str | None]:
    """Those of the members that anchor best, and the rule that told them from the last others."""
    best, decisive = tuple(members), None
    for rule in program.rulebook.catalog.arrangements:
        if rule.anchors is None or len(best) < 2:
            continue
        reach = {one: _rank(program, found[one], rule.anchors.by) for one in best}
        most = tuple(one for one in best if reach[one] == max(reach.values()))
        if len(most) < len(best):
            best, decisive = most, rule.id
    return best, decisive


def _rank(program: Program, unit: Concluded, fact: str) -> int:
    """How far a fact is; what is not known is behind all."""
    code = unit.known.get(fact)
    domain = program.domains.get(fact)
    return -1 if code is None or domain is None else domain.rank(code)


def _alike(
    shares: Shares, program: Program, group: Group, free: Sequence[int]
) -> list[tuple[int, ...]]:
    """Units under one head that agree in everything the rule asks for; ties agree with nobody."""
    clusters: dict[tuple[Node, tuple[int, ...]], list[int]] = {}
    for one in free:
        unit = group.found[one]
        codes = [unit.known.get(fact) for fact in shares.same]
        known = tuple(code for code in codes if code is not None)
        fits = unit.type in shares.types and unit.level in shares.levels and not unit.tied_with
        if fits and len(known) == len(codes):
            key = (group.tree.above(group.units[one].node), known)
            clusters.setdefault(key, []).append(one)
    least = program.rulebook.threshold.get(shares.at_least, 2)
    return [tuple(members) for members in clusters.values() if len(members) >= least]


class _Sum(NamedTuple):
    """The answers of one PMO over several units; ``beyond`` where a count is beyond its domain."""

    codes: Mapping[str, int]
    lacking: tuple[str, ...]
    beyond: bool


def _summed(shares: Shares, program: Program, group: Group, members: Sequence[int]) -> _Sum:
    """The anchor's answers with the counts added up; other counts would be those of one unit."""
    anchor = group.found[furthest(program, group.found, members)[0][0]]
    codes = {
        one.id: anchor.known[one.id]
        for one in program.rulebook.questions
        if one.id in anchor.known and one.kind != "number"
    }
    lacking: list[str] = []
    beyond = False
    for fact in shares.adds:
        domain = program.domains.get(fact)
        given = [group.found[one].known.get(fact) for one in members]
        known = [one for one in given if one is not None]
        if not isinstance(domain, Numbers) or not known:
            continue
        if len(known) < len(given):
            lacking.append(fact)
        elif sum(known) > domain.high:
            beyond = True
        else:
            codes[fact] = sum(known)
    return _Sum(codes, tuple(lacking), beyond)


def _columns(program: Program, sums: Sequence[_Sum]) -> Columns:
    facts = dict.fromkeys(fact for one in sums for fact in one.codes)
    return {
        fact: np.array(
            [one.codes.get(fact, UNKNOWN) for one in sums], code_type(program.domains[fact])
        )
        for fact in facts
    }


def _told(
    rule: Arrangement,
    program: Program,
    group: Group,
    members: Sequence[int],
    total: _Sum,
    whole: Concluded,
) -> Sharing:
    best, decisive = furthest(program, group.found, members)
    people, unsized = _sized(group.found[best[0]], total, whole)
    ranges = [group.found[one].base for one in members]
    known = [one for one in ranges if one is not None]
    apart = None
    if len(known) == len(ranges):
        apart = Range(low=sum(one.low for one in known), high=sum(one.high for one in known))
    return Sharing(
        rule=rule.id,
        anchor=best[0] + 1,
        anchored_by=decisive,
        alike=tuple(one + 1 for one in best[1:]),
        differ=tuple(_differing(rule, program, group, members)),
        apart=apart,
        people=people,
        unsized=unsized,
        missing=total.lacking if unsized == "driver" else (),
    )


def _sized(
    one: Concluded, total: _Sum, whole: Concluded
) -> tuple[Range | None, Literal["driver", "elsewhere", "beyond"] | None]:
    if total.beyond:
        return None, "beyond"
    if whole.type != one.type:
        return None, "elsewhere"
    return (whole.base, None) if whole.base is not None else (None, "driver")


def _differing(
    rule: Arrangement, program: Program, group: Group, members: Sequence[int]
) -> list[Apart]:
    found: list[Apart] = []
    for fact in rule.shares.settle if rule.shares else ():
        codes = dict.fromkeys(group.found[one].known.get(fact) for one in members)
        known = sorted(one for one in codes if one is not None)
        if len(known) > 1:
            domain = program.domains[fact]
            values = tuple(str(domain.decode(code)) for code in known)
            found.append(Apart(fact=fact, values=values))
    return found
