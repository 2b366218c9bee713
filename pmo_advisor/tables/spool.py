"""Record batches put aside on disk and read again, in Arrow's own file format."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa


class Spool:
    """A file that batches are added to. It can be read once it is closed."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._sink = pa.OSFile(str(path), "wb")
        options = pa.ipc.IpcWriteOptions(compression="lz4")
        self._writer = pa.ipc.new_file(self._sink, schema, options=options)

    def add(self, batch: pa.RecordBatch) -> None:
        self._writer.write_batch(batch)

    def close(self) -> None:
        self._writer.close()
        self._sink.close()


def put(path: Path, table: pa.Table) -> None:
    """Put a table aside, whole or not at all."""
    beside = path.with_suffix(".tmp")
    with contextlib.closing(Spool(beside, table.schema)) as spool:
        for batch in table.to_batches():
            spool.add(batch)
    beside.replace(path)


def batches(path: Path) -> Iterator[pa.RecordBatch]:
    """The batches of a file, one after the other."""
    with pa.OSFile(str(path)) as source, pa.ipc.open_file(source) as reader:
        for place in range(reader.num_record_batches):
            yield reader.get_batch(place)


def schema_of(path: Path) -> pa.Schema:
    """The schema of a file's batches."""
    with pa.OSFile(str(path)) as source, pa.ipc.open_file(source) as reader:
        return reader.schema
