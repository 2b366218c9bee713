"""Which unit stands under which: a tree of units, with organisations and the group above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pmo_advisor.errors import BadInput, Fault, Place

Node = tuple[str, str]
"""An organisation and a unit of it; an empty unit is the organisation itself."""
GROUP: Node = ("", "")
"""What stands above all organisations."""


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
        faults = [
            Fault("portfolio.circle", {"unit": one.shown, "parent": one.parent}, one.place)
            for one in units
            if self._circles(one.node)
        ]
        if faults:
            raise BadInput(faults)

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
        node = (one.organization, one.parent)
        self.unlisted.add(node)
        return node

    def _circles(self, start: Node) -> bool:
        seen = {start}
        node = self.above(start)
        while node != GROUP:
            if node in seen:
                return node == start
            seen.add(node)
            node = self.above(node)
        return False
