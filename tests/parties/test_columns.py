"""Joint sheets over columns are those of ``parties.joint``, group by group."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import pytest

from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import PARTIES
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.sheet import UNKNOWN, Sheet
from pmo_advisor.parties.joint import joint_answers
from tests import needs
from tests.parties.test_joint import BOOK
from tests.reasoning.sweep.test_shipped import sheet
from tests.shipped import program


def joined(book: Rulebook, groups: Sequence[Sequence[Sheet]]) -> list[dict[str, Value]]:
    """The joint sheets of all groups by columns, without what is unknown."""
    import numpy as np

    from pmo_advisor.logic.program import answer_domains
    from pmo_advisor.model import columns
    from pmo_advisor.parties.columns import NO_PARTY, joint_columns

    domains = answer_domains(book)
    sheets = [one for group in groups for one in group]
    given = {
        fact: np.array(
            [
                columns.UNKNOWN if value == UNKNOWN else domain.encode(value)
                for value in (one.answers.get(fact, UNKNOWN) for one in sheets)
            ],
            dtype=columns.code_type(domain),
        )
        for fact, domain in domains.items()
    }
    party = [NO_PARTY if one.party is None else PARTIES.index(one.party) for one in sheets]
    starts = np.cumsum([0, *(len(one) for one in groups[:-1])])
    found = joint_columns(book, given, starts, np.array(party, dtype=np.int8))
    return [
        {
            fact: domains[fact].decode(int(codes[row]))
            for fact, codes in found.items()
            if codes[row] != columns.UNKNOWN
        }
        for row in range(len(groups))
    ]


def plainly(book: Rulebook, group: Sequence[Sheet]) -> dict[str, Value]:
    joint: Mapping[str, Value] = joint_answers(book, group)
    return {fact: value for fact, value in joint.items() if value != UNKNOWN}


@pytest.mark.parametrize("largest", [1, 2, 9])
def test_every_group_of_sheets_is_joined_alike(largest: int) -> None:
    needs.numpy()
    dice = random.Random(largest)  # noqa: S311  (nothing secret)
    book = program().rulebook

    def one() -> Sheet:
        return Sheet(party=dice.choice((*PARTIES, None)), answers=sheet(dice))

    groups = [[one() for _ in range(dice.randint(1, largest))] for _ in range(150)]
    for group, found in zip(groups, joined(book, groups), strict=True):
        assert found == plainly(book, group)


def test_ties_and_medians_are_settled_alike() -> None:
    needs.numpy()
    dice = random.Random(5)  # noqa: S311  (nothing secret)

    def one() -> Sheet:
        answers: dict[str, Value] = {
            "mood": dice.choice((0, 2, 4, UNKNOWN)),
            "named": dice.choice(("tea", "coffee", "milk", UNKNOWN)),
            "people": dice.choice((0, 1, 500)),
        }
        return Sheet(party=dice.choice(("executive", "pmo_lead", None)), answers=answers)

    groups = [[one() for _ in range(dice.randint(1, 6))] for _ in range(400)]
    for group, found in zip(groups, joined(BOOK, groups), strict=True):
        assert found == plainly(BOOK, group), group
