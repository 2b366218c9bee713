"""What stands in table files, and what is wrong with them: rows, columns and whole files."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from pmo_advisor.consultation.clients import Clients, read_clients
from pmo_advisor.errors import BadInput
from tests import needs
from tests.shipped import program

HEAD = "organization,rd_headcount,delivery_stream,core_problem,name\n"


@pytest.fixture(autouse=True)
def _tables() -> None:
    needs.tables()


def read(*paths: Path, kind: Any = None) -> Clients:
    return read_clients(program().rulebook, paths, kind)


def csv(folder: Path, text: str | bytes, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def faults(error: pytest.ExceptionInfo[BadInput]) -> list[tuple[str, int | None]]:
    return [(one.message, one.place.line if one.place else None) for one in error.value.faults]


def rejected(clients: Clients) -> list[tuple[int | None, str | None, str]]:
    return [
        (fault.place.line, fault.place.key, fault.message)
        for fault, _ in clients.rejected
        if fault.place is not None
    ]


def test_words_numbers_and_truth_values_become_codes(tmp_path: Path) -> None:
    path = csv(
        tmp_path, HEAD + "a,7,yes,choices_blind,x\nb, 12.0 ,TRUE,unknown,\nc,,no,,\nd,0,false,,\n"
    )
    found = read(path)
    assert found.columns["rd_headcount"].tolist() == [7, 12, -2, 0]
    assert found.columns["delivery_stream"].tolist() == [1, 1, 0, 0]
    domain = program().domains["core_problem"]
    assert found.columns["core_problem"].tolist() == [domain.encode("choices_blind"), -2, -2, -2]
    assert found.rest["name"].to_pylist() == ["x", "", "", ""]
    assert not found.rejected


def test_full_width_digits_are_digits(tmp_path: Path) -> None:
    found = read(csv(tmp_path, "rd_headcount\n１００\n＋１２．０\n0７\n"))
    assert found.columns["rd_headcount"].tolist() == [100, 12, 7]
    assert not found.rejected


@pytest.mark.parametrize(
    "cell",
    ["1e3", "1E3", "5²", "①", "١٢", "1_000", "0x10", "1.5", "１．５", "inf", "nan", "9" * 16],
)
def test_what_only_looks_like_a_number_is_a_rejected_row(tmp_path: Path, cell: str) -> None:
    found = read(csv(tmp_path, f"rd_headcount,pain_rework\n5,1\n{cell},1\n5,{cell}\n"))
    assert rejected(found) == [
        (3, "rd_headcount", "table.number"),
        (4, "pain_rework", "answer_step"),
    ]
    assert found.rows == 1


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_separators_and_byte_order_marks_are_seen(
    tmp_path: Path, separator: str, mark: str
) -> None:
    text = f'{mark}rd_headcount{separator}"a{separator}b"\r\n5{separator}"x\r\n""y"""\r\n'
    found = read(csv(tmp_path, text))
    assert found.columns["rd_headcount"].tolist() == [5]
    assert found.rest.to_pydict() == {f"a{separator}b": ['x\r\n"y"']}


def test_all_that_is_wrong_with_a_row_is_told_and_the_rest_is_done(tmp_path: Path) -> None:
    path = csv(
        tmp_path,
        HEAD
        + "a,many,yes,choices_blind,x\n"  # 2
        + "b,200001,maybe,nothing,x\n"  # 3
        + "\n"
        + "c,1\n"  # 5
        + 'd,1,yes,,"two\nlines"\n'  # 6
        + f"e,1,yes,,{'x' * 40_000}\n"  # 7
        + f"{'f' * 201},1.5,yes,,\n",  # 8
    )
    found = read(path)
    assert found.organization == ("d",)
    assert found.where == ((str(path), 6),)
    assert rejected(found) == [
        (2, "rd_headcount", "table.number"),
        (3, "rd_headcount", "answer_outside"),
        (3, "delivery_stream", "answer_yes_no"),
        (3, "core_problem", "answer_choice"),
        (5, None, "table.row_cells"),
        (7, "name", "table.cell_long"),
        (8, "organization", "table.cell_long"),
        (8, "rd_headcount", "table.number"),
    ]


def test_a_row_in_another_encoding_is_named(tmp_path: Path) -> None:
    text = b'organization,rd_headcount\nx,1\n"two\nlines",2\n' + "中文,3\n".encode("gbk")
    with pytest.raises(BadInput) as error:
        read(csv(tmp_path, text))
    assert faults(error) == [("table.encoding", 4)]
    with pytest.raises(BadInput) as error:
        read(csv(tmp_path, "rd_headcount\n5\n".encode("utf-16")))
    assert faults(error) == [("table.encoding", 1)]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("", ["table.empty"]),
        ("rd_headcount,rd_headcount\n", ["table.column_twice"]),
        ("rd_headcount,,x\n", ["table.column_unnamed"]),
        ("a,b\n1,2\n", ["table.no_fact"]),
        (",".join(f"c{i}" for i in range(3000)), ["table.columns_many"]),
    ],
)
def test_a_file_that_is_no_table_of_sheets_is_refused(
    tmp_path: Path, text: str, messages: list[str]
) -> None:
    with pytest.raises(BadInput) as error:
        read(csv(tmp_path, text))
    assert [message for message, _ in faults(error)] == messages


def test_a_quotation_mark_that_is_never_closed_is_refused(tmp_path: Path) -> None:
    path = csv(tmp_path, 'rd_headcount,x\n1,"' + "a,b\n" * 50_000)
    with pytest.raises(BadInput) as error:
        read(path)
    assert faults(error) == [("table.csv_cell", 2)]


@pytest.mark.parametrize(
    ("text", "row"), [("rd_headcount,x\r1,y\r", 1), ("rd_headcount,x\n1,y\n2,y\r3,z\n", 3)]
)
def test_rows_that_end_as_no_spreadsheet_ends_them_are_refused(
    tmp_path: Path, text: str, row: int
) -> None:
    with pytest.raises(BadInput) as error:
        read(csv(tmp_path, text))
    assert faults(error) == [("table.csv_line_ends", row)]


def test_a_misspelt_fact_is_noted_and_passes_through(tmp_path: Path) -> None:
    found = read(csv(tmp_path, "organization,rd_headcont,delivery_stream,site\na,5,yes,x\n"))
    assert [(one.values["column"], one.hint) for one in found.notes] == [
        ("rd_headcont", "rd_headcount")
    ]
    assert found.rest.to_pydict() == {"rd_headcont": ["5"], "site": ["x"]}


@pytest.mark.parametrize("name", ["parent", "start", "Party", "unit"])
def test_a_name_that_is_known_or_only_a_little_alike_is_not_noted_as_misspelt(
    tmp_path: Path, name: str
) -> None:
    found = read(csv(tmp_path, f"organization,rd_headcount,{name}\na,5,\n"))
    hints = {"Party": ["party"]}
    assert [one.hint for one in found.notes] == hints.get(name, [])


def test_a_file_given_twice_is_refused_by_whatever_name(tmp_path: Path) -> None:
    path = csv(tmp_path, "rd_headcount\n5\n")
    link = tmp_path / "b.csv"
    link.symlink_to(path)
    for twice in (path, tmp_path / "." / "a.csv", link):
        with pytest.raises(BadInput) as error:
            read(path, twice)
        assert faults(error) == [("table.file_twice", None)]
    copy = csv(tmp_path, "rd_headcount\n5\n", "c.csv")
    assert read(path, copy).rows == 2


def test_a_misspelt_party_is_told_the_one_that_was_meant(tmp_path: Path) -> None:
    found = read(csv(tmp_path, "rd_headcount,party\n5,Executive\n5,executiv\n5,boss\n"))
    assert [one.fault.hint for one in found.rejected] == ["executive", "executive", None]


def test_files_need_the_same_columns_in_any_order(tmp_path: Path) -> None:
    one = csv(tmp_path, "delivery_stream,site\nyes,x\n", "1.csv")
    two = csv(tmp_path, "site,delivery_stream\ny,no\n", "2.csv")
    assert read(one, two).rest.to_pydict() == {"site": ["x", "y"]}
    with pytest.raises(BadInput) as error:
        read(one, csv(tmp_path, "delivery_stream,place\nyes,x\n", "3.csv"))
    assert error.value.faults[0].values["missing"] == ["site"]
    assert error.value.faults[0].values["added"] == ["place"]
    for name, text, message in (
        ("4.csv", "delivery_stream\nyes\n", "table.columns_missing"),
        ("5.csv", "delivery_stream,site,place\nyes,x,y\n", "table.columns_added"),
    ):
        with pytest.raises(BadInput) as error:
            read(one, csv(tmp_path, text, name))
        assert [message for message, _ in faults(error)] == [message]


def test_lines_of_json_keep_what_they_are(tmp_path: Path) -> None:
    path = csv(
        tmp_path,
        '{"rd_headcount": 5, "delivery_stream": true, "more": {"a": [1, "二"]}}\n'
        '{"rd_headcount": "6", "later": 1.50}\n'
        "\n[1]\n{broken\n"
        '{"rd_headcount": 1, "rd_headcount": 2}\n'
        '{"rd_headcount": [3]}\n',
        "a.jsonl",
    )
    found = read(path)
    assert found.columns["rd_headcount"].tolist() == [5, 6]
    assert found.columns["delivery_stream"].tolist() == [1, -2]
    assert found.rest.to_pydict() == {"more": ['{"a": [1, "二"]}', None], "later": [None, "1.5"]}
    assert rejected(found) == [
        (4, None, "table.json_not_object"),
        (5, None, "table.json_broken"),
        (6, None, "table.json_key_twice"),
        (7, "rd_headcount", "table.number"),
    ]


def test_half_a_letter_in_a_line_of_json_rejects_its_row(tmp_path: Path) -> None:
    path = csv(
        tmp_path,
        '{"organization": "\\ud83d\\ude00", "rd_headcount": 5}\n'
        '{"organization": "\\ud800", "rd_headcount": 5}\n'
        '{"rd_headcount": 5, "more": {"\\uDFFF": 1}}\n',
        "a.jsonl",
    )
    found = read(path)
    assert found.organization == ("😀",)
    assert rejected(found) == [
        (2, None, "table.json_half_letter"),
        (3, None, "table.json_half_letter"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('[{"rd_headcount": 5}]\n', 1, "table.json_not_object"),
        ('\n{\n "rd_headcount": 5\n}\n', 2, "table.json_broken"),
        ("rd_headcount,site\n5,x\n", 1, "table.json_broken"),
        ('{"rd_headcount": NaN}\n', 1, "table.json_constant"),
        ('{"rd_headcount": 1, "rd_headcount": 2}\n', 1, "table.json_key_twice"),
        ('{"rd_headcount": ' + "1" * 5000 + "}\n", 1, "table.json_number"),
        ("[" * 100_000 + "\n", 1, "table.json_deep"),
    ],
)
def test_a_file_without_one_object_a_line_says_where_and_why(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    with pytest.raises(BadInput) as error:
        read(csv(tmp_path, text, "a.jsonl"))
    assert faults(error) == [(message, line), ("table.no_objects", None)]


def test_empty_lines_above_the_header_are_passed_over(tmp_path: Path) -> None:
    found = read(csv(tmp_path, "\n \nrd_headcount;site\n5;x\n"))
    assert found.rest.to_pydict() == {"site": ["x"]}
    assert found.where[0][1] == 4


def test_parquet_reads_text_that_is_kept_as_views(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table(
        {
            "organization": pa.array(["甲", "乙", "甲"], pa.string_view()),
            "rd_headcount": pa.array(["5", "many", "6"], pa.string_view()),
            "site": pa.array(["x", None, "y"], pa.string_view()),
            "bytes": pa.array([b"a", b"b", None], pa.binary_view()),
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    found = read(tmp_path / "a.parquet")
    assert found.organization == ("甲",)
    assert found.rest.to_pydict() == {"site": ["x"], "bytes": [b"a"]}
    assert rejected(found) == [(2, "rd_headcount", "table.number")]


def test_parquet_keeps_types_and_reads_any_that_can_be_an_answer(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    moment = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
    table = pa.table(
        {
            "rd_headcount": pa.array([1.0, None, float("nan"), 2.5]),
            "pain_rework": pa.array([0, 4, 5, 1], pa.uint64()),
            "delivery_stream": [True, None, False, True],
            "core_problem": pa.array(["unknown", "", None, "choices_blind"]).dictionary_encode(),
            "when": [moment] * 4,
            "tags": [["a"], None, [], ["b", "c"]],
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    found = read(tmp_path / "a.parquet")
    assert rejected(found) == [
        (3, "pain_rework", "answer_outside"),
        (4, "rd_headcount", "table.number"),
    ]
    assert found.columns["rd_headcount"].tolist() == [1, -2]
    assert found.columns["delivery_stream"].tolist() == [1, -2]
    assert found.rest["when"].to_pylist() == [moment, moment]
    assert found.rest["tags"].to_pylist() == [["a"], None]


def test_a_workbook_is_read_by_its_first_worksheet(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([])
    sheet.append(["organization", "rd_headcount", "delivery_stream", "since"])
    sheet.append(["甲", 5, True, datetime.date(2026, 1, 2)])
    sheet.append([])
    sheet.append(["乙", 7.5, "no", None])
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert found.organization == ("甲",)
    assert found.where[0][1] == 3
    assert found.rest.to_pydict() == {"since": ["2026-01-02"]}
    assert rejected(found) == [(5, "rd_headcount", "table.number")]


def _workbook(rows: str) -> bytes:
    """A workbook with this XML between the tags of its sheet data."""
    from openpyxl import Workbook

    plain = io.BytesIO()
    Workbook().save(plain)
    made = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            data = old.read(one)
            if one.filename.endswith("sheet1.xml"):
                data = data.replace(b"<sheetData/>", b"<sheetData></sheetData>")
                data = data.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
            new.writestr(one.filename, data)
    return made.getvalue()


def test_a_workbook_that_would_fill_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pmo_advisor.tables import xlsx_in

    far = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="999999"><c r="XFD999999"><v>1</v></c></row>'
    )
    with pytest.raises(BadInput) as error:
        read(csv(tmp_path, _workbook(far), "far.xlsx"))
    assert faults(error) == [("table.workbook_large", None)]
    monkeypatch.setattr(xlsx_in, "MOST_INFLATED", 3_000_000)
    with pytest.raises(BadInput) as error:
        read(csv(tmp_path, _workbook(" " * 3_000_001), "bomb.xlsx"))
    assert faults(error) == [("table.workbook_large", None)]


@pytest.mark.parametrize("name", ["a.xlsx", "a.parquet"])
def test_a_file_that_is_something_else_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput) as error:
        read(csv(tmp_path, "rd_headcount\n5\n", name))
    assert faults(error)[0][0] in ("table.workbook_damaged", "table.parquet_damaged")


def test_all_files_that_cannot_be_opened_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as error:
        read(tmp_path / "none.csv", tmp_path / "what.doc", tmp_path)
    assert [message for message, _ in faults(error)] == [
        "file_missing",
        "table.kind",
        "table.kind",
    ]


def test_rows_of_one_organization_and_unit_are_joined_wherever_they_stand(tmp_path: Path) -> None:
    path = csv(
        tmp_path,
        "organization,unit,party,pain_rework\n"
        "a,,executive,4\n,x,,1\nb,,pmo_lead,0\na,,executive,2\n,x,,3\na,u,,1\na,,pmo_lead,0\n",
    )
    found = read(path)
    assert list(zip(found.organization, found.unit, strict=True)) == [
        ("a", ""),
        ("", "x"),
        ("b", ""),
        ("", "x"),
        ("a", "u"),
    ]
    assert found.sheets.tolist() == [3, 1, 1, 1, 1]
    assert found.given["pain_rework"][:3].tolist() == [4, 2, 0]
    assert [(one.message, one.values["count"]) for one in found.notes] == [
        ("table.no_organization", 2)
    ]


def test_without_a_column_of_organizations_rows_are_joined_by_their_unit(tmp_path: Path) -> None:
    found = read(csv(tmp_path, "unit,pain_rework\nx,1\n,2\ny,3\nx,4\n,0\n"))
    assert found.unit == ("x", "", "y", "")
    assert found.sheets.tolist() == [2, 1, 1, 1]
    assert [(one.message, one.values["count"]) for one in found.notes] == [("table.no_unit", 2)]
