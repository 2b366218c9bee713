"""Published organisations: the advice agrees with what they had, and where it does not, we know."""

from __future__ import annotations

from functools import cache

from tests.shipped import program
from tools.cases import Case, agreement, baseline, consult


@cache
def _cases() -> tuple[Case, ...]:
    return tuple(consult(program()))


def test_type_acceptable_type_and_level_agree_in_at_least_16_18_and_16_of_19() -> None:
    kinds, acceptable, levels, counted = agreement(list(_cases()))
    assert counted == 19
    assert kinds >= 16
    assert acceptable >= 18
    assert levels >= 16


def test_the_advice_is_no_echo_of_the_stated_problem() -> None:
    kinds, _, _, _ = agreement(consult(program(), strike_problem=True))
    assert kinds > 2 * baseline(list(_cases()))[0]


def test_an_office_that_was_built_and_failed_draws_a_warning() -> None:
    failed = [one for one in _cases() if not one.counted]
    assert failed
    assert all(one.advice.warnings for one in failed)


def test_every_published_sheet_is_possible() -> None:
    assert not [
        (one.number, notice)
        for one in _cases()
        for notice in one.advice.provenance.notices
        if notice.kind in ("impossible", "not_applicable")
    ]
