"""Which files a command line asks for, and where they go."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from pmo_advisor.cli import advise, output
from pmo_advisor.cli.orders import Plan, Wanted, planned
from pmo_advisor.errors import BadInput
from pmo_advisor.reports import edition, produce


def plan(target, *, documents=(), formats=(), languages=()) -> Plan:
    return planned(Wanted(documents, formats, languages), target, "zh")


def named(found: Plan) -> list[str]:
    return [path.name for _, path in found.files if path]


def faults(*args, **named) -> list[str]:
    with pytest.raises(BadInput) as caught:
        plan(*args, **named)
    return [one.message for one in caught.value.faults]


def test_the_words_of_the_options_are_those_of_the_documents() -> None:
    assert advise.DOCUMENTS == produce.DOCUMENTS
    assert advise.LANGUAGES == produce.LANGUAGES
    assert tuple(output.ENDINGS.values()) == produce.FORMATS
    assert edition.Edition.__args__ == advise.EDITIONS
    assert set(produce.CARRIED) == set(produce.DOCUMENTS)
    assert all(kind in produce.CARRIED[produce.NATURAL[kind]] for kind in produce.FORMATS)


def test_without_options_the_answer_comes_to_the_terminal() -> None:
    assert plan(None).files == ((produce.Order("report", "text", "zh"), None),)


def test_each_format_has_its_natural_document(tmp_path: Path) -> None:
    wanted = ("docx", "pptx", "xlsx", "pdf", "html", "md", "json", "png")
    assert named(plan(str(tmp_path), formats=wanted)) == [
        *("report.zh.docx", "deck.zh.pptx", "workbook.zh.xlsx", "report.zh.pdf"),
        *("report.zh.html", "report.zh.md", "advice.json", "one-page.zh.png"),
    ]


def test_each_document_has_its_natural_format(tmp_path: Path) -> None:
    assert named(plan(str(tmp_path), documents=produce.DOCUMENTS)) == [
        *("report.zh.docx", "deck.zh.pptx", "charter.zh.docx", "roles.zh.docx"),
        *("workbook.zh.xlsx", "one-page.zh.pdf"),
    ]


def test_the_ending_of_the_file_tells_the_format_of_its_document(tmp_path: Path) -> None:
    found = plan(str(tmp_path / "c.pdf"), documents=("charter",))
    assert found.files[0][0] == produce.Order("charter", "pdf", "zh")


def test_a_bilingual_report_stands_beside_decks_in_each_language(tmp_path: Path) -> None:
    found = plan(str(tmp_path), formats=("docx", "pptx"), languages=("zh", "en", "zh-en"))
    assert named(found) == [
        *("report.zh.docx", "report.en.docx", "report.zh-en.docx"),
        *("deck.zh.pptx", "deck.en.pptx"),
    ]


def test_a_folder_for_several_files_is_made(tmp_path: Path) -> None:
    plan(str(tmp_path / "new" / "client"), formats=("docx", "pptx"))
    assert (tmp_path / "new" / "client").is_dir()


def test_one_file_gets_exactly_the_name_that_was_given(tmp_path: Path) -> None:
    path = tmp_path / "for the board.docx"
    assert plan(str(path)).files[0][1] == path


def test_what_does_not_go_together_is_said_all_at_once(tmp_path: Path) -> None:
    assert faults(str(tmp_path), documents=("deck", "roles"), formats=("xlsx", "docx")) == [
        "cli.advise.format_unused",
        "cli.advise.document_format",
    ]
    assert faults(str(tmp_path), formats=("pptx", "xlsx"), languages=("zh-en",)) == [
        "cli.advise.not_bilingual",
        "cli.advise.not_bilingual",
    ]


def test_several_files_need_a_folder(tmp_path: Path) -> None:
    needed = ["cli.advise.several_need_folder"]
    assert faults(None, formats=("docx", "pdf")) == needed
    assert faults(str(tmp_path / "one.docx"), languages=("zh", "en")) == needed
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("document", "kind", "language"),
    list(itertools.product(produce.DOCUMENTS, produce.FORMATS, produce.LANGUAGES)),
)
def test_any_one_file_is_either_planned_or_refused(document, kind, language, tmp_path) -> None:
    wanted = Wanted((document,), (kind,), (language,))
    possible = kind in produce.CARRIED[document] and (
        language != "zh-en" or kind == "json" or (document == "report" and kind in ("docx", "pdf"))
    )
    if possible:
        (made,) = planned(wanted, str(tmp_path), "en").files
        assert made[0][:2] == (document, kind)
    else:
        with pytest.raises(BadInput):
            planned(wanted, str(tmp_path), "en")


def test_a_name_that_promises_another_format_is_questioned(tmp_path: Path) -> None:
    assert faults(str(tmp_path / "a.pdf"), formats=("docx",)) == ["cli.advise.ending"]
    assert faults("", formats=("docx",)) == ["cli.output.nameless"]
