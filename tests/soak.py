"""The long tests: how often they repeat, and the figures that they leave behind."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

Case = TypeVar("Case")
FULL = os.environ.get("PMO_SOAK") == "1"
FIGURES = Path(
    os.environ.get("PMO_SOAK_FIGURES") or Path(__file__).parents[1] / ".soak" / "figures.jsonl"
)
"""A line of JSON for each long test that ran in full; tools/measurements.py reads it."""


def count(full: int) -> int:
    """``full`` under PMO_SOAK=1 (``make soak``), else a hundredth of it."""
    return full if FULL else max(1, full // 100)


def spread(cases: Sequence[Case], step: int) -> Sequence[Case]:
    """All cases under PMO_SOAK=1, else one of so many, from the first to the last."""
    return cases if FULL else cases[::step]


def long(what: str, times: int) -> pytest.MarkDecorator:
    """Marks a long test; ``what`` says in English what it repeats ``times`` times."""
    return pytest.mark.soak(what, times)


def memory() -> int:
    """Bytes that the process holds now. Only where needs.linux_memory() does not skip."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def record(figures: Mapping[str, object]) -> None:
    """Add the figures of one long test."""
    FIGURES.parent.mkdir(parents=True, exist_ok=True)
    with FIGURES.open("a", encoding="utf-8") as file:
        file.write(json.dumps(figures, ensure_ascii=False) + "\n")
