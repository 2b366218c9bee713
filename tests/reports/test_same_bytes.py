"""The same input gives the same bytes in every format: on another day, and in another folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.shipped import ROOT

SCRIPT = """
import datetime, sys, time

days = float(sys.argv[1])
present, local, later = time.time, time.localtime, datetime.timedelta(days=days)

class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + later
    @classmethod
    def utcnow(cls):
        return super().now(datetime.UTC).replace(tzinfo=None) + later

datetime.datetime = Later
time.time = lambda: present() + 86400 * days
time.localtime = lambda *moment: local(*moment or (time.time(),))

import hashlib
from tests.reports import sample
from tests.shipped import program
from tools.documents import bilingual, orders
from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.reports.produce import Material, produce

advice = sample.example("three-parties")
material = Material(advice, program().rulebook, sample.texts(), load_brand(), "internal")
for order in (*orders(), *bilingual()):
    print(*order, hashlib.sha256(produce(order, material)).hexdigest())
"""


def _made(folder: Path, seed: str, days: int) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "TZ": "UTC"}
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(days)],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_another_day_another_folder_another_process_give_the_same_bytes(tmp_path: Path) -> None:
    runs = [_made(ROOT, "0", 0), _made(tmp_path, "1", 400)]
    first, second = [run.communicate(timeout=300)[0].splitlines() for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert len(first) > 20
    assert [one for one in first if one not in second] == []
