"""Taking in: every file read, decoded and put aside, and what is wrong with rows written down."""

from __future__ import annotations

import contextlib
import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pmo_advisor.errors import Fault
from pmo_advisor.logic.program import Program
from pmo_advisor.model.columns import UNKNOWN
from pmo_advisor.portfolio.unit import FACT, SHEET, sheet_schema
from pmo_advisor.portfolio.work import Work
from pmo_advisor.tables.aligning import aligned, common_schema
from pmo_advisor.tables.decoding import ORGANIZATION, PARTY, UNIT, Decoded, Decoder, Rejected
from pmo_advisor.tables.plain import harmless_text
from pmo_advisor.tables.reading import Table
from pmo_advisor.tables.spool import Spool

REJECTS = ("file", "row", "column", "reason", "value")
Said = Callable[[Fault], str]
"""The sentence of a fault in the reader's language."""
Progress = Callable[[str, int, int | None], None]
"""Told how far a step has come: its name, how many of how many."""


class Taken(NamedTuple):
    """How many rows were read and left out, how many stretches of one unit there are, which of the
    columns that name it, and how many good rows name no organisation.
    """

    read: int
    rejected: int
    runs: int
    keys: Sequence[str]
    alone: int

    @property
    def sheets(self) -> int:
        return self.read - self.rejected


def take_in(
    program: Program,
    decoder: Decoder,
    tables: Sequence[Table],
    work: Work,
    said: Said,
    progress: Progress,
) -> Taken:
    """Put all good sheets aside in the work folder. Raises BadInput where a file breaks off."""
    rest = common_schema(decoder.rest(one.schema) for one in tables)
    facts = dict.fromkeys(fact for one in tables for fact in decoder.facts(one.schema))
    schema = sheet_schema(program, facts)
    read = rejected = runs = alone = 0
    last: tuple[str, str] | None = None
    with contextlib.ExitStack() as stack:
        sheets = stack.enter_context(contextlib.closing(Spool(work.sheets, schema)))
        passing = (
            stack.enter_context(contextlib.closing(Spool(work.passing, rest))) if rest else None
        )
        write = stack.enter_context(rejects_to(work.rejects, said))
        for table in tables:
            for part in map(decoder.decode, table.read()):
                done = read - rejected
                batch = coded(part, schema, np.arange(done, done + len(part.rows)))
                sheets.add(batch)
                if passing is not None:
                    passing.add(aligned(part.rest, rest))
                write(part.rejected)
                found, last = _runs(batch, last)
                runs += found
                alone += int(pc.sum(pc.equal(part.organization, "")).as_py() or 0)
                read += len(part.rows) + part.rejected_rows
                rejected += part.rejected_rows
                progress("reading", read, None)
    names = [one for table in tables for one in table.schema.names]
    keys = [one for one in (ORGANIZATION, UNIT) if one in names]
    return Taken(read, rejected, runs, keys, alone)


def coded(part: Decoded, schema: pa.Schema, numbers: NDArray[np.int64]) -> pa.RecordBatch:
    """The sheets as the unit of work takes them, with their numbers."""
    rows = len(part.rows)
    columns = {
        SHEET: pa.array(numbers),
        ORGANIZATION: part.organization,
        UNIT: part.unit,
        PARTY: pa.array(part.party),
        **{FACT + fact: pa.array(codes) for fact, codes in part.columns.items()},
    }
    unknown = pa.scalar(UNKNOWN)
    arrays = [
        columns[one.name] if one.name in columns else pa.repeat(unknown.cast(one.type), rows)
        for one in schema
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _runs(
    batch: pa.RecordBatch, last: tuple[str, str] | None
) -> tuple[int, tuple[str, str] | None]:
    """How many stretches of a named organisation and unit begin here, and which stands last."""
    if not batch.num_rows:
        return 0, last
    organization, unit = batch.column(ORGANIZATION), batch.column(UNIT)
    changes = pc.or_(
        pc.not_equal(organization[1:], organization[:-1]), pc.not_equal(unit[1:], unit[:-1])
    )
    named = pc.not_equal(organization[1:], "")
    begun = int(pc.sum(pc.and_(changes, named)).as_py() or 0)
    first = (organization[0].as_py(), unit[0].as_py())
    begun += bool(first[0]) and first != last
    return begun, (organization[-1].as_py(), unit[-1].as_py())


@contextlib.contextmanager
def rejects_to(path: Path, said: Said) -> Iterator[Callable[[Iterator[Rejected]], None]]:
    """Writes what is wrong to a CSV file, a line for each."""
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(REJECTS)

        def write(several: Iterator[Rejected]) -> None:
            for fault, value in several:
                place = fault.place
                told = (
                    (place.file, place.line, place.key or "") if place is not None else ("", "", "")
                )
                cells = (*told, said(fault), value)
                lines.writerow([harmless_text("" if one is None else str(one)) for one in cells])

        yield write
