"""``pack diff``."""

import csv
import io
import json
import re
import shutil

import pytest

from tests import needs
from tests.cli.conftest import ROOT

needs.numpy()

CLIENTS = ROOT / "examples"
KNOWLEDGE = ("questionnaires", "rules")


def entry(name):
    """The text of an entry of the shipped rules, and the file it stands in."""
    for path in sorted((ROOT / "rules").rglob("*.yaml")):
        found = re.search(
            rf"(?ms)^- id: {re.escape(name)}\n.*?(?=^- id: |\Z)", path.read_text("utf-8")
        )
        if found:
            return path.relative_to(ROOT), found.group()
    raise LookupError(name)


def change(folder, name, old, new):
    """A pack's own form of a shipped entry."""
    path, text = entry(name)
    assert old in text
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def pack(here):
    """A threshold and the strength of a rule are others."""
    change(here / "my-pack", "many_projects", "value: 20", "value: 12")
    change(here / "my-pack", "control.directive.granted", "strength: moderate", "strength: slight")
    return here / "my-pack"


@pytest.fixture
def whole(here):
    """The shipped knowledge by itself, without one rule."""
    for name in KNOWLEDGE:
        shutil.copytree(ROOT / name, here / "whole" / name)
    path, text = entry("warning.fragmented")
    file = here / "whole" / path
    file.write_text(file.read_text("utf-8").replace(text, ""), "utf-8")
    return here / "whole"


def with_projects(name, count):
    """A sheet of an example with another number of projects."""
    text = (CLIENTS / name / "answers.yaml").read_text("utf-8")
    changed, times = re.subn(
        r"(?m)^  concurrent_projects: .*$", f"  concurrent_projects: {count}", text
    )
    assert times == 1
    return changed


@pytest.fixture
def clients(here):
    """Three clients, one of whom stands between the two thresholds."""
    for name in ("portfolio-choice", "three-parties"):
        shutil.copytree(CLIENTS / name, here / "clients" / name)
    (here / "clients" / "between.yaml").write_text(with_projects("rd-1000", 15), "utf-8")
    return here / "clients"


def told(invoke, *more):
    done = invoke("pack", "diff", *more, "--format", "json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_said(invoke, pack, clients, lang):
    done = invoke(
        "pack", "diff", "shipped", "my-pack", "--clients", "clients", "--all", "--lang", lang
    )
    assert done.exit_code == 0, done.stderr
    assert not re.search(r"\bdiff\.[a-z_]+", done.stdout)
    assert "many_projects" in done.stdout
    assert all(len(line) <= 80 for line in done.stdout.splitlines())


def test_the_threshold_is_blamed_and_the_untouched_rule_is_not(invoke, pack, clients):
    found = told(invoke, "shipped", "my-pack", "--clients", "clients")
    assert found["clients"] == 3
    assert 0 < found["changed"] == len(found["advice"])
    number = next(i for i, one in enumerate(found["items"]) if one["id"] == "many_projects")
    by = [one for client in found["advice"] for one in client["changes"]]
    assert any(one["by"] == [number] and one["how"] == "alone" for one in by)
    assert found["items"][number]["values"] == ["20", "12"]


def test_the_other_way_round_everything_is_the_other_way_round(invoke, pack, clients):
    there = told(invoke, "shipped", "my-pack", "--clients", "clients")
    back = told(invoke, "my-pack", "shipped", "--clients", "clients")
    assert there["parts"] == back["parts"]
    for one, other in zip(there["advice"], back["advice"], strict=True):
        assert [(c["before"], c["after"]) for c in one["changes"]] == [
            (c["after"], c["before"]) for c in other["changes"]
        ]


def test_a_folder_of_whole_knowledge_stands_by_itself(invoke, whole, clients):
    found = told(invoke, "shipped", "whole", "--clients", "clients")
    assert found["after"]["standing"] == "whole"
    assert [(one["id"], one["change"]) for one in found["items"]] == [
        ("warning.fragmented", "removed")
    ]
    assert set(found["parts"]) <= {"warnings"}


def test_the_same_knowledge_changes_nobody(invoke, clients):
    found = told(invoke, "shipped", "shipped", "--clients", "clients")
    assert (found["changed"], found["items"]) == (0, [])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_where_nobodys_advice_changes_that_is_what_stands_over_the_differences(
    invoke, here, clients, lang
):
    change(here / "quiet", "small_organization", "value: 50", "value: 51")
    line = ("pack", "diff", "shipped", "quiet", "--clients", "clients", "--lang", lang)
    done = invoke(*line)
    assert done.exit_code == 0, done.stderr
    assert {"zh": "没有改变任何客户建议的改动", "en": "change nobody's advice"}[lang] in done.stdout
    assert "small_organization" in done.stdout


def test_what_of_an_entry_differs_is_told_in_words():
    from pmo_advisor.authoring.items import SHELVES, stocked, substance
    from pmo_advisor.cli.words import Words
    from tests.shipped import program

    stock = stocked(program().rulebook)
    keys = {
        key
        for shelf in SHELVES
        for entry in stock[shelf].values()
        for key, value in substance(shelf, entry).items()
        if key != "id" and value is not None
    }
    for lang in ("zh", "en"):
        for key in keys:
            assert Words(lang).say(f"diff.key.{key}")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_changed_consequence_is_not_told_by_its_key(invoke, here, pack, clients, lang):
    done = invoke(*("pack", "diff", "shipped", "my-pack", "--clients", "clients", "--lang", lang))
    assert {"zh": "（结论）", "en": "(consequence)"}[lang] in done.stdout


def test_packs_below_both_are_no_difference(invoke, pack, clients, here):
    change(here / "other", "small_organization", "value: 50", "value: 80")
    found = told(invoke, "shipped", "other", "--pack", "my-pack", "--clients", "clients")
    assert [one["id"] for one in found["items"]] == ["small_organization"]


def test_a_table_for_a_spreadsheet_has_a_row_for_each_part_and_no_formulas(invoke, pack, here):
    sheet = with_projects("rd-1000", 15)
    (here / "all").mkdir()
    (here / "all" / "=1+1.yaml").write_text(sheet, "utf-8")
    found = told(invoke, "shipped", "my-pack", "--clients", "all")
    done = invoke("pack", "diff", "shipped", "my-pack", "--clients", "all", "-o", "out.csv")
    assert done.exit_code == 0, done.stderr
    rows = list(csv.reader(io.StringIO((here / "out.csv").read_text("utf-8-sig"))))
    assert rows[0] == ["client", "part", "before", "after", "how", "by"]
    assert {row[0] for row in rows[1:]} == {"'=1+1"}
    assert len(rows) - 1 == sum(found["parts"].values()) > 0


def test_markdown_and_json_files(invoke, pack, clients, here):
    for name in ("out.md", "out.json"):
        done = invoke("pack", "diff", "shipped", "my-pack", "--clients", "clients", "-o", name)
        assert done.exit_code == 0, done.stderr
        assert not done.stdout
    assert (here / "out.md").read_text("utf-8").startswith("## ")
    assert json.loads((here / "out.json").read_text("utf-8"))["clients"] == 3


def test_a_change_can_be_made_to_fail(invoke, pack, clients):
    line = ("pack", "diff", "shipped", "--clients", "clients", "--fail-on-change")
    assert invoke(*line, "my-pack").exit_code == 2
    assert invoke(*line, "shipped").exit_code == 0


def test_answers_that_are_not_taken_are_told(invoke, pack, here):
    (here / "one.yaml").write_text("answers: {core_problem: gone, left: 3}\n", "utf-8")
    done = invoke("pack", "diff", "shipped", "my-pack", "--clients", "one.yaml", "--lang", "en")
    assert done.exit_code == 0, done.stderr
    assert "core_problem, answers: 1 (gone)" in done.stdout
    assert "left, answers: 1 (3)" in done.stdout


@pytest.mark.parametrize("link", [False, True])
@pytest.mark.parametrize(
    "target",
    [
        *("table.csv", "clients/between.yaml", "clients/new.json"),
        *("clients/portfolio-choice/answers.yaml", "whole/rules/catalog/types.yaml"),
        *("my-pack/rules/new.json", "below/texts/more.yaml"),
    ],
)
def test_it_never_writes_over_or_among_what_it_reads(
    invoke, here, pack, whole, clients, target, link
):
    (here / "table.csv").write_text("organization,headcount\nHill,900\n", "utf-8")
    (here / "below" / "texts").mkdir(parents=True)
    people = "table.csv" if target == "table.csv" else "clients"
    before = {one: one.read_bytes() for one in here.rglob("*") if one.is_file()}
    name = target
    if link:
        (here / "link").symlink_to((here / target).parent)
        name = f"link/{(here / target).name}"
    line = ("my-pack", "whole", "--clients", people, "--pack", "below", "--format", "json")
    refused = invoke("pack", "diff", *line, "-o", name)
    assert refused.exit_code == 2
    assert name.replace("/", "") in "".join(refused.stderr.split()).replace("/", "")
    assert {one: one.read_bytes() for one in here.rglob("*") if one.is_file()} == before


def test_the_endings_of_sheets_are_those_that_are_read():
    from pmo_advisor.authoring.clients import SHEET_ENDINGS
    from pmo_advisor.cli.pack_diff import SHEETS

    assert SHEETS == SHEET_ENDINGS


def test_beside_what_is_read_there_is_room(invoke, pack, clients):
    for _ in range(2):
        for name in ("my-pack/diff.json", "clients/diff.md"):
            done = invoke(
                *("pack", "diff", "shipped", "my-pack", "--clients", "clients", "-o", name)
            )
            assert done.exit_code == 0, done.stderr


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("shipped", "my-pack"), "--clients"),
        (("shipped", "nowhere", "--clients", "clients"), "nowhere"),
        (("shipped", "my-pack", "--clients", "nobody"), "nobody"),
        (("shipped", "my-pack", "--clients", "clients", "-o", "a.pdf"), "a.pdf"),
    ],
)
def test_what_is_refused(invoke, pack, clients, line, said):
    refused = invoke("pack", "diff", *line, "--lang", "en")
    assert refused.exit_code == 2
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr


def test_without_the_part_it_says_how_to_install_it(invoke, pack, clients, monkeypatch):
    from pmo_advisor.cli import parts

    monkeypatch.setattr(parts, "find_spec", lambda _name: None)
    refused = invoke("pack", "diff", "shipped", "my-pack", "--clients", "clients")
    assert refused.exit_code == 2
    assert "pmo-advisor[batch]" in refused.stderr
