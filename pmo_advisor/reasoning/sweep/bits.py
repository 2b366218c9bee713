"""Truth for many rows: one bit for each, in both positive forms.

Eight rows share a byte, so that joining conditions costs an eighth of what comparing them does.
Bits beyond the last row mean nothing; ``unpack`` drops them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint8]
Flags = NDArray[np.bool_]


class Pair(NamedTuple):
    """Where a condition is met, and where it is refuted; elsewhere it is open."""

    met: Bits
    refuted: Bits

    @property
    def open(self) -> Bits:
        return ~(self.met | self.refuted)

    def swapped(self) -> Pair:
        """The pair of the opposite condition."""
        return Pair(self.refuted, self.met)


def pack(flags: Flags) -> Bits:
    """A bit for each flag."""
    return np.packbits(flags)


def unpack(bits: Bits, rows: int) -> NDArray[np.uint8]:
    """A byte for each row, 0 or 1."""
    return np.unpackbits(bits, count=rows)


def flags(bits: Bits, rows: int) -> Flags:
    """A truth value for each row."""
    return unpack(bits, rows).view(np.bool_)


def none_set(rows: int) -> Bits:
    """Nowhere."""
    return np.zeros((rows + 7) // 8, dtype=np.uint8)


def all_set(rows: int) -> Bits:
    """Everywhere."""
    return np.full((rows + 7) // 8, 0xFF, dtype=np.uint8)


def any_of(several: Iterable[Bits], rows: int) -> Bits:
    """Where at least one is set; nowhere for none."""
    found = list(several)
    if len(found) < 2:
        return found[0] if found else none_set(rows)
    joined = found[0] | found[1]
    for one in found[2:]:
        np.bitwise_or(joined, one, out=joined)
    return joined


def all_of(several: Iterable[Bits], rows: int) -> Bits:
    """Where every one is set; everywhere for none."""
    found = list(several)
    if len(found) < 2:
        return found[0] if found else all_set(rows)
    joined = found[0] & found[1]
    for one in found[2:]:
        np.bitwise_and(joined, one, out=joined)
    return joined
