"""``pack population``: organisations as declared, and what is counted of them."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import numpy as np
import pytest

from pmo_advisor.authoring.drawing import ROWS, Population
from pmo_advisor.authoring.survey import survey
from pmo_advisor.errors import BadInput
from pmo_advisor.logic.bound import Truth
from pmo_advisor.logic.facts import read
from pmo_advisor.logic.program import bind
from pmo_advisor.model.domain import Value
from pmo_advisor.model.rule import STRATA
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.reasoning.conclude import conclude
from pmo_advisor.reasoning.plain import PlainEngine
from tests import needs, shipped
from tests.authoring import tea

needs.numpy()

FEW = 400


def sheets(population: Population, rulebook: Rulebook, count: int) -> list[dict[str, Value]]:
    program = bind(rulebook)
    return [
        {fact: program.domains[fact].decode(int(codes[row])) for fact, codes in one.columns.items()}
        for one in population.drawn(count)
        for row in range(one.rows)
    ]


def poured(**shares: dict[str, int]) -> Rulebook:
    """Tea with this population."""
    data = tea.tea().model_dump(mode="json", exclude_unset=True)
    data["catalog"]["population"] = [{"id": one, "parts": parts} for one, parts in shares.items()]
    return Rulebook.model_validate(data)


def test_the_evaluator_counts_the_same_sheet_by_sheet() -> None:
    program = shipped.program()
    told = survey(program.rulebook, FEW, 3, sensitivity=False)
    counted: dict[str, Counter[str]] = {"type": Counter(), "level": Counter(), "control": Counter()}
    fired: Counter[str] = Counter()
    tied = 0
    for answers in sheets(Population(program, 3), program.rulebook, FEW):
        found = conclude(program, read(program, answers).known, PlainEngine(program))
        for axis, counter in counted.items():
            value = getattr(found.decision, axis)
            counter.update([value] if value else [])
        tied += bool(found.decision.tied_with)
        for outcomes in found.outcomes.values():
            fired.update(rule for rule, outcome in outcomes.items() if outcome is Truth.FIRES)
    assert {axis: Counter(told.counts[axis]) for axis in counted} == counted  # type: ignore[index]
    assert told.tied == tied
    assert {rule: n for part in told.rules for rule, n in part.count.items() if n} == dict(fired)


def test_no_organisation_is_impossible_and_the_same_seed_draws_the_same() -> None:
    program = shipped.program()
    first, second = (sheets(Population(program, 1), program.rulebook, 500) for _ in range(2))
    assert first == second != sheets(Population(program, 2), program.rulebook, 500)
    assert [one for one in first if read(program, one).impossible] == []
    assert sum(one.redrawn for one in Population(program, 1).drawn(500)) > 0


def test_the_first_organisations_are_the_same_however_many_are_drawn() -> None:
    program = shipped.program()
    few = next(iter(Population(program, 1).drawn(100)))
    many = next(iter(Population(program, 1).drawn(ROWS + 5)))
    assert all((codes == many.columns[fact][:100]).all() for fact, codes in few.columns.items())
    sizes = [one.rows for one in islice(Population(program, 1).drawn(ROWS + 5), 3)]
    assert sizes == [ROWS, 5]


def test_answers_come_in_the_declared_shares() -> None:
    book = poured(mood={"wake_up": 3, "calm_down": 1}, cups={"0": 1, "6": 1, "100": 0})
    (chunk,) = Population(bind(book), 1).drawn(8000)
    moods = np.unique(chunk.columns["mood"], return_counts=True)
    assert moods[0].tolist() == [0, 2]
    assert abs(moods[1][0] / 8000 - 3 / 4) < 0.03
    assert set(chunk.columns["cups"].tolist()) == {0, 6}


def test_a_question_that_no_rule_reads_never_matters_and_one_that_decides_does() -> None:
    book = poured(
        mood={"wake_up": 1, "calm_down": 1},
        strength_borne={"any": 1},
        brewing={str(step): 1 for step in range(5)},
        yawning={"0": 1, "1": 1},
    )
    told = survey(book, FEW, 1)
    assert told.sensitive is not None
    moved = {one.fact: one for one in told.sensitive}
    assert moved["mood"].type == moved["mood"].redrawn > 0
    assert moved["yawning"].anything == 0 < moved["yawning"].redrawn
    assert moved["strength_borne"].redrawn == 0
    assert told.sensitive[0].fact == "mood"


def test_rules_that_fire_for_nobody_and_for_everybody_and_why_it_cannot_be_seen() -> None:
    told = survey(poured(mood={"wake_up": 1}, yawning={"0": 1}), FEW, 1, sensitivity=False)
    position = told.rules[STRATA.index("position")]
    assert position.of == FEW
    assert "black.problem" in position.always
    assert {"ginger.problem", "black.symptoms", "camomile.symptoms"} <= set(position.never)
    assert told.waits_for["camomile.symptoms"] == ("restless",)
    assert "ginger.problem" not in told.waits_for
    assert "restless" in told.undeclared
    assert told.sensitive is None


def test_ties_and_ranges_are_counted() -> None:
    book = poured(yawning={"4": 1}, cold_hands={"4": 1}, cups={"1": 1, "5": 1})
    told = survey(book, FEW, 1, sensitivity=False)
    assert told.tied == FEW
    assert [(one.type, one.other, one.count) for one in told.ties] == [("black", "ginger", FEW)]
    assert sum(told.counts["type"].values()) == FEW
    for sized in told.people:
        assert sized.low.keys() == sized.high.keys()
        assert list(sized.low.values()) == sorted(sized.low.values())


def test_a_population_of_the_impossible_is_refused() -> None:
    book = poured(mood={"wake_up": 1}, cups={"1": 1})
    data = book.model_dump(mode="json", exclude_unset=True)
    impossible = {"id": "never", "when": {"cups": {"at_least": "one_cup"}}, "because": tea.TEXT}
    data["impossible"] = [impossible]
    with pytest.raises(BadInput) as refused:
        survey(Rulebook.model_validate(data), FEW, 1)
    assert [one.message for one in refused.value.faults] == ["population.impossible"]
