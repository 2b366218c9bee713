"""Rows from a reader that gives them one by one, gathered into record batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pyarrow as pa

from pmo_advisor.errors import Fault, Place
from pmo_advisor.tables.reading import (
    BATCH_CHARACTERS,
    BATCH_ROWS,
    LONGEST_CELL,
    Broken,
    Read,
)

Cells = Sequence[str | None]
Row = tuple[int, Cells | Broken]
"""A row's number, and its cells in the order of the columns, or why it has none."""


def gathered(rows: Iterable[Row], schema: pa.Schema, file: str) -> Iterator[Read]:
    """Batches of text cells. A cell that is too long breaks its row."""
    numbers: list[int] = []
    cells: list[Cells] = []
    broken: list[Broken] = []
    characters = 0

    def batch() -> Read:
        columns = zip(*cells, strict=True) if cells else ((),) * len(schema)
        arrays = [pa.array(one, pa.string()) for one in columns]
        made = pa.RecordBatch.from_arrays(arrays, schema=schema)
        return Read(file, np.array(numbers, dtype=np.int64), made, tuple(broken))

    for number, given in rows:
        if isinstance(given, Broken):
            broken.append(given)
        else:
            length = sum(len(one) for one in given if one)
            if length > LONGEST_CELL and (fault := _too_long(number, given, schema, file)):
                broken.append(fault)
            else:
                numbers.append(number)
                cells.append(given)
                characters += length
        if len(numbers) + len(broken) >= BATCH_ROWS or characters >= BATCH_CHARACTERS:
            yield batch()
            numbers, cells, broken, characters = [], [], [], 0
    if numbers or broken:
        yield batch()


def _too_long(number: int, cells: Cells, schema: pa.Schema, file: str) -> Broken | None:
    for name, one in zip(schema.names, cells, strict=True):
        if one is not None and len(one) > LONGEST_CELL:
            place = Place(file, number, key=name)
            values = {"length": len(one), "limit": LONGEST_CELL}
            return Broken(Fault("table.cell_long", values, place), one[:80])
    return None
