from __future__ import annotations

import json
import time

import pytest

from pmo_advisor.errors import BadInput
from pmo_advisor.knowledge import yaml_reader
from tests.knowledge.world import say


def test_json_is_read_with_the_same_places_as_yaml() -> None:
    text = '{\n\t"answers": {"a":1,\n\t"b": "是\\ud83c\\udf75\\/"}, "c": [true, null, 1.5]}'
    document = yaml_reader.read_text(text, "sheet.yaml")
    assert document.value == {
        "answers": {"a": 1, "b": "是\U0001f375/"},
        "c": [True, None, "1.5"],
    }
    assert document.keys[("answers", "b")] == (3, 2)
    assert document.values[("answers", "b")] == (3, 7)
    assert document.values[("c", 0)] == (3, 33)


def test_the_ending_of_the_name_decides_too() -> None:
    assert yaml_reader.read_text("[1, 2]", "a.json").value == [1, 2]
    with pytest.raises(BadInput) as caught:
        yaml_reader.read_text("a: 1", "a.JSON")
    assert caught.value.faults[0].message == "json_syntax"


def test_braces_alone_may_be_yaml() -> None:
    assert yaml_reader.read_text("{a: yes, b: 2}", "a.yaml").value == {"a": "yes", "b": 2}


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ('{"a": 1,\n "a": 2}', "key_twice", 2),
        ('{"a": 1,\n}', "json_syntax", 2),
        ('{"a": 1', "json_syntax", 1),
        ('{"a": NaN}', "json_syntax", 1),
        ('{\n"a": -Infinity}', "json_syntax", 2),
        ('{"a":\n 12345678901234567890}', "number_too_long", 2),
        ('{"a": "\\u0000"}', "character_refused", 1),
        ('{"a":\n "\\ud800"}', "character_refused", 2),
        ('{"": 1}', "key_empty", 1),
        ('{"a":' * 60 + "1" + "}" * 60, "too_deep", 1),
        ('{"a": 1} x', "json_syntax", 1),
    ],
)
def test_bad_json_is_refused_at_its_line(text: str, message: str, line: int) -> None:
    with pytest.raises(BadInput) as caught:
        yaml_reader.read_text(text, "a.json")
    found = caught.value.faults[0]
    assert found.message == message
    assert say(found)
    assert found.place is not None
    assert found.place.line == line


@pytest.mark.parametrize(
    "text",
    [
        '{"a":' * 150_000,
        "[" * 900_000,
        '{"' + '\\"' * 400_000,
        '{"a": ' + "9" * 900_000 + "}",
        '{"a": "' + "\\u0041" * 150_000 + '"',
    ],
)
def test_hostile_json_is_refused_quickly(text: str) -> None:
    started = time.monotonic()
    with pytest.raises(BadInput):
        yaml_reader.read_text(text, "a.json")
    assert time.monotonic() - started < 3


def test_a_long_but_honest_file_is_read() -> None:
    value = {"answers": {f"fact_{n}": n for n in range(500)}}
    assert yaml_reader.read_text(json.dumps(value, indent=1), "a.json").value == value
