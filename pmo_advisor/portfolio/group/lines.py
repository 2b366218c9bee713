"""Every PMO of a group, which is parent to which, and the lines between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pmo_advisor.logic.program import Program
from pmo_advisor.model.arrangement import Parents, Reports
from pmo_advisor.model.portfolio import Pmo, Tie
from pmo_advisor.portfolio.group.sharing import Group, Shared, furthest
from pmo_advisor.portfolio.group.tree import GROUP, Node


class Lines(NamedTuple):
    """PMOs in the order of their first units, and the lines that each of them has."""

    pmos: tuple[Pmo, ...]
    ties: tuple[Tie, ...]


class _Draft(NamedTuple):
    """A PMO before its parent is known: its units, whose conclusions it has, and its head."""

    members: tuple[int, ...]
    leading: int
    head: Node
    sharing: Shared | None


def lines(program: Program, group: Group, sharings: Sequence[Shared], title: str) -> Lines:
    """The PMOs that are advised for the units that may be told, one by one or shared."""
    drafts = _drafts(group, sharings)
    at = {group.units[one].node: place for place, one in _places(drafts)}
    parents = [_parent(program, group, drafts, at, place) for place in range(len(drafts))]
    pmos = tuple(
        _pmo(group, draft, place, parent, title)
        for place, (draft, parent) in enumerate(zip(drafts, parents, strict=True))
    )
    return Lines(pmos, (*_ties(program, pmos), *_siblings(program, group, drafts, pmos)))


def _drafts(group: Group, sharings: Sequence[Shared]) -> list[_Draft]:
    by_first = {one.members[0]: one for one in sharings}
    taken = {member for one in sharings for member in one.members}
    drafts: list[_Draft] = []
    for one in group.told:
        if one in by_first:
            found = by_first[one]
            head = group.tree.above(group.units[one].node)
            drafts.append(_Draft(found.members, found.told.anchor - 1, head, found))
        elif one not in taken and group.found[one].stands:
            drafts.append(_Draft((one,), one, group.units[one].node, None))
    return drafts


def _places(drafts: Sequence[_Draft]) -> Iterator[tuple[int, int]]:
    for place, draft in enumerate(drafts):
        for member in draft.members:
            yield place, member


def _above(group: Group, draft: _Draft) -> Node:
    return group.tree.above(group.units[draft.members[0]].node)


def _parent(
    program: Program, group: Group, drafts: Sequence[_Draft], at: dict[Node, int], place: int
) -> tuple[int, str] | None:
    """The parent by the first rule that finds one."""
    draft = drafts[place]
    for rule in program.rulebook.catalog.arrangements:
        if rule.parents is None:
            continue
        if rule.parents.place == "above":
            chain = group.tree.chain(_above(group, draft))
            found = [at[node] for node in chain if node in at]
            found = [one for one in found if _fits(rule.parents, group, drafts[one])][:1]
        else:
            found = _beside(program, rule.parents, group, drafts, place)
        if found:
            return found[0], rule.id
    return None


def _beside(
    program: Program, rule: Parents, group: Group, drafts: Sequence[_Draft], place: int
) -> list[int]:
    """The PMO under the same head that could be parent. One that could be it has none beside it."""
    if _fits(rule, group, drafts[place]):
        return []
    above = _above(group, drafts[place])
    fitting = {
        one.leading: number
        for number, one in enumerate(drafts)
        if _above(group, one) == above and _fits(rule, group, one)
    }
    if not fitting:
        return []
    best, _ = furthest(program, group.found, tuple(fitting))
    return [fitting[best[0]]]


def _fits(rule: Parents, group: Group, draft: _Draft) -> bool:
    unit = group.found[draft.leading]
    return unit.level in rule.levels and (not rule.types or unit.type in rule.types)


def _pmo(
    group: Group, draft: _Draft, place: int, parent: tuple[int, str] | None, title: str
) -> Pmo:
    unit = group.found[draft.leading]
    sharing = draft.sharing.told if draft.sharing else None
    return Pmo(
        number=place + 1,
        type=unit.type,
        level=unit.level or "",
        lifetime=unit.lifetime,
        units=tuple(one + 1 for one in draft.members),
        head=shown(draft.head, title),
        parent=parent[0] + 1 if parent else None,
        parent_rule=parent[1] if parent else None,
        people=sharing.people if sharing else unit.base,
        sharing=sharing,
    )


def shown(node: Node, title: str) -> str:
    """A node by its name; the group by its title, which may be empty."""
    return title if node == GROUP else node[1] or node[0]


def _ties(program: Program, pmos: Sequence[Pmo]) -> Iterator[Tie]:
    """The lines of each PMO to its head and its parent."""
    for pmo in pmos:
        parent = pmos[pmo.parent - 1] if pmo.parent else None
        when = _when(pmo, parent)
        for rule in program.rulebook.catalog.arrangements:
            reports = rule.reports
            if reports is None or not _reports(reports, pmo, when):
                continue
            if reports.to == "head":
                yield Tie(
                    line=reports.line, pmo=pmo.number, to="head", other=pmo.head, rule=rule.id
                )
            elif reports.to == "parent" and parent is not None:
                other = parent.number
                yield Tie(line=reports.line, pmo=pmo.number, to="parent", other=other, rule=rule.id)


def _when(pmo: Pmo, parent: Pmo | None) -> str:
    if parent is None:
        return "no_parent"
    return "same_type" if parent.type == pmo.type else "other_type"


def _reports(reports: Reports, pmo: Pmo, when: str) -> bool:
    return when in reports.when and (not reports.levels or pmo.level in reports.levels)


def _siblings(
    program: Program, group: Group, drafts: Sequence[_Draft], pmos: Sequence[Pmo]
) -> Iterator[Tie]:
    """The lines between PMOs of one type under one head: each to the next one."""
    for rule in program.rulebook.catalog.arrangements:
        reports = rule.reports
        if reports is None or reports.to != "siblings":
            continue
        rows: dict[tuple[Node, str], list[Pmo]] = {}
        for draft, pmo in zip(drafts, pmos, strict=True):
            parent = pmos[pmo.parent - 1] if pmo.parent else None
            if _reports(reports, pmo, _when(pmo, parent)):
                rows.setdefault((_above(group, draft), pmo.type), []).append(pmo)
        for row in rows.values():
            for one, other in pairwise(row):
                if other.number != one.parent and one.number != other.parent:
                    yield Tie(
                        line=reports.line,
                        pmo=one.number,
                        to="siblings",
                        other=other.number,
                        rule=rule.id,
                    )
