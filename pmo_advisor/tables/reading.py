"""Rows of table files, in Arrow record batches of bounded size, as they stand in the file."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple, Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.tables.kinds import STREAM, Kind, Source, kind_of

BATCH_ROWS = 65_536
BATCH_CHARACTERS = 32_000_000
"""Where a batch ends, whichever comes first: memory must not grow with what stands in cells."""
MOST_COLUMNS = 2_000
LONGEST_CELL = 32_767
"""Characters of a cell, the limit of spreadsheets."""
STREAM_NAME = "<stdin>"


class Broken(NamedTuple):
    """A row that cannot be read as a row of the table. ``fault`` says where and why."""

    fault: Fault
    value: str


class Read(NamedTuple):
    """Rows of one file. ``rows`` are their numbers as a reader of the file counts them, from 1."""

    file: str
    rows: NDArray[np.int64]
    batch: pa.RecordBatch
    broken: tuple[Broken, ...] = ()


class Table(Protocol):
    """An open file: its columns are known, its rows are not read yet."""

    name: str
    schema: pa.Schema
    keys_vary: bool
    """Whether a row need not have all the columns, as in JSON Lines."""

    def read(self) -> Iterator[Read]: ...


class Options(NamedTuple):
    """How files are to be read. ``text`` names the columns whose cells are read as plain text;
    other cells of JSON Lines are kept as JSON.
    """

    kind: Kind | None = None
    separator: str | None = None
    text: Collection[str] = ()


def opened(sources: Sequence[Source], options: Options, stack: contextlib.ExitStack) -> list[Table]:
    """The files in their order, open until the stack closes. Raises BadInput with all faults."""
    tables: list[Table] = []
    faults: list[Fault] = []
    if sum(str(one) == STREAM for one in sources) > 1:
        raise BadInput([Fault("stdin_twice", {}, Place(STREAM_NAME))])
    check_once(sources)
    for source in sources:
        try:
            tables.append(_opened(source, options, stack))
        except BadInput as error:
            faults.extend(error.faults)
    if not faults:
        faults.extend(_differences(tables))
    if faults:
        raise BadInput(faults)
    return tables


def check_once(sources: Sequence[Source | str]) -> None:
    """Raises BadInput where a file is given more than once, by whatever name: no sheet counts
    twice.
    """
    files = [str(one) for one in sources if str(one) != STREAM]
    places = [os.path.realpath(one) for one in files]
    twice = [one for at, one in enumerate(files) if places[at] in places[:at]]
    if twice:
        raise BadInput([Fault("table.file_twice", {}, Place(one)) for one in twice])


def _opened(source: Source, options: Options, stack: contextlib.ExitStack) -> Table:
    from pmo_advisor.tables.csv_in import CsvTable
    from pmo_advisor.tables.jsonl_in import JsonLinesTable
    from pmo_advisor.tables.parquet_in import ParquetTable
    from pmo_advisor.tables.streams import binary
    from pmo_advisor.tables.xlsx_in import XlsxTable

    kind = kind_of(source, options.kind)
    name = STREAM_NAME if str(source) == STREAM else _shown(Path(source))
    stream = stack.enter_context(binary(source, name, seekable=kind != "csv"))
    made: dict[Kind, Callable[[IO[bytes], str, Options], Table]] = {
        "csv": CsvTable,
        "jsonl": JsonLinesTable,
        "parquet": ParquetTable,
        "xlsx": XlsxTable,
    }
    table = made[kind](stream, name, options)
    checked_names(table.schema.names, name)
    return table


def _shown(path: Path) -> str:
    """The path as people see it: from the working folder where it lies below it."""
    with contextlib.suppress(ValueError, OSError):
        return str(path.resolve().relative_to(Path.cwd()))
    return str(path)


def checked_names(names: Sequence[str], file: str) -> None:
    """Raises BadInput where columns have no name, or the same one, or are too many."""
    faults: list[Fault] = []
    if len(names) > MOST_COLUMNS:
        faults.append(Fault("table.columns_many", {"limit": MOST_COLUMNS}, Place(file)))
    elif not names:
        faults.append(Fault("table.empty", {}, Place(file)))
    seen: set[str] = set()
    for place, name in enumerate(names[:MOST_COLUMNS], start=1):
        if not name.strip():
            faults.append(Fault("table.column_unnamed", {"number": place}, Place(file)))
        elif name in seen:
            faults.append(Fault("table.column_twice", {"column": name}, Place(file)))
        seen.add(name)
    if faults:
        raise BadInput(faults)


def _differences(tables: Sequence[Table]) -> Iterator[Fault]:
    """Columns that not all files have. A key may be missing in JSON Lines, so a column may, too."""
    first = set(tables[0].schema.names) if tables else set()
    for one in tables[1:]:
        if one.keys_vary or tables[0].keys_vary:
            continue
        names = set(one.schema.names)
        if names != first:
            yield columns_differ(tables[0].name, first, one.name, names)


def columns_differ(first: str, its: set[str], other: str, others: set[str]) -> Fault:
    """What is said where two files have not the same columns."""
    missing, added = sorted(its - others), sorted(others - its)
    values = {"first": first, "missing": missing, "added": added}
    message = "table.columns_differ"
    if not added:
        message = "table.columns_missing"
    elif not missing:
        message = "table.columns_added"
    return Fault(message, values, Place(other))
