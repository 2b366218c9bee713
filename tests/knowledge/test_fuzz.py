from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo_advisor.errors import BadInput, Fault
from pmo_advisor.knowledge import intake, library, sheets, yaml_reader
from pmo_advisor.knowledge.kinds import MODELS
from tests.knowledge.world import TINY, copy_of_tiny, messages, say
from tests.soak import FULL, count

FUZZ = settings(
    max_examples=max(40, count(4000)),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
RULEBOOK = library.load(base=TINY)

_PIECES = st.sampled_from(
    [
        *"{}[]:,-?|>&*!%@`'\"#\n\t ~=<.0",
        "- ",
        ": ",
        "\n  ",
        "---\n",
        "a",
        "yes",
        "null",
        "是",
        "'''",
    ]
)
_YAMLISH = st.lists(_PIECES, max_size=60).map("".join)
_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


def _read(text: str, name: str = "a.yaml") -> None:
    faults: tuple[Fault, ...] = ()
    try:
        yaml_reader.read_text(text, name)
    except BadInput as error:
        faults = error.faults
    assert all(say(fault) for fault in faults)


@FUZZ
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(BadInput):
        yaml_reader.read_text(intake.decode(data, "a.yaml"), "a.yaml")


@FUZZ
@given(_YAMLISH | st.text(max_size=80))
def test_anything_like_yaml_is_read_or_refused(text: str) -> None:
    _read(text)


@FUZZ
@given(_YAMLISH | st.text(max_size=80))
def test_anything_like_json_is_read_or_refused(text: str) -> None:
    _read('{"' + text, "a.json")
    _read(text, "a.json")


@FUZZ
@given(text=_YAMLISH | st.text(max_size=80))
def test_the_parser_in_pure_python_refuses_as_well(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_reader, "_LOADER", yaml.SafeLoader)
    _read(text)


@FUZZ
@given(_VALUES)
def test_any_sheet_is_read_or_refused(value: object) -> None:
    texts = (
        yaml.safe_dump(value, allow_unicode=True),
        yaml.safe_dump({"answers": value}, allow_unicode=True),
    )
    for text in texts:
        with contextlib.suppress(BadInput):
            sheets.parse_sheet(text, "a.yaml", RULEBOOK)


@FUZZ
@given(
    answers=st.dictionaries(
        st.sampled_from([*RULEBOOK.question, "moods", ""]),
        _SCALARS | st.sampled_from(["unknown", "yes", "wake_up", "weak"]) | st.integers(-1, 9),
    )
)
def test_any_answers_are_read_or_refused_with_a_sentence_for_each(
    answers: dict[str, object],
) -> None:
    faults: tuple[Fault, ...] = ()
    try:
        sheets.parse_sheet(yaml.safe_dump({"answers": answers}), "a.yaml", RULEBOOK)
    except BadInput as error:
        faults = error.faults
    assert all(say(fault) for fault in faults)


@pytest.mark.parametrize("kind", ["question", "form", *sorted(set(MODELS) - {"form"})])
@settings(FUZZ, max_examples=max(10, count(400)))
@given(value=_VALUES)
def test_any_entry_is_read_or_refused(
    kind: str, value: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    world = copy_of_tiny(tmp_path_factory.mktemp("fuzz") / "world")
    name = {
        "question": "questionnaires/questions/x.yaml",
        "form": "questionnaires/x.yaml",
        "impossible": "questionnaires/impossible.yaml",
        "derived": "rules/derived/x.yaml",
        "rule": "rules/position/x.yaml",
    }.get(kind, f"rules/catalog/{kind}/x.yaml")
    entry = {"id": "x", **value} if isinstance(value, dict) else value
    whole = entry if kind == "form" else [entry]
    path = Path(world.root, name)
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(whole, allow_unicode=True), encoding="utf-8")
    assert messages(world.faults())


_FILES = sorted(path.relative_to(TINY).as_posix() for path in TINY.glob("[qr]*/**/*.yaml"))
_POOL: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, 1, 3, -1, 10**12, "", "yes", "no", "unknown", "mood", "yawning", "cups", "wish",
     "guests", "chairs", "strength_borne", "party_size", "signs", "type", "level", "current_stage",
     "black", "pot", "few", "two_cups", "one_half", "number", "scale", "choice", "text", "yes_no",
     "count", "band", "ratio", "gap", "1/2", "fires", [], {}, ["mood"], {"mood": {"is": "wake_up"}},
     {"cups": {"at_least": "two_cups"}}, {"zh": "字", "en": "word"}, {"all": []}]
)  # fmt: skip


def _spots(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    found: list[tuple[str | int, ...]] = []
    for step, inner in steps:
        found.append((*path, step))
        if isinstance(inner, dict | list):
            found += _spots(inner, (*path, step))
    return found


@settings(FUZZ, max_examples=20_000 if FULL else 50)
@given(data=st.data())
def test_knowledge_with_anything_in_any_place_is_read_or_refused(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    world = copy_of_tiny(tmp_path_factory.mktemp("fuzz") / "world")
    for name in data.draw(st.lists(st.sampled_from(_FILES), min_size=1, max_size=3, unique=True)):
        whole = yaml_reader.read_file(TINY / name).value
        *above, last = data.draw(st.sampled_from(_spots(whole)))
        inner = whole
        for step in above:
            inner = inner[step]
        change = data.draw(st.sampled_from(["put", "put", "drop", "rename"]))
        if change == "drop":
            del inner[last]
        elif change == "rename" and isinstance(inner, dict):
            inner[str(data.draw(_POOL))] = inner.pop(last)
        else:
            inner[last] = data.draw(_POOL)
        text = yaml.dump(whole, Dumper=_Plain, allow_unicode=True)
        (world.root / name).write_text(text, encoding="utf-8")
    world.faults()


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return data is not self
