"""A day's work in one process: advice after advice, none heavier or other than the first."""

from __future__ import annotations

from itertools import cycle, islice
from typing import Any

from pmo_advisor.consultation.advise import advise
from pmo_advisor.knowledge import sheets
from pmo_advisor.reasoning.engine import Engine, choose
from tests import needs, soak
from tests.shipped import NOT_PROVED, ROOT, program

ADVICES = soak.count(20_000)


@soak.long("whole advices on the shipped knowledge, over the examples, durable-rules", ADVICES)
def test_twenty_thousand_advices_in_one_process(figures: dict[str, Any]) -> None:
    needs.durable()
    needs.linux_memory()
    engine = choose(program(), "durable")
    examples = [
        tuple(sheets.read_sheet(path, program().rulebook) for path in sorted(folder.glob("*.yaml")))
        for folder in sorted((ROOT / "examples").iterdir())
        if folder.is_dir()
    ]
    first = [_advice(example, engine) for example in examples]
    for example in islice(cycle(examples), 50):
        _advice(example, engine)
    before = soak.memory()
    for example, expected in islice(cycle(zip(examples, first, strict=True)), ADVICES):
        assert _advice(example, engine) == expected
    after = soak.memory()
    figures["memory"] = before, after
    assert after - before < 8_000_000


def _advice(example: tuple[sheets.Sheet, ...], engine: Engine) -> str:
    return advise(program(), example, engine, NOT_PROVED).model_dump_json()
