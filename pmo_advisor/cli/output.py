"""Files that commands write: whole or not at all, and never silently."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from pmo_advisor.cli.faults import refuse

ENDINGS = {
    ".txt": "text",
    ".md": "md",
    ".html": "html",
    ".json": "json",
    ".docx": "docx",
    ".pptx": "pptx",
    ".xlsx": "xlsx",
    ".pdf": "pdf",
    ".png": "png",
}
"""The usual ending of each format's files."""

TEXTUAL = ("text", "md", "html", "json")
"""The formats that are text."""

_ALSO = {".text": ".txt", ".markdown": ".md", ".htm": ".html"}


def format_of(path: Path) -> Any:
    """The format that the file's name asks for, None where it names none."""
    ending = path.suffix.lower()
    return ENDINGS.get(_ALSO.get(ending, ending))


def ending_of(kind: str) -> str:
    """The usual ending of a file of that format."""
    return next(ending for ending, one in ENDINGS.items() if one == kind)


def folder(path: Path) -> Path:
    """The folder, made if it is not there. Raises BadInput."""
    if path.exists() and not path.is_dir():
        refuse("cli.output.not_folder", path=path, folder=path)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _refuse(path, error)
    return path


def into_folder(output: str, stem: str, suffix: str) -> Path:
    """The file meant by ``-o``: the path itself, or ``stem`` in the folder that it names.

    A folder that is written with a slash at its end is made if it is not there.
    """
    path = Path(output)
    if output.endswith(("/", "\\")) and not path.exists():
        folder(path)
    return path / f"{stem}{suffix}" if path.is_dir() else path


def check_writable(path: Path) -> None:
    """Raises BadInput where nothing could be written at that path."""
    # os.path answers "no" about what lies in a folder that may not be looked into; Path raises.
    if os.path.isdir(path):
        refuse("cli.output.folder", path=path)
    folder = path.parent
    if not os.path.exists(folder):
        refuse("cli.output.no_folder", path=path, folder=folder)
    if not os.path.isdir(folder):
        refuse("cli.output.not_folder", path=path, folder=folder)
    if not os.access(path if os.path.exists(path) else folder, os.W_OK):
        refuse("cli.output.forbidden", path=path)


def keep_apart(path: Path, read: Iterable[Path]) -> None:
    """Raises BadInput where that path is a file to be read, or lies in a folder to be read.

    Links are followed on both sides, so that no name of a file can hide which file it is.
    """
    target = Path(os.path.realpath(path))
    for one in read:
        source = Path(os.path.realpath(one))
        if target == source:
            refuse("cli.output.read", path=path)
        if source in target.parents:
            refuse("cli.output.read_folder", path=path, folder=one)


def knowledge_in(packs: Iterable[Path]) -> Iterator[Path]:
    """The folders of each pack in which its knowledge lies."""
    from pmo_advisor.knowledge.layers import FOLDERS

    yield from (pack / one for pack in packs for one in FOLDERS)


def write(path: Path, content: str | bytes) -> None:
    """Put it there in one step, so that a reader never meets half a file. Raises BadInput."""
    check_writable(path)
    target = Path(os.path.realpath(path))
    data = content if isinstance(content, bytes) else content.encode("utf-8", errors="replace")
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        beside = target.with_name(f".{target.name[:100]}.{os.getpid()}.tmp")
        try:
            beside.write_bytes(data)
            if target.exists():
                shutil.copymode(target, beside)
            beside.replace(target)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink()
    except OSError as error:
        _refuse(path, error)


def _refuse(path: Path, error: OSError) -> NoReturn:
    refuse("cli.output.failed", path=path, detail=error.strerror or str(error))
