"""What durable-rules 2.0.28 demands of whoever uses it, and that the adapter meets it."""

from __future__ import annotations

import gc
import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from pmo_advisor.logic.bound import Bound, Truth
from pmo_advisor.logic.program import Program, bind
from pmo_advisor.model.condition import Test
from pmo_advisor.model.domain import NOT_APPLICABLE
from pmo_advisor.model.rule import STRATA
from pmo_advisor.reasoning.boxes import Box, boxes
from pmo_advisor.reasoning.engine import ConditionTooWide, Engine, choose
from tests import needs, soak
from tests.reasoning import worlds

ROOT = Path(__file__).parents[2]
CONSULTATIONS = soak.count(20_000)
ENGINES = max(12, soak.count(600))


@pytest.fixture(autouse=True)
def _durable() -> None:
    needs.durable()


def program(rules: Mapping[str, Any], facts: int = 3) -> Program:
    """These warnings over the scales fact_0, fact_1 and so on."""
    asked = [worlds.scale(f"fact_{i}") for i in range(facts)]
    return bind(worlds.rulebook(asked, {"warnings": rules}))


def outcomes(engine: Engine, **known: int) -> dict[str, Truth]:
    return dict(engine.outcomes("warnings", known))


SIMPLE = {"a.b.c": {"fact_0": {"at_least": 3}}, "d": {"fact_1": {"is": 2}}}


# --- limits -------------------------------------------------------------------------------------


def test_any_number_of_rules_may_be_true_on_one_fact() -> None:
    """A ruleset follows 64 true branches of a message and gives up (error 303) on one more."""
    rules = {f"r.{i}": {"all": [{"fact_0": {"at_least": 1}}, {"fact_1": {"is": i % 3}}]}
             for i in range(300)}  # fmt: skip
    engine = choose(program(rules), "durable")
    found = outcomes(engine, fact_0=4, fact_1=1)
    assert [one is Truth.FIRES for one in found.values()] == [i % 3 == 1 for i in range(300)]


def test_one_rule_may_have_more_true_branches_than_a_ruleset() -> None:
    rules = {"wide": {"any": [{f"fact_{i}": {"at_least": 2}} for i in range(200)]}}
    engine = choose(program(rules, 200), "durable")
    high = {f"fact_{i}": 3 for i in range(200)}
    low = {f"fact_{i}": 1 for i in range(200)}
    assert outcomes(engine, **high)["wide"] is Truth.FIRES
    assert outcomes(engine, **low)["wide"] is Truth.REFUTED
    assert outcomes(engine, **low | {"fact_7": 2})["wide"] is Truth.FIRES


def test_a_condition_may_join_more_than_sixteen_facts() -> None:
    """A join of facts ends at 16 (error 304), so the facts of a pack are one message."""
    rules = {"long": {"all": [{f"fact_{i}": {"at_least": 2}} for i in range(200)]}}
    engine = choose(program(rules, 200), "durable")
    known = {f"fact_{i}": 3 for i in range(200)}
    assert outcomes(engine, **known)["long"] is Truth.FIRES
    assert outcomes(engine, **known | {"fact_199": 1})["long"] is Truth.REFUTED
    del known["fact_199"]
    assert outcomes(engine, **known)["long"] is Truth.OPEN


def test_the_rules_of_a_stratum_may_read_any_number_of_facts() -> None:
    """A message has at most 251 keys (error 302)."""
    rules = {
        f"r{i}": {"all": [{f"fact_{(9 * i + k) % 900}": {"at_least": 1}} for k in range(9)]}
        for i in range(100)
    }
    engine = choose(program(rules, 900), "durable")
    found = outcomes(engine, **{f"fact_{i}": 1 for i in range(900)})
    assert set(found.values()) == {Truth.FIRES}


@pytest.mark.parametrize(
    "when",
    [
        {"all": [{f"fact_{i}": {"at_least": 1}} for i in range(300)]},
        {
            "all": [
                {"any": [{f"fact_{10 * k + i}": {"is": 1}} for i in range(10)]} for k in range(4)
            ]
        },
    ],
)
def test_a_condition_beyond_the_bound_is_named(when: Any) -> None:
    engine = choose(program({"good": {"fact_0": {"is": 1}}, "too.wide": when}, 300), "durable")
    with pytest.raises(ConditionTooWide) as refused:
        outcomes(engine, fact_0=1)
    assert refused.value.faults[0].values == {"rule": "too.wide"}
    assert choose(program({"too.wide": when}, 300), "plain").outcomes("warnings", {})


# --- meaning ------------------------------------------------------------------------------------


def test_names_that_the_library_uses_itself_are_free_for_facts_and_rules() -> None:
    names = ("sid", "id", "all", "any", "here", "m", "f1", "r0")
    asked = [worlds.scale(name) for name in names]
    rules = {name: Test(name, "at_least", 2) for name in names}
    engine = choose(bind(worlds.rulebook(asked, {"warnings": rules})), "durable")
    for name in names:
        expected = dict.fromkeys(names, Truth.OPEN)
        assert outcomes(engine, **{name: 2}) == expected | {name: Truth.FIRES}
        assert outcomes(engine, **{name: 1}) == expected | {name: Truth.REFUTED}


def test_the_order_of_facts_changes_nothing() -> None:
    dice = random.Random(5)  # noqa: S311  (nothing secret)
    rules = {
        "both": {"all": [{"fact_0": {"at_least": 2}}, {"none": [{"fact_1": {"is": 1}}]}]},
        "none": {"none": [{"fact_0": {"is": 0}}, {"fact_2": {"at_least": 3}}]},
    }
    engine = choose(program(rules), "durable")
    facts = {"fact_0": 3, "fact_1": NOT_APPLICABLE, "fact_2": 1}
    for _ in range(10):
        order = dice.sample(sorted(facts), 3)
        found = outcomes(engine, **{fact: facts[fact] for fact in order})
        assert found == {"both": Truth.FIRES, "none": Truth.FIRES}


def test_one_consultation_leaves_nothing_for_the_next() -> None:
    engine = choose(program(SIMPLE), "durable")
    assert outcomes(engine, fact_0=4, fact_1=2)["a.b.c"] is Truth.FIRES
    assert set(outcomes(engine).values()) == {Truth.OPEN}
    assert outcomes(engine, fact_0=0) == {"a.b.c": Truth.REFUTED, "d": Truth.OPEN}


def test_several_threads_may_ask_one_engine() -> None:
    engine = choose(program(SIMPLE), "durable")
    wrong: list[object] = []

    def ask(level: int) -> None:
        expected = Truth.FIRES if level >= 3 else Truth.REFUTED
        for _ in range(100):
            found = outcomes(engine, fact_0=level)["a.b.c"]
            if found is not expected:
                wrong.append((level, found))

    threads = [threading.Thread(target=ask, args=(level,)) for level in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


# --- faults are loud ----------------------------------------------------------------------------


def test_what_an_action_raises_does_not_vanish(monkeypatch: pytest.MonkeyPatch) -> None:
    from pmo_advisor.reasoning import fire

    def broken(*_: object) -> Any:
        def record(_: Any) -> None:
            raise LookupError

        return record

    monkeypatch.setattr(fire, "_recorder", broken)
    with pytest.raises(fire.EngineFault):
        outcomes(choose(program(SIMPLE), "durable"), fact_0=4)


def test_a_rule_that_is_met_and_refuted_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    from pmo_advisor.reasoning import fire

    def always_met(rule: str, condition: Bound, _: Truth) -> tuple[Box, ...]:
        return boxes(condition, met=True)

    monkeypatch.setattr(fire, "_boxes", always_met)
    with pytest.raises(fire.EngineFault):
        outcomes(choose(program(SIMPLE), "durable"), fact_0=4)


def test_a_failed_consultation_is_cleared_away(monkeypatch: pytest.MonkeyPatch) -> None:
    from pmo_advisor.reasoning import fire

    engine = choose(program(SIMPLE), "durable")
    outcomes(engine)
    deleted: list[str] = []
    posted: list[str] = []
    real_delete = fire._QuietHost.delete_state

    def post(host: Any, ruleset: str, message: dict[str, Any]) -> None:
        posted.append(message["sid"])
        host.get_ruleset(ruleset).assert_fact(message)
        raise MemoryError

    def delete(host: Any, ruleset: str, sid: str) -> None:
        deleted.append(sid)
        real_delete(host, ruleset, sid)

    monkeypatch.setattr(fire._QuietHost, "assert_fact", post)
    monkeypatch.setattr(fire._QuietHost, "delete_state", delete)
    with pytest.raises(MemoryError):
        outcomes(engine, fact_0=4)
    assert posted == deleted != []
    monkeypatch.undo()
    assert outcomes(engine, fact_0=4)["a.b.c"] is Truth.FIRES


# --- the process --------------------------------------------------------------------------------

_SCRIPT = """
import sys
from tests.reasoning.test_durable_pitfalls import SIMPLE, outcomes, program
from pmo_advisor.reasoning import engine
assert not any(name.split(".")[0] == "durable" for name in sys.modules)
durable = engine.choose(program(SIMPLE), "durable")
for known in ({}, {"fact_0": 4}, {}):
    found = outcomes(durable, **known)
assert "durable.lang" not in sys.modules
print(found["a.b.c"])
"""


def test_the_process_ends_at_once_and_in_silence() -> None:
    """A session in which nothing fired was a crash on delete; with every new piece of memory
    filled with garbage (MALLOC_PERTURB_, on Linux) it would be one at each run."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _SCRIPT],
        cwd=ROOT,
        env=os.environ | {"MALLOC_PERTURB_": "165"},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "open\n", "")


def test_no_thread_is_started() -> None:
    before = threading.enumerate()
    outcomes(choose(program(SIMPLE), "durable"), fact_0=4)
    assert threading.enumerate() == before


@soak.long("consultations in one process (240 rules, 80 facts), durable-rules", CONSULTATIONS)
def test_consultations_do_not_add_up(figures: dict[str, Any]) -> None:
    """Without deleting its session each consultation of this size keeps about ten megabytes."""
    needs.linux_memory()
    engine = choose(_of_middle_size(), "durable")
    for known in _sheets(20):
        _all_strata(engine, known)
    before = soak.memory()
    for known in _sheets(CONSULTATIONS):
        _all_strata(engine, known)
    after = soak.memory()
    figures["memory"] = before, after
    assert after - before < 8_000_000


@soak.long("engines built and dropped (240 rules, 80 facts), durable-rules", ENGINES)
def test_engines_do_not_add_up(figures: dict[str, Any]) -> None:
    """A rulebook of this size keeps some megabytes that only ``close`` or the end gives back."""
    needs.linux_memory()
    middle = _of_middle_size()
    before = 0
    for i in range(6 + ENGINES):
        engine = choose(middle, "durable")
        _all_strata(engine, {"fact_1": 1})
        del engine
        if i == 5:
            gc.collect()
            before = soak.memory()
    gc.collect()
    after = soak.memory()
    figures["memory"] = before, after
    assert after - before < 12_000_000


def test_a_closed_engine_can_be_asked_again() -> None:
    from pmo_advisor.reasoning.fire import DurableEngine

    engine = DurableEngine(program(SIMPLE))
    for _ in range(3):
        assert outcomes(engine, fact_0=4)["a.b.c"] is Truth.FIRES
        engine.close()


def _of_middle_size() -> Program:
    dice = random.Random(3)  # noqa: S311  (nothing secret)
    asked = [worlds.scale(f"fact_{i}") for i in range(80)]

    def some() -> Any:
        tests = [{f"fact_{dice.randrange(80)}": {"at_least": dice.randrange(5)}} for _ in range(2)]
        return {dice.choice(("all", "any")): tests}

    rules = {stratum: {f"{stratum}.{i}": some() for i in range(40)} for stratum in STRATA}
    return bind(worlds.rulebook(asked, rules))


def _sheets(number: int) -> Iterator[dict[str, int]]:
    dice = random.Random(9)  # noqa: S311  (nothing secret)
    for _ in range(number):
        yield {f"fact_{i}": dice.randrange(-1, 5) for i in range(80) if dice.random() < 0.8}


def _all_strata(engine: Engine, known: Mapping[str, int]) -> None:
    for stratum in STRATA:
        engine.outcomes(stratum, known)
