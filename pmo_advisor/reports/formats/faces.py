"""The faces of documents: those that come with the program, and where a brand keeps its own."""

from __future__ import annotations

from pathlib import Path

from pmo_advisor.model.brand import Brand

SHIPPED_FAMILIES = ("Noto Sans SC",)
"""The families that come with the program, each in Regular and Bold."""


def shipped_fonts() -> Path:
    """The folder of the faces that come with the program, installed or in a checkout."""
    package = Path(__file__).resolve().parents[2]
    installed = package / "_data" / "fonts"
    return installed if installed.is_dir() else package.parent / "fonts"


def font_folders(brand: Brand) -> list[str]:
    """Folders with font files: those that come with the program, then the brand's own."""
    return [str(shipped_fonts()), *brand.font_folders]
