"""CSV: UTF-8 with or without a byte order mark; comma, semicolon or tab; quoted line ends."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator
from typing import IO

import pyarrow as pa

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.tables.gathering import Row, gathered
from pmo_advisor.tables.reading import Broken, Options, Read

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}
LONGEST_LINE = 16_000_000
_BOM = b"\xef\xbb\xbf"


class CsvTable:
    """An open CSV file. A row is counted as a spreadsheet counts it: the header is row 1."""

    keys_vary = False

    def __init__(self, stream: IO[bytes], name: str, options: Options) -> None:
        self.name = name
        self._stream = stream
        self._row = 1
        lines = self._lines()
        while (first := next(lines, "")) and not first.strip():
            self._row += 1
        separator = SEPARATORS.get(options.separator or "") or _sniffed(first)
        self._rows = csv.reader(itertools.chain([first], lines), delimiter=separator)
        header = self._next() or []
        self.schema = pa.schema([(one.strip(), pa.string()) for one in header])

    def read(self) -> Iterator[Read]:
        return gathered(self._cells(), self.schema, self.name)

    def _cells(self) -> Iterator[Row]:
        count = len(self.schema)
        while (cells := self._next()) is not None:
            self._row += 1
            if not any(cells):
                continue
            if len(cells) != count:
                values = {"cells": len(cells), "columns": count}
                fault = Fault("table.row_cells", values, Place(self.name, self._row))
                yield self._row, Broken(fault, "")
            else:
                yield self._row, cells

    def _next(self) -> list[str] | None:
        try:
            return next(self._rows, None)
        except csv.Error as error:
            raise self._broken(str(error)) from None

    def _lines(self) -> Iterator[str]:
        while line := self._stream.readline(LONGEST_LINE):
            if len(line) >= LONGEST_LINE and not line.endswith(b"\n"):
                raise self._refused("table.row_long", limit=LONGEST_LINE // 1_000_000)
            try:
                yield line.removeprefix(_BOM).decode()
            except UnicodeDecodeError:
                raise self._refused("table.encoding") from None

    def _broken(self, detail: str) -> BadInput:
        """The library says by its words alone what it stumbled over."""
        if detail.startswith("field larger"):
            return self._refused("table.csv_cell", limit=csv.field_size_limit())
        if detail.startswith("new-line"):
            return self._refused("table.csv_line_ends")
        return self._refused("table.csv_broken", detail=detail)

    def _refused(self, message: str, **values: object) -> BadInput:
        """The fault at the row after the last one that was read."""
        row = self._row + 1 if hasattr(self, "schema") else self._row
        return BadInput([Fault(message, values, Place(self.name, row))])


def _sniffed(header: str) -> str:
    """The separator that stands most often in the header outside quotation marks."""
    outside = "".join(header.split('"')[::2])
    return max(SEPARATORS.values(), key=outside.count)
