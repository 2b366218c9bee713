"""Where the faces of a document lie."""

from __future__ import annotations

from pathlib import Path

from pmo_advisor.model.brand import Brand


def font_folders(brand: Brand) -> list[str]:
    """Folders with font files: those that come with the program, then the brand's own."""
    package = Path(__file__).resolve().parents[2]
    installed = package / "_data" / "fonts"
    shipped = installed if installed.is_dir() else package.parent / "fonts"
    return [str(shipped), *brand.font_folders]
