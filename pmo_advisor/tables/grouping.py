"""Which rows belong together: those of one organization and unit, unless they stand alone."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Places = NDArray[np.int64]


def keys_of(organization: pa.Array, unit: pa.Array, alone: NDArray[np.bool_]) -> Places:
    """A number for each row, equal where rows belong together, by first appearance from 0.
    ``alone`` marks the rows that belong to no other.
    """
    rows = len(organization)
    if not rows:
        return np.zeros(0, dtype=np.int64)
    first = _numbered(organization)
    second = _numbered(unit)
    both = first * (second.max() + 1) + second
    both[alone] = -1 - np.arange(rows)[alone]
    _, where, inverse = np.unique(both, return_index=True, return_inverse=True)
    order = np.empty(len(where), dtype=np.int64)
    order[np.argsort(where, kind="stable")] = np.arange(len(where))
    return order[inverse]


def starts_of(keys: Places) -> Places:
    """Where each run of equal keys begins."""
    if not len(keys):
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))


def _numbered(column: pa.Array) -> Places:
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    places: Places = column.dictionary_encode().indices.to_numpy(zero_copy_only=False)
    return places.astype(np.int64)
