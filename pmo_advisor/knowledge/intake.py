"""Bytes from outside: never more than a limit, and always a fault instead of an OSError."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO, NoReturn

from pmo_advisor.errors import BadInput, Fault, Place

STDIN = "-"
STDIN_NAME = "<stdin>"
KNOWLEDGE_LIMIT = 2_000_000
SHEET_LIMIT = 1_000_000


def shown(path: Path) -> str:
    """The path as people see it: from the working folder where it lies below it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def read_bytes(path: Path, limit: int) -> bytes:
    """The file's content. Raises BadInput if it cannot be read or is longer than ``limit`` bytes.

    The size is looked at first, so a huge file is refused without being read.
    """
    try:
        with open(path, "rb") as stream:
            if os.fstat(stream.fileno()).st_size > limit:
                _refuse("file_too_large", path, limit=megabytes(limit))
            return _bounded(stream, limit, shown(path))
    except FileNotFoundError:
        raise BadInput([missing(path)]) from None
    except IsADirectoryError:
        _refuse("file_is_folder", path)
    except PermissionError:
        # Windows says this of a folder, too.
        _refuse("file_is_folder" if os.path.isdir(path) else "file_forbidden", path)
    except (OSError, ValueError) as error:
        _refuse("file_unreadable", path, detail=getattr(error, "strerror", None) or str(error))


def read_stdin(limit: int) -> bytes:
    """What stands on standard input, up to ``limit`` bytes. Raises BadInput."""
    stream = getattr(sys.stdin, "buffer", None)
    try:
        if stream is not None:
            return _bounded(stream, limit, STDIN_NAME)
        if sys.stdin is None:
            raise OSError("closed")
        data = sys.stdin.read(limit + 1).encode("utf-8")
    except (OSError, ValueError) as error:
        fault = Fault("file_unreadable", {"detail": str(error)}, Place(STDIN_NAME))
        raise BadInput([fault]) from None
    return _checked(data, limit, STDIN_NAME)


def decode(data: bytes, file: str) -> str:
    """UTF-8, with or without a byte order mark. Raises BadInput for anything else."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        raise BadInput([Fault("file_not_utf8", {}, Place(file, line, column))]) from None


def _bounded(stream: BinaryIO, limit: int, file: str) -> bytes:
    return _checked(stream.read(limit + 1), limit, file)


def _checked(data: bytes, limit: int, file: str) -> bytes:
    if len(data) > limit:
        raise BadInput([Fault("file_too_large", {"limit": megabytes(limit)}, Place(file))])
    return data


def megabytes(limit: int) -> int:
    """A limit in bytes as people read it."""
    return limit // 1_000_000


def _refuse(message: str, path: Path, **values: object) -> NoReturn:
    raise BadInput([Fault(message, values, Place(shown(path)))])


def missing(path: Path) -> Fault:
    """That there is no such file, with the nearest name beside it."""
    from pmo_advisor.knowledge.nearest import nearest

    try:
        beside = [one.name for one in path.parent.iterdir()][:1000]
    except OSError:
        beside = []
    return Fault("file_missing", {}, Place(shown(path)), nearest(path.name, beside))
