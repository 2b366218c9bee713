"""Tables written to a file of any kind, the same bytes for the same rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from pmo_advisor.tables.csv_out import CsvWriter
from pmo_advisor.tables.jsonl_out import JsonLinesWriter
from pmo_advisor.tables.kinds import Kind
from pmo_advisor.tables.parquet_out import ParquetWriter


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
        "xlsx": _workbook,
    }
    return made[kind](path, schema)


def _workbook(path: Path, schema: pa.Schema) -> Writer:
    from pmo_advisor.tables.xlsx_out import XlsxWriter

    return XlsxWriter(path, schema)
