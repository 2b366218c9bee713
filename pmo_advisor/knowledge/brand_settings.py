"""Where the settings of a brand folder stand, for what can be told of them only later."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pmo_advisor.errors import BadInput, Place
from pmo_advisor.knowledge import yaml_reader
from pmo_advisor.knowledge.brand_folder import FILE

__all__ = ["FILE", "places"]


def places(folder: Path) -> Callable[[str, str], Place | None]:
    """Tells where ``brand.yaml`` sets a key within a section; None where it does not."""
    try:
        document = yaml_reader.read_file(folder / FILE)
    except BadInput:  # Told already, or there is no such file.
        return lambda _section, _key: None

    def place(section: str, key: str) -> Place | None:
        return document.place((section, key)) if (section, key) in document.values else None

    return place
