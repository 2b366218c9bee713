"""make looks first, and says in one line what is missing."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.shipped import ROOT
from tools import preflight

SCRIPT = ROOT / "tools" / "preflight.py"


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A machine with Python 3.11, its headers and a compiler, and nothing installed yet."""
    monkeypatch.setattr(sys, "version_info", (3, 11, 0, "final", 0))
    monkeypatch.setattr(preflight, "find_spec", lambda _: None)
    monkeypatch.setattr(preflight, "compiler", lambda: "cc")
    monkeypatch.setattr(preflight, "headers", lambda: True)
    return monkeypatch


def test_a_machine_that_has_all(
    machine: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert preflight.main() is None
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("version", [(3, 6), (3, 10)])
def test_a_python_that_is_too_old(machine: pytest.MonkeyPatch, version: tuple[int, int]) -> None:
    machine.setattr(sys, "version_info", (*version, 1, "final", 0))
    said = preflight.main()
    assert said is not None
    assert "Python 3.11" in said
    assert "\n" not in said


@pytest.mark.parametrize(
    ("missing", "gone", "names"),
    [("compiler", None, "build-essential"), ("headers", False, "python3-dev")],
)
def test_what_builds_durable_rules_is_missing(
    machine: pytest.MonkeyPatch, missing: str, gone: object, names: str
) -> None:
    machine.setattr(preflight, missing, lambda: gone)
    said = preflight.main()
    assert said is not None
    assert names in said
    assert "\n" not in said
    machine.setattr(preflight, "find_spec", lambda _: "is there")
    assert preflight.main() is None, "where it is installed nothing need be built"


@pytest.mark.parametrize("version", [(3, 13), (3, 14)])
def test_a_python_without_durable_rules_needs_no_compiler(
    machine: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], version: tuple[int, int]
) -> None:
    machine.setattr(sys, "version_info", (*version, 0, "final", 0))
    machine.setattr(preflight, "compiler", lambda: None)
    assert preflight.main() is None
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert "plain evaluator" in said


def test_a_compiler_is_looked_for_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sysconfig, "get_config_var", lambda _: "no-such-compiler -pthread")
    monkeypatch.setenv("PATH", "")
    assert preflight.compiler() is None


def test_an_old_python_can_read_the_script() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 4))


_OLD = """#!{python}
import runpy, sys
sys.version_info = (3, 9, 0, "final", 0)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.mark.parametrize("goal", ["demo", "test"])
def test_make_stops_before_it_installs_anything(tmp_path: Path, goal: str) -> None:
    make = shutil.which("make")
    if make is None:
        pytest.skip("There is no make here.")
    old = tmp_path / "python3.9"
    old.write_text(_OLD.format(python=sys.executable), encoding="utf-8")
    old.chmod(0o755)
    done = subprocess.run(
        [make, f"PYTHON={old}", f"VENV={tmp_path / 'venv'}", goal],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    ours = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert ours == ["pmo-advisor needs Python 3.11 or later: try `make PYTHON=python3.11 demo`."]
    assert done.stdout == ""
    assert not (tmp_path / "venv").exists()
