"""Decoded batches put together in memory, the rows of one organisation and unit side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pmo_advisor.model.columns import UNKNOWN, Columns
from pmo_advisor.tables.aligning import aligned, common_schema
from pmo_advisor.tables.decoding import Decoded
from pmo_advisor.tables.grouping import keys_of, starts_of


class Together(NamedTuple):
    """Sheets by group. What is told of a group is what its first sheet says. ``alone`` counts the
    sheets that do not say whose they are.
    """

    columns: Columns
    party: NDArray[np.int8]
    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]
    organization: tuple[str, ...]
    unit: tuple[str, ...]
    where: tuple[tuple[str, int], ...]
    rest: pa.Table
    alone: int


def together(parts: Sequence[Decoded], *, by_unit: bool = False) -> Together:
    """All rows of the batches, grouped by organisation and unit, or by the unit alone; groups in
    the order in which they first appear.
    """
    organization = pa.chunked_array([one.organization for one in parts], pa.string())
    unit = pa.chunked_array([one.unit for one in parts], pa.string())
    alone = pc.equal(unit if by_unit else organization, "").to_numpy()
    keys = keys_of(organization, unit, alone)
    order = np.argsort(keys, kind="stable")
    starts = starts_of(keys[order])
    first = order[starts]
    files = np.repeat(np.arange(len(parts)), [len(one.rows) for one in parts])
    rows = _joined([one.rows for one in parts], np.int64)
    return Together(
        columns={fact: codes[order] for fact, codes in _columns(parts).items()},
        party=_joined([one.party for one in parts], np.int8)[order],
        starts=starts,
        sizes=np.diff(np.append(starts, len(order))),
        organization=tuple(organization.take(first).to_pylist()),
        unit=tuple(unit.take(first).to_pylist()),
        where=tuple(
            (parts[file].file, int(row))
            for file, row in zip(files[first], rows[first], strict=True)
        ),
        rest=_rest(parts).take(first),
        alone=int(alone.sum()),
    )


def _joined(several: Sequence[NDArray[np.signedinteger]], kind: type) -> NDArray[np.signedinteger]:
    return np.concatenate([np.zeros(0, dtype=kind), *several])


def _columns(parts: Sequence[Decoded]) -> Columns:
    kinds = {fact: codes.dtype for one in parts for fact, codes in one.columns.items()}
    return {
        fact: np.concatenate(
            [one.columns.get(fact, np.full(len(one.rows), UNKNOWN, dtype=kind)) for one in parts]
        )
        for fact, kind in kinds.items()
    }


def _rest(parts: Sequence[Decoded]) -> pa.Table:
    schema = common_schema(one.rest.schema for one in parts)
    return pa.Table.from_batches([aligned(one.rest, schema) for one in parts], schema=schema)
