"""The evidence of a world, option by option, as ``reasoning.evidence`` weighs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmo_advisor.logic.weights import FACTOR, POINTS
from pmo_advisor.model.rule import GROUNDS, Axis, Ground, Rule
from pmo_advisor.reasoning.evidence import options
from pmo_advisor.reasoning.prove.circuit import FALSE, Lit
from pmo_advisor.reasoning.prove.linear import Linear
from pmo_advisor.reasoning.prove.worlds import World

STEPS = tuple(sorted(set(POINTS.values())))


@dataclass(frozen=True, slots=True)
class Option:
    """The evidence for one option; ``support`` holds, by ground, "at least this many points"."""

    total: Linear
    support: Mapping[Ground, Mapping[int, Lit]]


def weighed(world: World, axis: Axis, struck: str | None = None) -> dict[str, Option]:
    """The evidence for every option of the axis, in catalogue order, without the struck rule."""
    circuit, rulebook = world.circuit, world.frame.program.rulebook
    lits: dict[tuple[str, Ground, bool, int], list[Lit]] = {}
    for rule in rulebook.rules_of("position"):
        weighs = rule.then.supports or rule.then.opposes
        if weighs is not None and weighs.axis == axis and rule.id != struck:
            key = (weighs.option, rule.ground, rule.then.supports is not None)
            lits.setdefault((*key, POINTS[weighs.strength]), []).append(fired(world, rule))
    found: dict[str, Option] = {}
    for option in options(rulebook.catalog, axis):
        total, support = Linear(), dict[Ground, Mapping[int, Lit]]()
        for ground in GROUNDS:
            for side, sign in ((True, 1), (False, -1)):
                steps = {
                    step: circuit.any_(
                        lit
                        for other in STEPS
                        if other >= step
                        for lit in lits.get((option, ground, side, other), ())
                    )
                    for step in STEPS
                }
                for below, step in zip((0, *STEPS), STEPS, strict=False):
                    weight = (step - below) * FACTOR[ground] * sign
                    total = total + circuit.linear(steps[step], weight)
                if side:
                    support[ground] = steps
        found[option] = Option(total, support)
    return found


def fired(world: World, rule: Rule) -> Lit:
    """Whether the position rule fires."""
    return world.truth(world.frame.program.conditions["position"][rule.id]).met


def at_least_points(steps: Mapping[int, Lit], least: int) -> Lit:
    """Whether a ground's support has at least so many points."""
    return next((lit for step, lit in steps.items() if step >= least), FALSE)


def leading(world: World, of: Mapping[str, Option], ground: Ground) -> dict[str, Lit]:
    """The option that a ground names: the first with the most support there, if any."""
    circuit = world.circuit
    support = {one: option.support[ground] for one, option in of.items()}

    def reaches(one: str, other: str) -> Lit:
        """Whether the support of ``one`` is at least that of ``other``."""
        return circuit.all_(
            circuit.any_([-support[other][step], support[one][step]]) for step in STEPS
        )

    kinds, found = list(of), dict[str, Lit]()
    for place, one in enumerate(kinds):
        earlier = [-reaches(other, one) for other in kinds[:place]]
        later = [reaches(one, other) for other in kinds[place + 1 :]]
        found[one] = circuit.all_([support[one][STEPS[0]], *earlier, *later])
    return found
