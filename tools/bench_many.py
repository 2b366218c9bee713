"""Many organisations at once: SWEEP beside what users would otherwise pick, in one run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import perf_counter

import numpy as np

from pmo_advisor.logic.program import Program, answer_domains
from pmo_advisor.model.columns import UNKNOWN, Codes, Columns, code_type
from pmo_advisor.model.domain import Numbers
from pmo_advisor.reasoning.engine import Engine, EngineMissing, choose
from pmo_advisor.reasoning.position import decide
from pmo_advisor.reasoning.sweep.sweep import CHUNK, Sweep
from tools import rivals
from tools.timing import Target

OVER_DURABLE, OVER_OTHERS, BY_HAND = 1000.0, 300.0, 3.0
STRAIGHT = 0.95
UNKNOWN_SHARE = 0.1
ROUNDS, FEW = 5, 300
LARGE = 8 * CHUNK
GROWING_ROWS = tuple(step * CHUNK for step in (1, 2, 4, 8, 16))
GROWING_RULES = (100, 200, 400, 800)
DURABLE = "durable-rules"

Task = Callable[[], object]


def per_second(tasks: Mapping[str, tuple[int, Task]]) -> dict[str, float]:
    """Organisations a second for each task, which handles so many; measured in turn."""
    for _, task in tasks.values():
        task()
    rates: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(ROUNDS):
        for name, (rows, task) in tasks.items():
            start = perf_counter()
            task()
            rates[name].append(rows / (perf_counter() - start))
    return {name: median(found) for name, found in rates.items()}


def many(shipped: Program) -> list[Target]:
    """The kernels on a synthetic rulebook and on the shipped one, and how the cost grows."""
    return [*synthetic(), *on_shipped(shipped), *growth()]


def synthetic() -> list[Target]:
    """Truth, evidence and outcome of a hundred rules over thirty facts, a fifth unknown."""
    made = rivals.rules(rivals.RULES)
    program, answers = rivals.program(made), rivals.columns(LARGE)
    few = rivals.sheets(answers, FEW)
    sweep, by_hand = Sweep(program), rivals.by_hand(made)
    clips, zen = rivals.clips(made), rivals.zen(made)
    chunks, halves = _chunks(answers, CHUNK), _chunks(answers, CHUNK // 2)
    tasks: dict[str, tuple[int, Task]] = {
        "SWEEP": (LARGE, lambda: [sweep.position(one, CHUNK) for one in chunks]),
        "NumPy by hand": (LARGE, lambda: [by_hand(one) for one in halves]),
        "CLIPS": (FEW, lambda: [clips(one) for one in few]),
        "zen-engine": (FEW, lambda: [zen(one) for one in few]),
    }
    found = per_second(tasks | _one_by_one(program, few))
    print(f"\nTruth, evidence, outcome: {rivals.RULES} rules over {rivals.FACTS} facts")
    _tell(found)
    return [
        *_over_durable(found, "a synthetic rulebook"),
        _times("SWEEP over zen-engine", found, "zen-engine"),
        _times("SWEEP over CLIPS", found, "CLIPS"),
        Target("NumPy by hand over SWEEP", found["NumPy by hand"] / found["SWEEP"], BY_HAND),
    ]


def on_shipped(program: Program) -> list[Target]:
    """Truth, evidence and outcome of the shipped position rules."""
    answers = random_answers(program, LARGE)
    few = [
        {fact: int(codes[row]) for fact, codes in answers.items() if codes[row] >= 0}
        for row in range(FEW)
    ]
    sweep, chunks = Sweep(program), _chunks(answers, CHUNK)
    tasks: dict[str, tuple[int, Task]] = {
        "SWEEP": (LARGE, lambda: [sweep.position(one, CHUNK) for one in chunks]),
        "SWEEP, everything": (LARGE, lambda: [sweep.conclude(one, CHUNK) for one in chunks]),
    }
    found = per_second(tasks | _one_by_one(program, few))
    rules = len(program.rulebook.rules_of("position"))
    print(f"\nTruth, evidence, outcome: the {rules} shipped position rules")
    _tell(found)
    return _over_durable(found, "the shipped rulebook")


def growth() -> list[Target]:
    """How the cost grows with rows and with rules: the share of it that a straight line tells."""
    answers = rivals.columns(GROWING_ROWS[-1])
    by_rows = _seconds_by(
        {rows: _reading(rivals.rules(rivals.RULES), answers, rows) for rows in GROWING_ROWS}
    )
    by_rules = _seconds_by(
        {rules: _reading(rivals.rules(rules), answers, CHUNK) for rules in GROWING_RULES}
    )
    print("\nHow the cost grows, seconds")
    found = []
    for what, seconds in (("rows", by_rows), ("rules", by_rules)):
        slope, start, fit = _line(seconds)
        points = ", ".join(f"{size:,}: {one:.3f}" for size, one in seconds.items())
        print(f"  with {what:<6}{points}")
        print(f"    {start:.4f} + {slope * 1e6:.3f} for a million {what}, fit {fit:.4f}")
        found.append(Target(f"straight line with {what}", fit, STRAIGHT, least=True))
    return found


def random_answers(program: Program, rows: int) -> dict[str, Codes]:
    """Random answers to every question, a tenth of them unknown; numbers from small to large."""
    dice = np.random.default_rng(11)
    found: dict[str, Codes] = {}
    for fact, domain in answer_domains(program.rulebook).items():
        codes = domain.codes()
        if isinstance(domain, Numbers):
            spread = dice.random(rows) ** 3
            drawn = codes[0] + (spread * min(codes[-1] - codes[0], 3000)).astype(np.int64)
        else:
            drawn = dice.integers(0, len(codes), rows)
        unknown = dice.random(rows) < UNKNOWN_SHARE
        found[fact] = np.where(unknown, UNKNOWN, drawn).astype(code_type(domain))
    return found


def _reading(made: Sequence[rivals.Made], answers: Columns, rows: int) -> Task:
    sweep, chunk = Sweep(rivals.program(made)), min(rows, CHUNK)
    chunks = _chunks({fact: codes[:rows] for fact, codes in answers.items()}, chunk)
    return lambda: [sweep.position(one, chunk) for one in chunks]


def _seconds_by(tasks: Mapping[int, Task]) -> dict[int, float]:
    """The shortest of several runs: what is left once nothing else disturbs."""
    return {size: min(_seconds(task) for _ in range(ROUNDS)) for size, task in tasks.items()}


def _seconds(task: Task) -> float:
    start = perf_counter()
    task()
    return perf_counter() - start


def _line(seconds: Mapping[int, float]) -> tuple[float, float, float]:
    """Slope, start and coefficient of determination of the straight line through the points."""
    sizes, times = np.array(list(seconds)), np.array(list(seconds.values()))
    slope, start = np.polyfit(sizes, times, 1)
    left = ((times - (slope * sizes + start)) ** 2).sum()
    return float(slope), float(start), float(1 - left / ((times - times.mean()) ** 2).sum())


def _one_by_one(program: Program, few: Sequence[rivals.Sheet]) -> dict[str, tuple[int, Task]]:
    """The readings of a single organisation, one after the other."""

    def reading(engine: Engine) -> Task:
        def read() -> list[object]:
            return [decide(program.rulebook, engine.outcomes("position", one)) for one in few]

        return read

    found: dict[str, tuple[int, Task]] = {}
    for name, told in (("plain", "the evaluator"), ("durable", DURABLE)):
        try:
            found[told] = (len(few), reading(choose(program, name)))
        except EngineMissing:
            print(f"{told}: cannot be used here, left out")
    return found


def _chunks(answers: Columns, rows: int) -> list[dict[str, Codes]]:
    several = range(0, len(next(iter(answers.values()))), rows)
    return [
        {fact: codes[start : start + rows].copy() for fact, codes in answers.items()}
        for start in several
    ]


def _tell(found: Mapping[str, float]) -> None:
    print(f"organisations a second, median of {ROUNDS} runs in turn")
    for name, rate in sorted(found.items(), key=lambda one: -one[1]):
        print(f"  {name:<20}{rate:>14,.0f}{found['SWEEP'] / rate:>12,.1f} times slower than SWEEP")


def _over_durable(found: Mapping[str, float], on: str) -> list[Target]:
    if DURABLE not in found:
        return []
    return [_times(f"SWEEP over {DURABLE} on {on}", found, DURABLE, OVER_DURABLE)]


def _times(says: str, found: Mapping[str, float], other: str, bound: float = OVER_OTHERS) -> Target:
    return Target(says, found["SWEEP"] / found[other], bound, " times", least=True)
