"""Every message that the knowledge room can give has its text in both languages."""

from __future__ import annotations

import ast
from pathlib import Path

from pydantic_core import PydanticCustomError

from pmo_advisor.knowledge import pairs, readings, texts, yaml_reader
from pmo_advisor.knowledge.texts import load_texts

ROOT = Path(__file__).parents[2] / "pmo_advisor"
_FIRST = {
    "Fault",
    "TextId",
    "NotAnAnswer",
    "PydanticCustomError",
    "_says",
    "_limit",
    "_fault",
    "_refuse",
    "_number",
    "fail",
    "add",
    "fault",
}
"""Calls whose first argument is the id of a message."""

_LATER = {"unknown_name", "not_among", "repeated", "Reading", "_fact", "_input", "range_fault"}
"""Calls of which some other argument is."""


def _calls() -> list[tuple[str, list[ast.expr]]]:
    found: list[tuple[str, list[ast.expr]]] = []
    files = [*(ROOT / "knowledge").rglob("*.py"), *(ROOT / "model").rglob("*.py")]
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
                found.append((name, node.args))
    return found


def _word(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def named() -> set[str]:
    """The ids that stand in the code."""
    ids = {message for _, message in yaml_reader._PROBLEMS}
    for name, arguments in _calls():
        if name in _FIRST:
            ids.update(filter(None, map(_word, arguments[:1])))
        if name in _LATER:
            ids.update(word for word in map(_word, arguments) if word and "_" in word)
    return ids - {"question", "derived"}


def test_every_message_in_the_code_has_a_text() -> None:
    known = set(load_texts())
    files = {one for one in named() if one not in known}
    # A reading by key or kind, such as the keys "at_least" and "up_to", is no message.
    assert files <= {"party_twice", "line"}, sorted(files)


def test_every_text_about_faults_is_said_by_somebody() -> None:
    path = ROOT.parent / "texts" / "errors.yaml"
    ids = set(yaml_reader.read_file(path).value)
    said = set()
    for source in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said.add(node.value)
    made = {f"translation_missing_{lang}" for lang in ("zh", "en")}
    made |= {f"outcome.{outcome}" for outcome in ("fires", "refuted", "open")}
    assert sorted(ids - said - made) == []


def test_placeholders_of_a_models_own_faults_are_given() -> None:
    book = load_texts()
    for name, arguments in _calls():
        if name == PydanticCustomError.__name__ and (message := _word(arguments[0])):
            assert message in book


def test_readings_and_pairs_are_covered() -> None:
    book = load_texts()
    assert texts.COMMA in book
    assert pairs.placeholders(book.text("need_list").zh) == {"value"}
    assert set(readings._READERS) >= {"missing", "extra_forbidden", "literal_error"}
