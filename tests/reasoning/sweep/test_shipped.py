"""SWEEP and the evaluator conclude the same on the shipped knowledge, organisation by organisation.

Everything is compared: each rule that counts, evidence, gates, ties, position, stage, staffing.
"""

from __future__ import annotations

import random

from pmo_advisor.model.domain import Numbers, Value
from pmo_advisor.model.question import TextQuestion
from pmo_advisor.model.sheet import UNKNOWN
from tests import needs, soak
from tests.reasoning.sweep import both
from tests.shipped import program

SHEETS = max(300, soak.count(100_000))
BLOCK = 2000


def sheet(dice: random.Random) -> dict[str, Value]:
    """Some of the questions answered, some of them with "don't know"; numbers of every size."""
    share = dice.random() * 1.2
    found: dict[str, Value] = {}
    for question in program().rulebook.questions:
        if isinstance(question, TextQuestion) or dice.random() > share:
            continue
        domain = question.domain()
        if dice.random() < 0.05:
            found[question.id] = UNKNOWN
        elif isinstance(domain, Numbers):
            top = min(domain.high, dice.choice((3, 30, 2000, domain.high)))
            found[question.id] = dice.randint(min(domain.low, top), max(domain.low, top))
        else:
            found[question.id] = dice.choice(domain.words)
    return found


@soak.long("random sheets of the shipped knowledge: SWEEP concludes as the evaluator does", SHEETS)
def test_every_sheet_is_concluded_alike() -> None:
    needs.numpy()
    dice = random.Random(20)  # noqa: S311  (nothing secret)
    left = SHEETS
    while left:
        sheets = [sheet(dice) for _ in range(min(BLOCK, left))]
        left -= len(sheets)
        for given, found in zip(sheets, both.swept(program(), sheets), strict=True):
            assert found == both.plainly(program(), given), given
