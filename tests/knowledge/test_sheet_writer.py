from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_advisor.errors import BadInput
from pmo_advisor.knowledge import library
from pmo_advisor.knowledge.sheet_writer import sheet_text, write_sheet
from pmo_advisor.knowledge.sheets import parse_sheet, read_sheet
from pmo_advisor.model.sheet import Sheet
from tests.knowledge.world import TINY, messages, say
from tests.soak import count

RULEBOOK = library.load(base=TINY)
SHEET = Sheet(
    organization="茶馆",
    party="executive",
    date=date(2026, 11, 23),
    answers={"mood": "wake_up", "guests": "no", "chairs": 3, "cups": 0, "wish": "unknown"},
    notes={"mood": "他说：“困”"},
)


def test_a_sheet_is_written_in_plain_words() -> None:
    assert sheet_text(SHEET) == (
        "schema_version: 1\norganization: 茶馆\nparty: executive\ndate: 2026-11-23\n"
        "questionnaire: quick\nanswers:\n  mood: wake_up\n  guests: no\n  chairs: 3\n"
        "  cups: 0\n  wish: unknown\nnotes:\n  mood: 他说：“困”\n"
    )


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "sheet.yaml"
    write_sheet(SHEET, path)
    assert read_sheet(path, RULEBOOK) == SHEET
    write_sheet(Sheet(), path)
    assert read_sheet(path, RULEBOOK) == Sheet()


_WORDS = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff"),
    max_size=40,
)


@settings(max_examples=max(100, count(5000)), deadline=None)
@given(
    wish=_WORDS
    | st.sampled_from(
        ["null", "~", "true", "08", "0x1F", "1e3", "-", "- a", "a: b", "#", "'", '"', "yes", "=",
         "<<", "2026-11-23", "%", "@", "`", "{a}", "[a]", "*a", "&a", "!a", "|", ">", "? a", "-3",
         "---", "...", "a\n b\n\n c", "\ta"]
    ),
    note=_WORDS,
)  # fmt: skip
def test_any_words_come_back_as_they_were(wish: str, note: str) -> None:
    sheet = Sheet(organization=note, answers={"wish": wish, "cups": 3}, notes={"wish": note})
    again = parse_sheet(sheet_text(sheet), "a.yaml", RULEBOOK)
    assert again.organization == sheet.organization
    assert again.notes == sheet.notes
    assert again.answers.get("wish", "") == sheet.answers["wish"]


def test_other_readers_of_yaml_see_the_same_words() -> None:
    sheet = Sheet(organization="08", answers={"wish": "1.5", "cups": 8})
    assert yaml.safe_load(sheet_text(sheet))["organization"] == "08"
    assert yaml.safe_load(sheet_text(sheet))["answers"] == {"wish": "1.5", "cups": 8}


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions elsewhere.")
def test_the_permissions_of_a_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "sheet.yaml"
    path.write_text("")
    path.chmod(0o640)
    write_sheet(SHEET, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such mask.")
def test_a_new_file_has_the_permissions_that_are_usual(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_sheet(SHEET, tmp_path / "sheet.yaml")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "sheet.yaml").stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    real.write_text("")
    link = tmp_path / "link.yaml"
    try:
        link.symlink_to(real)
    except OSError:
        pytest.skip("No links can be made here.")
    write_sheet(SHEET, link)
    assert link.is_symlink()
    assert read_sheet(real, RULEBOOK) == SHEET


@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_a_failure_leaves_the_old_sheet_whole_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "sheet.yaml"
    path.write_text("answers: {cups: 1}\n")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(BadInput) as caught:
        write_sheet(SHEET, path)
    assert messages(caught.value.faults) == ["file_unwritable"]
    assert "No space left" in say(caught.value.faults[0])
    assert [one.name for one in tmp_path.iterdir()] == ["sheet.yaml"]
    assert path.read_text() == "answers: {cups: 1}\n"


def test_an_interruption_leaves_nothing_beside_the_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_sheet(SHEET, tmp_path / "sheet.yaml")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "no/such/folder/sheet.yaml", "a\0b"])
def test_what_cannot_be_written_is_a_fault(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput) as caught:
        write_sheet(SHEET, tmp_path / name)
    assert messages(caught.value.faults) == ["file_unwritable"]
