"""What a typed line means."""

from datetime import date

import pytest

from pmo_advisor.cli.interview.typed import Key, Refused, about, answer, key_of
from pmo_advisor.cli.words import Words
from tests.shipped import program

ZH, EN = Words("zh"), Words("en")


def question(name):
    return program().rulebook.question[name]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("b", Key.BACK),
        (" B ", Key.BACK),
        ("Ｂ", Key.BACK),
        ("?", Key.WHY),
        ("？", Key.WHY),
        ("", Key.ENTER),
        ("  ", Key.ENTER),
        ("s", Key.SKIP),
        ("q", Key.QUIT),
        ("d", Key.UNKNOWN),
        ("unknown", Key.UNKNOWN),
        ("3", None),
        ("bank", None),
    ],
)
def test_keys(line, key):
    assert key_of(line, EN) is key


def test_the_words_for_not_knowing():
    assert key_of("不知道", ZH) is Key.UNKNOWN
    assert key_of("Don't know", EN) is Key.UNKNOWN


@pytest.mark.parametrize(
    ("name", "line", "value"),
    [
        ("core_problem", "1", "teams_rework"),
        ("core_problem", "２", "engineering_slow"),
        ("core_problem", "strategy_adrift", "strategy_adrift"),
        ("pain_rework", "0", 0),
        ("pain_rework", " 4 ", 4),
        ("delivery_stream", "1", "yes"),
        ("delivery_stream", "n", "no"),
        ("delivery_stream", "是", "yes"),
        ("delivery_stream", "没有", "no"),
        ("supported_headcount", "1200", 1200),
        ("supported_headcount", "1,200", 1200),
        ("supported_headcount", "1，200", 1200),
        ("supported_headcount", "1 200", 1200),
        ("supported_headcount", "１２００", 1200),
        ("supported_headcount", "1200人", 1200),
        ("supported_headcount", "\ufeff42", 42),
        ("sponsor_name", " 王喆 ", "王喆"),
        ("sponsor_name", "“b”", "b"),
    ],
)
def test_answers(name, line, value):
    given = answer(question(name), line, ZH)
    assert given == value
    assert type(given) is type(value)


@pytest.mark.parametrize(
    ("name", "line", "message"),
    [
        ("core_problem", "0", "choice"),
        ("core_problem", "99", "choice"),
        ("core_problem", "-1", "choice"),
        ("core_problem", "9" * 5000, "choice"),
        ("pain_rework", "5", "choice"),
        ("pain_rework", "2.5", "choice"),
        ("delivery_stream", "3", "yes_no"),
        ("delivery_stream", "maybe", "yes_no"),
        ("supported_headcount", "-5", "bounds"),
        ("supported_headcount", "9999999", "bounds"),
        ("supported_headcount", "9" * 5000, "bounds"),
        ("supported_headcount", "1,5", "number"),
        ("supported_headcount", "12.0", "number"),
        ("supported_headcount", "many", "number"),
        ("sponsor_name", "x" * 5000, "long"),
        ("sponsor_name", "\ufffd\ufffd", "encoding"),
        ("sponsor_name", "“”", "empty"),
    ],
)
def test_refusals_say_why(name, line, message):
    with pytest.raises(Refused) as refused:
        answer(question(name), line, EN)
    assert refused.value.message == f"cli.ask.refused.{message}"
    for words in (ZH, EN):
        assert words.say(refused.value.message, **refused.value.values)


def test_refused_numbers_say_the_bounds():
    with pytest.raises(Refused) as refused:
        answer(question("supported_headcount"), "9999999", EN)
    said = EN.say(refused.value.message, **refused.value.values)
    assert "200,000" in said
    assert "people" in said


@pytest.mark.parametrize(
    "line", ["2026-03-01", "2026/3/1", "2026年3月1日", "２０２６－０３－０１", "2026.3.1"]
)
def test_dates(line):
    assert about("date", line) == date(2026, 3, 1)


@pytest.mark.parametrize("line", ["2026-13-01", "yesterday", "3/1/2026", "2026"])
def test_no_dates(line):
    with pytest.raises(Refused):
        about("date", line)


def test_parties():
    assert about("party", "2") == "org_design"
    assert about("party", "pmo_lead") == "pmo_lead"
    with pytest.raises(Refused):
        about("party", "4")


def test_text_is_one_clean_line():
    assert about("organization", "  Acme\tLtd \x07 ") == "Acme Ltd"
