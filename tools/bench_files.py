"""Whole runs over files: a million organisations, and two versions of knowledge over clients.

Each run is a process of its own, so that its memory is its own. Its processor time is printed
beside the seconds, since on a busy machine only that means something.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from pmo_advisor.logic.program import Program
from pmo_advisor.model.columns import UNKNOWN, Codes
from pmo_advisor.model.domain import Numbers
from tools.bench_many import random_answers
from tools.timing import Target

ORGANIZATIONS, CLIENTS, PART = 1_000_000, 10_000, 50_000
WHOLE_TARGET_S, WHOLE_TARGET_MB, DIFF_TARGET_S = 60.0, 1000.0, 10.0
RUN = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
sys.stderr.buffer.write(code.stderr if code.returncode else b"")
print(used.ru_maxrss // 1024, used.ru_utime + used.ru_stime)
sys.exit(code.returncode)
"""
MOVED = "many_deliveries"
CHANGED = """
- id: many_deliveries
  name: {zh: 并行交付多, en: many parallel deliveries}
  value: VALUE
  unit: {zh: 个, en: deliveries}
  because: {zh: 试一试别的界线。, en: Another bound is tried.}
"""


class Ran(NamedTuple):
    """What one run took: seconds, megabytes at most, seconds of the processors."""

    seconds: float
    megabytes: float
    processor: float

    def __str__(self) -> str:
        return (
            f"{self.seconds:8.1f} s{self.megabytes:8.0f} MB at most"
            f"{self.processor:8.1f} s of the processors"
        )


def files(program: Program) -> list[Target]:
    """A million organisations from Parquet to Parquet, and a change of knowledge over clients."""
    with tempfile.TemporaryDirectory() as folder:
        many, few = Path(folder, "many.parquet"), Path(folder, "few.parquet")
        _write(program, many, ORGANIZATIONS)
        _write(program, few, CLIENTS)
        whole = _run(["batch", str(many), "-o", str(Path(folder, "out.parquet"))], folder)
        pack = _pack(program, Path(folder, "pack"))
        command = ["pack", "diff", "shipped", str(pack), "--clients", str(few)]
        _run(command, folder)  # the checked knowledge is kept from here on
        diff = _run(command, folder)
    print("\nWhole runs over files")
    print(f"  batch, {ORGANIZATIONS:,} organisations, Parquet to Parquet {whole}")
    print(f"  pack diff, {CLIENTS:,} clients {'':<27}{diff}\n")
    return [
        Target("a million organisations", whole.seconds, WHOLE_TARGET_S, " s"),
        Target("peak memory of a million organisations", whole.megabytes, WHOLE_TARGET_MB, " MB"),
        Target(
            "a change of knowledge over ten thousand clients", diff.seconds, DIFF_TARGET_S, " s"
        ),
    ]


def _run(command: Sequence[str], folder: str) -> Ran:
    program = [sys.executable, "-m", "pmo_advisor", *command]
    environment = os.environ | {"PMO_LANG": "en", "XDG_CACHE_HOME": folder}
    start = perf_counter()
    told = subprocess.run(  # noqa: S603  (our own program)
        [sys.executable, "-c", RUN, *program],
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    ).stdout
    seconds = perf_counter() - start
    megabytes, processor = map(float, told.split())
    return Ran(seconds, megabytes, processor)


def _write(program: Program, path: Path, organizations: int) -> None:
    """So many organisations with random answers, a sheet each, in parts."""
    writer: pq.ParquetWriter | None = None
    for start in range(0, organizations, PART):
        rows = min(PART, organizations - start)
        names = [f"organisation {start + row}" for row in range(rows)]
        columns = {
            fact: _words(program, fact, codes)
            for fact, codes in random_answers(program, rows).items()
        }
        table = pa.table({"organization": names, **columns})
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    if writer is not None:
        writer.close()


def _words(program: Program, fact: str, codes: Codes) -> pa.Array:
    """The answers as a person gives them."""
    domain, unknown = program.domains[fact], codes == UNKNOWN
    if isinstance(domain, Numbers):
        return pa.array(codes, mask=unknown)
    return pa.DictionaryArray.from_arrays(pa.array(codes, mask=unknown), list(domain.words)).cast(
        pa.string()
    )


def _pack(program: Program, folder: Path) -> Path:
    """A pack that moves one threshold."""
    catalog = folder / "rules" / "catalog"
    catalog.mkdir(parents=True)
    held = program.rulebook.threshold[MOVED]
    changed = CHANGED.replace("VALUE", str(held * 2))
    (catalog / "thresholds.yaml").write_text(changed, encoding="utf-8")
    return folder
