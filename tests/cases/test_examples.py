"""The example organisations: what each of them is there to show."""

from __future__ import annotations

import pytest

from pmo_advisor.knowledge.sheets import read_sheet
from pmo_advisor.model.advice import Advice
from tests.shipped import ROOT, consult, program

KINDS = {
    "engineering-efficiency": "rd",
    "leader-office": "support",
    "merger": "transformation",
    "not-yet": "not_yet",
    "portfolio-choice": "strategy",
    "rd-1000": "business",
    "rd-1000-strategy": "strategy",
    "small-software-firm": "business",
}


def _advice(name: str) -> Advice:
    paths = sorted((ROOT / "examples" / name).glob("*.yaml"))
    return consult(*[read_sheet(path, program().rulebook) for path in paths])


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_each_example_shows_its_position(name: str, kind: str) -> None:
    assert _advice(name).position.type == kind


def test_every_example_is_listed_here() -> None:
    folders = {path.name for path in (ROOT / "examples").iterdir() if path.is_dir()}
    assert folders == {*KINDS, "three-parties", "group-12-units"}


def test_the_same_thousand_engineers_give_two_answers() -> None:
    delivery, strategy = _advice("rd-1000"), _advice("rd-1000-strategy")
    assert delivery.staffing is not None
    assert strategy.staffing is not None
    assert delivery.staffing.base is not None
    assert strategy.staffing.base is not None
    assert delivery.staffing.base.low > strategy.staffing.base.high
    many = max(delivery.staffing.roles, key=lambda one: one.high)
    assert 2 * many.high > delivery.staffing.base.high, "many and alike: one role is the bulk"
    assert len(strategy.staffing.roles) >= 3, "few and diverse"


def test_the_strategic_path_starts_from_one_person() -> None:
    roadmap = _advice("rd-1000-strategy").roadmap
    assert roadmap is not None
    first = roadmap.stages[0].people
    assert first is not None
    assert (first.low, first.high) == (1, 1)
    assert roadmap.next_actions


def test_three_parties_who_disagree_are_shown_beside_the_joint_position() -> None:
    parties = _advice("three-parties").parties
    assert parties.present == ("executive", "org_design", "pmo_lead")
    assert len(parties.positions) == 3
    assert {one.kind for one in parties.differences} == {"judgement", "count"}
