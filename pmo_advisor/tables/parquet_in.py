"""Parquet: read by record batches, every column with its own type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.tables.aligning import aligned
from pmo_advisor.tables.reading import BATCH_ROWS, Options, Read


class ParquetTable:
    """An open Parquet file. Rows are counted from 1."""

    keys_vary = False

    def __init__(self, stream: IO[bytes], name: str, options: Options) -> None:
        self.name = name
        try:
            columns = pq.ParquetFile(stream).schema_arrow
            # Text has few different cells, and each is then looked at once.
            text = [one.name for one in columns if one.name in options.text and _is_text(one.type)]
            self._file = pq.ParquetFile(stream, read_dictionary=text)
            self.schema = pa.schema(map(_without_views, self._file.schema_arrow))
        except (pa.ArrowException, OSError) as error:
            raise self._damaged(error) from None

    def read(self) -> Iterator[Read]:
        done = 0
        try:
            for batch in self._file.iter_batches(BATCH_ROWS, use_threads=False):
                rows = np.arange(done + 1, done + batch.num_rows + 1, dtype=np.int64)
                done += batch.num_rows
                yield Read(self.name, rows, aligned(batch, self.schema))
        except (pa.ArrowException, OSError) as error:
            raise self._damaged(error) from None

    def _damaged(self, error: Exception) -> BadInput:
        detail = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        return BadInput([Fault("table.parquet_damaged", {"detail": detail}, Place(self.name))])


def _without_views(field: pa.Field) -> pa.Field:
    """Arrow cannot yet take rows of the view types, which some libraries write."""
    if pa.types.is_string_view(field.type):
        return field.with_type(pa.string())
    if pa.types.is_binary_view(field.type):
        return field.with_type(pa.binary())
    return field


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))
