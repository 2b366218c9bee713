"""The parts of the program that are installed apart, where a command cannot do without one."""

from __future__ import annotations

from importlib.util import find_spec

from pmo_advisor.cli.faults import refuse

BATCH = ("duckdb", "numpy", "pyarrow", "python_calamine", "xlsxwriter")
LIBRARIES = {
    "documents": ("coloraide", "docxtpl", "pptx", "typst", "xlsxwriter"),
    "batch": BATCH,
    "spark": (*BATCH, "pyspark"),
    "web": ("fastapi", "uvicorn", "sqlalchemy", "alembic", "segno", "python_multipart"),
}


def need(part: str) -> None:
    """Raises BadInput, with the line that installs it, where the part is missing."""
    if not all(map(find_spec, LIBRARIES[part])):
        refuse("cli.part_missing", part=part)


def need_documents() -> None:
    """Raises BadInput where the part that writes documents is missing."""
    need("documents")
