"""One consultation: the strata in their order, each reading the conclusions before it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from pmo_advisor.logic.bound import Truth
from pmo_advisor.logic.program import CONCLUSIONS, Program
from pmo_advisor.model.advice import Condition, Staffing
from pmo_advisor.model.domain import NOT_APPLICABLE, Value
from pmo_advisor.model.rule import Stratum
from pmo_advisor.reasoning.position import Decision, decide
from pmo_advisor.reasoning.roadmap import conditions, current_stage
from pmo_advisor.reasoning.staffing import staff


class Outcomes(Protocol):
    """What a reading of the rulebook must offer."""

    def outcomes(self, stratum: Stratum, known: Mapping[str, int]) -> Mapping[str, Truth]: ...


class Concluded(NamedTuple):
    """Everything that the rules conclude, and all that is known afterwards."""

    known: dict[str, int]
    outcomes: dict[Stratum, Mapping[str, Truth]]
    decision: Decision
    stages: dict[int, tuple[Condition, ...]]
    current: int
    staffing: Staffing | None


def position_only(program: Program, known: Mapping[str, int], engine: Outcomes) -> Decision:
    """The position alone, for a party's own view."""
    return decide(program.rulebook, engine.outcomes("position", known))


def conclude(program: Program, known: Mapping[str, int], engine: Outcomes) -> Concluded:
    """Read all strata in order. Where no type is advised, only the warnings follow the position."""
    facts = dict(known)
    outcomes: dict[Stratum, Mapping[str, Truth]] = {}

    def read(stratum: Stratum) -> Mapping[str, Truth]:
        outcomes[stratum] = engine.outcomes(stratum, facts)
        return outcomes[stratum]

    def learn(told: Mapping[str, Value | None]) -> None:
        for name, value in told.items():
            domain = program.domains[name]
            facts[name] = NOT_APPLICABLE if value is None else domain.encode(value)

    rulebook = program.rulebook
    decision = decide(rulebook, read("position"))
    learn(decision.conclusions())
    stages: dict[int, tuple[Condition, ...]] = {}
    current, staffing = NOT_APPLICABLE, None
    if decision.stands:
        read("services")
        stages = conditions(rulebook, read("roadmap"), facts, decision.type)
        current = current_stage(stages)
        facts["current_stage"] = current
        staffing = staff(rulebook, read("staffing"), facts)
        learn({"headcount_against_range": staffing.against_today})
    else:
        learn(dict.fromkeys(name for name, told in CONCLUSIONS.items() if told != "position"))
    read("value")
    read("warnings")
    return Concluded(facts, outcomes, decision, stages, current, staffing)
