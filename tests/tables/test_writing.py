"""Tables as files: the same bytes each time, nothing lost, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv as csv_module
import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from tests import needs

NASTY = ["=1+1", "+A1", "-A1", "@SUM(A1)", "\tx", "\r=x", "-5", "+7.5", "plain", "", None]


@pytest.fixture(autouse=True)
def _tables() -> None:
    needs.tables()


def table() -> Any:
    import pyarrow as pa

    rows = len(NASTY)
    return pa.table(
        {
            "=name": pa.array(NASTY),
            "list": pa.array([["a", "b"], [], None, *([["c"]] * (rows - 3))]),
            "number": pa.array([1, None, *range(rows - 2)], pa.int32()),
            "share": pa.array([0.5, float("nan"), float("inf"), *([None] * (rows - 3))]),
            "sure": pa.array([True, False, None, *([True] * (rows - 3))]),
            "when": pa.array([datetime.date(2026, 1, 2)] * rows),
            "more": pa.array([{"x": 1}] * rows),
        }
    )


def written(kind: Any, path: Path, *parts: Any) -> Path:
    from pmo_advisor.tables.writing import writer

    made = writer(kind, path, parts[0].schema)
    for one in parts:
        made.write(one)
    made.close()
    return path


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet", "jsonl"])
def test_the_same_rows_are_the_same_bytes(tmp_path: Path, kind: str) -> None:
    whole = table()
    first = written(kind, tmp_path / "1", whole)
    second = written(kind, tmp_path / "2", whole.slice(0, 4), whole.slice(4))
    if kind == "xlsx":
        import time

        time.sleep(2.1)  # An archive counts in steps of two seconds.
        second = written(kind, tmp_path / "3", whole)
    assert first.read_bytes() == second.read_bytes()


def test_text_that_could_be_a_formula_stays_text(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = written("csv", tmp_path / "a.csv", table())
    with open(path, encoding="utf-8-sig", newline="") as file:
        names, *rows = csv_module.reader(file)
    assert names[0] == "'=name"
    told = [row[0] for row in rows]
    assert told[:6] == ["'=1+1", "'+A1", "'-A1", "'@SUM(A1)", "'\tx", "'\r=x"]
    assert told[6:] == ["-5", "+7.5", "plain", "", ""]
    assert rows[0][1:] == ["a; b", "1", "0.5", "true", "2026-01-02", '{"x": 1}']

    sheet = load_workbook(written("xlsx", tmp_path / "a.xlsx", table())).active
    assert sheet is not None
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {one.data_type for one in cells} <= {"s", "n"}
    assert [one.value for one in cells][:4] == NASTY[:4]
    assert sheet["A8"].value == "-5"
    assert sheet["C2"].value == 1


def test_lists_and_records_stay_what_they_are_where_a_file_knows_them(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    assert pq.read_table(written("parquet", tmp_path / "a", table())).equals(table()) is False
    back = pq.read_table(tmp_path / "a").drop_columns(["share"])
    assert back.equals(table().drop_columns(["share"]))
    lines = written("jsonl", tmp_path / "a.jsonl", table()).read_text("utf-8").splitlines()
    first, second = json.loads(lines[0]), json.loads(lines[1])
    assert first["list"] == ["a", "b"]
    assert first["more"] == {"x": 1}
    assert first["when"] == "2026-01-02"
    assert second["share"] is None


def test_cells_of_json_leave_as_they_came_or_as_text(tmp_path: Path) -> None:
    import pyarrow as pa

    from pmo_advisor.tables.jsonl_in import AS_JSON

    cells = ['"=x"', "1.5", '{"a": "b"}', None]
    schema = pa.schema([pa.field("x", pa.string(), metadata=AS_JSON)])
    given = pa.table([pa.array(cells)], schema=schema)
    lines = written("jsonl", tmp_path / "a", given).read_text("utf-8").splitlines()
    assert [json.loads(one)["x"] for one in lines] == ["=x", 1.5, {"a": "b"}, None]
    text = written("csv", tmp_path / "b", given).read_text("utf-8-sig").splitlines()
    assert text[1:3] == ['"\'=x"', '"1.5"']


def test_row_groups_have_one_size_however_the_rows_come(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    whole = pa.table({"x": list(range(150_000))})
    pieces = [whole.slice(at, 9_999) for at in range(0, 150_000, 9_999)]
    first = written("parquet", tmp_path / "1", whole)
    second = written("parquet", tmp_path / "2", *pieces)
    assert first.read_bytes() == second.read_bytes()
    assert pq.ParquetFile(first).metadata.num_row_groups == 3
