"""What other programs may rely on: the published schemas, and the same bytes for the same input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from pmo_advisor.cli.consult import consult
from pmo_advisor.knowledge import intake, yaml_reader
from pmo_advisor.knowledge.schemas import schema_files
from pmo_advisor.reports.render import render
from tests import needs, soak
from tests.shipped import ROOT

PUBLISHED = ROOT / "docs" / "schemas"
EXAMPLES = sorted({path.parent.name for path in (ROOT / "examples").glob("*/*.yaml")})
SHEETS = sorted((ROOT / "examples").glob("*/*.yaml"))
TOP_KEYS = [
    *("position", "services", "roadmap", "staffing", "value", "boundaries", "warnings"),
    *("parties", "explanation", "firmness", "provenance"),
]
POSITION_IDS = (
    *("type", "runner_up", "secondary_type", "target_type"),
    *("level", "control", "lifetime"),
)


def schema(name: str) -> Draft202012Validator:
    found = json.loads((PUBLISHED / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found, format_checker=FormatChecker())


@cache
def advice_json(example: str, engine: str) -> str:
    """The advice on an example as `advise --format json` writes it."""
    paths = sorted((ROOT / "examples" / example).glob("*.yaml"))
    advice, program, texts, _ = consult([str(path) for path in paths], (), engine)
    return render(advice, program.rulebook, texts, "en", "json")


def test_the_published_schemas_are_those_of_the_code() -> None:
    """`make schemas` writes them again."""
    published = {path.name: path.read_text(encoding="utf-8") for path in PUBLISHED.iterdir()}
    assert published == dict(schema_files())


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_example_sheet_follows_its_schema(path: Path) -> None:
    text = intake.decode(path.read_bytes(), path.name)
    schema("sheet").validate(yaml_reader.read_text(text, path.name).value)


def test_the_schema_of_a_sheet_refuses_what_is_none() -> None:
    good: dict[str, Any] = {"schema_version": 1, "answers": {"core_problem": "unknown"}}
    assert schema("sheet").is_valid(good)
    spoilt: list[dict[str, Any]] = [
        {"answer": {}},
        {"party": "guest"},
        {"answers": {"a": [1]}},
        {"date": "soon"},
    ]
    for one in spoilt:
        assert not schema("sheet").is_valid(good | one), one


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_advice_follows_its_schema(example: str) -> None:
    advice = json.loads(advice_json(example, "plain"))
    schema("advice").validate(advice)
    assert list(advice) == TOP_KEYS
    assert set(POSITION_IDS) <= set(advice["position"])
    for name in POSITION_IDS:
        found = advice["position"][name]
        assert found is None or found.isidentifier(), name
    assert advice["firmness"] is None
    assert all(advice["explanation"]["firmness_missing"][lang].strip() for lang in ("zh", "en"))


@pytest.mark.parametrize("example", EXAMPLES)
def test_both_engines_give_the_same_bytes(example: str) -> None:
    needs.durable()
    assert advice_json(example, "durable") == advice_json(example, "plain")


_ALL_DOCUMENTS = """
import hashlib, sys
from pathlib import Path
from pmo_advisor.cli.consult import FIRMNESS_MISSING
from pmo_advisor.consultation.advise import advise
from pmo_advisor.knowledge import library, sheets, texts
from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.logic.program import bind
from pmo_advisor.reasoning.engine import choose
from pmo_advisor.reports.render import FORMATS, render
program, said = bind(library.load()), texts.load_texts(())
engine = choose(program)
for folder in map(Path, sys.argv[1:]):
    given = sheets.read_sheets(sorted(folder.glob("*.yaml")), program.rulebook)
    digests = [sheets.sheet_digest(one) for one in given]
    advice = advise(program, given, engine, said.text(FIRMNESS_MISSING), digests)
    for kind in FORMATS:
        for lang in ("zh", "en"):
            shown = render(advice, program.rulebook, said, lang, kind, brand=load_brand())
            print(folder.name, kind, lang, hashlib.sha256(shown.encode()).hexdigest())
"""


def test_the_same_input_gives_the_same_bytes_in_every_format_and_language(tmp_path: Path) -> None:
    """In two processes whose hashes, clocks' zones, folders and caches differ."""
    given = EXAMPLES if soak.FULL else EXAMPLES[::4]
    places = {
        "one": {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "XDG_CACHE_HOME": str(tmp_path)},
        "two": {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "PMO_CACHE": "off"},
    }
    found: list[list[str]] = []
    for name, environment in places.items():
        folder = tmp_path / name
        folder.mkdir()
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                _ALL_DOCUMENTS,
                *(str(ROOT / "examples" / one) for one in given),
            ],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        found.append(done.stdout.splitlines())
    assert len(found[0]) == 8 * len(given)
    assert found[0] == found[1]
