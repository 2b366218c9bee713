"""Parquet written with row groups of one size."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pmo_advisor.tables.plain import cells, is_json, without_json

ROW_GROUP = 65_536


class ParquetWriter:
    """Takes tables of one schema; what they are cut into does not show in the file."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._fields = list(schema)
        self._schema = pa.schema([without_json(one) for one in schema])
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._kept: list[pa.Table] = []
        self._rows = 0

    def write(self, table: pa.Table) -> None:
        columns = [
            cells(column.combine_chunks(), field) if is_json(field) else column
            for column, field in zip(table.columns, self._fields, strict=True)
        ]
        self._kept.append(pa.Table.from_arrays(columns, schema=self._schema))
        self._rows += table.num_rows
        if self._rows >= ROW_GROUP:
            whole = pa.concat_tables(self._kept)
            full = self._rows - self._rows % ROW_GROUP
            self._writer.write_table(whole.slice(0, full), row_group_size=ROW_GROUP)
            self._kept, self._rows = [whole.slice(full)], self._rows - full

    def close(self) -> None:
        if self._rows:
            whole = pa.concat_tables(self._kept)
            self._writer.write_table(whole, row_group_size=ROW_GROUP)
        self._writer.close()
