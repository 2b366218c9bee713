"""JSON Schemas of everything that people write or receive, for editors and other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter

from pmo_advisor.knowledge import kinds
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.arrangement import Arrangement
from pmo_advisor.model.portfolio import Portfolio
from pmo_advisor.model.question import Form, Impossible, Question
from pmo_advisor.model.rule import Derived, Rule, Then
from pmo_advisor.model.sheet import Sheet
from pmo_advisor.model.text import Text

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ENDING = ".schema.json"


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by its name, such as ``sheet`` or ``catalog.services``."""
    found: dict[str, Any] = {
        "sheet": Sheet,
        "advice": Advice,
        "portfolio": Portfolio,
        "form": Form,
        "questions": list[Question],
        "impossible": list[Impossible],
        "rules": list[Rule],
        "derived": list[Derived],
        "texts": dict[str, Text],
        **{f"catalog.{kind}": list[model] for kind, model in kinds.CATALOG.items()},  # type: ignore[valid-type]
    }
    return {name: _schema(name, shape) for name, shape in found.items()}


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write all schemas into the folder, the same bytes each time; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name, text in schema_files():
        path = folder / name
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return tuple(written)


def schema_files() -> Iterator[tuple[str, str]]:
    """Each file's name with its text."""
    for name, schema in schemas().items():
        text = json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True)
        yield f"{name}{ENDING}", text + "\n"


def _schema(name: str, shape: Any) -> dict[str, Any]:
    mode: Any = "serialization" if shape in (Advice, Portfolio) else "validation"
    schema = TypeAdapter(shape).json_schema(mode=mode)
    then = schema.get("$defs", {}).get(Then.__name__)
    if then is not None:
        # The type itself counts the words; an editor can do so too.
        then.update(minProperties=1, maxProperties=1)
    arrangement = schema.get("$defs", {}).get(Arrangement.__name__)
    if arrangement is not None:
        count = len(arrangement["required"]) + 1
        arrangement.update(minProperties=count, maxProperties=count)
    return {"$schema": DIALECT, "title": _title(name, shape), **_untitled(schema)}


def _title(name: str, shape: Any) -> str:
    inner = get_args(shape)
    plain = shape if not inner else inner[-1]
    is_record = isinstance(plain, type) and issubclass(plain, BaseModel)
    return plain.__name__ if is_record and not inner else name


def _untitled(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key != "title"}
