"""Byte streams of files and of standard input, with faults instead of OSErrors."""

from __future__ import annotations

import contextlib
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.tables.kinds import STREAM, Source


@contextlib.contextmanager
def binary(source: Source, name: str, *, seekable: bool) -> Iterator[IO[bytes]]:
    """The bytes of a source. Standard input is kept in a temporary file where it must be sought.

    Raises BadInput where it cannot be opened.
    """
    try:
        if str(source) != STREAM:
            stream: IO[bytes] = open(source, "rb")  # noqa: SIM115
        elif not seekable:
            stream = sys.stdin.buffer
        else:
            stream = cast("IO[bytes]", tempfile.TemporaryFile())  # noqa: SIM115
            shutil.copyfileobj(sys.stdin.buffer, stream)
            stream.seek(0)
    except FileNotFoundError:
        raise BadInput([Fault("file_missing", {}, Place(name))]) from None
    except IsADirectoryError:
        raise BadInput([Fault("file_is_folder", {}, Place(name))]) from None
    except PermissionError:
        message = "file_is_folder" if Path(source).is_dir() else "file_forbidden"
        raise BadInput([Fault(message, {}, Place(name))]) from None
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise BadInput([Fault("file_unreadable", {"detail": detail}, Place(name))]) from None
    try:
        yield stream
    finally:
        if stream is not getattr(sys.stdin, "buffer", None):
            stream.close()
