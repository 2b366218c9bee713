"""What the workers of Spark do: the same functions from Arrow to Arrow as on one machine."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pmo_advisor.consultation.clients import why
from pmo_advisor.logic.program import bind
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.portfolio.intake import coded
from pmo_advisor.portfolio.unit import FACT, SHEET, Unit, whole_units
from pmo_advisor.tables.decoding import Decoder, Rejected
from pmo_advisor.tables.reading import Read

FILE, ROW, FAULTS = FACT + "file", FACT + "row", FACT + "faults"
FILE_BITS = 40
"""A sheet's number is its file's place before so many bits, and its row in them."""


class Task(NamedTuple):
    """What the workers are told. Spark takes a point in a name for a path, so that columns of the
    file have the names ``column`` gives them until the end.
    """

    rulebook: bytes
    names: tuple[str, ...]
    codes: pa.Schema
    passing: tuple[int, ...]
    files: Mapping[str, str]

    def numbers(self, path: str, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """The numbers of the sheets in these rows of a file."""
        return (list(self.files).index(path) << FILE_BITS) + rows


def column(place: int) -> str:
    """The name of the file's column at that place, on Spark."""
    return f"c{place}"


@lru_cache(maxsize=2)
def _unit(rulebook: bytes) -> Unit:
    found: Rulebook = pickle.loads(rulebook)  # noqa: S301  (the driver's own)
    return Unit(bind(found))


def assess(rulebook: bytes, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Results of sheets of which those of one unit stand together."""
    unit = _unit(rulebook)
    for table in whole_units(batches):
        yield from unit.assess(table).to_batches()


def decode(task: Task, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Rows of the file as sheets of codes; those with faults with nothing but their faults."""
    decoder = Decoder(_unit(task.rulebook).program.rulebook, why)
    for batch in batches:
        for path in pc.unique(batch.column(FILE)).to_pylist():
            here = batch.filter(pc.equal(batch.column(FILE), path))
            rows = here.column(ROW).to_numpy() + 1
            safe = [here.column(column(one)) for one in range(len(task.names))]
            given = pa.RecordBatch.from_arrays(safe, names=list(task.names))
            yield from _sheets(task, decoder, path, Read(task.files[path], rows, given))


def _sheets(task: Task, decoder: Decoder, path: str, read: Read) -> Iterator[pa.RecordBatch]:
    part = decoder.decode(read)
    sheets = coded(part, task.codes, task.numbers(path, part.rows))
    names = [*task.codes.names, *map(column, task.passing), FAULTS]
    faults = pa.nulls(len(part.rows), pa.binary())
    columns = [*sheets.columns, *part.rest.columns, faults]
    yield pa.RecordBatch.from_arrays(columns, names=names)
    wrong: dict[int, list[Rejected]] = {}
    for one in part.rejected:
        wrong.setdefault((one.fault.place.line or 0) if one.fault.place else 0, []).append(one)
    if wrong:
        told = {
            SHEET: pa.array(task.numbers(path, np.array(list(wrong), dtype=np.int64))),
            FAULTS: pa.array([pickle.dumps(several) for several in wrong.values()], pa.binary()),
        }
        kinds = [*sheets.schema.types, *part.rest.schema.types, pa.binary()]
        columns = [
            told[name] if name in told else pa.nulls(len(wrong), kind)
            for name, kind in zip(names, kinds, strict=True)
        ]
        yield pa.RecordBatch.from_arrays(columns, names=names)
