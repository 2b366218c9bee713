"""JSON Lines: an object a line. What is no text column is kept as JSON, letter for letter."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import IO, Any

import pyarrow as pa

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.tables.gathering import Row, gathered
from pmo_advisor.tables.reading import MOST_COLUMNS, Broken, Options, Read

AS_JSON = {b"cells": b"json"}
"""The metadata of a column whose cells are JSON."""
LONGEST_LINE = 16_000_000
_BOM = b"\xef\xbb\xbf"
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
"""Half of a letter; without its other half it is none."""


class JsonLinesTable:
    """An open file of JSON Lines. It is gone through once for its keys and once for its rows."""

    keys_vary = True

    def __init__(self, stream: IO[bytes], name: str, options: Options) -> None:
        self.name = name
        self._stream = stream
        names: dict[str, None] = {}
        broken: Broken | None = None
        for _, row in self._objects():
            if isinstance(row, dict):
                names |= dict.fromkeys(row)
            else:
                broken = broken or row
            if len(names) > MOST_COLUMNS:
                break
        if broken is not None and not names:
            raise BadInput([broken.fault, Fault("table.no_objects", {}, Place(name))])
        self.schema = pa.schema(
            [
                pa.field(one, pa.string(), metadata=None if one in options.text else AS_JSON)
                for one in names
            ]
        )

    def read(self) -> Iterator[Read]:
        return gathered(self._cells(), self.schema, self.name)

    def _cells(self) -> Iterator[Row]:
        columns = [(one.name, one.metadata is not None) for one in self.schema]
        for number, row in self._objects():
            if isinstance(row, Broken):
                yield number, row
            else:
                yield number, [_cell(row.get(name), as_json) for name, as_json in columns]

    def _objects(self) -> Iterator[tuple[int, dict[str, Any] | Broken]]:
        self._stream.seek(0)
        number = 0
        while line := self._stream.readline(LONGEST_LINE):
            number += 1
            place = Place(self.name, number)
            if len(line) >= LONGEST_LINE and not line.endswith(b"\n"):
                values = {"limit": LONGEST_LINE // 1_000_000}
                raise BadInput([Fault("table.row_long", values, place)])
            try:
                text = line.removeprefix(_BOM).decode()
            except UnicodeDecodeError:
                raise BadInput([Fault("table.encoding", {}, place)]) from None
            if text.strip():
                yield number, _object(text, place)


class _Refused(ValueError):
    """What JSON allows, or Python reads, and a table cannot hold."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message, self.values = message, values


def _object(text: str, place: Place) -> dict[str, Any] | Broken:
    try:
        found = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_unique)
        if not isinstance(found, dict):
            raise _Refused("table.json_not_object")
        if _SURROGATE.search(text):
            _check_letters(found)
    except (ValueError, RecursionError) as error:
        return Broken(_fault(error, place), text.strip()[:80])
    return found


def _fault(error: ValueError | RecursionError, place: Place) -> Fault:
    if isinstance(error, _Refused):
        return Fault(error.message, error.values, place)
    if isinstance(error, json.JSONDecodeError):
        return Fault("table.json_broken", {"column": error.colno}, place)
    if isinstance(error, RecursionError):
        return Fault("table.json_deep", {}, place)
    return Fault("table.json_number", {}, place)  # Python reads no more than 4,300 digits.


def _no_constant(name: str) -> Any:
    raise _Refused("table.json_constant", name=name)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(one for one in names if names.count(one) > 1)
        raise _Refused("table.json_key_twice", key=twice[:80])
    return found


def _check_letters(found: dict[str, Any]) -> None:
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise _Refused("table.json_half_letter") from None


def _cell(value: Any, as_json: bool) -> str | None:
    if value is None or (isinstance(value, str) and not as_json):
        return value
    return json.dumps(value, ensure_ascii=False)
