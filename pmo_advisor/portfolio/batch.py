"""``batch``: take in, bring together, assess, write. Each step leaves on disk what it finished."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from pmo_advisor import __version__
from pmo_advisor.consultation.clients import checked, said_of_alone, why
from pmo_advisor.errors import BadInput, Fault
from pmo_advisor.logic.program import Program
from pmo_advisor.portfolio.intake import Progress, Said, Taken, take_in
from pmo_advisor.portfolio.passing import Passing, renamed
from pmo_advisor.portfolio.unit import SHEET, Unit, whole_units
from pmo_advisor.portfolio.work import Work, fingerprint
from pmo_advisor.reasoning.sweep.sweep import CHUNK
from pmo_advisor.tables import sorting, spool
from pmo_advisor.tables.decoding import Decoder
from pmo_advisor.tables.kinds import STREAM, Kind, Source
from pmo_advisor.tables.reading import Options, opened
from pmo_advisor.tables.writing import writer


class Order(NamedTuple):
    """What is wanted. ``lang`` is the language of the reasons; ``resume`` continues a run."""

    sources: Sequence[Source]
    kind: Kind | None
    separator: str | None
    to: Kind
    lang: str
    resume: bool = False


class Done(NamedTuple):
    """What came of it: counts, notes for the reader, and the finished files in the work folder."""

    read: int
    rejected: int
    clients: int
    notes: tuple[Fault, ...]
    output: Path
    rejects: Path

    @property
    def sheets(self) -> int:
        return self.read - self.rejected


def run(program: Program, order: Order, folder: Path, said: Said, progress: Progress) -> Done:
    """Do the whole in the work folder. Raises BadInput; what is finished then stays there."""
    work = Work(folder, _order(program, order))
    notes = [Fault("batch.begun_anew")] if work.begin(resume=order.resume) else []
    unit = Unit(program)
    try:
        if work.taken is None:
            notes += _take_in(program, order, work, said, progress)
        taken = Taken(**(work.taken or {}))
        notes += said_of_alone(taken.alone)
        clients = 0
        if taken.sheets:
            _assess(unit, work, taken, progress)
            clients, told = _write(unit, work, order.to, taken, progress)
            notes += told
    except BadInput:
        work.remove()
        raise
    return Done(taken.read, taken.rejected, clients, tuple(notes), work.output, work.rejects)


def _take_in(
    program: Program, order: Order, work: Work, said: Said, progress: Progress
) -> tuple[Fault, ...]:
    """Take all files in. Gives what to say of their columns."""
    decoder = Decoder(program.rulebook, why)
    options = Options(order.kind, order.separator, decoder.text)
    with contextlib.ExitStack() as stack:
        tables = opened(order.sources, options, stack)
        notes = checked(program.rulebook, tables)
        work.took(take_in(program, decoder, tables, work, said, progress)._asdict())
    return notes


def _order(program: Program, order: Order) -> dict[str, object]:
    """What a run must have in common with the one that it continues."""
    if order.resume and any(str(one) == STREAM for one in order.sources):
        raise BadInput([Fault("batch.resume_stream")])
    return {
        "program": __version__,
        "knowledge": program.rulebook.fingerprint,
        "inputs": [[str(one), fingerprint(one)] for one in order.sources],
        "from": order.kind,
        "separator": order.separator,
        "lang": order.lang,
    }


def _assess(unit: Unit, work: Work, taken: Taken, progress: Progress) -> None:
    """A part for each stretch of sheets; those that are there already are kept."""
    aside = work.folder / "sorting"
    sheets = sorting.together(work.sheets, aside, taken.runs, SHEET, CHUNK)
    done, last = 0, -1
    for number, table in enumerate(whole_units(sheets)):
        if not work.part(number).exists():
            found = unit.assess(table)
            last = _in_order(found, last)
            spool.put(work.part(number), found)
        done += len(table)
        progress("assessing", done, taken.sheets)


def _in_order(found: pa.Table, last: int) -> int:
    """The number of the last sheet. Raises RuntimeError where clients are not in their order."""
    numbers = np.concatenate([[last], found[SHEET].to_numpy()])
    if not (np.diff(numbers) > 0).all():
        raise RuntimeError("clients out of order")
    return int(numbers[-1])


def _write(
    unit: Unit, work: Work, kind: Kind, taken: Taken, progress: Progress
) -> tuple[int, list[Fault]]:
    """All parts in one file. Gives the number of rows, and what to say of renamed columns."""
    rest = spool.schema_of(work.passing) if work.passing.exists() else pa.schema([])
    keys = taken.keys
    new = renamed(rest.names, unit.columns)
    schema = unit.schema(pa.schema([]))
    fields = [schema.field(one) for one in keys]
    fields += [one.with_name(new.get(one.name, one.name)) for one in rest]
    fields += [schema.field(one) for one in unit.columns]
    passing = Passing(work.passing) if rest else None
    clients = 0
    with contextlib.closing(writer(kind, work.output, pa.schema(fields))) as out:
        for table in _parts(work):
            columns = [table[one] for one in keys]
            if passing is not None:
                columns += passing.of(table[SHEET].to_numpy(), rest).columns
            columns += [table[one] for one in unit.columns]
            out.write(pa.Table.from_arrays(columns, schema=pa.schema(fields)))
            clients += len(table)
            progress("writing", clients, None)
    told = [Fault("batch.renamed", {"column": one, "name": name}) for one, name in new.items()]
    return clients, told


def _parts(work: Work) -> Iterator[pa.Table]:
    number = 0
    while work.part(number).exists():
        yield pa.Table.from_batches(spool.batches(work.part(number)))
        number += 1
