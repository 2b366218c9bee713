from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from pmo_advisor.errors import BadInput, Fault
from pmo_advisor.knowledge import intake, yaml_reader
from tests.knowledge.world import say


def value(text: str) -> Any:
    return yaml_reader.read_text(text, "some.yaml").value


def fault(text: str) -> Fault:
    with pytest.raises(BadInput) as caught:
        yaml_reader.read_text(text, "some.yaml")
    assert say(caught.value.faults[0])
    return caught.value.faults[0]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("yes", "yes"),
        ("No", "No"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("2026-11-23", "2026-11-23"),
        ("12:30:45", "12:30:45"),
        ("08", 8),
        ("0o10", 8),
        ("0x1F", 31),
        ("1_000", "1_000"),
        ("1,000", "1,000"),
        ("-3", -3),
        ("+3", 3),
        ("1.5", "1.5"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("1/4", "1/4"),
        ("<<", "<<"),
        ("=", "="),
        ("'3'", "3"),
        ('"true"', "true"),
        ("研发", "研发"),
        ("\U0001f375", "\U0001f375"),
    ],
)
def test_words_mean_what_yaml_1_2_says(written: str, meant: object) -> None:
    assert value(f"a: {written}\n") == {"a": meant}
    assert type(value(f"a: {written}\n")["a"]) is type(meant)


def test_keys_are_always_text() -> None:
    assert value("1: a\nyes: b\n2026-01-01: c\ntrue: d\n") == {
        "1": "a",
        "yes": "b",
        "2026-01-01": "c",
        "true": "d",
    }


def test_every_value_and_key_has_its_line_and_column() -> None:
    document = yaml_reader.read_text("- id: x\n  list:\n    - {a: 1,\n       b: 2}\n", "f.yaml")
    assert document.values[(0, "list", 0, "b")] == (4, 11)
    assert document.keys[(0, "list", 0, "b")] == (4, 8)
    assert document.values[(0, "list")] == (3, 5)
    place = document.place((0, "list", 0, "b"), key=True)
    assert (place.line, place.column, place.key) == (4, 8, "x: list[0].b")
    assert str(place) == "f.yaml:4:8"


def test_the_place_of_what_is_missing_is_that_of_what_it_is_missing_from() -> None:
    document = yaml_reader.read_text("- id: x\n  name:\n    zh: 名\n", "f.yaml")
    assert str(document.place((0, "name", "en"))) == "f.yaml:3:5"


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + "a: 一\r\nb: 2\r\n".encode())
    document = yaml_reader.read_file(path)
    assert document.value == {"a": "一", "b": 2}
    assert document.keys[("b",)] == (2, 1)


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ("a: 1\nb:\n  c: 1\n  c: 2\n", "key_twice", 4, 3),
        ("a: &x 1\n", "yaml_anchor", 1, 4),
        ("a: *x\n", "yaml_alias", 1, 4),
        ("a: !!python/object:os.system x\n", "yaml_tag", 1, 4),
        ("a: !thing x\n", "yaml_tag", 1, 4),
        ("a:\n\tb: 1\n", "yaml_tab", 2, 1),
        ("a: b: c\n", "yaml_colon", 1, 5),
        ("a: 'x\nb: 2\n", "yaml_unclosed", 1, 4),
        ("a: [1, 2\nb: 3\n", "yaml_bracket", 2, 2),
        ("- a\nb: c\n", "yaml_dash", 2, 1),
        ("a: 'x' y\n", "yaml_key", 1, 8),
        ('a: "\\q"\n', "yaml_escape", 1, 5),
        ("  a: 1\n b: 2\n", "yaml_indent", 2, 2),
        ("%YAML 2.0\n---\na: 1\n", "yaml_directive", 1, 1),
        ("a: @x\n", "yaml_reserved", 1, 4),
        ("a: `x`\n", "yaml_reserved", 1, 4),
        ("a: 1\n---\nb: 2\n", "yaml_documents", 2, 1),
        ("", "file_empty", 1, 1),
        ("# only a comment\n", "file_empty", 1, 1),
        ("[1]: a\n", "key_not_text", 1, 1),
        ("? {a: 1}\n: b\n", "key_not_text", 1, 3),
        ("'': b\n", "key_empty", 1, 1),
        ("a: 1\nb: \x07\n", "character_refused", 2, 4),
        ('a: "\\e[2J"\n', "character_refused", 1, 4),
        ("a: 1234567890123456789\n", "number_too_long", 1, 4),
        ("a: {b: [}\n", "yaml_syntax", 1, 9),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_place(
    text: str, message: str, line: int, column: int
) -> None:
    found = fault(text)
    assert found.message == message
    assert found.place is not None
    assert (found.place.line, found.place.column) == (line, column)


def test_several_faults_of_a_file_come_at_once() -> None:
    with pytest.raises(BadInput) as caught:
        yaml_reader.read_text("a: 1\na: 2\nb: &x 1\nc: *x\n", "f.yaml")
    assert [one.message for one in caught.value.faults] == [
        "key_twice",
        "yaml_anchor",
        "yaml_alias",
    ]


def test_a_key_that_stands_twice_names_the_first_line() -> None:
    assert "line 1" in say(fault("a: 1\nb: 1\na: 1\n"))


def test_the_billion_laughs_are_not_laughed() -> None:
    lines = ["a0: &a0 [lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    started = time.monotonic()
    assert fault("\n".join(lines)).message == "yaml_anchor"
    assert time.monotonic() - started < 2


def test_a_list_that_holds_itself_is_refused() -> None:
    assert fault("a: &a [*a]\n").message == "yaml_anchor"


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 50_000, "- " * 100_000, "? " * 50_000])
def test_deep_nesting_is_refused_at_once(text: str) -> None:
    started = time.monotonic()
    assert fault(text).message in ("too_deep", "key_not_text")
    assert time.monotonic() - started < 2


def test_forty_levels_are_deep_enough() -> None:
    assert value("[" * 40 + "]" * 40)
    assert fault("[" * 41 + "]" * 41).message == "too_deep"


def test_the_number_of_pieces_is_limited() -> None:
    with pytest.raises(BadInput) as caught:
        yaml_reader.read_text("- a\n" * 1000, "f.yaml", max_nodes=500)
    assert caught.value.faults[0].message == "too_many_nodes"


def test_a_huge_file_is_refused_without_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)
    monkeypatch.setattr(intake, "_bounded", lambda *_: pytest.fail("It was read."))
    with pytest.raises(BadInput) as caught:
        yaml_reader.read_file(path)
    assert caught.value.faults[0].message == "file_too_large"
    assert "2 MB" in say(caught.value.faults[0])


@pytest.mark.parametrize(
    "data", ["类型: 产研".encode("gbk"), "a: b".encode("utf-16"), b"a: \xff\xfe"]
)
def test_what_is_not_utf_8_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"# first line\n" + data)
    with pytest.raises(BadInput) as caught:
        yaml_reader.read_file(path)
    found = caught.value.faults[0]
    assert found.message == "file_not_utf8"
    assert found.place is not None
    assert found.place.line == 2


def test_utf_16_without_a_mark_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("a: b\n".encode("utf-16-le"))
    with pytest.raises(BadInput) as caught:
        yaml_reader.read_file(path)
    assert caught.value.faults[0].message == "character_refused"
