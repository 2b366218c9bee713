"""The folder of a run beside its output: what is finished in it can be continued."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pmo_advisor.errors import BadInput, Fault, TextId
from pmo_advisor.tables.kinds import STREAM, Source

MANIFEST = "manifest.json"
TAKEN = "taken"
"""What the manifest says once all sheets are taken in."""


def fingerprint(source: Source) -> str:
    """A digest of a file's content; nothing for what cannot be read or read twice."""
    if str(source) == STREAM:
        return ""
    try:
        with open(source, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""  # Opening it for its rows will say what is wrong.


class Work:
    """A folder with a manifest. ``order`` is what must be the same for a run to be continued."""

    def __init__(self, folder: Path, order: Mapping[str, Any]) -> None:
        self.folder = folder
        self._order = json.loads(json.dumps(order))
        self.taken: dict[str, Any] | None = None

    @property
    def sheets(self) -> Path:
        return self.folder / "sheets.arrow"

    @property
    def passing(self) -> Path:
        return self.folder / "passing.arrow"

    @property
    def rejects(self) -> Path:
        return self.folder / "rejects.csv"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def part(self, number: int) -> Path:
        return self.folder / f"part-{number:06d}.arrow"

    def begin(self, *, resume: bool) -> bool:
        """Make the folder, or take up the one that is there; says whether one was thrown away.

        Raises BadInput where there is nothing to continue, or something else was begun there.
        """
        before = self._read()
        if resume:
            if before is None:
                raise BadInput([Fault("batch.resume_nothing", {"folder": str(self.folder)})])
            changed = [key for key, value in self._order.items() if before.get(key) != value]
            if changed:
                told = [TextId(f"batch.changed_{one}") for one in changed]
                values = {"folder": str(self.folder), "changed": told}
                raise BadInput([Fault("batch.resume_changed", values)])
            self.taken = before.get(TAKEN)
            return False
        if self.folder.exists() and before is None and any(self.folder.iterdir()):
            raise BadInput([Fault("batch.folder_foreign", {"folder": str(self.folder)})])
        if before is not None:
            shutil.rmtree(self.folder)
        self.folder.mkdir(exist_ok=True)
        self._write()
        return before is not None

    def took(self, taken: Mapping[str, Any]) -> None:
        """All sheets are taken in: from here on the run can be continued."""
        self.taken = dict(taken)
        self._write()

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def _read(self) -> dict[str, Any] | None:
        try:
            found = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def _write(self) -> None:
        path = self.folder / MANIFEST
        beside = path.with_suffix(".tmp")
        said = json.dumps({**self._order, TAKEN: self.taken}, ensure_ascii=False, indent=1)
        with open(beside, "w", encoding="utf-8") as file:
            file.write(said)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
