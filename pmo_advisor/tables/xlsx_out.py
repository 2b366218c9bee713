"""A workbook written with one worksheet; text is text, whatever it begins with."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
from xlsxwriter import Workbook

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.tables.plain import cells

MOST_ROWS = 1_048_575
LONGEST_CELL = 32_767
_MOMENT = datetime.datetime(2000, 1, 1)


class XlsxWriter:
    """Takes tables of one schema. Raises BadInput for more than a worksheet holds."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
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
            self._sheet.write_string(0, place, field.name[:LONGEST_CELL])

    def write(self, table: pa.Table) -> None:
        columns = [
            cells(column.combine_chunks(), field).to_pylist()
            for column, field in zip(table.columns, self._fields, strict=True)
        ]
        for row in zip(*columns, strict=True):
            self._row += 1
            if self._row > MOST_ROWS:
                raise BadInput([Fault("table.xlsx_rows", {"limit": MOST_ROWS})])
            for place, value in enumerate(row):
                if value is not None:
                    self._cell(place, value)

    def _cell(self, place: int, value: Any) -> None:
        if isinstance(value, bool):
            self._sheet.write_boolean(self._row, place, value)
        elif isinstance(value, str):
            if len(value) > LONGEST_CELL:
                values = {"length": len(value), "limit": LONGEST_CELL}
                name = self._fields[place].name
                raise BadInput([Fault("table.cell_long", values, Place("xlsx", key=name))])
            self._sheet.write_string(self._row, place, value)
        elif isinstance(value, float) and value - value != 0:
            self._sheet.write_string(self._row, place, str(value))
        else:
            self._sheet.write_number(self._row, place, value)

    def close(self) -> None:
        self._book.close()
