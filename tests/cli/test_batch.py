"""``batch``: many sheets from one table to another, whatever the table is and whatever happens."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys

import pytest

from pmo_advisor.cli import batch
from tests import needs
from tests.cli.conftest import ROOT
from tests.portfolio.tables import sheets, write

KINDS = ("csv", "xlsx", "parquet", "jsonl")
ROWS = 60


@pytest.fixture(autouse=True)
def _tables():
    needs.tables()


def rows_of(path):
    """The rows of an output as text, lists joined, whatever its kind."""
    if path.suffix == ".csv":
        with open(path, encoding="utf-8-sig", newline="") as file:
            return [{k: v or None for k, v in row.items()} for row in csv.DictReader(file)]
    if path.suffix == ".xlsx":
        from openpyxl import load_workbook

        names, *rows = load_workbook(path).active.iter_rows(values_only=True)
        return [
            {k: None if v is None else text(v) for k, v in zip(names, row, strict=True)}
            for row in rows
        ]
    if path.suffix == ".jsonl":
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    else:
        import pyarrow.parquet as pq

        rows = pq.read_table(path).to_pylist()
    return [{k: None if v is None else text(v) for k, v in row.items()} for row in rows]


def text(value):
    if isinstance(value, list):
        return "; ".join(value) or None
    return str(value).lower() if isinstance(value, bool) else str(value) or None


def test_every_kind_of_table_tells_the_same(invoke, here):
    given = sheets(ROWS)
    told = {}
    for kind in KINDS:
        write(here / f"in.{kind}", given)
        done = invoke("batch", f"in.{kind}", "-o", f"{kind}.parquet", "--lang", "en")
        assert done.exit_code == 0, done.output
        assert "Rows read 60, used 60, rejected 0." in done.stderr
        told[kind] = rows_of(here / f"{kind}.parquet")
    assert told["csv"] == told["xlsx"] == told["parquet"] == told["jsonl"]
    for kind in KINDS:
        assert invoke("batch", "in.csv", "-o", f"out.{kind}").exit_code == 0
        assert rows_of(here / f"out.{kind}") == told["csv"], kind
    assert {path.name for path in here.iterdir()} == {
        *(f"in.{kind}" for kind in KINDS),
        *(f"out.{kind}" for kind in KINDS),
        *(f"{kind}.parquet" for kind in KINDS),
    }
    names = list(told["csv"][0])
    assert names[:4] == ["organization", "unit", "site", "sheets"]
    assert len({row["type"] for row in told["csv"]}) > 3


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_table_gives_the_same_bytes(invoke, here, kind):
    write(here / "in.csv", sheets(ROWS))
    for name in ("1", "2"):
        assert invoke("batch", "in.csv", "-o", f"{name}.{kind}").exit_code == 0
    assert (here / f"1.{kind}").read_bytes() == (here / f"2.{kind}").read_bytes()


def test_pipes_take_and_give_lines_of_json_unless_told_otherwise(run, here):
    given = sheets(5)
    write(here / "in.jsonl", given)
    lines = run("batch", "-", "-o", "-", given=(here / "in.jsonl").read_bytes())
    assert lines.returncode == 0, lines.stderr
    found = [json.loads(line) for line in lines.stdout.splitlines()]
    assert [one["organization"] for one in found] == [one["organization"] for one in given]
    write(here / "in.xlsx", given)
    cells = run(
        *("batch", "-", "--from", "xlsx", "-o", "-", "--to", "csv"),
        given=(here / "in.xlsx").read_bytes(),
    )
    assert cells.returncode == 0, cells.stderr
    assert cells.stdout.decode("utf-8-sig").count("\n") == 6
    assert [path.name for path in here.iterdir() if path.name.startswith("-")] == []


def test_rows_with_faults_go_to_a_file_and_the_rest_is_done(invoke, here):
    write(here / "in.csv", sheets(3))
    lines = (here / "in.csv").read_text().splitlines()
    bad = dict.fromkeys(lines[0].split(","), "")
    bad |= {"rd_headcount": "many", "pain_rework": "9", "organization": "=x"}
    (here / "in.csv").write_text("\n".join([*lines, ",".join(bad.values())]) + "\n")
    for lang, word in (("en", "whole number"), ("zh", "整数")):
        done = invoke("batch", "in.csv", "-o", "out.csv", "--lang", lang)
        assert done.exit_code == 0, done.output
        with open(here / "out.csv.rejects.csv", encoding="utf-8-sig", newline="") as file:
            rejects = list(csv.DictReader(file))
        assert [(one["file"], one["row"], one["column"]) for one in rejects] == [
            ("in.csv", "5", "pain_rework"),
            ("in.csv", "5", "rd_headcount"),
        ]
        assert word in rejects[1]["reason"]
        assert rejects[1]["value"] == "many"
        assert len(rows_of(here / "out.csv")) == 3
    assert invoke("batch", "in.csv", "-o", "o.csv", "--rejects", "r.csv").exit_code == 0
    assert (here / "r.csv").exists()
    assert not (here / "o.csv.rejects.csv").exists()


def test_rejects_of_an_earlier_run_do_not_stay(invoke, here):
    (here / "in.csv").write_text("rd_headcount\nmany\n5\n")
    assert invoke("batch", "in.csv", "-o", "out.csv").exit_code == 0
    assert (here / "out.csv.rejects.csv").exists()
    (here / "in.csv").write_text("rd_headcount\n4\n5\n")
    assert invoke("batch", "in.csv", "-o", "out.csv").exit_code == 0
    assert not (here / "out.csv.rejects.csv").exists()


def test_a_file_named_for_rejects_is_written_and_never_taken_away(invoke, here):
    (here / "in.csv").write_text("rd_headcount\n4\n5\n")
    (here / "mine.csv").write_text("something else\n")
    for name in ("out.csv", "-"):
        done = invoke("batch", "in.csv", "-o", name, "--rejects", "mine.csv")
        assert done.exit_code == 0, done.output
        assert rows_of(here / "mine.csv") == []
        assert (here / "mine.csv").read_text("utf-8-sig").startswith("file,row,column")


def test_the_result_never_takes_the_place_of_its_rejects(invoke, here):
    (here / "in.csv").write_text("rd_headcount\nmany\n5\n")
    (here / "out.csv").write_text("mine\n")
    (here / "link.csv").symlink_to("out.csv")
    for name in ("out.csv", "./out.csv", "link.csv"):
        assert invoke("batch", "in.csv", "-o", "out.csv", "--rejects", name).exit_code == 2
    (here / "o.csv.rejects.csv").symlink_to("in.csv")
    assert invoke("batch", "in.csv", "-o", "o.csv").exit_code == 2
    assert (here / "out.csv").read_text() == "mine\n"
    assert (here / "in.csv").read_text() == "rd_headcount\nmany\n5\n"


def test_where_rejects_are_shown_nobody_is_sent_to_a_file_for_them(invoke, here):
    (here / "in.csv").write_text("rd_headcount\nmany\n")
    for lang in ("zh", "en"):
        done = invoke("batch", "in.csv", "-o", "-", "--lang", lang)
        assert done.exit_code == 2
        assert "many" in done.stderr
        assert "in -" not in done.stderr
        assert "在 -" not in done.stderr


def test_where_nothing_could_be_done_nothing_is_written(invoke, here):
    (here / "in.csv").write_text("rd_headcount\nmany\n")
    done = invoke("batch", "in.csv", "-o", "out.csv", "--lang", "en")
    assert done.exit_code == 2
    assert "None of the 1 rows" in done.stderr
    assert sorted(path.name for path in here.iterdir()) == ["in.csv", "out.csv.rejects.csv"]
    (here / "in.csv").write_text("rd_headcount\n")
    assert invoke("batch", "in.csv", "-o", "empty.csv").exit_code == 2
    assert not (here / "empty.csv").exists()
    assert invoke("batch", "none.csv", "-o", "empty.csv").exit_code == 2
    assert not list(here.glob("*.parts"))


def test_what_cannot_be_meant_is_refused_before_anything_is_done(invoke, here):
    write(here / "in.csv", sheets(2))
    before = (here / "in.csv").read_bytes()
    for args in (
        ("in.csv",),
        ("in.csv", "-o", "in.csv"),
        ("in.csv", "-o", "out.csv", "--rejects", "in.csv"),
        ("in.csv", "-o", "out.doc"),
        ("in.csv", "-o", "none/out.csv"),
        ("in.csv", "-o", "out.csv", "--resume"),
        ("in.csv", "-o", "-", "--resume"),
        ("in.csv", "-o", "out.csv", "--spark-master", "local"),
        ("-", "-", "-o", "out.csv"),
    ):
        assert invoke("batch", *args).exit_code == 2, args
    assert (here / "in.csv").read_bytes() == before
    assert [path.name for path in here.iterdir()] == ["in.csv"]


def test_a_folder_that_is_not_ours_is_left_alone(invoke, here):
    write(here / "in.csv", sheets(2))
    (here / "out.csv.parts").mkdir()
    (here / "out.csv.parts" / "mine.txt").write_text("x")
    assert invoke("batch", "in.csv", "-o", "out.csv").exit_code == 2
    assert (here / "out.csv.parts" / "mine.txt").read_text() == "x"


def test_a_missing_part_says_what_installs_it(invoke, here, monkeypatch):
    from pmo_advisor.cli import parts

    monkeypatch.setattr(parts, "find_spec", lambda name: None if name == "duckdb" else name)
    done = invoke("batch", "in.csv", "-o", "out.csv")
    assert done.exit_code == 2
    assert "pip install 'pmo-advisor[batch]'" in done.stderr.replace("\n", " ")


def test_sheets_that_stand_apart_are_joined_as_if_they_stood_together(invoke, here):
    given = sheets(300, clients=40)
    apart = write(here / "apart.parquet", given)
    order = {}
    for one in given:
        order.setdefault((one["organization"], one["unit"]), len(order))
    together = sorted(given, key=lambda one: order[one["organization"], one["unit"]])
    write(here / "together.parquet", together)
    for name in ("apart", "together"):
        done = invoke("batch", f"{name}.parquet", "-o", f"{name}.out.parquet")
        assert done.exit_code == 0, done.output
    assert (here / "apart.out.parquet").read_bytes() == (here / "together.out.parquet").read_bytes()
    found = rows_of(here / "apart.out.parquet")
    assert [(one["organization"], one["unit"]) for one in found] == [
        (organization, unit or None) for organization, unit in order
    ]
    assert sum(int(one["sheets"]) for one in found) == len(given)
    assert apart.exists()


def test_rows_that_name_no_organisation_are_counted_aloud(invoke, here):
    (here / "in.csv").write_text("单位,rd_headcount\n泵业,5\n泵业,6\n阀门,many\n")
    for lang, word in (("zh", "各自独立"), ("en", "stands alone")):
        done = invoke("batch", "in.csv", "-o", "out.csv", "--lang", lang)
        assert done.exit_code == 0, done.output
        assert word in done.stderr
        assert "2" in next(one for one in done.stderr.splitlines() if "organi" in one)
    (here / "in.csv").write_text("organization,rd_headcount\n泵业,5\n")
    assert "alone" not in invoke("batch", "in.csv", "-o", "out.csv", "--lang", "en").stderr


def test_a_column_with_a_name_of_ours_is_called_otherwise(invoke, here):
    (here / "in.csv").write_text("rd_headcount,type,=odd,input.type\n5,x,y,z\n")
    done = invoke("batch", "in.csv", "-o", "out.jsonl", "--lang", "en")
    assert done.exit_code == 0, done.output
    (row,) = rows_of(here / "out.jsonl")
    assert row["type"] == "undetermined"
    assert (row["input.input.type"], row["input.=odd"], row["input.type"]) == ("x", "y", "z")
    assert "input.input.type" in done.stderr


DRIVER = """
import os, signal, sys
from pmo_advisor.portfolio import batch
whole = batch.whole_units
def small(batches):
    return whole((one.slice(at, 10) for one in batches for at in range(0, len(one), 10)), 20)
batch.whole_units = small
at, which = int(sys.argv.pop(1)), sys.argv.pop(1)
put, count = batch.spool.put, 0
def stopping(path, table):
    global count
    count += 1
    put(path, table)
    if count == at:
        os.kill(os.getpid(), getattr(signal, which))
batch.spool.put = stopping
import atexit
atexit.register(lambda: print(f"parts made: {count}", file=sys.stderr))
from pmo_advisor.cli.main import main
main()
"""


@pytest.fixture
def driven(here, environment):
    """Run the program with small parts; a signal comes after so many of them."""

    def ran(at, which, *args):
        command = [sys.executable, "-c", DRIVER, str(at), which, *args]
        return subprocess.run(
            command, check=False, capture_output=True, cwd=here, env=environment, text=True
        )

    return ran


@pytest.mark.parametrize("which", ["SIGKILL", "SIGINT"])
def test_an_interrupted_run_leaves_no_half_file_and_continues(driven, here, which):
    write(here / "in.parquet", sheets(200, clients=90))
    whole = driven(0, "SIGKILL", "batch", "in.parquet", "-o", "whole.csv")
    assert whole.returncode == 0, whole.stderr
    parts = int(whole.stderr.split("parts made: ")[1])
    assert parts > 6

    stopped = driven(4, which, "batch", "in.parquet", "-o", "out.csv", "--lang", "en")
    assert stopped.returncode == (-signal.SIGKILL if which == "SIGKILL" else 130)
    assert ("--resume" in stopped.stderr) == (which == "SIGINT")
    assert {path.name for path in here.iterdir()} == {*("in.parquet", "whole.csv", "out.csv.parts")}

    again = driven(0, which, "batch", "in.parquet", "-o", "out.csv", "--resume")
    assert again.returncode == 0, again.stderr
    assert f"parts made: {parts - 4}" in again.stderr
    assert (here / "out.csv").read_bytes() == (here / "whole.csv").read_bytes()
    assert not (here / "out.csv.parts").exists()


def test_a_run_is_not_continued_on_other_sheets_or_other_knowledge(driven, invoke, here):
    write(here / "in.csv", sheets(100))
    assert driven(2, "SIGKILL", "batch", "in.csv", "-o", "out.csv").returncode < 0
    write(here / "in.csv", sheets(101))
    done = invoke("batch", "in.csv", "-o", "out.csv", "--resume", "--lang", "en")
    assert done.exit_code == 2
    assert "the files that are read" in done.stderr.replace("\n", " ")
    write(here / "in.csv", sheets(100))
    done = invoke(
        "batch", "in.csv", "-o", "out.csv", "--separator", "comma", "--resume", "--lang", "zh"
    )
    assert done.exit_code == 2
    assert "--separator、--lang" in done.stderr
    assert "options" not in done.stderr
    manifest = here / "out.csv.parts" / "manifest.json"
    said = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps(said | {"knowledge": "another"}), encoding="utf-8")
    done = invoke("batch", "in.csv", "-o", "out.csv", "--resume", "--lang", "en")
    assert done.exit_code == 2
    assert "knowledge" in done.stderr
    done = invoke("batch", "in.csv", "-o", "out.csv", "--lang", "en")
    assert done.exit_code == 0
    assert "begun anew" in done.stderr.replace("\n", " ")


def test_a_bar_is_shown_at_a_terminal_and_nothing_in_a_pipe(here, environment):
    if os.name == "nt":
        pytest.skip("There is no pseudo-terminal here.")
    import pty

    write(here / "in.csv", sheets(10))
    command = [sys.executable, "-m", "pmo_advisor", "batch", "in.csv", "-o", "out.csv"]
    piped = subprocess.run(command, check=True, cwd=here, env=environment, capture_output=True)
    assert b"\x1b" not in piped.stderr + piped.stdout
    main, terminal = pty.openpty()
    env = {**environment, "TERM": "xterm", "COLUMNS": "80"}
    shown = subprocess.Popen(command, cwd=here, env=env, stderr=terminal, stdout=terminal)
    os.close(terminal)
    seen = b""
    while True:
        try:
            piece = os.read(main, 4096)
        except OSError:
            break
        if not piece:
            break
        seen += piece
    assert shown.wait() == 0
    os.close(main)
    assert b"Assessing" in seen


def test_the_words_written_again_for_help_are_those_of_the_tables():
    from pmo_advisor.tables.csv_in import SEPARATORS
    from pmo_advisor.tables.kinds import KINDS as KNOWN

    assert batch.KINDS == KNOWN
    assert tuple(SEPARATORS) == batch.SEPARATORS


def test_help_needs_no_tables(environment):
    code = (
        "import sys; from click.testing import CliRunner; from pmo_advisor.cli.main import cli;"
        "CliRunner().invoke(cli, ['batch', '--help']);"
        "assert not {'numpy', 'pyarrow', 'duckdb', 'pyspark'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=environment, cwd=ROOT)
