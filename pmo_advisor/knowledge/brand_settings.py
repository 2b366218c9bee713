"""Where the settings of a brand folder stand, for what can be told of them only later."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pmo_advisor.errors import BadInput, Place
from pmo_advisor.knowledge import yaml_reader
from pmo_advisor.knowledge.brand_folder import FILE
from pmo_advisor.knowledge.document import Document


class Settings:
    """``brand.yaml`` of a folder as it was written, whether it is right or not."""

    def __init__(self, folder: Path) -> None:
        self.there = (folder / FILE).exists()
        self._document: Document | None = None
        try:
            self._document = yaml_reader.read_file(folder / FILE)
        except BadInput:
            # There is none, or what is wrong with it was told when the brand was read.
            return

    def get(self, key: str) -> Any:
        """What is written at a key, None where there is none."""
        return self._document.at((key,)) if self._document else None

    def place(self, section: str, key: str) -> Place | None:
        """Where a key within a section is set, None where it is not."""
        if self._document is None or (section, key) not in self._document.values:
            return None
        return self._document.place((section, key))
