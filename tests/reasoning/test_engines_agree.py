"""durable-rules and the plain evaluator give the same answer, rule by rule."""

from __future__ import annotations

import random
import sys
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pmo_advisor.logic.bound import Bound, Joined, Leaf, Truth
from pmo_advisor.logic.evaluate import truth
from pmo_advisor.logic.facts import read
from pmo_advisor.logic.program import Program, bind
from pmo_advisor.model.domain import NOT_APPLICABLE
from pmo_advisor.model.rule import STRATA, Stratum
from pmo_advisor.reasoning.boxes import HAS_VALUE, Span, boxes
from pmo_advisor.reasoning.engine import Engine, EngineMissing, choose
from pmo_advisor.reasoning.plain import PlainEngine
from tests import needs, soak
from tests.reasoning import worlds

SAMPLES = max(60, soak.count(5000))
LARGE = max(5, soak.count(500))


def both(program: Program, known: Mapping[str, int]) -> tuple[list[Any], list[Any]]:
    """Every rule's outcome in rule order, by each engine."""
    needs.durable()
    durable, plain = choose(program, "durable"), choose(program, "plain")
    assert (durable.name, plain.name) == ("durable", "plain")
    return _all_outcomes(durable, known), _all_outcomes(plain, known)


def _all_outcomes(reader: Engine, known: Mapping[str, int]) -> list[Any]:
    return [
        (stratum, *one) for stratum in STRATA for one in reader.outcomes(stratum, known).items()
    ]


@soak.long("random rulebooks, three sets of codes each: both engines agree", SAMPLES)
@settings(max_examples=SAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_agree_on_any_codes(data: st.DataObject) -> None:
    program = data.draw(worlds.programs())
    for _ in range(3):
        durable, plain = both(program, data.draw(worlds.known(worlds.asked_domains(program))))
        assert durable == plain


@soak.long("random rulebooks, a random sheet each: both engines agree", SAMPLES)
@settings(max_examples=SAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_agree_on_sheets(data: st.DataObject) -> None:
    program = data.draw(worlds.programs())
    sheet = data.draw(worlds.partial_of(data.draw(worlds.full_answers(program))))
    durable, plain = both(program, read(program, sheet).known)
    assert durable == plain


@soak.long("random conditions: their boxes mean what they mean", SAMPLES)
@settings(max_examples=SAMPLES, deadline=None)
@given(st.data())
@example(None)
def test_boxes_mean_what_the_condition_means(data: st.DataObject | None) -> None:
    """The one step on which durable-rules depends, without durable-rules."""
    if data is None:
        bound: Bound = Joined("all", (Joined("all", ()), Leaf("mood", ((0, 1), (3, 3)))))
        known: dict[str, int] = {"mood": 2}
    else:
        bound = data.draw(worlds.bound_conditions(answered=True))
        known = data.draw(worlds.known(worlds.MIXED))

    def holds(key: str, span: Span) -> bool:
        fact = key.removesuffix(HAS_VALUE)
        code = known.get(fact)
        if key != fact:
            return span.holds(int(code is not None and code >= 0))
        return code is not None and span.holds(code)

    met, refuted = (
        any(all(holds(key, span) for key, span in box) for box in boxes(bound, met=form))
        for form in (True, False)
    )
    found = Truth.FIRES if met else Truth.REFUTED if refuted else Truth.OPEN
    assert not (met and refuted)
    assert found is truth(bound, known)


@soak.long("random sheets on 1,000 rules over 300 facts: both engines agree", LARGE)
def test_agree_beyond_the_shipped_size() -> None:
    """1,000 rules over 300 facts."""
    dice = random.Random(11)  # noqa: S311  (nothing secret)
    facts = [f"fact_{i}" for i in range(300)]

    def tree(depth: int) -> Any:
        if depth == 0 or dice.random() < 0.4:
            word = dice.choice(("is", "at_least", "at_most"))
            return {dice.choice(facts): {word: dice.randrange(5)}}
        joint = dice.choice(("all", "any", "none"))
        return {joint: [tree(depth - 1) for _ in range(dice.randint(1, 3))]}

    shares: dict[Stratum, int] = {"position": 400, "services": 300, "warnings": 300}
    rules = {
        stratum: {f"{stratum}.{i}": tree(2) for i in range(share)}
        for stratum, share in shares.items()
    }
    program = bind(worlds.rulebook([worlds.scale(fact) for fact in facts], rules))
    needs.durable()
    durable, plain = choose(program, "durable"), choose(program, "plain")
    met: set[Truth] = set()
    for _ in range(LARGE):
        states = (None, NOT_APPLICABLE, 0, 1, 2, 3, 4)
        codes = {fact: dice.choice(states) for fact in facts}
        known = {fact: code for fact, code in codes.items() if code is not None}
        expected = _all_outcomes(plain, known)
        assert _all_outcomes(durable, known) == expected
        met.update(outcome for *_, outcome in expected)
    assert met == set(Truth)


def test_answered_is_two_valued() -> None:
    program = bind(
        worlds.rulebook(
            [worlds.scale("mood"), worlds.scale("people")],
            {
                "warnings": {
                    "has": {"mood": {"answered": "yes"}},
                    "has_not": {"none": [{"mood": {"answered": "yes"}}]},
                    "has_high": {"all": [{"mood": {"answered": "yes"}}, {"mood": {"at_least": 3}}]},
                }
            },
        )
    )
    fires, refuted = Truth.FIRES, Truth.REFUTED
    cases: list[tuple[dict[str, int], tuple[Truth, ...]]] = [
        ({}, (refuted, fires, refuted)),
        ({"mood": NOT_APPLICABLE}, (refuted, fires, refuted)),
        ({"mood": 0}, (fires, refuted, refuted)),
        ({"mood": 4}, (fires, refuted, fires)),
    ]
    for known, expected in cases:
        durable, plain = both(program, known)
        assert durable == plain
        assert tuple(one[-1] for one in durable) == expected


def test_plain_serves_where_durable_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    program = bind(worlds.rulebook([worlds.scale("mood")]))
    monkeypatch.setitem(sys.modules, "pmo_advisor.reasoning.fire", None)
    assert isinstance(choose(program), PlainEngine)
    assert isinstance(choose(program, "plain"), PlainEngine)
    with pytest.raises(EngineMissing) as missing:
        choose(program, "durable")
    assert missing.value.faults[0].values == {"engine": "durable"}


def test_durable_serves_where_it_is_there() -> None:
    needs.durable()
    program = bind(worlds.rulebook([worlds.scale("mood")]))
    assert choose(program).name == "durable"
    with pytest.raises(EngineMissing):
        choose(program, "clips")
