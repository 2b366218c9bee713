"""What is compared is what ``advise`` says, client by client."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_advisor.logic.program import bind
from pmo_advisor.model.sheet import Sheet
from tests import needs, shipped
from tests.authoring import tea, telling
from tests.reasoning.sweep.test_shipped import sheet

needs.numpy()


@settings(deadline=None, max_examples=40)
@given(tea.edits(), st.data())
def test_cells_say_what_advise_says_of_tea(edits: tuple[str, ...], data: st.DataObject) -> None:
    program = bind(tea.version(*edits))
    sheets = data.draw(st.lists(tea.answers(program.rulebook), min_size=1, max_size=12))
    for answers, found in zip(sheets, telling.swept(program, sheets), strict=True):
        assert found == telling.advised(program, Sheet(answers=answers))


def test_cells_say_what_advise_says_of_the_shipped_knowledge() -> None:
    dice = random.Random(6)  # noqa: S311  (nothing secret)
    program = shipped.program()
    sheets = [sheet(dice) for _ in range(200)]
    for answers, found in zip(sheets, telling.swept(program, sheets), strict=True):
        assert found == telling.advised(program, Sheet(answers=answers)), answers
