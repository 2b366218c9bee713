"""Decoding under knowledge that does not take every answer: what it does not take is left blank.

So no row is lost for an answer that an older or a newer questionnaire asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.tables.decoding import Decoded, Decoder, Rejected
from pmo_advisor.tables.reading import Read


class Blanked(NamedTuple):
    """The rows of a batch, the answers that are not taken, and the rows left out all the same."""

    decoded: Decoded
    not_taken: tuple[Rejected, ...]
    rejected: tuple[Rejected, ...]


def decoded_with_blanks(decoder: Decoder, rulebook: Rulebook, read: Read) -> Blanked:
    """Decode a batch; only a row that is broken in itself is left out."""
    decoded = decoder.decode(read)
    found = tuple(decoded.rejected)
    not_taken = tuple(one for one in found if _column(one) in rulebook.question)
    if not not_taken:
        return Blanked(decoded, (), found)
    cells: dict[str, list[int]] = {}
    for one in not_taken:
        cells.setdefault(_column(one), []).append(_line(one))
    again = decoder.decode(read._replace(batch=_blank(read, cells)))
    return Blanked(again, not_taken, tuple(again.rejected))


def _blank(read: Read, cells: Mapping[str, Sequence[int]]) -> pa.RecordBatch:
    columns, fields = [], []
    for field in read.batch.schema:
        column = read.batch.column(field.name)
        if field.name in cells:
            if pa.types.is_dictionary(column.type):
                column = column.dictionary_decode()
            blank = pa.array(np.isin(read.rows, cells[field.name]))
            column = pc.if_else(blank, pa.scalar(None, column.type), column)
        columns.append(column)
        fields.append(field.with_type(column.type).with_nullable(True))
    return pa.RecordBatch.from_arrays(columns, schema=pa.schema(fields))


def answers_in(decoded: Decoded, name: str) -> list[str]:
    """What stands in a column that is no fact under this knowledge; ``unknown`` is no answer."""
    if name not in decoded.rest.schema.names:
        return []
    told = (str(one).strip() for one in decoded.rest.column(name).to_pylist() if one is not None)
    return [one for one in told if one and one != UNKNOWN]


def _column(one: Rejected) -> str:
    return (one.fault.place.key or "") if one.fault.place else ""


def _line(one: Rejected) -> int:
    return (one.fault.place.line or 0) if one.fault.place else 0
