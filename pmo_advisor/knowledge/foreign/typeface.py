"""What a font file calls its typeface."""

from __future__ import annotations

import struct

_FAMILY, _FULL, _TYPOGRAPHIC = 1, 4, 16
_UNICODE, _WINDOWS = 0, 3
_COLLECTION = b"ttcf"
MAX_FACES, MAX_TABLES, MAX_NAMES = 20, 100, 2_000


def names_of(data: bytes) -> frozenset[str]:
    """Every name of the typefaces in a TrueType or OpenType file; none where it has none."""
    try:
        return frozenset(name for start in _faces(data) for name in _names(data, start))
    except (struct.error, UnicodeDecodeError):
        return frozenset()


def _faces(data: bytes) -> tuple[int, ...]:
    if data[:4] != _COLLECTION:
        return (0,)
    (count,) = struct.unpack_from(">I", data, 8)
    return struct.unpack_from(f">{min(count, MAX_FACES)}I", data, 12)


def _names(data: bytes, start: int) -> list[str]:
    (tables,) = struct.unpack_from(">H", data, start + 4)
    for number in range(min(tables, MAX_TABLES)):
        tag, _, at, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        if tag == b"name":
            return _in_table(data, at)
    return []


def _in_table(data: bytes, at: int) -> list[str]:
    _, count, texts = struct.unpack_from(">HHH", data, at)
    found: list[str] = []
    for number in range(min(count, MAX_NAMES)):
        platform, _, _, kind, length, offset = struct.unpack_from(
            ">HHHHHH", data, at + 6 + 12 * number
        )
        if kind in (_FAMILY, _FULL, _TYPOGRAPHIC) and platform in (_UNICODE, _WINDOWS):
            start = at + texts + offset
            found.append(data[start : start + length].decode("utf-16-be"))
    return found
