"""Agreement with published cases: `make cases`.

Prints, for the shipped knowledge, how often the type advised now is the type that a published
organisation had or was advised to have, beside a naive baseline; then the same with the core
problem struck out. Offices that were built and failed are left out of the count: their type is
what was built, not what was right, and what is wanted there is a warning.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pmo_advisor.consultation.advise import advise
from pmo_advisor.knowledge import library, sheets
from pmo_advisor.logic.program import Program, bind
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.sheet import Sheet
from pmo_advisor.model.text import Text
from pmo_advisor.reasoning.engine import choose

FOLDER = Path(__file__).parents[1] / "tests" / "cases" / "published"
FAILED = "built_failed"
LEVEL_OF_SPONSOR = {
    "one_leader": "individual",
    "department": "department",
    "several_departments": "department",
    "whole": "enterprise",
}


@dataclass(frozen=True)
class Case:
    """A published case: its sheet, what it had, and what is advised."""

    number: str
    sheet: Sheet
    outcome: dict[str, Any]
    advice: Advice

    @property
    def counted(self) -> bool:
        return bool(self.outcome["basis"] != FAILED)

    @property
    def type_now(self) -> str:
        return self.advice.position.type

    @property
    def acceptable(self) -> set[str]:
        return {self.outcome["type"], *self.outcome["also_acceptable"]}


def outcomes() -> dict[str, dict[str, Any]]:
    """What each case had, by number."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(
        (FOLDER / "outcomes.yaml").read_text(encoding="utf-8")
    )
    return found


def consult(program: Program, strike_problem: bool = False) -> list[Case]:
    """Advise on every published sheet."""
    engine = choose(program, None)
    cases = []
    for number, outcome in sorted(outcomes().items()):
        sheet = sheets.read_sheet(FOLDER / f"{number}.yaml", program.rulebook)
        if strike_problem:
            answers = {k: v for k, v in sheet.answers.items() if k != "core_problem"}
            sheet = sheet.model_copy(update={"answers": answers})
        advice = advise(program, [sheet], engine, Text(zh="", en=""))
        cases.append(Case(number, sheet, outcome, advice))
    return cases


def agreement(cases: list[Case]) -> tuple[int, int, int, int]:
    """Of the counted cases: type, acceptable type, level; and how many are counted."""
    counted = [one for one in cases if one.counted]
    return (
        sum(one.type_now == one.outcome["type"] for one in counted),
        sum(one.type_now in one.acceptable for one in counted),
        sum(one.advice.position.level == one.outcome["level"] for one in counted),
        len(counted),
    )


def baseline(cases: list[Case]) -> tuple[int, int, int, int]:
    """The commonest type for all, and the sponsor's reach as the level."""
    counted = [one for one in cases if one.counted]
    (commonest, _), *_ = Counter(one.outcome["type"] for one in counted).most_common(1)
    levels = [LEVEL_OF_SPONSOR.get(str(one.sheet.answers.get("sponsor_reach"))) for one in counted]
    return (
        sum(one.outcome["type"] == commonest for one in counted),
        sum(commonest in one.acceptable for one in counted),
        sum(level == one.outcome["level"] for level, one in zip(levels, counted, strict=True)),
        len(counted),
    )


def main() -> None:
    program = bind(library.load())
    cases = consult(program)
    print(f"{'case':<6}{'had':<16}{'advised now':<16}{'target':<16}{'level had':<12}{'level':<12}")
    for one in cases:
        position = one.advice.position
        mark = " " if one.type_now in one.acceptable else "x"
        print(
            f"{one.number:<6}{one.outcome['type']:<16}{position.type:<16}"
            f"{position.target_type or '':<16}{one.outcome['level']:<12}{position.level or '':<12}"
            f"{mark}{'' if one.counted else ' (built and failed: not counted)'}"
        )
    print()
    rows = {
        "advice": agreement(cases),
        "advice, core problem struck out": agreement(consult(program, strike_problem=True)),
        "naive baseline": baseline(cases),
    }
    print(f"{'':<34}{'type':>6}{'acceptable':>12}{'level':>7}{'of':>5}")
    for name, figures in rows.items():
        print(f"{name:<34}{figures[0]:>6}{figures[1]:>12}{figures[2]:>7}{figures[3]:>5}")


if __name__ == "__main__":
    main()
