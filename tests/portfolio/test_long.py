"""A million organisations from Parquet to Parquet, in flat memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pmo_advisor.model.domain import Numbers
from pmo_advisor.model.question import TextQuestion
from tests import needs, soak
from tests.shipped import ROOT, program

ROWS = soak.count(1_000_000)
MOST_MEMORY = 1_000_000_000
PEAK = (
    "import re, sys; from pmo_advisor.cli.main import cli;"
    "code = 0\n"
    "try: cli.main(sys.argv[1:])\n"
    "except SystemExit as end: code = end.code\n"
    "print(1024 * int(re.search('VmHWM:.* ([0-9]+) kB', open('/proc/self/status').read())[1]))\n"
    "sys.exit(code)"
)
"""The most memory of its own; what getrusage gives begins with that of the process before it."""


def table(rows: int) -> Any:
    """So many organisations with an answer to nine questions in ten."""
    import numpy as np
    import pyarrow as pa

    dice = np.random.default_rng(1)
    columns: dict[str, Any] = {
        "organization": pa.array([f"organisation {place}" for place in range(rows)]),
        "site": pa.array([f"site {place % 1000}" for place in range(rows)]),
    }
    for question in program().rulebook.questions:
        if isinstance(question, TextQuestion):
            continue
        domain, without = question.domain(), dice.random(rows) < 0.1
        if isinstance(domain, Numbers):
            values = np.clip(dice.lognormal(3, 1.5, rows), domain.low, domain.high)
            columns[question.id] = pa.array(values.astype(np.int64), mask=without)
        else:
            places = pa.array(dice.integers(0, len(domain.words), rows), mask=without)
            columns[question.id] = pa.array(domain.words).take(places)
    return pa.table(columns)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the table, made before the clock of the test runs."""
    needs.tables()
    import pyarrow.parquet as pq

    pq.write_table(table(ROWS), tmp_path / "in.parquet", row_group_size=100_000)
    return tmp_path


@soak.long("organisations assessed by batch, from Parquet to Parquet", ROWS)
def test_a_large_table_is_done_in_flat_memory(folder: Path) -> None:
    needs.linux_memory()
    import pyarrow.parquet as pq

    done = subprocess.run(
        [sys.executable, "-c", PEAK, "batch", "in.parquet", "-o", "out.parquet"],
        check=False,
        capture_output=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    assert pq.ParquetFile(folder / "out.parquet").metadata.num_rows == ROWS
    assert int(done.stdout) < MOST_MEMORY
