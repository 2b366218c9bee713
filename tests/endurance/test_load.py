"""Many answer while many watch: no error, soon saved, soon on every screen, memory flat.

How it is measured is said in ``load.py``, which runs as a process beside the server. What takes
how long is judged in the soak only; the small run asks whether everything arrives.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from typing import Any

from tests import needs, soak
from tests.endurance.load import Plan, Report
from tests.endurance.served import Served
from tests.shipped import ROOT

PEOPLE, LEADS, SCREENS, INTERVAL = (200, 10, 20, 5.0) if soak.FULL else (9, 3, 4, 1.0)
PACED = 180.0 if soak.FULL else 4.0
AN_HOUR = 200 * 720 if soak.FULL else 600
"""What so many save in an hour at that pace; in the small run, enough to see a leak grow."""

LONGEST = 4 * 3600 if soak.FULL else 300
"""Seconds after which a load is given up: far more than a busy machine takes."""

SAVED, SHOWN = 0.25, 1.0
"""Seconds until 95 of 100 answers are acknowledged, and are on the screens."""

GROWTH = 1.05 if soak.FULL else 1.08
"""How much memory may grow from the first tenth of an hour's worth to the last."""


@cache
def _small(served: Served) -> Report:
    """Both in one: people's pace, then full speed."""
    return _load(served, PACED, AN_HOUR)


def _loaded(served: Served, paced: float, saves: int) -> Report:
    """What came of a load on the server. A small one is laid on it once for both tests."""
    return _load(served, paced, saves) if soak.FULL else _small(served)


def _load(served: Served, paced: float, saves: int) -> Report:
    served.stop()
    served.start()
    before = served.said()
    plan = Plan(served.port, served.pid, PEOPLE, LEADS, SCREENS, INTERVAL, paced, saves, seed=1)
    done = subprocess.run(
        [sys.executable, "-m", "tests.endurance.load", json.dumps(plan._asdict())],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    report = Report(**json.loads(done.stdout))
    assert report.errors == 0, done.stderr[-4000:]
    assert served.said() == before, "the server complains of nothing"
    return report


@soak.long(f"seconds in which {PEOPLE} people answer while {SCREENS} screens watch", int(PACED))
def test_many_answer_and_every_screen_is_told(served: Served, figures: dict[str, Any]) -> None:
    report = _loaded(served, PACED, 0)
    assert report.paced_saves > PEOPLE * PACED / INTERVAL / 2
    assert report.showing
    assert report.unseen == 0
    figures["database"] = served.kind
    figures["load"] = report._asdict()
    if soak.FULL:
        assert report.saving[1] < SAVED, report
        assert report.showing[1] < SHOWN, report
        assert report.busy < 0.5, "the load itself is what is slow"


@soak.long("answers saved by as many as one server takes: its memory stays flat", AN_HOUR)
def test_memory_stays_flat_over_an_hours_worth_of_answers(
    served: Served, figures: dict[str, Any]
) -> None:
    needs.linux_memory()
    report = _loaded(served, 0, AN_HOUR)
    assert report.saves >= AN_HOUR
    figures["database"] = served.kind
    figures["load"] = report._asdict()
    figures["memory"] = report.memory[0], report.memory[-1]
    assert report.memory[-1] < report.memory[0] * GROWTH, report
