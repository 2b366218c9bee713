"""All that later strata may read of a position, as ``Decision.conclusions`` tells it.

A conclusion is a literal for each code it can have, for "does not apply", and for None, which is
open: only whether the stated problem is confirmed can be that.
"""

from __future__ import annotations

from collections.abc import Mapping

from pmo_advisor.logic.weights import SECONDARY
from pmo_advisor.model.domain import NOT_APPLICABLE
from pmo_advisor.reasoning.position import NOT_YET, UNDETERMINED
from pmo_advisor.reasoning.prove.circuit import Lit
from pmo_advisor.reasoning.prove.verdict import Verdict
from pmo_advisor.reasoning.prove.weighed import leading, weighed
from pmo_advisor.reasoning.prove.worlds import World

Codes = Mapping[int | None, Lit]


def standing(world: World, found: Verdict) -> Lit:
    """Whether one of the types is advised."""
    type_ = found.axes["type"]
    return world.circuit.all_([-type_[NOT_YET], -type_[UNDETERMINED]])


def runners_up(world: World, found: Verdict) -> dict[str, Lit]:
    """Which type is next on evidence: neither the type nor the target."""
    circuit, ranking = world.circuit, found.ranking
    left = {
        one: circuit.all_([lit, -ranking.first[one], -ranking.chosen[one]])
        for one, lit in ranking.positive.items()
    }
    return {
        one: circuit.all_(
            [
                lit,
                *(
                    circuit.any_([-left[other], ranking.before[one, other]])
                    for other in left
                    if other != one
                ),
            ]
        )
        for one, lit in left.items()
    }


def concluded(world: World, found: Verdict) -> dict[str, Codes]:
    """The conclusions of the position by the name of their fact."""
    ranking, stands = found.ranking, standing(world, found)
    runners = runners_up(world, found)
    told: dict[str, Mapping[str, Lit] | Mapping[str | None, Lit]] = {
        "type": found.axes["type"],
        "runner_up": runners,
        "secondary_type": _secondary(world, found, runners),
        "target_type": {
            one: world.circuit.all_([lit, -ranking.chosen[one]])
            for one, lit in ranking.first.items()
        },
        "target_level": _target_level(world, found, stands),
        **{axis: found.axes[axis] for axis in ("level", "control", "lifetime")},
    }
    codes = {fact: _codes(world, fact, lits) for fact, lits in told.items()}
    return {**codes, "problem_confirmed": _confirmed(world, found)}


def _codes(world: World, fact: str, lits: Mapping[str, Lit] | Mapping[str | None, Lit]) -> Codes:
    """The options by their codes; where there is none, the conclusion does not apply."""
    domain = world.frame.program.domains[fact]
    found: dict[int | None, Lit] = {
        domain.encode(option): lit for option, lit in lits.items() if option is not None
    }
    found[NOT_APPLICABLE] = -world.circuit.any_(found.values())
    return found


def _secondary(world: World, found: Verdict, runners: Mapping[str, Lit]) -> dict[str | None, Lit]:
    circuit, ranking = world.circuit, found.ranking
    share, whole = SECONDARY
    made: dict[str | None, Lit] = {}
    for one, runner in runners.items():
        near = circuit.any_(
            circuit.all_([leader, circuit.at_least(total * whole - ahead * share, 0)])
            for total in (ranking.types[one].total,)
            for other, leader in ranking.chosen.items()
            for ahead in (ranking.types[other].total,)
            if other != one
        )
        made[one] = circuit.all_([runner, ranking.stands[one], near])
    return made


def _target_level(world: World, found: Verdict, stands: Lit) -> dict[str | None, Lit]:
    levels = found.axes["level"]
    wanted = leading(world, weighed(world, "level"), "beneficiary")
    return {one: world.circuit.all_([stands, lit, -levels[one]]) for one, lit in wanted.items()}


def _confirmed(world: World, found: Verdict) -> Codes:
    circuit, program = world.circuit, world.frame.program
    yes: list[Lit] = []
    no: list[Lit] = []
    for one, named in found.ranking.named.items():
        forms = [
            world.truth(program.conditions["position"][rule.id])
            for rule in program.rulebook.rules_of("position")
            if rule.then.supports is not None
            and rule.then.supports.type == one
            and rule.ground in ("symptoms", "beneficiary")
        ]
        yes.append(circuit.all_([named, circuit.any_(form.met for form in forms)]))
        no.append(circuit.all_([named, *(form.refuted for form in forms)]))
    domain = program.domains["problem_confirmed"]
    made: dict[int | None, Lit] = {
        domain.encode("yes"): circuit.any_(yes),
        domain.encode("no"): circuit.any_(no),
    }
    made[None] = -circuit.any_(made.values())
    return made
