"""The same hundred rules, read by everything that could read them.

Each rival tells which rules fire on a sheet; SWEEP and the code by hand also tell which are
refuted, the evidence, and the outcome. So the comparison leans towards the rivals.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pmo_advisor.logic.program import Program
from pmo_advisor.model.columns import UNKNOWN, Codes
from tests.reasoning import worlds
from tests.reasoning.prove import small

RULES, FACTS, UNKNOWN_SHARE = 100, 30, 0.2
TOP = 4
TESTS: dict[str, Callable[[int], range]] = {
    "is": lambda value: range(value, value + 1),
    "at_least": lambda value: range(value, TOP + 1),
    "at_most": lambda value: range(value + 1),
}
POINTS = {"slight": 1, "moderate": 2, "strong": 3}
GROUNDS = {"problem": 2, "symptoms": 1, "beneficiary": 1, "mandate": 1}
TYPES: Sequence[str] = small.AXES["type"]


class Made(NamedTuple):
    """One rule: its three tests, and what it argues for."""

    tests: tuple[tuple[str, str, int], ...]
    ground: str
    type: str
    strength: str


Sheet = dict[str, int]
"""The known answers of one organisation."""


def rules(count: int) -> list[Made]:
    """So many rules of three tests over thirty facts; the same in every run."""
    dice = random.Random(7)  # noqa: S311  (nothing secret)
    names = [f"f{i}" for i in range(FACTS)]
    return [
        Made(
            tuple((one, dice.choice(list(TESTS)), dice.randint(0, TOP)) for one in chosen),
            dice.choice(list(GROUNDS)),
            dice.choice(list(TYPES)),
            dice.choice(list(POINTS)),
        )
        for chosen in (dice.sample(names, 3) for _ in range(count))
    ]


def program(made: Sequence[Made]) -> Program:
    """The rules as a rulebook of ours."""
    told = [
        small.rule(
            f"r{i}",
            one.ground,
            {"all": [{fact: {word: value}} for fact, word, value in one.tests]},
            {"supports": {"type": one.type, "strength": one.strength}},
        )
        for i, one in enumerate(made)
    ]
    return small.book([worlds.scale(f"f{i}") for i in range(FACTS)], told)


def columns(rows: int) -> dict[str, Codes]:
    """Random answers to every question, a fifth of them unknown."""
    dice = np.random.default_rng(7)
    return {
        f"f{i}": np.where(
            dice.random(rows) < UNKNOWN_SHARE, UNKNOWN, dice.integers(0, TOP + 1, rows)
        ).astype(np.int8)
        for i in range(FACTS)
    }


def sheets(answers: dict[str, Codes], rows: int) -> list[Sheet]:
    """The first rows one by one."""
    return [
        {fact: int(codes[row]) for fact, codes in answers.items() if codes[row] >= 0}
        for row in range(rows)
    ]


def clips(made: Sequence[Made]) -> Callable[[Sheet], int]:
    """CLIPS: how many rules fire. Tests of small scales as lists of constants, its fastest form."""
    import clips

    environment = clips.Environment()
    for i, one in enumerate(made):
        patterns = " ".join(
            f"({fact} {'|'.join(map(str, TESTS[word](value)))})" for fact, word, value in one.tests
        )
        environment.build(f"(defrule r{i} {patterns} =>)")

    def fired(sheet: Sheet) -> int:
        environment.reset()
        environment.load_facts(" ".join(f"({fact} {code})" for fact, code in sheet.items()))
        number: int = environment.run()
        return number

    return fired


def zen(made: Sequence[Made]) -> Callable[[Sheet], int]:
    """zen-engine: a decision table that collects every row that holds."""
    import zen

    decision = zen.ZenEngine().create_decision(json.dumps(_table(made)))
    nothing = {f"f{i}": UNKNOWN for i in range(FACTS)}

    def fired(sheet: Sheet) -> int:
        return len(decision.evaluate(nothing | sheet)["result"])

    return fired


def _table(made: Sequence[Made]) -> dict[str, Any]:
    names = [f"f{i}" for i in range(FACTS)]
    cells = {"is": "{}", "at_least": ">= {}", "at_most": "[0..{}]"}
    rows = [
        {"_id": f"r{i}", "out": f'"r{i}"', **dict.fromkeys(names, "")}
        | {fact: cells[word].format(value) for fact, word, value in one.tests}
        for i, one in enumerate(made)
    ]
    told = {
        "hitPolicy": "collect",
        "inputs": [{"id": one, "name": one, "type": "expression", "field": one} for one in names],
        "outputs": [{"id": "out", "name": "rule", "type": "expression", "field": "rule"}],
        "rules": rows,
    }
    kinds = {"in": "inputNode", "table": "decisionTableNode", "out": "outputNode"}
    nodes = [
        {"id": one, "type": kind, "name": one, "position": {"x": 0, "y": 0}}
        | ({"content": told} if one == "table" else {})
        for one, kind in kinds.items()
    ]
    edges = [
        {"id": f"{one}-{other}", "sourceId": one, "targetId": other, "type": "edge"}
        for one, other in (("in", "table"), ("table", "out"))
    ]
    return {"nodes": nodes, "edges": edges}


Flags = NDArray[np.bool_]


def by_hand(made: Sequence[Made]) -> Callable[[dict[str, Codes]], NDArray[np.intp]]:
    """What one would write for just these rules in NumPy: both truth forms, evidence, outcome."""

    def outcome(answers: dict[str, Codes]) -> NDArray[np.intp]:
        rows = len(answers["f0"])
        points = {(one, ground): np.zeros(rows, np.int8) for one in TYPES for ground in GROUNDS}
        told = []
        for one in made:
            met, refuted = np.ones(rows, np.bool_), np.zeros(rows, np.bool_)
            for holds, fails in _tested(one, answers):
                met &= holds
                refuted |= fails
            slot = points[(one.type, one.ground)]
            np.maximum(slot, met * np.int8(POINTS[one.strength]), out=slot)
            told.append((met, refuted))
        totals = np.zeros((len(TYPES), rows), np.int8)
        for place, kind in enumerate(TYPES):
            for ground, factor in GROUNDS.items():
                totals[place] += points[(kind, ground)] * np.int8(factor)
        return np.where(totals.max(axis=0) > 0, totals.argmax(axis=0), -1)

    return outcome


def _tested(one: Made, answers: dict[str, Codes]) -> Iterator[tuple[Flags, Flags]]:
    for fact, word, value in one.tests:
        codes = answers[fact]
        if word == "is":
            yield codes == value, (codes != value) & (codes >= 0)
        elif word == "at_least":
            yield codes >= value, (codes < value) & (codes >= 0)
        else:
            yield (codes <= value) & (codes >= 0), codes > value
