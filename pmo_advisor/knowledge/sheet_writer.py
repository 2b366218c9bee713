"""Writing a sheet: all or nothing, and the same text for the same answers."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from pathlib import Path
from typing import Any

import yaml

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.knowledge.intake import shown
from pmo_advisor.model.sheet import Sheet


class _Dumper(yaml.SafeDumper):
    """Plain words stay plain as YAML 1.2 reads them; what looks like anything else is quoted."""

    def ignore_aliases(self, data: Any) -> bool:
        return data is not self


_Dumper.yaml_implicit_resolvers = {}


_LIKE = {
    "tag:yaml.org,2002:null": r"~|null|Null|NULL|",
    "tag:yaml.org,2002:bool": r"true|True|TRUE|false|False|FALSE",
    "tag:yaml.org,2002:int": r"[-+]?[0-9][0-9_]*|0o[0-7]+|0x[0-9a-fA-F]+",
    "tag:yaml.org,2002:float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
}
for _tag, _pattern in _LIKE.items():
    _Dumper.add_implicit_resolver(_tag, re.compile(rf"^(?:{_pattern})$"), None)


def sheet_text(sheet: Sheet) -> str:
    """The sheet as YAML. Keys stand in the order of the type, answers as they were given."""
    plain = sheet.model_dump(mode="json", exclude_none=True)
    kept = {key: value for key, value in plain.items() if value not in ("", {})}
    kept["answers"] = plain["answers"]
    return yaml.dump(kept, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)


def write_sheet(sheet: Sheet, path: Path) -> None:
    """Write the sheet. Whatever happens, the file holds the old sheet or the new one, whole.

    Answers whose questions do not apply are kept. The permissions of a file that is replaced
    stay. Raises BadInput if it cannot be written.
    """
    try:
        _replace(Path(os.path.realpath(path)), sheet_text(sheet).encode())
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise BadInput([Fault("file_unwritable", {"detail": detail}, Place(shown(path)))]) from None


def _replace(path: Path, data: bytes) -> None:
    if path.is_dir():
        raise IsADirectoryError(None, os.strerror(21))
    beside = path.with_name(f".{path.name[:60]}.{secrets.token_hex(4)}.tmp")
    handle = os.open(
        beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666
    )
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        with contextlib.suppress(FileNotFoundError):
            os.chmod(beside, path.stat().st_mode & 0o7777)
        os.replace(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name last too, where the system lets a folder be opened for that."""
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
