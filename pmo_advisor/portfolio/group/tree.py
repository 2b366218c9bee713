"""Which unit stands under which: a tree of units, with organisations and the group above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.knowledge.nearest import nearest

Node = tuple[str, str]
"""An organisation and a unit of it; an empty unit is the organisation itself."""
GROUP: Node = ("", "")
"""What stands above all organisations."""
MOST_SHOWN = 20
"""The most names that tell of a circle."""


class Unit(NamedTuple):
    """A unit of the file. ``parent`` is what it names as the unit above it, perhaps nothing."""

    organization: str
    name: str
    parent: str
    sheets: int
    place: Place | None = None

    @property
    def node(self) -> Node:
        return (self.organization, self.name)

    @property
    def shown(self) -> str:
        return self.name or self.organization


class Tree:
    """Who stands above whom. Raises BadInput where units stand above one another in a circle."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._listed = {one.node for one in units}
        self._by_name: dict[str, list[Node]] = {}
        for one in units:
            self._by_name.setdefault(one.shown, []).append(one.node)
        self._above: dict[Node, Node] = {}
        self.unlisted: set[Node] = set()
        for one in units:
            self._above[one.node] = self._named(one)
        faults = list(self._circles(units))
        if faults:
            raise BadInput(faults)

    def misnamed(self, units: Sequence[Unit]) -> tuple[Fault, ...]:
        """A note on each parent that no row is about and whose name is much like that of one."""
        found = {}
        for one in units:
            node = self._above[one.node]
            if node in self.unlisted and node not in found:
                found[node] = (
                    one,
                    nearest(one.parent, [o for o in self._by_name if o != one.parent]),
                )
        return tuple(
            Fault("portfolio.parent_unlisted", {"parent": one.parent}, one.place, hint)
            for one, hint in found.values()
            if hint
        )

    def above(self, node: Node) -> Node:
        """The node above: a unit, its organisation, or the group."""
        if node in self._above:
            return self._above[node]
        return (node[0], "") if node[1] and node[0] else GROUP

    def chain(self, node: Node) -> Iterator[Node]:
        """The node and all above it, up to the group."""
        while node != GROUP:
            yield node
            node = self.above(node)

    def _named(self, one: Unit) -> Node:
        organization: Node = (one.organization, "") if one.name and one.organization else GROUP
        if not one.parent or one.parent == one.organization:
            return organization
        if (one.organization, one.parent) in self._listed:
            return (one.organization, one.parent)
        elsewhere = self._by_name.get(one.parent, [])
        if len(elsewhere) == 1:
            return elsewhere[0]
        # An organisation stands under what it names, never the other way round.
        node = (one.organization if one.name else "", one.parent)
        self.unlisted.add(node)
        return node

    def _circles(self, units: Sequence[Unit]) -> Iterator[Fault]:
        """A fault for each circle, with the way round it."""
        listed = {one.node: one for one in units}
        seen: set[Node] = set()
        for one in units:
            way: list[Node] = []
            for node in self.chain(one.node):
                if node in seen:
                    break
                seen.add(node)
                way.append(node)
            else:
                continue
            if node in way:
                circle = way[way.index(node) :]
                names = [name or organization for organization, name in circle]
                first = next(listed[each] for each in circle if each in listed)
                yield Fault("portfolio.circle", {"way": _way(names)}, first.place)


def _way(names: Sequence[str]) -> str:
    """The names in their order and the first again; the middle of a long way is left out."""
    shown = names if len(names) <= MOST_SHOWN else [*names[: MOST_SHOWN - 2], "…", names[-1]]
    return " → ".join([*shown, names[0]])
