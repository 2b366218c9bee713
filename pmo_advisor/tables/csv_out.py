"""CSV written in UTF-8 with a byte order mark, which spreadsheets need to read it as such."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
from pyarrow import csv

from pmo_advisor.tables.plain import cells, harmless

_BOM = b"\xef\xbb\xbf"


class CsvWriter:
    """Takes tables of one schema."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._fields = list(schema)
        self._stream = open(path, "wb")  # noqa: SIM115
        self._stream.write(_BOM)
        empty = pa.Table.from_batches([], schema=schema)
        self._plain = self._cells(empty).schema
        self._writer = csv.CSVWriter(self._stream, self._plain)

    def write(self, table: pa.Table) -> None:
        self._writer.write_table(self._cells(table))

    def close(self) -> None:
        self._writer.close()
        self._stream.close()

    def _cells(self, table: pa.Table) -> pa.Table:
        columns = [
            harmless(cells(column.combine_chunks(), field))
            for column, field in zip(table.columns, self._fields, strict=True)
        ]
        names = harmless(pa.array([one.name for one in self._fields], pa.string())).to_pylist()
        return pa.Table.from_arrays(columns, names=names)
