"""Running the commands: inside this process, and as processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from pmo_advisor.cli.main import cli
from pmo_advisor.consultation.firm import provable
from pmo_advisor.knowledge import document, library, texts, yaml_reader
from pmo_advisor.model.domain import Value
from pmo_advisor.model.firmness import Firmness
from pmo_advisor.model.rulebook import Rulebook

ROOT = Path(__file__).parents[2]
SHEET = ROOT / "examples" / "rd-1000" / "answers.yaml"
PROGRAM = [sys.executable, "-c", "from pmo_advisor.cli.main import main; main()"]

if TYPE_CHECKING:
    from pmo_advisor.reasoning.prove.prover import Prover

Invoke = Callable[..., Result]
Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="package", autouse=True)
def _proved_once() -> Iterator[None]:
    """The commands run on few sheets many times: each is proved once in this process."""
    if not provable():
        yield
        return
    from pmo_advisor.reasoning.prove import firmness

    plain, known = firmness.firmness, dict[str, Firmness]()

    def remembered(prover: Prover, answers: Mapping[str, Value]) -> Firmness:
        said = json.dumps(answers, sort_keys=True)
        key = f"{prover.program.rulebook.fingerprint} {prover.limits} {said}"
        if key not in known:
            known[key] = plain(prover, answers)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(firmness, "firmness", remembered)
        yield


@pytest.fixture(scope="package", autouse=True)
def _read_once() -> Iterator[None]:
    """What is shipped and read by every command is read once in this process; packs each time."""
    load, load_texts, read_file = library.load, texts.load_texts, yaml_reader.read_file
    rulebook, shipped_texts, shipped_file = cache(load), cache(load_texts), cache(read_file)

    def loaded(folders: Sequence[Path] = (), *, base: Path | None = None) -> Rulebook:
        return load(folders, base=base) if folders or base else rulebook()

    def said(folders: Sequence[Path] = (), *, base: Path | None = None) -> texts.Texts:
        return load_texts(folders, base=base) if folders or base else shipped_texts()

    def read(path: Path, *limit: int) -> document.Document:
        is_own = path.is_relative_to(ROOT / "texts") and not limit
        return shipped_file(path) if is_own else read_file(path, *limit)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "load", loaded)
        patch.setattr(texts, "load_texts", said)
        patch.setattr(yaml_reader, "read_file", read)
        yield


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder and an environment that says nothing of a language."""
    monkeypatch.chdir(tmp_path)
    for name in ("PMO_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def invoke(here: Path) -> Invoke:
    """Run a command inside this process."""

    def invoked(*args: str, lines: str = "", **env: str) -> Result:
        return CliRunner(env=env or None).invoke(cli, list(args), input=lines)

    return invoked


@pytest.fixture
def environment(here: Path) -> dict[str, str]:
    """What a process of ours is given to know, and nothing more."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}


@pytest.fixture
def run(here: Path, environment: dict[str, str]) -> Run:
    """Run a command as a process of its own."""

    def ran(*args: str, given: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [*PROGRAM, *args],
            input=given,
            capture_output=True,
            cwd=here,
            env={**environment, **env},
            timeout=60,
            check=False,
        )

    return ran
