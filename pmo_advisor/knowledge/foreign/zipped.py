"""Zip archives from a stranger: names, sizes and methods are looked at before anything is inflated.

What passes is packed anew, so that no library meets the archive as it came: headers that
contradict each other, data behind a part's declared end, or the same name twice.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping

from pmo_advisor.errors import BadInput, Fault, Place

MAX_PARTS = 2_000
MAX_INFLATED = 80_000_000
MAX_RATIO, RATIO_FROM = 100, 10_000_000
"""How many times larger than packed a whole archive may get, once it is past so many bytes."""
CHUNK = 65_536
_ENTRY = b"PK\x01\x02"
_MOMENT = (2000, 1, 1, 0, 0, 0)
_ENCRYPTED = 0x1
_NAME = re.compile(r"(?!/)(?:(?!\.\.?(?:/|$))[^/\\:\x00-\x1f\x7f]+(?:/|$))+")


class Allowance:
    """How many bytes an archive, with all archives inside it, may still inflate to."""

    def __init__(self, packed: int) -> None:
        self.packed = packed
        self.inflated = 0

    def take(self, size: int, place: Place) -> None:
        """Count bytes that were inflated. Raises BadInput where they are too many."""
        self.inflated += size
        if self.inflated > MAX_INFLATED:
            limit = MAX_INFLATED // 1_000_000
            raise BadInput([Fault("package_inflates", {"limit": limit}, place)])
        if self.inflated > max(RATIO_FROM, self.packed * MAX_RATIO):
            raise BadInput([Fault("package_ratio", {"limit": MAX_RATIO}, place)])


def unzipped(data: bytes, file: str, allowance: Allowance) -> dict[str, bytes]:
    """The parts of an archive by name, in its order. Raises BadInput with all faults.

    ``file`` is the archive's name for people.
    """
    # Reading the directory costs memory for every entry, so they are counted first.
    if data.count(_ENTRY) > 4 * MAX_PARTS:
        raise BadInput([_too_many(file)])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [
                one for one in archive.infolist() if not (one.is_dir() and not one.file_size)
            ]
            faults = list(_entry_faults(entries, file))
            if faults:
                raise BadInput(faults)
            return {one.filename: _inflated(archive, one, file, allowance) for one in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        detail = str(error) or type(error).__name__
        raise BadInput([Fault("package_damaged", {"detail": detail}, Place(file))]) from None
    except (ValueError, RuntimeError, LookupError, OverflowError) as error:
        # What zipfile lets through of headers that contradict each other.
        detail = type(error).__name__
        raise BadInput([Fault("package_damaged", {"detail": detail}, Place(file))]) from None


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """An archive of these parts in their order, the same bytes each time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, part)
    return made.getvalue()


def _too_many(file: str) -> Fault:
    return Fault("package_parts_many", {"limit": MAX_PARTS}, Place(file))


def _entry_faults(entries: Iterable[zipfile.ZipInfo], file: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, one in enumerate(entries):
        if number >= MAX_PARTS:
            yield _too_many(file)
            return
        name = printable(one.filename)
        place = Place(file, key=name)
        if not _NAME.fullmatch(one.orig_filename) or one.orig_filename != one.filename:
            yield Fault("package_part_name", {"name": name}, place)
        if one.filename.lower() in seen:
            yield Fault("package_part_twice", {"name": name}, place)
        if one.flag_bits & _ENCRYPTED:
            yield Fault("package_part_encrypted", {}, place)
        if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield Fault("package_method", {}, place)
        seen.add(one.filename.lower())


def printable(name: str) -> str:
    """A part's name as it may be shown to people."""
    return re.sub(r"[^\w\-./\[\] %+~()]", "\ufffd", name)[:120] or "\ufffd"


def _inflated(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, file: str, allowance: Allowance
) -> bytes:
    place = Place(file, key=printable(entry.filename))
    parts: list[bytes] = []
    with archive.open(entry) as stream:
        # Piece by piece: reading at once would inflate past the size that the header declares.
        while piece := stream.read(CHUNK):
            allowance.take(len(piece), place)
            parts.append(piece)
    return b"".join(parts)
