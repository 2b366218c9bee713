"""Write docs/measurements.md from the figures that the long tests left behind: `make soak`."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from tests.shipped import ROOT, program
from tests.soak import FIGURES

TARGET = ROOT / "docs" / "measurements.md"
HEAD = """# Measurements

Written by `make soak`, which runs in full what `make test` runs a hundredth of, and fails where an
expectation does not hold. Seconds depend on the machine; that memory stays flat does not.

"""


def machine() -> str:
    """What was measured on, in words that name no machine."""
    cores = os.cpu_count() or 1
    system = {"Darwin": "macOS"}.get(platform.system(), platform.system())
    python = f"{platform.python_implementation()} {sys.version_info[0]}.{sys.version_info[1]}"
    return f"{cores} core{'s' if cores > 1 else ''}, {system}, {python}, {_engine()}"


def _engine() -> str:
    try:
        return f"durable-rules {version('durable-rules')}"
    except PackageNotFoundError:
        return "no durable-rules"


def rows(figures: list[dict[str, Any]]) -> Iterator[str]:
    """The lines of the table; memory in millions of bytes."""
    yield "| What was repeated | Times | Seconds | MB before | MB after |"
    yield "|---|---:|---:|---:|---:|"
    for one in figures:
        memory = [f"{value / 1e6:.1f}" for value in one.get("memory", ())] or ["", ""]
        what = one["what"][:1].upper() + one["what"][1:]
        yield f"| {what} | {one['times']:,} | {one['seconds']:,.0f} | {' | '.join(memory)} |"


def main() -> int:
    """Write the file. 1 where no long test has left figures."""
    if not FIGURES.is_file():
        print(f"No figures in {FIGURES.name}: run `make soak`.", file=sys.stderr)
        return 1
    lines = FIGURES.read_text(encoding="utf-8").splitlines()
    figures = sorted((json.loads(line) for line in lines), key=lambda one: "memory" not in one)
    book = program().rulebook
    shipped = f"Shipped knowledge: {len(book.rule)} rules, {len(book.questions)} questions."
    text = f"{HEAD}Machine: {machine()}. {shipped}\n\n" + "\n".join(rows(figures)) + "\n"
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    print(TARGET.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
