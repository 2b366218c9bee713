"""The parts of the program that a command cannot do without."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec

from pmo_advisor.cli.faults import refuse

DOCUMENTS = ("coloraide", "docxtpl", "pptx", "typst", "xlsxwriter")
WEB = ("fastapi", "uvicorn", "sqlalchemy", "alembic", "segno", "python_multipart")


def need_documents() -> None:
    """Raises BadInput, with the line that installs it, where the part is missing."""
    _need("documents", DOCUMENTS)


def need_web() -> None:
    """Raises BadInput, with the line that installs it, where the part is missing."""
    _need("web", WEB)


def _need(part: str, libraries: Iterable[str]) -> None:
    if not all(map(find_spec, libraries)):
        refuse("cli.part_missing", part=part)
