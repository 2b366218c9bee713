"""The wheel does the same job outside the checkout, with the knowledge that lies inside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from pmo_advisor.knowledge import library
from tests.shipped import ROOT

SCRIPTS = "Scripts" if os.name == "nt" else "bin"
UNREACHABLE = (
    *("Failed to establish a new connection", "Temporary failure in name resolution"),
    *("Name or service not known", "Network is unreachable", "Connection refused"),
    *("Connection timed out", "Read timed out", "ProxyError", "Max retries exceeded"),
)
"""What pip says where it meets no index; anything else that fails is a fault of the wheel."""


def environment(home: Path) -> dict[str, str]:
    """An environment that knows nothing of the checkout or of the virtual environment in use."""
    left_out = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PMO_LANG", "PMO_CACHE")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return kept | {"XDG_CACHE_HOME": str(home / "cache"), "LC_ALL": "C.UTF-8"}


def run(*command: str, at: Path, said: dict[str, str] | None = None) -> str:
    """Standard output of a program that must succeed."""
    done = subprocess.run(
        command, cwd=at, env=said, capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build(folder: Path) -> Path:
    """The wheel, built from the source distribution as a packager would build it."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), ".", at=ROOT)
    assert len(list(folder.glob("*.tar.gz"))) == 1
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(wheel: Path, folder: Path) -> Path:
    """Where the programs of a new environment are in which only the wheel is installed."""
    venv.create(folder, with_pip=False)
    programs = folder / SCRIPTS
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "install", "--quiet"]
    done = subprocess.run(
        [*pip, "--disable-pip-version-check", "--retries", "1", str(wheel)],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    if done.returncode and any(sign in done.stderr for sign in UNREACHABLE):
        sentence = "No package index can be reached, so the wheel cannot be installed anew."
        if os.environ.get("PMO_NO_SKIP") == "1":
            pytest.fail(sentence)
        pytest.skip(sentence)
    assert done.returncode == 0, done.stderr
    return programs


def test_the_wheel_advises_outside_the_checkout(tmp_path: Path) -> None:
    programs = install(build(tmp_path / "dist"), tmp_path / "venv")
    away = tmp_path / "away"
    away.mkdir()
    shutil.copy(ROOT / "examples" / "rd-1000" / "answers.yaml", away / "mine.yaml")
    said = environment(tmp_path)
    program, python = str(programs / "pmo-advisor"), str(programs / "python")

    place = (
        "from pmo_advisor.knowledge import library as l; print(l.shipped(), l.load().fingerprint)"
    )
    shipped, fingerprint = run(python, "-c", place, at=away, said=said).rsplit(maxsplit=1)
    assert Path(shipped).is_relative_to((tmp_path / "venv").resolve())
    assert fingerprint == library.load().fingerprint

    ours = str(Path(sys.executable).with_name("pmo-advisor"))
    for lang, kind in (("zh", "text"), ("en", "md"), ("zh", "html"), ("en", "json")):
        command = ("advise", "mine.yaml", "--lang", lang, "--format", kind, "--no-firmness")
        shown = run(program, *command, at=away, said=said)
        assert shown == run(ours, *command, at=away, said=said)
    blank = run(program, "questions", "--party", "executive", "--format", "md", at=away, said=said)
    assert blank.startswith("#")
    assert run(program, "pack", "check", at=away, said=said)
