"""The house rules of the code: its rooms, its arrows, its sizes, and where words may stand."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from tests.shipped import ROOT

PACKAGE = ROOT / "pmo_advisor"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 300
LONGER = {
    "model/advice.py": "the shape of the advice: one record after the other, nothing to take apart",
}
"""Modules past LONGEST lines, each with the reason why it is one piece."""

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
CHINESE = re.compile(rf"[\u3000-\u303f{_HAN}]")
CHINESE_WORD = re.compile(rf"[{_HAN}]{{3}}")
SIGNS = {
    "cli/blank/paper.py": "a full-width space, to set steps in line with each other",
    "cli/interview/typed.py": "a date as it is typed in Chinese",
    "knowledge/pairs.py": "what stands in quotation marks or brackets",
    "reports/formats/pdf/typesetting.py": "the sign for a character that no face has",
    "reports/formats/pdf/words.py": "the stops between which a heading may be parted",
    "reports/sections/value.py": "the stop at the end of a sentence",
    "reports/typography.py": "where Chinese type takes a space and where a line may end",
}
"""Modules that know single Chinese signs, with what for. Words stand in texts/, even there."""


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@cache
def imports(path: Path) -> tuple[str, ...]:
    return tuple(_imports(ast.parse(path.read_text(encoding="utf-8"))))


def _imports(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module


def test_only_modules_with_a_reason_are_long() -> None:
    long = {
        name(path)
        for path in MODULES
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST
    }
    assert long == set(LONGER)


def test_the_arrows_between_rooms_are_kept() -> None:
    assert lint_imports(str(ROOT / "pyproject.toml"), no_cache=True) == 0


@pytest.mark.parametrize(
    ("library", "owners"),
    [
        ("durable", {"reasoning/fire.py"}),
        ("yaml", {"knowledge/yaml_reader.py", "knowledge/sheet_writer.py"}),
        ("docx", {"reports/formats/word/"}),
        ("docxtpl", {"reports/formats/word/"}),
        ("pptx", {"reports/formats/slides/"}),
        ("xlsxwriter", {"reports/formats/sheets/", "tables/xlsx_out.py"}),
        ("duckdb", {"tables/sorting.py"}),
        ("python_calamine", {"tables/xlsx_in.py"}),
        ("pyspark", {"portfolio/spark.py"}),
        ("typst", {"reports/formats/pdf/", "reports/formats/raster.py"}),
        ("coloraide", {"reports/formats/palette.py"}),
    ],
)
def test_a_library_has_one_owner(library: str, owners: set[str]) -> None:
    """A module, or a room whose name ends with a slash."""
    users = {
        name(path) for path in MODULES if any(one.split(".")[0] == library for one in imports(path))
    }
    assert users
    assert {one for one in users if not one.startswith(tuple(owners))} == set()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_words_for_people_stand_in_the_texts(path: Path) -> None:
    """A Chinese word in Python would be a text without an English twin."""
    said = [
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [one for one in said if CHINESE_WORD.search(one)] == []
    assert any(CHINESE.search(one) for one in said) == (name(path) in SIGNS)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["advise", "--help"]])
def test_help_waits_for_no_heavy_library(arguments: list[str]) -> None:
    script = f"""
import sys
from pmo_advisor.cli.main import main
sys.argv[1:] = {arguments!r}
try:
    main()
except SystemExit as done:
    assert not done.code, done.code
print(*{{"pydantic", "jinja2", "durable", "rich"}} & set(sys.modules), file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr.strip()) == (0, "")
