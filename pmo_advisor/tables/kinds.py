"""The kinds of table files, by the ending of their names."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pmo_advisor.errors import BadInput, Fault, Place

Kind = Literal["csv", "xlsx", "parquet", "jsonl"]
Source = Path | Literal["-"]
"""A file, or a standard stream."""

KINDS: tuple[Kind, ...] = ("csv", "xlsx", "parquet", "jsonl")
STREAM = "-"
ENDINGS: dict[str, Kind] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}


def kind_of(source: Source, named: Kind | None = None) -> Kind:
    """The kind that is named, else the one that the ending says; JSON Lines for a stream.

    Raises BadInput for an ending that says none.
    """
    if named is not None:
        return named
    if str(source) == STREAM:
        return "jsonl"
    ending = Path(source).suffix.lower()
    if ending not in ENDINGS:
        values = {"ending": ending or str(source), "allowed": list(ENDINGS)}
        raise BadInput([Fault("table.kind", values, Place(str(source)))])
    return ENDINGS[ending]
