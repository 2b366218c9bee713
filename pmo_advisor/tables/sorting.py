"""Sheets of one organisation and unit brought together, on disk where memory does not suffice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from pmo_advisor.tables import spool

MEMORY = "400MB"
_APART = """
SELECT count(*) FROM (SELECT 1 FROM sheets WHERE organization <> '' GROUP BY organization, unit)
"""
_TOGETHER = """
WITH firsts AS (
  SELECT organization, unit, min({sheet}) AS first
  FROM sheets WHERE organization <> '' GROUP BY organization, unit
)
SELECT sheets.* FROM sheets LEFT JOIN firsts USING (organization, unit)
ORDER BY coalesce(first, {sheet}), {sheet}
"""


def together(
    path: Path, folder: Path, runs: int, sheet: str, rows: int
) -> Iterator[pa.RecordBatch]:
    """The sheets of a spool, those of one organisation and unit side by side.

    They come in the order in which each organisation first appears. ``runs`` counts the stretches
    of sheets of one named organisation and unit; ``sheet`` is the column that numbers the sheets;
    ``folder`` is where the sorting may put things aside; ``rows`` is the size of a batch.
    """
    if not runs:
        yield from spool.batches(path)
        return
    import duckdb
    from pyarrow import dataset

    with duckdb.connect(config={"memory_limit": MEMORY, "threads": 2}) as database:
        database.execute("SET temp_directory = $folder", {"folder": str(folder)})
        database.register("sheets", dataset.dataset(str(path), format="ipc"))
        units = database.sql(_APART).fetchall()[0][0]
        if units != runs:
            column = f'sheets."{sheet}"'
            # As a relation: a reader of an executed query may give its rows in another order.
            found = database.sql(_TOGETHER.format(sheet=column)).to_arrow_reader(rows)
            schema = spool.schema_of(path)
            for batch in found:
                yield batch.cast(schema)
            return
    yield from spool.batches(path)
