"""XLSX: the first worksheet of a workbook, whose size is looked at before it is read.

The workbook is packed anew first, so that the reader never meets an archive that inflates to more
than its headers say.
"""

from __future__ import annotations

import datetime
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any

import pyarrow as pa

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.tables.gathering import Row, gathered
from pmo_advisor.tables.reading import Broken, Options, Read
from pmo_advisor.tables.xlsx_formulas import (
    BOOK,
    RELATIONS,
    Unsolved,
    first_worksheet,
    unsolved_rows,
)

MOST_PARTS = 2_000
MOST_INFLATED = 250_000_000
MOST_CELLS = 20_000_000
"""Cells of the rectangle that a worksheet spans, empty ones included."""
_PIECE = 1 << 20
_OVERLAP = 64
_ADDRESS = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,3})(\d{1,9})""")


class XlsxTable:
    """An open workbook. A row has the number that the spreadsheet shows."""

    keys_vary = False

    def __init__(self, stream: IO[bytes], name: str, _options: Options) -> None:
        from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

        self.name = name
        self._small: dict[str, bytes] = {}
        self._formulas: dict[str, Unsolved] = {}
        with tempfile.TemporaryFile() as safe:
            self._repack(stream, safe)
            safe.seek(0)
            try:
                book = CalamineWorkbook.from_object(safe)
                sheets = [
                    one.name for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet
                ]
                if not sheets:
                    raise self._refused("table.empty")
                sheet = book.get_sheet_by_name(sheets[0])
            except (CalamineError, OSError, ValueError) as error:
                raise self._damaged(error) from None
        rows = (list(map(_text, row)) for row in sheet.iter_rows())
        self._rows = ((number, row) for number, row in enumerate(rows, start=1) if any(row))
        line, header = next(self._rows, (0, ()))
        self.schema = pa.schema([(one or "", pa.string()) for one in header])
        values = {"sheet": sheets[0], "others": sheets[1:]}
        first = Fault("table.header_first", {}, Place(name, line or None))
        self.remarks: tuple[Fault, ...] = (first,)
        if sheets[1:]:
            self.remarks += (Fault("table.worksheet_first", values, Place(name)),)

    def read(self) -> Iterator[Read]:
        return gathered(self._cells(), self.schema, self.name)

    def _cells(self) -> Iterator[Row]:
        """The rows, but for those in which a formula has no result."""
        first = first_worksheet(self._small.get(BOOK, b""), self._small.get(RELATIONS, b""))
        unsolved = unsolved_rows(self._formulas, first)
        for number, row in self._rows:
            if number in unsolved:
                values = {"cell": f"{unsolved[number]}{number}"}
                fault = Fault("table.formula", values, Place(self.name, number))
                yield number, Broken(fault, "")
            else:
                yield number, row

    def _repack(self, stream: IO[bytes], safe: IO[bytes]) -> None:
        """Copy the parts, bounded. Raises BadInput where they are too many or too large."""
        try:
            with (
                zipfile.ZipFile(stream) as packed,
                zipfile.ZipFile(safe, "w", zipfile.ZIP_STORED) as plain,
            ):
                entries = packed.infolist()
                if len({one.filename.lower() for one in entries}) != len(entries):
                    raise zipfile.BadZipFile("duplicate part")
                if len(entries) > MOST_PARTS:
                    raise self._refused("table.workbook_large")
                left = MOST_INFLATED
                for one in entries:
                    with (
                        packed.open(one) as part,
                        plain.open(zipfile.ZipInfo(one.filename), "w", force_zip64=True) as copy,
                    ):
                        left = self._copy(part, copy, left, one.filename)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise self._damaged(error) from None
        except (ValueError, RuntimeError, LookupError, OverflowError, NotImplementedError) as error:
            raise self._damaged(error) from None

    def _copy(self, part: IO[bytes], copy: IO[bytes], left: int, name: str) -> int:
        is_sheet = "worksheets/" in name.lower()
        formulas = self._formulas.setdefault(name, Unsolved()) if is_sheet else None
        rows = columns = 1
        before = b""
        while piece := part.read(_PIECE):
            left -= len(piece)
            if left < 0:
                raise self._refused("table.workbook_large")
            copy.write(piece)
            if name in (BOOK, RELATIONS):  # One piece of it is plenty.
                self._small.setdefault(name, piece)
            if formulas is not None:
                formulas.take(piece)
                found = _ADDRESS.findall(before + piece)
                rows = max([rows, *(int(row) for _, row in found)])
                columns = max([columns, *(_column(one) for one, _ in found)])
                before = piece[-_OVERLAP:]
        if rows * columns > MOST_CELLS:
            raise self._refused("table.workbook_large")
        return left

    def _refused(self, message: str) -> BadInput:
        values = {"megabytes": MOST_INFLATED // 1_000_000, "cells": MOST_CELLS}
        return BadInput([Fault(message, values, Place(self.name))])

    def _damaged(self, error: Exception) -> BadInput:
        detail = str(error) or type(error).__name__
        return BadInput([Fault("table.workbook_damaged", {"detail": detail}, Place(self.name))])


def _column(letters: bytes) -> int:
    number = 0
    for one in letters.upper():
        number = number * 26 + one - 64
    return number


def _text(cell: Any) -> str | None:
    """A cell as text: whole numbers without a point, dates as ISO 8601 writes them."""
    if isinstance(cell, str):
        return cell.strip() or None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return None if cell is None else str(cell)
