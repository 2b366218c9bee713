"""The unit of work: a pure function from an Arrow table of sheets to an Arrow table of results.

A sheet is a row: who answered, when it came (``sheet``, a number that grows), a column of codes for
each fact (its name behind ``FACT``), and whatever else is to pass through. The rows of one
organisation and unit stand together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pmo_advisor.consultation.advise import LEAST_FOR_STRAIGHT_LINING
from pmo_advisor.logic.program import Program
from pmo_advisor.model.columns import Columns, code_type
from pmo_advisor.model.question import PARTIES, ScaleQuestion
from pmo_advisor.parties.columns import joint_columns
from pmo_advisor.portfolio.results import results
from pmo_advisor.reasoning.sweep.sweep import CHUNK, Sweep
from pmo_advisor.tables.decoding import ORGANIZATION, PARTY, UNIT
from pmo_advisor.tables.lists import STRINGS, listed

FACT = "="
"""Begins the name of a column of codes, so that no other column can be taken for one."""
SHEET = "=sheet"
"""The column that says when a sheet came. Together with its codes it never leaves the program."""
SHEETS, PARTIES_HEARD, STRAIGHT = "sheets", "parties", "straight_lining"


def sheet_schema(program: Program, facts: Iterable[str]) -> pa.Schema:
    """The schema of a table of sheets, before what passes through."""
    return pa.schema(
        [
            pa.field(SHEET, pa.int64()),
            pa.field(ORGANIZATION, pa.string()),
            pa.field(UNIT, pa.string()),
            pa.field(PARTY, pa.int8()),
            *(
                pa.field(FACT + one, pa.from_numpy_dtype(code_type(program.domains[one])))
                for one in facts
                if one in program.domains
            ),
        ]
    )


class Unit:
    """The function, made once for a program. Safe to use from several threads."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.fingerprint = program.rulebook.fingerprint
        self._sweep = Sweep(program)
        self._results = results(program)
        self._symptoms = [
            FACT + one.id
            for one in program.rulebook.questions
            if isinstance(one, ScaleQuestion) and one.id.startswith("pain_")
        ]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the result that do not come from the file."""
        return tuple(one.name for one in self._told())

    def schema(self, given: pa.Schema) -> pa.Schema:
        """The schema of the result for sheets of that schema."""
        passing = [one for one in given if not _own(one.name)]
        names = [
            pa.field(SHEET, pa.int64()),
            *(pa.field(one, pa.string()) for one in (ORGANIZATION, UNIT)),
        ]
        return pa.schema([*names, *passing, *self._told()])

    def _told(self) -> list[pa.Field]:
        return [
            pa.field(SHEETS, pa.int32()),
            pa.field(PARTIES_HEARD, STRINGS),
            *(pa.field(one.name, one.type) for one in self._results),
            pa.field(STRAIGHT, pa.bool_()),
        ]

    def assess(self, sheets: pa.Table) -> pa.Table:
        """A row of results for each organisation and unit, in their order in the table."""
        schema = self.schema(sheets.schema)
        parts = [self._assessed(one, schema) for one in _slices(sheets)]
        return pa.concat_tables(parts) if parts else schema.empty_table()

    def _assessed(self, sheets: pa.Table, schema: pa.Schema) -> pa.Table:
        starts = starts_of(sheets)
        sizes = np.diff(np.append(starts, len(sheets)))
        party = sheets[PARTY].to_numpy()
        given: Columns = {
            name.removeprefix(FACT): sheets[name].to_numpy()
            for name in sheets.column_names
            if name.startswith(FACT) and name != SHEET
        }
        joint = joint_columns(self.program.rulebook, given, starts, party)
        first = pa.array(starts)
        passing = sheets.select([one for one in sheets.column_names if not _own(one)])
        columns = [sheets[one].take(first) for one in (SHEET, ORGANIZATION, UNIT)]
        columns += passing.take(first).columns
        found = self._sweep.conclude(joint, len(starts))
        columns += [pa.array(sizes.astype(np.int32)), _heard(party, starts)]
        columns += [one.make(found) for one in self._results]
        columns.append(pa.array(np.logical_or.reduceat(self._straight(sheets), starts)))
        return pa.Table.from_arrays(columns, schema=schema)

    def _straight(self, sheets: pa.Table) -> NDArray[np.bool_]:
        """Sheets that give every symptom the same answer, as ``consultation.advise`` notices."""
        there = [sheets[one].to_numpy() for one in self._symptoms if one in sheets.column_names]
        if not there:
            return np.zeros(len(sheets), dtype=np.bool_)
        codes = np.stack(there)
        given = codes >= 0
        same = codes.max(axis=0) == np.where(given, codes, np.int8(127)).min(axis=0)
        straight: NDArray[np.bool_] = same & (given.sum(axis=0) >= LEAST_FOR_STRAIGHT_LINING)
        return straight


def starts_of(sheets: pa.Table) -> NDArray[np.int64]:
    """Where the sheets of each organisation and unit begin."""
    rows = len(sheets)
    if not rows:
        return np.zeros(0, dtype=np.int64)
    organization = sheets[ORGANIZATION].combine_chunks()
    unit = sheets[UNIT].combine_chunks()
    new = np.ones(rows, dtype=np.bool_)
    same = pc.and_(
        pc.equal(organization[1:], organization[:-1]), pc.equal(unit[1:], unit[:-1])
    ).to_numpy(zero_copy_only=False)
    named = pc.not_equal(organization[1:], "").to_numpy(zero_copy_only=False)
    new[1:] = ~(same & named)
    return np.flatnonzero(new)


def whole_units(batches: Iterable[pa.RecordBatch], rows: int = CHUNK) -> Iterator[pa.Table]:
    """Tables of about so many sheets, none of which parts the sheets of one unit."""
    kept: list[pa.RecordBatch] = []
    count = 0
    for batch in batches:
        kept.append(batch)
        count += batch.num_rows
        if count < rows:
            continue
        table = pa.Table.from_batches(kept)
        last = int(starts_of(table)[-1])
        # Nothing is cut off where one unit fills the table: it has to be read as a whole.
        if last:
            yield table.slice(0, last).combine_chunks()
            kept = table.slice(last).to_batches()
            count -= last
    if count:
        yield pa.Table.from_batches(kept).combine_chunks()


def _slices(sheets: pa.Table) -> Iterator[pa.Table]:
    """At most ``CHUNK`` units at a time."""
    starts = starts_of(sheets)
    ends = [*starts[::CHUNK][1:], len(sheets)]
    for begin, end in zip(starts[::CHUNK], ends, strict=True) if len(starts) else ():
        yield sheets.slice(int(begin), int(end - begin))


def _own(name: str) -> bool:
    return name.startswith(FACT) or name in (ORGANIZATION, UNIT, PARTY)


def _heard(party: NDArray[np.int8], starts: NDArray[np.int64]) -> pa.Array:
    flags = [np.logical_or.reduceat(party == place, starts) for place in range(len(PARTIES))]
    return listed(np.array(flags), PARTIES)
