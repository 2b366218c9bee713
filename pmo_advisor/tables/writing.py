"""Tables written to a file of any kind, the same bytes for the same rows."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.tables.kinds import Kind
from pmo_advisor.tables.plain import cells, harmless, is_json, without_json

ROW_GROUP = 65_536
XLSX_ROWS = 1_048_575
XLSX_CELL = 32_767
_BOM = b"\xef\xbb\xbf"
_MOMENT = datetime.datetime(2000, 1, 1)


class Writer(Protocol):
    """Takes tables of one schema."""

    def write(self, table: pa.Table) -> None: ...

    def close(self) -> None: ...


def writer(kind: Kind, path: Path, schema: pa.Schema) -> Writer:
    """A writer for a file of that kind."""
    made: dict[Kind, Callable[[Path, pa.Schema], Writer]] = {
        "csv": CsvWriter,
        "jsonl": JsonLinesWriter,
        "parquet": ParquetWriter,
        "xlsx": XlsxWriter,
    }
    return made[kind](path, schema)


class ParquetWriter:
    """Parquet with row groups of one size."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        import pyarrow.parquet as pq

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


class CsvWriter:
    """CSV in UTF-8 with a byte order mark, which spreadsheets need to read it as such."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        from pyarrow import csv

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


class JsonLinesWriter:
    """JSON Lines: an object for each row, with every column in it."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._fields = list(schema)
        self._stream = open(path, "w", encoding="utf-8", newline="\n")  # noqa: SIM115

    def write(self, table: pa.Table) -> None:
        names = [one.name for one in self._fields]
        columns = [
            _data(column, field) for column, field in zip(table.columns, self._fields, strict=True)
        ]
        for row in zip(*columns, strict=True):
            said = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str)
            self._stream.write(said + "\n")

    def close(self) -> None:
        self._stream.close()


def _data(column: pa.ChunkedArray, field: pa.Field) -> list[Any]:
    values: list[Any] = column.to_pylist()
    if is_json(field):
        return [None if one is None else json.loads(one) for one in values]
    if pa.types.is_floating(field.type):
        # JSON knows no infinity and no "not a number".
        return [None if one is None or one - one != 0 else one for one in values]
    return values


class XlsxWriter:
    """A workbook with one worksheet. Text is written as text, whatever it begins with."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        from xlsxwriter import Workbook

        self._fields = list(schema)
        self._book = Workbook(
            str(path),
            {
                "constant_memory": True,
                "tmpdir": str(path.parent),
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
            },
        )
        self._book.set_properties({"created": _MOMENT})
        self._sheet = self._book.add_worksheet()
        self._sheet.freeze_panes(1, 0)
        self._row = 0
        for place, field in enumerate(self._fields):
            self._sheet.write_string(0, place, field.name[:XLSX_CELL])

    def write(self, table: pa.Table) -> None:
        columns = [
            cells(column.combine_chunks(), field).to_pylist()
            for column, field in zip(table.columns, self._fields, strict=True)
        ]
        for row in zip(*columns, strict=True):
            self._row += 1
            if self._row > XLSX_ROWS:
                raise BadInput([Fault("table.xlsx_rows", {"limit": XLSX_ROWS})])
            for place, value in enumerate(row):
                if value is not None:
                    self._cell(place, value)

    def _cell(self, place: int, value: Any) -> None:
        if isinstance(value, bool):
            self._sheet.write_boolean(self._row, place, value)
        elif isinstance(value, str):
            if len(value) > XLSX_CELL:
                values = {"length": len(value), "limit": XLSX_CELL}
                name = self._fields[place].name
                raise BadInput([Fault("table.cell_long", values, Place("xlsx", key=name))])
            self._sheet.write_string(self._row, place, value)
        elif isinstance(value, float) and value - value != 0:
            self._sheet.write_string(self._row, place, str(value))
        else:
            self._sheet.write_number(self._row, place, value)

    def close(self) -> None:
        self._book.close()
