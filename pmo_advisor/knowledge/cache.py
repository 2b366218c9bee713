"""Knowledge that was read and checked before, kept so that a start need not read it again.

An entry is found only by a digest of everything that went into it: the content of all knowledge
files, the program's version and its own code. What is found is validated like any other input.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
from pathlib import Path

from pmo_advisor import __version__

SWITCH = "PMO_CACHE"
KEPT = 8
"""Entries of one kind that are kept; older ones go."""

MAX_SIZE = 50_000_000
_ROOMS = ("model", "knowledge", "logic")


def folder() -> Path | None:
    """Where entries are kept for this user, or None where there is no such place."""
    if os.environ.get(SWITCH, "").lower() == "off":
        return None
    given = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", "")
    if given and Path(given).is_absolute():
        return Path(given, "pmo-advisor")
    try:
        return Path.home() / ".cache" / "pmo-advisor"
    except RuntimeError:
        return None


def fetch(kind: str, digest: str) -> bytes | None:
    """The entry of this kind for knowledge with this digest, if there is one."""
    path = _path(kind, digest)
    try:
        if path is None or path.stat().st_size > MAX_SIZE:
            return None
        return path.read_bytes()
    except OSError:
        return None


def store(kind: str, digest: str, data: bytes) -> None:
    """Keep an entry. Where the folder cannot be written nothing is kept, and nothing is said:

    the advice is the same without it, only slower, and many a server has no home folder.
    """
    path = _path(kind, digest)
    if path is None:
        return
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            os.replace(name, path)
        except OSError:
            os.unlink(name)
        _tidy(path.parent, kind)


def _path(kind: str, digest: str) -> Path | None:
    where = folder()
    if where is None:
        return None
    key = hashlib.sha256(f"{_program()}\0{digest}".encode()).hexdigest()[:32]
    return where / f"{kind}-{key}.json"


def _program() -> str:
    """The program's version and the size and time of its files, so that a changed check counts."""
    package = Path(__file__).resolve().parent.parent
    parts = [__version__]
    for room in _ROOMS:
        for parent, folders, files in os.walk(package / room):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(files):
                if name.endswith(".py"):
                    about = os.stat(os.path.join(parent, name))
                    parts.append(f"{name}:{about.st_size}:{about.st_mtime_ns}")
    return "\0".join(parts)


def _tidy(where: Path, kind: str) -> None:
    entries = sorted(where.glob(f"{kind}-*.json"), key=lambda one: one.stat().st_mtime)
    for old in entries[:-KEPT]:
        old.unlink()
