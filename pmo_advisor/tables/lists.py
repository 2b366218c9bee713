"""Columns of lists, made of one flag for each thing that may be listed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

STRINGS = pa.list_(pa.field("element", pa.string()))


def listed(flags: NDArray[np.bool_], words: Sequence[str]) -> pa.ListArray:
    """For each row the words whose flag is set, in their order. ``flags`` is (words, rows)."""
    rows = flags.shape[1]
    place, row = np.divmod(np.flatnonzero(flags), max(rows, 1))
    offsets = np.zeros(rows + 1, dtype=np.int32)
    np.cumsum(np.bincount(row, minlength=rows), out=offsets[1:])
    # Sorting is several times faster on the narrow type, which holds the rows of a chunk.
    order = np.argsort(row.astype(np.uint16) if rows <= 1 << 16 else row, kind="stable")
    values = pa.array(words, pa.string()).take(pa.array(place[order]))
    return pa.ListArray.from_arrays(pa.array(offsets), values, type=STRINGS)


def worded(places: NDArray[np.signedinteger], words: Sequence[str]) -> pa.StringArray:
    """The word at each place; null below 0."""
    indices = pa.array(places, mask=places < 0)
    return pa.array(words, pa.string()).take(indices)


def numbered(values: NDArray[np.signedinteger], known: NDArray[np.bool_]) -> pa.Int32Array:
    """Whole numbers; null where they are not known."""
    return pa.array(values.astype(np.int32), mask=~known)


def decided(values: NDArray[np.bool_], known: NDArray[np.bool_]) -> pa.BooleanArray:
    """Yes or no; null where it is not known."""
    return pa.array(values, mask=~known)
