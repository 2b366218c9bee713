"""JSON Lines written: an object for each row, with every column in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from pmo_advisor.tables.plain import is_json


class JsonLinesWriter:
    """Takes tables of one schema."""

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
