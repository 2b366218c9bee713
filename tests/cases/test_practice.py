"""What practice says must come out: every case in practice/*.yaml, by its sentence."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from pmo_advisor.model.advice import Advice
from tests.shipped import ROOT, consult_on, plain_values

FOLDER = ROOT / "tests" / "cases" / "practice"


def _cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        raw: Any = plain_values(yaml.safe_load(path.read_text(encoding="utf-8")))
        found += [pytest.param(case, id=f"{path.stem}: {case['name']}") for case in raw]
    return found


def _concluded(advice: Advice, key: str) -> object:
    if key == "alternative":
        return advice.position.not_yet.alternative if advice.position.not_yet else None
    if key == "current_stage":
        return advice.roadmap.current_stage if advice.roadmap else None
    return getattr(advice.position, key)


@pytest.mark.parametrize("case", _cases())
def test_practice(case: dict[str, Any]) -> None:
    advice = consult_on(case["given"])
    for key, wanted in case["expect"].items():
        allowed = wanted if isinstance(wanted, list) else [wanted]
        assert _concluded(advice, key) in allowed, key
