"""Pictures from a stranger: what they are by their first bytes, and how large they would become."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Literal, NamedTuple

from pmo_advisor.errors import Fault, Place

Raster = Literal["png", "jpeg"]
MAX_SIDE = 10_000
MAX_PIXELS = 25_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
_SCAN, _END = 0xDA, 0xD9


class Size(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int


class Broken(ValueError):
    """A picture that contradicts itself, or breaks off."""


def raster_kind(data: bytes) -> Raster | None:
    """PNG or JPEG by the first bytes, None for anything else."""
    if data.startswith(_PNG):
        return "png"
    return "jpeg" if data.startswith(_JPEG) else None


def size_faults(data: bytes, place: Place) -> Iterator[Fault]:
    """Whether a PNG or JPEG would become too large, by what its head declares."""
    kind = raster_kind(data)
    if kind is None:
        return
    try:
        size = _png_size(data) if kind == "png" else _jpeg_size(data)
    except (Broken, struct.error, IndexError):
        yield Fault("picture_broken", {}, place)
        return
    if max(size) > MAX_SIDE or size.width * size.height > MAX_PIXELS:
        values = {"width": size.width, "height": size.height, "side": MAX_SIDE}
        yield Fault("picture_too_large", {**values, "limit": MAX_PIXELS // 1_000_000}, place)


def raster_faults(data: bytes, place: Place) -> Iterator[Fault]:
    """As ``size_faults``; a PNG is also read to its end, so that no library meets a broken one."""
    found = list(size_faults(data, place))
    yield from found
    if found or raster_kind(data) != "png":
        return
    try:
        _read_png(data)
    except (Broken, struct.error, zlib.error):
        yield Fault("picture_broken", {}, place)


def _png_size(data: bytes) -> Size:
    length, name, width, height, depth, color = struct.unpack(">I4sIIBB", data[8:26])
    if (length, name) != (13, b"IHDR") or not width or not height:
        raise Broken
    if depth not in _DEPTHS.get(color, ()):
        raise Broken
    return Size(width, height)


def _jpeg_size(data: bytes) -> Size:
    at = 2
    while True:
        if data[at] != 0xFF:
            raise Broken
        while data[at] == 0xFF:
            at += 1
        marker = data[at]
        at += 1
        if marker in _ALONE:
            continue
        if marker in (_SCAN, _END):
            raise Broken
        (length,) = struct.unpack(">H", data[at : at + 2])
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 3 : at + 7])
            if not width or not height or b"\xff\xda" not in data:
                raise Broken
            return Size(width, height)
        at += max(length, 2)


def _read_png(data: bytes) -> None:
    """Raises Broken where checksums or the amount of pixels are not what the head declares."""
    width, height, depth, color, _, _, interlaced = struct.unpack(">IIBBBBB", data[16:29])
    bits = _CHANNELS[color] * depth
    # Each of the seven passes of an interlaced picture rounds up its lines, and marks each.
    most = height * ((width * bits + 7) // 8 + 1) + (14 * (width + height) if interlaced else 0)
    inflate, got, at, ended = zlib.decompressobj(), 0, 8, False
    while at < len(data) and not ended:
        length, name = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        (told,) = struct.unpack(">I", data[at + 8 + length : at + 12 + length])
        if len(body) != length or zlib.crc32(name + body) != told:
            raise Broken
        if name == b"IDAT":
            while body and not inflate.eof:
                got += len(inflate.decompress(body, 1_000_000))
                body = inflate.unconsumed_tail
                if got > most:
                    raise Broken
        at, ended = at + 12 + length, name == b"IEND"
    if not ended or not inflate.eof or not got:
        raise Broken
