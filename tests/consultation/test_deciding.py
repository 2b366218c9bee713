"""Which answers decide what else is asked."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from pmo_advisor.consultation.deciding import deciding
from pmo_advisor.logic.evaluate import truth
from pmo_advisor.logic.facts import read
from tests.shipped import answers, program


@given(answers())
def test_no_other_answer_decides_which_questions_apply(sheet: Any) -> None:
    rulebook = program()
    idle = sorted(set(sheet) - deciding(rulebook))
    kept = {fact: value for fact, value in sheet.items() if fact not in idle}
    before, after = read(rulebook, sheet).known, read(rulebook, kept).known
    for condition in rulebook.applies.values():
        assert truth(condition, before) is truth(condition, after)
