"""On Spark the same files give the same result as on one machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import needs
from tests.portfolio.tables import sheets, write
from tests.shipped import ROOT

WORKERS = "local[2]"
QUICK = {
    "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "PYSPARK_SUBMIT_ARGS": "--conf spark.sql.codegen.wholeStage=false pyspark-shell",
}
"""What makes Java and Spark compile less, which few rows do not repay."""


def run(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "JAVA_HOME") if name in os.environ}
    env = {**kept, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", **QUICK}
    return subprocess.run(
        [sys.executable, "-m", "pmo_advisor", "batch", *args],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env=env,
    )


def read(path: Path) -> Any:
    """One table of a file, or of the parts that Spark wrote, in the order of their names."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    files = sorted(path.glob("part-*.parquet")) if path.is_dir() else [path]
    return pa.concat_tables(pq.read_table(one) for one in files)


def test_several_workers_tell_what_one_machine_tells(tmp_path: Path) -> None:
    needs.spark()
    given = sheets(240, clients=60)
    for place, one in enumerate(given):
        one["site.name `x`"] = place / 4
        one["type"] = "ours"
    given[17]["core_problem"] = "no such thing"
    given[200]["rd_headcount"] = "many"
    given[200]["pain_rework"] = "9"
    write(tmp_path / "1.parquet", given[:150])
    write(tmp_path / "2.parquet", given[150:])
    files = ("1.parquet", "2.parquet")
    here = run(tmp_path, *files, "-o", "here.parquet")
    assert here.returncode == 0, here.stderr
    there = run(
        *(tmp_path, *files, "-o", "there.parquet", "--on", "spark", "--spark-master", WORKERS)
    )
    assert there.returncode == 0, there.stderr

    expected, found = read(tmp_path / "here.parquet"), read(tmp_path / "there.parquet")
    assert found.schema.equals(expected.schema)
    assert found.equals(expected)
    rejects = [tmp_path / f"{one}.parquet.rejects.csv" for one in ("here", "there")]
    assert rejects[0].read_bytes() == rejects[1].read_bytes()
    assert rejects[0].read_bytes().count(b"\n") == 4
    counted = [line for line in here.stderr.splitlines() if "240" in line]
    assert counted
    assert counted[0] in there.stderr


@pytest.mark.parametrize(
    "args",
    [
        ("in.csv", "-o", "out.parquet"),
        ("in.parquet", "-o", "out.csv"),
        ("-", "-o", "out.parquet"),
        ("in.parquet", "-o", "there.parquet"),
        ("in.parquet", "-o", "out.parquet", "--resume"),
    ],
)
def test_what_spark_does_not_do_is_said_before_it_starts(
    tmp_path: Path, args: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    needs.spark()
    from click.testing import CliRunner

    from pmo_advisor.cli.main import cli
    from pmo_advisor.portfolio import spark

    def never(_master: str | None) -> None:
        raise AssertionError("started")

    monkeypatch.setattr(spark, "session", never)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.parquet").mkdir()
    write(tmp_path / "in.parquet", sheets(2))
    done = CliRunner().invoke(cli, ["batch", *args, "--on", "spark"])
    assert done.exit_code == 2, done.output
