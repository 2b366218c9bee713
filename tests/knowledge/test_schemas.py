from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pmo_advisor.knowledge import kinds, library, yaml_reader
from pmo_advisor.knowledge.schemas import schema_files, schemas, write_schemas
from pmo_advisor.knowledge.sheet_writer import sheet_text
from pmo_advisor.model.sheet import Sheet
from tests.knowledge.world import TINY

SCHEMAS = schemas()


def test_there_is_a_schema_for_everything_that_people_write_or_receive() -> None:
    assert set(SCHEMAS) >= {"sheet", "advice", "rules", "derived", "questions", "form", "texts"}
    assert {f"catalog.{kind}" for kind in kinds.CATALOG} <= set(SCHEMAS)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_each_schema_is_a_json_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["title"]


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in write_schemas(tmp_path / "docs" / "schemas")}
    second = {path.name: path.read_bytes() for path in write_schemas(tmp_path / "docs" / "schemas")}
    assert first == second
    assert set(first) == {name for name, _ in schema_files()}
    assert "sheet.schema.json" in first


def _files(root: Path) -> list[tuple[str, Path]]:
    found = [("questions", path) for path in (root / "questionnaires/questions").glob("*.yaml")]
    found += [("derived", path) for path in (root / "rules/derived").glob("*.yaml")]
    found += [(f"catalog.{path.stem}", path) for path in (root / "rules/catalog").glob("*.yaml")]
    for stratum in ("position", "services", "roadmap", "staffing", "value", "warnings"):
        found += [("rules", path) for path in (root / "rules" / stratum).glob("*.yaml")]
    found += [
        ("impossible" if path.stem == "impossible" else "form", path)
        for path in (root / "questionnaires").glob("*.yaml")
    ]
    return found


@pytest.mark.parametrize(("name", "path"), [*_files(TINY), *_files(library.shipped())])
def test_knowledge_that_loads_fits_its_schema(name: str, path: Path) -> None:
    jsonschema.validate(yaml_reader.read_file(path).value, SCHEMAS[name])


def _spoilt(change: dict[str, Any]) -> list[dict[str, Any]]:
    rule = yaml_reader.read_file(TINY / "rules/position/tea.yaml").value[0]
    return [{**rule, **change}]


@pytest.mark.parametrize(
    "change",
    [
        {"becase": {}},
        {"then": {}},
        {"then": {"warns": {}}},
        {"when": {"mood": {"iss": "wake_up"}}},
        {"when": {"a": {"is": 1}, "b": {"is": 1}}},
        {"ground": "gut"},
        {"title": {"zh": "只有中文"}},
    ],
)
def test_an_editor_sees_the_common_slips(change: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(_spoilt(change), SCHEMAS["rules"])


def test_a_written_sheet_fits_its_schema() -> None:
    sheet = Sheet(answers={"mood": "wake_up", "cups": 3}, party="executive")
    document = yaml_reader.read_text(sheet_text(sheet), "a.yaml")
    jsonschema.validate(json.loads(json.dumps(document.value)), SCHEMAS["sheet"])
