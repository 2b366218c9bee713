"""Values as plain text and as plain data, for files that know no columns of lists and records."""

from __future__ import annotations

import json
import re
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pmo_advisor.tables.jsonl_in import AS_JSON

SEPARATOR = "; "
"""Between the things of a list in one cell."""
_FORMULA = r"^[=+\-@\t\r]"
_NUMBER = r"^[+-]?[0-9]+([.,][0-9]+)*$"
_WHOLE = re.compile(_NUMBER)


def is_json(field: pa.Field) -> bool:
    """Whether the cells of a column are JSON as they stood in a file."""
    return bool(field.metadata) and field.metadata.get(b"cells") == AS_JSON[b"cells"]


def without_json(field: pa.Field) -> pa.Field:
    """The field as it is told in files that have types of their own."""
    return pa.field(field.name, field.type) if is_json(field) else field


def cells(column: pa.Array, field: pa.Field) -> pa.Array:
    """A column for a file of cells: text, numbers and truth values."""
    kind = field.type
    if is_json(field):
        return unquoted(column)
    if pa.types.is_list(kind) and pa.types.is_string(kind.value_type):
        return pc.binary_join(column, SEPARATOR)
    if pa.types.is_nested(kind) or pa.types.is_dictionary(kind):
        return pa.array(
            [None if one is None else as_text(one) for one in column.to_pylist()], pa.string()
        )
    if pa.types.is_boolean(kind) or pa.types.is_integer(kind) or pa.types.is_floating(kind):
        return column
    try:
        return column.cast(pa.string())
    except pa.ArrowException:
        return pa.array([None if one is None else as_text(one) for one in column.to_pylist()])


def unquoted(column: pa.Array) -> pa.Array:
    """JSON cells as text: strings without their quotation marks, all else as it is written."""
    quoted = pc.fill_null(pc.starts_with(column, '"'), False)
    if not pc.any(quoted).as_py():
        return column
    texts = [json.loads(one) for one in column.filter(quoted).to_pylist()]
    return pc.replace_with_mask(column, quoted, pa.array(texts, pa.string()))


def as_text(value: Any) -> str:
    """A value as text: JSON for lists and records."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def harmless(column: pa.Array) -> pa.Array:
    """Text that a spreadsheet could take for a formula, with an apostrophe in front of it."""
    if not pa.types.is_string(column.type):
        return column
    suspect = pc.and_not(
        pc.match_substring_regex(column, _FORMULA), pc.match_substring_regex(column, _NUMBER)
    )
    suspect = pc.fill_null(suspect, False)
    if not pc.any(suspect).as_py():
        return column
    return pc.if_else(suspect, pc.binary_join_element_wise("'", column, ""), column)


def harmless_text(text: str) -> str:
    """One text, as ``harmless`` makes a column of them."""
    return f"'{text}" if re.match(_FORMULA, text) and not _WHOLE.match(text) else text
