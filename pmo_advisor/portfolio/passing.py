"""What stands in a file beside facts and passes through to the result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pmo_advisor.portfolio.unit import FACT
from pmo_advisor.tables import spool

RENAMED = "input."
"""Stands in front of a column of the file that has the name of a column of the result."""


def renamed(names: Sequence[str], taken: Sequence[str]) -> dict[str, str]:
    """The names under which columns leave, for those that cannot keep theirs."""
    found: dict[str, str] = {}
    for name in names:
        if name in taken or name.startswith(FACT):
            new = RENAMED + name
            while new in names or new in found.values():
                new = RENAMED + new
            found[name] = new
    return found


class Passing:
    """Reads what was put aside, for sheets that are asked for in the order in which they came."""

    def __init__(self, path: Path) -> None:
        self._batches: Iterator[pa.RecordBatch] = spool.batches(path)
        self._batch: pa.RecordBatch | None = None
        self._begin = self._end = 0

    def of(self, sheets: NDArray[np.int64], schema: pa.Schema) -> pa.Table:
        """The rows of these sheets, whose numbers grow."""
        parts: list[pa.RecordBatch] = []
        while len(sheets):
            here = int(np.searchsorted(sheets, self._end))
            if here and self._batch is not None:
                parts.append(self._batch.take(pa.array(sheets[:here] - self._begin)))
                sheets = sheets[here:]
            if len(sheets):
                self._batch = next(self._batches)
                self._begin, self._end = self._end, self._end + self._batch.num_rows
        return pa.Table.from_batches(parts, schema=schema)
