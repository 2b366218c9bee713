"""From the rows of files to the units of a group: their names, and what they stand under."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pyarrow as pa

from pmo_advisor.consultation.clients import Clients
from pmo_advisor.errors import Place
from pmo_advisor.portfolio.group.tree import GROUP, Node, Unit

PARENT = "parent"
"""The column that names the unit above."""


def units_of(clients: Clients) -> tuple[Unit, ...]:
    """The units in the order of the file. One without a name is called by its row."""
    parents = _parents(clients.rest, clients.rows)
    taken: set[Node] = {GROUP}
    found: list[Unit] = []
    for number in range(clients.rows):
        file, row = clients.where[number]
        organization, name = clients.organization[number], clients.unit[number]
        if (organization, name) in taken:
            name = f"{name} #{row}".strip()
        taken.add((organization, name))
        place = Place(file, row, key=PARENT)
        sheets = int(clients.sheets[number])
        found.append(Unit(organization, name, parents[number], sheets, place))
    return tuple(found)


def _parents(rest: pa.Table, rows: int) -> Sequence[str]:
    if PARENT not in rest.column_names:
        return [""] * rows
    field = rest.schema.field(PARENT)
    as_json = (field.metadata or {}).get(b"cells") == b"json"
    return [_text(one, as_json=as_json) for one in rest.column(PARENT).to_pylist()]


def _text(cell: object, *, as_json: bool) -> str:
    if cell is None:
        return ""
    value = json.loads(cell) if as_json and isinstance(cell, str) else cell
    return "" if value is None else str(value).strip()
