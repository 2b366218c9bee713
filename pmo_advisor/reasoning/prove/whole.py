"""One world read to the end: which rules of every stratum fire, and what can be concluded.

The position is exact, and so is the stage. How today's headcount stands against the range is not
computed here: it is left free wherever a type stands, so what cannot be reached here cannot be
reached at all, and what seems to be reached by it has to be run again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pmo_advisor.logic.bound import Bound, facts_of
from pmo_advisor.logic.program import CONCLUSIONS, Program
from pmo_advisor.model.domain import NOT_APPLICABLE
from pmo_advisor.model.rule import STRATA, Stratum
from pmo_advisor.reasoning.prove.circuit import TRUE, Circuit, Lit
from pmo_advisor.reasoning.prove.conclusions import Codes, concluded, standing
from pmo_advisor.reasoning.prove.faults import NotModelled
from pmo_advisor.reasoning.prove.verdict import Verdict, ties, verdict
from pmo_advisor.reasoning.prove.worlds import World
from pmo_advisor.reasoning.value import VERDICT_ORDER

FREE = "headcount_against_range"
"""The conclusion that is not modelled."""

STANDING: tuple[Stratum, ...] = ("services", "roadmap", "staffing")
"""The strata that are read only where a type stands."""


@dataclass(frozen=True)
class Whole:
    """The literals of one world over all strata."""

    world: World
    found: Verdict
    conclusions: Mapping[str, Codes]
    rules: Mapping[str, Lit]
    stages: Mapping[tuple[str, int], Lit]
    verdicts: Mapping[str, Lit]
    ties: Mapping[tuple[str, str], Lit]

    @property
    def circuit(self) -> Circuit:
        return self.world.circuit


def whole(world: World) -> Whole:
    """Compile everything, stratum by stratum. Raises NotModelled."""
    found = verdict(world)
    stands = standing(world, found)
    conclusions = dict(concluded(world, found))
    for fact, codes in conclusions.items():
        world.learn(fact, codes)
    rules: dict[str, Lit] = {}
    stages: dict[tuple[str, int], Lit] = {}
    for stratum in STRATA:
        for name, bound in world.frame.program.conditions[stratum].items():
            _check_order(stratum, bound)
            met = world.truth(bound).met
            rules[name] = world.circuit.all_([met, stands]) if stratum in STANDING else met
        if stratum == "roadmap":
            stages = dict(_stages(world, found, rules))
            conclusions["current_stage"] = _current(world, stages)
            world.learn("current_stage", conclusions["current_stage"])
        elif stratum == "staffing":
            conclusions[FREE] = _free(world, stands)
            world.learn(FREE, conclusions[FREE])
    verdicts = dict(_verdicts(world.frame.program, world.circuit, rules))
    tied = ties(world, found.ranking)
    return Whole(world, found, conclusions, rules, stages, verdicts, tied)


def _check_order(stratum: Stratum, bound: Bound) -> None:
    """What is concluded later would be unknown here; ``pack check`` refuses such a rule."""
    for fact in facts_of(bound):
        if fact in CONCLUSIONS and STRATA.index(CONCLUSIONS[fact]) >= STRATA.index(stratum):
            raise NotModelled(fact)


def _stages(
    world: World, found: Verdict, rules: Mapping[str, Lit]
) -> Iterator[tuple[tuple[str, int], Lit]]:
    """For each type and stage: it is the type, and all conditions up to the stage are met."""
    rulebook = world.frame.program.rulebook
    numbers = sorted(one.number for one in rulebook.catalog.stages)
    for kind in found.ranking.types:
        reached = found.axes["type"][kind]
        for number in numbers:
            conditions = [
                rules[rule.id]
                for rule in rulebook.rules_of("roadmap")
                if rule.then.enters is not None
                and rule.then.enters.stage == number
                and kind in rule.then.enters.types
            ]
            reached = world.circuit.all_([reached, *conditions])
            yield (kind, number), reached


def _current(world: World, stages: Mapping[tuple[str, int], Lit]) -> Codes:
    """The last stage reached; before the first one the current stage does not apply."""
    numbers = sorted({number for _, number in stages})
    kinds = dict.fromkeys(kind for kind, _ in stages)
    reached = [world.circuit.any_(stages[kind, number] for kind in kinds) for number in numbers]
    codes: dict[int | None, Lit] = {
        number: world.circuit.all_([reached[place], *(-one for one in reached[place + 1 :][:1])])
        for place, number in enumerate(numbers)
    }
    codes[NOT_APPLICABLE] = -reached[0] if reached else TRUE
    return codes


def _free(world: World, stands: Lit) -> Codes:
    lits = [world.circuit.literal() for _ in range(3)]
    absent = world.circuit.literal()
    world.circuit.exactly_one([*lits, absent])
    world.circuit.require(stands, absent)
    return {**dict(enumerate(lits)), NOT_APPLICABLE: absent}


def _verdicts(
    program: Program, circuit: Circuit, rules: Mapping[str, Lit]
) -> Iterator[tuple[str, Lit]]:
    """Which verdict on today's PMO is the gravest."""
    fired: dict[str, list[Lit]] = {}
    for rule in program.rulebook.rules_of("value"):
        if rule.then.shows is not None and rule.then.shows.verdict is not None:
            fired.setdefault(rule.then.shows.verdict, []).append(rules[rule.id])
    graver: list[Lit] = []
    for name in VERDICT_ORDER:
        here = circuit.any_(fired.get(name, ()))
        yield name, circuit.all_([here, *(-one for one in graver)])
        graver.append(here)
