from __future__ import annotations

import io
import os
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pmo_advisor.errors import BadInput, Fault
from pmo_advisor.knowledge import intake, library, sheets
from pmo_advisor.knowledge.sheets import parse_sheet, read_sheet, read_sheets, sheet_digest
from pmo_advisor.model.sheet import Sheet
from tests.knowledge.world import TINY, messages, say

RULEBOOK = library.load(base=TINY)


def faults(text: str) -> tuple[Fault, ...]:
    with pytest.raises(BadInput) as caught:
        parse_sheet(text, "sheet.yaml", RULEBOOK)
    assert all(say(fault) for fault in caught.value.faults)
    return caught.value.faults


def answers(text: str) -> dict[str, object]:
    return dict(parse_sheet(f"answers: {text}", "sheet.yaml", RULEBOOK).answers)


def test_a_sheet_is_read_whole() -> None:
    sheet = parse_sheet(
        """
schema_version: 1
organization: 茶馆
unit: 二楼
respondent: 小王
party: pmo_lead
date: 2026-11-23
questionnaire: full
knowledge: abc
answers:
  mood: wake_up
  yawning: 3
  guests: yes
  cups: 08
  wish: 加一点糖
  brewing: unknown
notes:
  mood: 他说困得不行
entered_by: 小李
""",
        "sheet.yaml",
        RULEBOOK,
    )
    assert sheet == Sheet(
        organization="茶馆",
        unit="二楼",
        respondent="小王",
        party="pmo_lead",
        date=date(2026, 11, 23),
        questionnaire="full",
        knowledge="abc",
        answers={
            "mood": "wake_up",
            "yawning": 3,
            "guests": "yes",
            "cups": 8,
            "wish": "加一点糖",
            "brewing": "unknown",
        },
        notes={"mood": "他说困得不行"},
        entered_by="小李",
    )


def test_yes_and_no_may_be_truth_values() -> None:
    assert answers("{guests: true}") == answers("{guests: yes}") == {"guests": "yes"}
    assert answers("{guests: false}") == answers("{guests: no}") == {"guests": "no"}
    assert answers("{guests: 'yes'}") == {"guests": "yes"}


def test_json_gives_the_same_sheet() -> None:
    text = '{"answers": {"mood": "wake_up", "guests": true, "cups": 3}, "party": "pmo_lead"}'
    sheet = parse_sheet(text, "<stdin>", RULEBOOK)
    assert sheet.answers == {"mood": "wake_up", "guests": "yes", "cups": 3}
    assert sheet.party == "pmo_lead"


def test_unknown_is_an_answer_to_every_question() -> None:
    text = "".join(f"\n  {fact}: unknown" for fact in RULEBOOK.question)
    assert set(answers(text).values()) == {"unknown"}


def test_what_is_left_empty_was_not_asked() -> None:
    sheet = parse_sheet(
        "organization:\nparty:\ndate:\nschema_version:\nanswers:\n  mood:\n  cups: 3\n"
        '  wish: ""\nnotes:\n  mood:\n',
        "sheet.yaml",
        RULEBOOK,
    )
    assert sheet == Sheet(answers={"cups": 3})


def test_an_empty_form_is_a_sheet() -> None:
    assert parse_sheet("answers:\n", "sheet.yaml", RULEBOOK) == Sheet()


def test_an_answer_out_of_place_is_kept() -> None:
    assert answers("{guests: no, chairs: 3}") == {"guests": "no", "chairs": 3}


@pytest.mark.parametrize(
    ("given", "message", "hint"),
    [
        ("{moods: wake_up}", "sheet_fact", "mood"),
        ("{Mood: wake_up}", "sheet_fact", "mood"),
        ("{party_size: few}", "sheet_fact", None),
        ("{mood: wakeup}", "answer_choice", "wake_up"),
        ("{mood: 提神}", "answer_choice", "wake_up"),
        ("{mood: unknow}", "answer_choice", "unknown"),
        ("{mood: 3}", "answer_choice", None),
        ("{mood: [wake_up]}", "answer_choice", None),
        ("{mood: {a: b}}", "answer_choice", None),
        ("{mood: true}", "answer_choice", None),
        ("{yawning: 5}", "answer_outside", None),
        ("{yawning: -1}", "answer_outside", None),
        ("{yawning: often}", "answer_step", None),
        ("{yawning: '3'}", "answer_step", None),
        ("{yawning: 3.0}", "answer_step", None),
        ("{yawning: true}", "answer_step", None),
        ("{guests: maybe}", "answer_yes_no", None),
        ("{guests: Yes}", "answer_yes_no", "yes"),
        ("{guests: 1}", "answer_yes_no", None),
        ("{guests: 是}", "answer_yes_no", None),
        ("{cups: 101}", "answer_outside", None),
        ("{cups: 2.5}", "answer_number", None),
        ("{cups: '3'}", "answer_number", None),
        ("{cups: about three}", "answer_number", None),
        ("{cups: 1_000}", "answer_number", None),
        ("{cups: [3]}", "answer_number", None),
        ("{wish: [tea]}", "answer_text", None),
        ("{wish: true}", "answer_text", None),
        ("{wish: " + "x" * 41 + "}", "answer_text_long", None),
        ("[mood]", "need_mapping", None),
        ("mood", "need_mapping", None),
    ],
)
def test_what_cannot_be_an_answer_is_refused(given: str, message: str, hint: str | None) -> None:
    (fault,) = faults(f"answers: {given}\n")
    assert (fault.message, fault.hint) == (message, hint)


def test_a_refused_answer_names_the_question_and_what_is_allowed() -> None:
    (fault,) = faults("answers:\n  mood: wakeup\n")
    assert say(fault) == (
        "sheet.yaml:2:9 (answers.mood): “mood” has no choice “wakeup”. Possible: wake_up, "
        "warm_up, calm_down, unclear; write unknown for “don't know”. Did you mean “wake_up”?"
    )
    (fault,) = faults("answers:\n  cups: 1000\n")
    assert "between 0 and 100" in say(fault)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("answer: {}\n", "key_unknown", "answers"),
        ("schema_version: 2\nanswers: {}\n", "sheet_version", None),
        ("schema_version: '1'\nanswers: {}\n", "sheet_version", None),
        ("party: pmo-lead\n", "word_not_allowed", "pmo_lead"),
        ("date: 23.11.2026\n", "need_date", None),
        ("date: 2026-02-30\n", "need_date", None),
        ("date: 20261123\n", "need_date", None),
        ("organization: 3\n", "need_text", None),
        ("organization: " + "x" * 201 + "\n", "text_too_long", None),
        ("organization: [a]\n", "need_text", None),
        ("questionnaire: quik\n", "form_unknown", "quick"),
        ("questionnaire: [quick]\n", "need_text", None),
        ("notes: {moods: x}\n", "sheet_fact", "mood"),
        ("notes: {mood: 3}\n", "need_text", None),
        ("notes: [mood]\n", "need_mapping", None),
        ("- mood: wake_up\n", "sheet_not_mapping", None),
        ("wake_up\n", "sheet_not_mapping", None),
        ("", "file_empty", None),
        ("answers:\n  cups: 1\n  cups: 2\n", "key_twice", None),
    ],
)
def test_what_is_no_sheet_is_refused(text: str, message: str, hint: str | None) -> None:
    (fault,) = faults(text)
    assert (fault.message, fault.hint) == (message, hint)


def test_all_faults_of_a_sheet_come_at_once_in_their_order() -> None:
    found = faults(
        "party: boss\nanswers:\n  mood: x\n  cups: 300\n  typo: 1\nnotes:\n  other: x\nextra: 1\n"
    )
    assert messages(found) == [
        "word_not_allowed",
        "answer_choice",
        "answer_outside",
        "sheet_fact",
        "sheet_fact",
        "key_unknown",
    ]
    assert [fault.place.line for fault in found if fault.place] == [1, 3, 4, 5, 7, 8]


# --- files and standard input ---


def test_a_sheet_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "一.yaml"
    path.write_text("answers: {cups: 3}\n", encoding="utf-8")
    assert read_sheet(path, RULEBOOK).answers == {"cups": 3}


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))


def test_a_sheet_is_read_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, "answers: {wish: 糖}\n".encode())
    assert read_sheet("-", RULEBOOK).answers == {"wish": "糖"}


def test_faults_on_standard_input_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, b"answers: {cup: 1}\n")
    with pytest.raises(BadInput) as caught:
        read_sheet("-", RULEBOOK)
    assert say(caught.value.faults[0]).startswith("<stdin>:1:11 (answers.cup):")


def test_standard_input_without_bytes_is_read_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("answers: {cups: 1}\n"))
    assert read_sheet("-", RULEBOOK).answers == {"cups": 1}


def test_no_standard_input_at_all_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(BadInput) as caught:
        read_sheet("-", RULEBOOK)
    assert messages(caught.value.faults) == ["file_unreadable"]


class Endless(io.RawIOBase):
    """A stream that would never end; it counts what was taken from it."""

    taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.taken += len(buffer)
        return len(buffer)


def test_an_endless_standard_input_is_refused_after_its_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = Endless()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(raw)))
    with pytest.raises(BadInput) as caught:
        read_sheet("-", RULEBOOK)
    assert messages(caught.value.faults) == ["file_too_large"]
    assert raw.taken < 2 * intake.SHEET_LIMIT


def test_a_hundred_megabytes_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)
    started = time.monotonic()
    with pytest.raises(BadInput) as caught:
        read_sheet(path, RULEBOOK)
    assert messages(caught.value.faults) == ["file_too_large"]
    assert time.monotonic() - started < 1


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="There is no /dev/zero here.")
def test_a_device_without_end_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        read_sheet(Path("/dev/zero"), RULEBOOK)
    assert messages(caught.value.faults) == ["file_too_large"]


def test_a_missing_file_names_one_beside_it(tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text("answers: {}\n")
    with pytest.raises(BadInput) as caught:
        read_sheet(tmp_path / "answer.yaml", RULEBOOK)
    (fault,) = caught.value.faults
    assert (fault.message, fault.hint) == ("file_missing", "answers.yaml")
    with pytest.raises(BadInput):
        read_sheet(tmp_path / "no" / "such" / "folder.yaml", RULEBOOK)


@pytest.mark.parametrize("name", ["a" * 5000, "a\0b", ""])
def test_a_name_that_no_file_can_have_is_a_fault(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_sheet(tmp_path / name, RULEBOOK)
    assert say(caught.value.faults[0])


def test_a_folder_is_no_sheet(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read_sheet(tmp_path, RULEBOOK)
    assert messages(caught.value.faults) == ["file_is_folder"]


def test_a_file_that_may_not_be_read_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("answers: {}\n")
    path.chmod(0)
    if os.access(path, os.R_OK):  # Whoever may do anything may read this, too.

        def refuse(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(BadInput) as caught:
        read_sheet(path, RULEBOOK)
    monkeypatch.undo()
    assert messages(caught.value.faults) == ["file_forbidden"]


def test_faults_of_several_sheets_come_together(tmp_path: Path) -> None:
    for name, text in (("a", "answers: {cup: 1}"), ("b", "answers: {}"), ("c", "party: x")):
        (tmp_path / name).write_text(text)
    with pytest.raises(BadInput) as caught:
        read_sheets([tmp_path / name for name in "abcd"], RULEBOOK)
    found = [Path(fault.place.file).name for fault in caught.value.faults if fault.place]
    assert found == ["a", "c", "d"]
    assert len(read_sheets([tmp_path / "b", tmp_path / "b"], RULEBOOK)) == 2


def test_standard_input_is_read_once() -> None:
    with pytest.raises(BadInput) as caught:
        read_sheets(["-", Path("-")], RULEBOOK)
    assert messages(caught.value.faults) == ["stdin_twice"]


# --- hostile sheets ---


@pytest.mark.parametrize(
    "text",
    [
        "answers: {" + ", ".join(f"fact_{n}: {n}" for n in range(9_000)) + "}",
        "answers:\n" + "".join(f"  f{n}: 1\n" for n in range(60_000)),
        "answers: [" + "a," * 400_000 + "]",
        "notes: {mood: " + "x" * 900_000 + "}\nanswers: {cups: x}",
        "answers: {mood: '" + "x" * 900_000 + "'}",
        "answers: {" + "x" * 1000 + ": 1}",
        "answers: &a\n  mood: *a\n",
        "a: " * 3000,
        "\n" * 900_000,
    ],
)
def test_a_hostile_sheet_is_refused_quickly(text: str) -> None:
    started = time.monotonic()
    found = faults(text)
    assert time.monotonic() - started < 4
    assert all(len(say(fault)) < 2000 for fault in found)


# --- digest ---


def test_the_digest_changes_with_the_answers_and_not_with_the_layout() -> None:
    one = parse_sheet("answers: {cups: 3, mood: wake_up}", "a", RULEBOOK)
    other = parse_sheet("answers:\n  mood: wake_up # why\n  cups: 3\n", "b", RULEBOOK)
    third = parse_sheet("answers: {cups: 4, mood: wake_up}", "a", RULEBOOK)
    assert sheet_digest(one) == sheet_digest(other) != sheet_digest(third)
    assert len(sheet_digest(one)) == 12
    assert sheets.write_sheet is not None
