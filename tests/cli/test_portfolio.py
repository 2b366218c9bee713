"""``portfolio``: a table of a group in, pages out."""

from __future__ import annotations

import json
import re
import shutil
from typing import get_args

import pytest

from pmo_advisor.cli import portfolio
from pmo_advisor.reports import produce, produce_group
from pmo_advisor.tables import kinds
from tests.portfolio.group import sample

FILE = str(sample.FILE)


def test_its_words_are_those_of_what_makes_pages():
    assert portfolio.FORMATS == produce_group.FORMATS
    assert portfolio.LANGUAGES == produce.LANGUAGES
    assert get_args(kinds.Kind) == portfolio.KINDS


@pytest.mark.parametrize(("name", "starts"), [("g.md", "#"), ("g.html", "<!"), ("g.json", "{")])
def test_the_ending_tells_the_format(invoke, here, name, starts):
    done = invoke("portfolio", FILE, "-o", name)
    assert done.exit_code == 0, done.stderr
    assert not done.stdout
    assert name in done.stderr
    assert (here / name).read_text("utf-8").lower().startswith(starts)


def test_a_folder_takes_a_file_for_each_format_and_language(invoke, here):
    done = invoke(
        "portfolio", FILE, "-o", "out/", "--format", "html,md,json", "--languages", "zh,en"
    )
    assert done.exit_code == 0, done.stderr
    assert sorted(one.name for one in (here / "out").iterdir()) == [
        *("portfolio.en.html", "portfolio.en.md", "portfolio.json"),
        *("portfolio.zh.html", "portfolio.zh.md"),
    ]


def test_it_says_how_many_units_are_not_told_and_how_to_tell_them(invoke):
    done = invoke("portfolio", FILE, "-o", "-", "--format", "json")
    assert "--smallest 1" in done.stderr
    assert len(json.loads(done.stdout)["units"]) == 11
    open_ = invoke("portfolio", FILE, "-o", "-", "--format", "json", "--smallest", "1")
    assert "--smallest" not in open_.stderr
    assert len(json.loads(open_.stdout)["units"]) == 12


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("count", [1, 2])
def test_where_no_unit_is_told_it_says_so_in_one_sentence_for_one_and_for_many(
    invoke, here, lang, count
):
    sheets = [dict(sample.rows()[0]) | {"unit": f"U{place}"} for place in range(count)]
    sample.write(here / "g.csv", sheets)
    done = invoke("portfolio", "g.csv", "-o", "-", "--lang", lang)
    assert done.exit_code == 0, done.stderr
    assert "--smallest 1" in done.stderr
    assert not re.search(r"\b1 (of 1 )?(units|sheets)\b", done.stdout + done.stderr)
    assert "里有" not in done.stderr


def test_a_row_that_cannot_be_read_is_said_and_the_rest_is_done(invoke, here):
    sheets = [dict(one) for one in sample.rows()]
    sheets[7]["core_problem"] = "deliveries_unownd"
    sample.write(here / "g.csv", sheets)
    done = invoke("portfolio", "g.csv", "-o", "g.json")
    assert done.exit_code == 0
    assert "deliveries_unowned" in done.stderr
    data = json.loads((here / "g.json").read_text("utf-8"))
    assert data["notices"][0] == {"kind": "rejected", "count": 1}
    assert data["assessed"] == 12


def test_a_misspelt_column_is_pointed_at_and_parent_is_none(invoke, here):
    text = sample.FILE.read_text("utf-8")
    (here / "g.csv").write_text(text.replace("core_problem", "core_problm", 1), "utf-8")
    done = invoke("portfolio", "g.csv", "-o", "-")
    assert "core_problm" in done.stderr
    assert "parent" not in done.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("-o", "g.pptx"), "g.pptx"),
        (("-o", "g"), "html"),
        ((), "-o"),
        (("-o", "g.md", "--format", "html"), "g.md"),
        (("-o", "g.html", "--languages", "zh,en"), "2"),
        (("-o", "g.html", "--languages", "zh-en"), "pdf"),
        (("-o", "g.html", "--smallest", "0"), "0"),
        (("-o", "g.html", "--smallest", "x"), "x"),
        (("-o", "g.html", "--brand", "nowhere"), "nowhere"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is_read(invoke, here, args, said):
    done = invoke("portfolio", FILE, *args)
    assert done.exit_code == 2
    assert said in done.stderr
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("value", ["0", "-1", "abc", "1e2", "３", "9999999"])
def test_a_number_that_cannot_be_is_refused_in_the_language_of_the_reader(invoke, lang, value):
    done = invoke("portfolio", FILE, "-o", "-", "--smallest", value, "--lang", lang)
    assert done.exit_code == 2
    assert "--smallest" in done.stderr
    assert value in done.stderr
    assert {"zh": "整数", "en": "whole number"}[lang] in done.stderr


def test_it_never_writes_over_what_it_reads(invoke, here):
    shutil.copy(FILE, here / "g.html")
    done = invoke("portfolio", "g.html", "-o", "g.html", "--from", "csv")
    assert done.exit_code == 2
    assert (here / "g.html").read_bytes() == sample.FILE.read_bytes()


def test_a_circle_of_units_is_refused_with_its_rows(invoke, here):
    sheets = [dict(one) | {"parent": one["unit"]} for one in sample.rows()]
    sample.write(here / "g.csv", sheets)
    done = invoke("portfolio", "g.csv", "-o", "g.html")
    assert done.exit_code == 2
    assert "g.csv:2" in done.stderr


def test_a_misspelt_parent_is_pointed_at_and_the_rest_is_done(invoke, here):
    name = sample.PUMPS
    sheets = [dict(one) | {"parent": name[:-1]} for one in sample.rows() if one["unit"] != name]
    sheets += [dict(one) for one in sample.rows() if one["unit"] == name]
    sample.write(here / "g.csv", sheets)
    done = invoke("portfolio", "g.csv", "-o", "g.json", "--lang", "en")
    assert done.exit_code == 0, done.stderr
    assert done.stderr.count(name) == 1


def test_a_table_without_rows_is_refused(invoke, here):
    sample.write(here / "g.csv", [])
    done = invoke("portfolio", "g.csv", "-o", "g.html")
    assert done.exit_code == 2


def test_other_kinds_of_table_give_the_same_group(invoke, here):
    rows = [{fact: value for fact, value in one.items() if value} for one in sample.rows()]
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows)
    (here / "g.jsonl").write_text(lines, "utf-8")
    one = invoke("portfolio", FILE, "-o", "-", "--format", "json")
    other = invoke("portfolio", "g.jsonl", "-o", "-", "--format", "json")
    assert other.exit_code == 0, other.stderr
    assert json.loads(one.stdout) == json.loads(other.stdout)
