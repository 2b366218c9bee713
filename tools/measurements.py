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
KNOWLEDGE, SERVER = "## Knowledge and engines", "## The web workshop"
HOW = """`pmo-advisor serve` as a process of its own, killed or loaded over HTTP from another
process on the same machine; both databases with full synchronisation. A save counts from the moment
at which it is due, whatever keeps it from being sent, until the server has acknowledged it; then
until an event has brought it to each of the screens, of which up to 0.25 s are the server's own
gathering of changes. Of 200 people, ten are PMO leads, whose every answer changes what the screens
show; one of ten others answers without scripts and loads a page after each answer. Times are
milliseconds."""


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


def _table(*lines: tuple[object, ...]) -> Iterator[str]:
    """A table: its head, then its rows; none without rows. What is no text stands to the right."""
    head, *body = lines
    if not body:
        return
    right = [all(not isinstance(line[place], str) for line in body) for place in range(len(head))]
    yield f"| {' | '.join(map(str, head))} |"
    yield f"|{'|'.join('---:' if one else '---' for one in right)}|"
    for line in body:
        yield f"| {' | '.join(map(_cell, line))} |"


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.1f}"
    return f"{value:,}" if isinstance(value, int) else "" if value is None else str(value)


def _what(one: dict[str, Any]) -> str:
    what: str = one["what"]
    return what[:1].upper() + what[1:]


def knowledge(figures: list[dict[str, Any]]) -> Iterator[str]:
    """What was repeated on the rulebook and the engines; memory in millions of bytes."""
    book = program().rulebook
    yield (
        f"Machine: {machine()}. "
        f"Shipped knowledge: {len(book.rule)} rules, {len(book.questions)} questions.\n"
    )
    figures = sorted(figures, key=lambda one: "memory" not in one)
    yield from _table(
        ("What was repeated", "Times", "Seconds", "MB before", "MB after"),
        *(
            (
                _what(one),
                one["times"],
                round(one["seconds"]),
                *([value / 1e6 for value in one.get("memory", ())] or [None, None]),
            )
            for one in figures
        ),
    )


def server(figures: list[dict[str, Any]]) -> Iterator[str]:
    """What the server went through: kills, then load at people's pace, then an hour's worth."""
    yield f"{HOW}\n\nMachine: {machine()}.\n"
    loads = [one for one in figures if "load" in one]
    yield from _table(
        ("What was done", "Database", "Times", "Answers acknowledged", "Seconds"),
        *(
            (_what(one), one["database"], one["times"], one["saved"], round(one["seconds"]))
            for one in figures
            if "saved" in one
        ),
    )
    yield ""
    paced = [one for one in loads if one["load"]["paced_saves"]]
    yield from _table(
        (
            "At people's pace",
            "Database",
            "Saves",
            "Errors",
            "Saved: median",
            "95 %",
            "99 %",
            "longest",
            "On the screens: median",
            "95 %",
            "99 %",
            "longest",
            "Machine busy, %",
        ),
        *(
            (
                f"{one['times']} {one['what']}",
                one["database"],
                one["load"]["paced_saves"],
                one["load"]["errors"],
                *(round(1000 * value) for value in one["load"]["saving"]),
                *(round(1000 * value) for value in one["load"]["showing"]),
                round(100 * one["load"]["machine"]),
            )
            for one in paced
        ),
    )
    yield ""
    yield from _table(
        (
            "At full speed",
            "Database",
            "Saves",
            "Pages loaded",
            "Errors",
            "Saves in a second",
            "MB after a tenth",
            "MB at the end",
        ),
        *(
            (
                _what(one),
                one["database"],
                one["load"]["saves"],
                one["load"]["pages"],
                one["load"]["errors"],
                round(one["load"]["rate"]),
                *(value / 1e6 for value in one["memory"]),
            )
            for one in loads
            if one not in paced
        ),
    )


def _held(heading: str) -> str:
    """A section as it stands in the file."""
    before = TARGET.read_text(encoding="utf-8") if TARGET.is_file() else ""
    return before.partition(f"{heading}\n\n")[2].partition("\n## ")[0].strip()


def main() -> int:
    """Write the file; what was not measured again stays. 1 where no long test has left figures."""
    if not FIGURES.is_file():
        print(f"No figures in {FIGURES.name}: run `make soak`.", file=sys.stderr)
        return 1
    lines = FIGURES.read_text(encoding="utf-8").splitlines()
    figures = [json.loads(line) for line in lines]
    sections = {
        KNOWLEDGE: (knowledge, [one for one in figures if "part" not in one]),
        SERVER: (server, [one for one in figures if "part" in one]),
    }
    text = HEAD
    for heading, (write, found) in sections.items():
        told = "\n".join(write(found)) if found else _held(heading)
        text += f"\n{heading}\n\n{told}\n" if told else ""
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    print(TARGET.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
