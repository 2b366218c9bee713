"""Text in terminal columns."""

import pytest

from pmo_advisor.cli import layout


@pytest.fixture(autouse=True)
def narrow(monkeypatch):
    monkeypatch.setenv("COLUMNS", "30")


def test_no_line_is_wider_than_the_terminal():
    text = "近三个月，问起一项交付，找不到一个从头管到尾的人，有多频繁？PMO指现有的那一个。" * 3
    lines = layout.wrap(text).splitlines()
    assert len(lines) > 3
    assert all(layout.width(line) <= 28 for line in lines)
    assert not any(line.strip().startswith(tuple("，。？")) for line in lines)


def test_later_lines_stand_below_the_first():
    shown = layout.wrap("one two three four five six seven eight", first="  1  ")
    first, *rest = shown.splitlines()
    assert first.startswith("  1  one")
    assert all(line.startswith("     ") and line[5] != " " for line in rest)


def test_line_breaks_stay_and_scripts_are_set_apart():
    assert layout.wrap("有3人\n\nPMO负责人", first="") == "有 3 人\n\nPMO 负责人"


def test_pad_counts_columns():
    assert layout.pad("人数", 6) == "人数  "
    assert layout.pad("people", 3) == "people"
