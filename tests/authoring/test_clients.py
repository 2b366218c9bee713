"""Clients as two versions of the knowledge read them, from folders and from tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmo_advisor.authoring.clients import read_clients
from pmo_advisor.errors import BadInput
from pmo_advisor.model.columns import UNKNOWN
from tests import needs
from tests.authoring import tea

needs.numpy()

OLD, NEW = tea.tea(), tea.version("asked", "choice", "decided_by")


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (None, "sheets", "diff.clients_missing"),
        (None, "table.csv", "diff.clients_missing"),
        (None, "one.yaml", "diff.clients_missing"),
        ("organization,mood\n", "table.csv", "diff.no_rows"),
        ("nothing", "folder/notes.txt", "diff.no_clients"),
    ],
)
def test_where_nobody_is_it_says_what_is_not_there(
    tmp_path: Path, content: str | None, name: str, message: str
) -> None:
    write(tmp_path, "other", "")
    if content is not None:
        write(tmp_path, name, content)
    with pytest.raises(BadInput) as caught:
        read_clients(tmp_path / name.split("/", maxsplit=1)[0], OLD, NEW)
    assert [one.message for one in caught.value.faults] == [message]


def test_a_misspelt_folder_is_pointed_at(tmp_path: Path) -> None:
    write(tmp_path, "clients/a.yaml", "answers: {mood: wake_up}\n")
    with pytest.raises(BadInput) as caught:
        read_clients(tmp_path / "cleints", OLD, NEW)
    assert [one.hint for one in caught.value.faults] == ["clients"]


def test_each_sub_folder_and_each_file_is_a_client_in_the_order_of_names(tmp_path: Path) -> None:
    write(tmp_path, "b.yaml", "answers: {mood: wake_up}\n")
    write(tmp_path, "a/one.yaml", "party: executive\nanswers: {mood: wake_up}\n")
    write(tmp_path, "a/two.json", '{"party": "pmo_lead", "answers": {"mood": "calm_down"}}')
    write(tmp_path, "empty/notes.txt", "nothing\n")
    write(tmp_path, ".hidden/sheet.yaml", "answers: {mood: wake_up}\n")
    clients = read_clients(tmp_path, OLD, NEW)
    assert clients.names == ("a", "b")
    old, new = (side.columns["mood"].tolist() for side in clients.sides)
    assert old == [0, 0]
    # Another party decides, and another choice stands first.
    assert new == [3, 1]


def test_what_one_version_does_not_take_is_not_known_for_it_and_reported(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "answers: {mood: celebrate, sneezing: 3, gone: 1}\n")
    clients = read_clients(tmp_path, OLD, NEW)
    old, new = clients.sides
    assert "mood" not in old.columns
    assert new.columns["mood"].tolist() == [0]
    assert [(one.fact, one.answers, one.values) for one in old.not_taken] == [
        ("gone", 1, ("1",)),
        ("mood", 1, ("celebrate",)),
        ("sneezing", 1, ("3",)),
    ]
    assert [one.fact for one in new.not_taken] == ["gone"]


def test_a_table_is_read_as_its_sheets_would_be(tmp_path: Path) -> None:
    rows = "organization,party,mood,sneezing,cups\n"
    rows += "a,executive,wake_up,,3\na,pmo_lead,celebrate,3,500\nb,,calm_down,unknown,\n"
    write(tmp_path, "table.csv", rows)
    write(tmp_path, "sheets/a/1.yaml", "party: executive\nanswers: {mood: wake_up, cups: 3}\n")
    text = "party: pmo_lead\nanswers: {mood: celebrate, sneezing: 3, cups: 500}\n"
    write(tmp_path, "sheets/a/2.yaml", text)
    write(tmp_path, "sheets/b.yaml", "answers: {mood: calm_down}\n")
    table = read_clients(tmp_path / "table.csv", OLD, NEW)
    sheets = read_clients(tmp_path / "sheets", OLD, NEW)
    assert table.names == sheets.names
    assert table.left_out == ()
    for one, other in zip(table.sides, sheets.sides, strict=True):
        assert one.not_taken == other.not_taken
        known = {
            fact: codes.tolist() for fact, codes in one.columns.items() if (codes != UNKNOWN).any()
        }
        assert known == {fact: codes.tolist() for fact, codes in other.columns.items()}


def test_clients_of_a_table_without_names_are_called_by_their_row(tmp_path: Path) -> None:
    write(tmp_path, "table.csv", "mood\nwake_up\ncalm_down\n")
    names = read_clients(tmp_path / "table.csv", OLD, NEW).names
    assert [one.rsplit(":", 1)[1] for one in names] == ["2", "3"]


def test_a_row_that_is_broken_in_itself_is_left_out_and_told(tmp_path: Path) -> None:
    write(tmp_path, "table.csv", "mood,party\nwake_up,boss\ncalm_down,executive\n")
    clients = read_clients(tmp_path / "table.csv", OLD, NEW)
    assert len(clients.names) == 1
    assert [one.message for one in clients.left_out] == ["table.party"]


def test_all_faults_of_all_sheets_are_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "answers: [1]\n")
    write(tmp_path, "b.yaml", "party: boss\nanswers: {mood: wake_up}\n")
    write(tmp_path, "c.yaml", "answers: {mood: wake_up}\n")
    with pytest.raises(BadInput) as refused:
        read_clients(tmp_path, OLD, NEW)
    assert {Path(one.place.file).name for one in refused.value.faults if one.place} == {
        "a.yaml",
        "b.yaml",
    }


def test_nobody_is_no_client(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        read_clients(tmp_path, OLD, NEW)
    assert [one.message for one in refused.value.faults] == ["diff.no_clients"]


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "elsewhere/a.yaml", "answers: {mood: wake_up}\n")
    write(tmp_path, "clients/b.yaml", "answers: {mood: wake_up}\n")
    try:
        (tmp_path / "clients" / "c").symlink_to(tmp_path / "elsewhere")
        (tmp_path / "clients" / "d.yaml").symlink_to(tmp_path / "elsewhere" / "a.yaml")
    except OSError:
        pytest.skip("Links cannot be made here.")
    assert read_clients(tmp_path / "clients", OLD, NEW).names == ("b",)
