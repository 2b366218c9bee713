"""Columns that are no facts, brought to one schema over several files."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa


def common_schema(schemas: Iterable[pa.Schema]) -> pa.Schema:
    """One schema for all of them; text where they disagree on a type."""
    fields: dict[str, pa.Field] = {}
    for schema in schemas:
        for field in schema:
            known = fields.setdefault(field.name, field)
            if known != field:
                fields[field.name] = _both(known, field)
    return pa.schema(fields.values())


def _both(one: pa.Field, other: pa.Field) -> pa.Field:
    try:
        both = pa.unify_schemas(
            [pa.schema([one]), pa.schema([other])], promote_options="permissive"
        )
    except (pa.ArrowException, TypeError):
        return pa.field(one.name, pa.string())
    return both.field(0)


def aligned(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """The batch with the columns of the schema; empty where it has none."""
    columns = [
        _cast(batch.column(one.name), one.type)
        if one.name in batch.schema.names
        else pa.nulls(batch.num_rows, one.type)
        for one in schema
    ]
    if not columns:
        return batch.select([])
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _cast(column: pa.Array, kind: pa.DataType) -> pa.Array:
    return column if column.type == kind else column.cast(kind)
