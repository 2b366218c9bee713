"""The part of the program that writes documents, where a command cannot do without it."""

from __future__ import annotations

from importlib.util import find_spec

from pmo_advisor.cli.faults import refuse

LIBRARIES = ("coloraide", "docxtpl", "pptx", "typst", "xlsxwriter")


def need_documents() -> None:
    """Raises BadInput, with the line that installs it, where the part is missing."""
    if not all(map(find_spec, LIBRARIES)):
        refuse("cli.part_missing", part="documents")
