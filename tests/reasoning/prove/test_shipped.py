"""The proofs on the shipped knowledge and its examples."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

import pytest
import yaml

from pmo_advisor.model.domain import Value
from pmo_advisor.model.firmness import Flip
from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.reasoning.prove.contested import contested
from pmo_advisor.reasoning.prove.faults import ProofFault
from pmo_advisor.reasoning.prove.firmness import firmness
from pmo_advisor.reasoning.prove.flips import flips
from pmo_advisor.reasoning.prove.judge import told
from pmo_advisor.reasoning.prove.limits import Limits
from pmo_advisor.reasoning.prove.next_question import next_question
from pmo_advisor.reasoning.prove.prover import Prover
from pmo_advisor.reasoning.prove.settled import settled
from pmo_advisor.reasoning.prove.sufficient import sufficient
from tests import shipped
from tests.reasoning.prove import small

SINGLE = sorted(path.parent.name for path in shipped.ROOT.glob("examples/*/answers.yaml"))


@cache
def prover() -> Prover:
    return Prover(shipped.program())


def answers_of(path: Path) -> dict[str, Value]:
    """The answers of a sheet as it stands."""
    raw = shipped.plain_values(yaml.safe_load(path.read_text(encoding="utf-8")))
    assert isinstance(raw, dict)
    return {
        fact: str(value) if isinstance(value, datetime.date) else value
        for fact, value in raw["answers"].items()
    }


def example(name: str) -> dict[str, Value]:
    return answers_of(shipped.ROOT / "examples" / name / "answers.yaml")


@pytest.mark.parametrize("name", SINGLE)
def test_examples_are_proved_and_every_flip_flips(name: str) -> None:
    answers = example(name)
    found = firmness(prover(), answers)
    now = small.decided(shipped.program(), answers)
    assert now is not None
    assert found.settled.state == found.flips.state == found.sufficient.state == "done"
    assert found.strengths is not None
    for one in (*found.flips.kept, *found.flips.free):
        if one.changes is not None:
            flipped = answers | {change.fact: change.new for change in one.changes}
            decision = small.decided(shipped.program(), flipped)
            assert decision is not None
            assert decision.type == one.target
    kept = {change.fact for one in found.flips.kept for change in one.changes or ()}
    assert not kept & set(found.flips.stated)
    for with_problem, free in zip(found.flips.kept, found.flips.free, strict=True):
        assert _cost(free) <= _cost(with_problem)
    if found.sufficient.facts is not None:
        alone = {fact: answers[fact] for fact in found.sufficient.facts}
        assert settled(prover(), alone).axis("type").reachable == (now.type,)


def _cost(flip: Flip) -> tuple[float, int]:
    return (float("inf") if flip.changes is None else len(flip.changes), flip.steps)


def test_the_stated_problem_is_the_core_problem() -> None:
    assert prover().frame.stated == ("core_problem",)


def test_the_same_twice() -> None:
    answers = example(SINGLE[0])
    first = firmness(prover(), answers)
    assert firmness(Prover(shipped.program()), answers) == first


def test_a_limit_that_is_reached_is_said_and_nothing_is_guessed() -> None:
    hasty = Prover(shipped.program(), Limits(each=1e-9))
    answers = example(SINGLE[0])
    part = dict(list(answers.items())[:10])
    assert settled(hasty, part).state == "unfinished"
    assert settled(hasty, part).axes == ()
    found = flips(hasty, answers)
    assert found.state == "unfinished"
    for hasty_flip, flip in zip(found.free, flips(prover(), answers).free, strict=True):
        if hasty_flip.state == "unfinished":
            assert hasty_flip.changes is None
            assert flip.changes is None or (hasty_flip.at_least or 0) <= len(flip.changes)
    assert sufficient(hasty, answers).state == "unfinished"
    assert sufficient(hasty, answers).facts is None


def test_an_impossible_sheet_is_said() -> None:
    answers = example(SINGLE[0]) | {"supported_headcount": 10, "rd_headcount": 20}
    found = firmness(prover(), answers)
    states = {found.settled.state, found.flips.state, found.sufficient.state}
    assert states == {"impossible"}
    assert found.strengths is None
    assert contested(prover(), answers, {}).state == "impossible"


def test_asking_stops_where_nothing_can_matter() -> None:
    answers = example("rd-1000")
    assert next_question(prover(), answers) is None
    first = next_question(prover(), {})
    assert first == "core_problem"
    assert next_question(prover(), {first: UNKNOWN}) == "who_misses_it"


def test_a_witness_that_does_not_stand_is_a_fault_of_ours() -> None:
    answers = example("rd-1000")
    decision = small.decided(shipped.program(), answers)
    assert decision is not None
    claimed = told(decision)
    prover().judge.confirm(answers, claimed, tied=False)
    with pytest.raises(ProofFault):
        prover().judge.confirm(answers, {**claimed, "type": "rd"}, tied=False)
    with pytest.raises(ProofFault):
        prover().judge.confirm(answers, claimed, tied=True)
