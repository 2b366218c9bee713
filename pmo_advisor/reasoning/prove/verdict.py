"""The position of a world: type, level, control and lifetime as ``reasoning.position`` decides.

The order of the types is one number for each: its evidence, then whether the stated problem names
it, then its place in the catalogue. No two are equal, so "before" is a plain comparison.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmo_advisor.logic.weights import FACTOR, POINTS
from pmo_advisor.model.rule import AXES, GROUNDS, Axis, Ground, Rule
from pmo_advisor.reasoning.evidence import options
from pmo_advisor.reasoning.position import NOT_YET, UNDETERMINED
from pmo_advisor.reasoning.prove.circuit import FALSE, Linear, Lit, holds
from pmo_advisor.reasoning.prove.worlds import World

Conclusions = Mapping[Axis, str | None]
STEPS = tuple(sorted(set(POINTS.values())))
MODERATE = POINTS["moderate"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A literal for each conclusion of each axis, and one for a type that only a tie decides."""

    axes: Mapping[Axis, Mapping[str | None, Lit]]
    tied: Lit
    ranking: Ranking

    def read(self, values: list[int]) -> Conclusions:
        """The conclusions in a solution."""
        return {
            axis: next(one for one, lit in lits.items() if holds(lit, values))
            for axis, lits in self.axes.items()
        }


@dataclass(frozen=True, slots=True)
class Ranking:
    """What the type was decided by: of each type its evidence, its gates, its place in the order.

    ``named`` is the type that the stated problem names, ``stands`` says that no gate is refuted.
    """

    types: Mapping[str, Option]
    named: Mapping[str, Lit]
    before: Mapping[tuple[str, str], Lit]
    positive: Mapping[str, Lit]
    first: Mapping[str, Lit]
    stands: Mapping[str, Lit]
    chosen: Mapping[str, Lit]


@dataclass(frozen=True, slots=True)
class Option:
    """The evidence for one option; ``support`` holds, by ground, "at least this many points"."""

    total: Linear
    support: Mapping[Ground, Mapping[int, Lit]]


def verdict(world: World, struck: str | None = None) -> Verdict:
    """Compile the position of the world, with one rule struck out if wished."""
    circuit = world.circuit
    types = evidence(world, "type", struck)
    kinds = list(types)
    positive = {one: circuit.at_least(types[one].total, 1) for one in kinds}
    named = leading(world, types, "problem")
    before = _before(world, types, named)
    first = {
        one: circuit.all_([positive[one], *(before[one, other] for other in kinds if other != one)])
        for one in kinds
    }
    stands, blocked = _gates(world, struck)
    candidate: dict[str, Lit] = {}
    for one in kinds:
        own = [_points(types[one].support[ground], MODERATE) for ground in ("problem", "symptoms")]
        backed = circuit.any_([first[one], *own])
        candidate[one] = circuit.all_([positive[one], stands[one], backed])
    chosen = {
        one: circuit.all_(
            [
                candidate[one],
                -blocked,
                *(
                    circuit.any_([-candidate[other], before[one, other]])
                    for other in kinds
                    if other != one
                ),
            ]
        )
        for one in kinds
    }
    some, left = circuit.any_(positive.values()), circuit.any_(candidate.values())
    found: dict[str | None, Lit] = {**chosen}
    found[NOT_YET] = circuit.any_([blocked, circuit.all_([some, -left])])
    found[UNDETERMINED] = circuit.all_([-blocked, -some])
    standing = circuit.all_([-blocked, left])
    axes: dict[Axis, Mapping[str | None, Lit]] = {"type": found}
    for axis in AXES[1:]:
        axes[axis] = _best(world, axis, standing, struck)
    ranking = Ranking(types, named, before, positive, first, stands, chosen)
    return Verdict(axes, circuit.any_(ties(world, ranking).values()), ranking)


def evidence(world: World, axis: Axis, struck: str | None = None) -> dict[str, Option]:
    """The evidence for every option of an axis."""
    circuit, rulebook = world.circuit, world.frame.program.rulebook
    fired: dict[tuple[str, Ground, bool, int], list[Lit]] = {}
    for rule in rulebook.rules_of("position"):
        weighs = rule.then.supports or rule.then.opposes
        if weighs is not None and weighs.axis == axis and rule.id != struck:
            key = (weighs.option, rule.ground, rule.then.supports is not None)
            fired.setdefault((*key, POINTS[weighs.strength]), []).append(_met(world, rule))
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
                        for lit in fired.get((option, ground, side, other), ())
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


def _met(world: World, rule: Rule) -> Lit:
    return world.truth(world.frame.program.conditions["position"][rule.id]).met


def _points(steps: Mapping[int, Lit], least: int) -> Lit:
    """Whether a ground's support has at least so many points."""
    return next((lit for step, lit in steps.items() if step >= least), FALSE)


def _before(
    world: World, types: Mapping[str, Option], named: Mapping[str, Lit]
) -> dict[tuple[str, str], Lit]:
    """Whether one type comes before another in the ranking."""
    circuit, size = world.circuit, len(types)
    keys = {
        one: option.total * (2 * size) + circuit.linear(named[one], size) + Linear(size - 1 - place)
        for place, (one, option) in enumerate(types.items())
    }
    found: dict[tuple[str, str], Lit] = {}
    kinds = list(types)
    for place, one in enumerate(kinds):
        for other in kinds[place + 1 :]:
            found[one, other] = circuit.at_least(keys[one] - keys[other], 1)
            found[other, one] = -found[one, other]
    return found


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


def _gates(world: World, struck: str | None) -> tuple[dict[str, Lit], Lit]:
    """Whether no gate in front of each type is refuted, and whether anything blocks."""
    rulebook = world.frame.program.rulebook
    refuted: dict[str, list[Lit]] = {one.id: [] for one in rulebook.catalog.types}
    blocks: list[Lit] = []
    for rule in rulebook.rules_of("position"):
        if rule.id == struck:
            continue
        if rule.then.requires is not None:
            bound = world.frame.program.conditions["position"][rule.id]
            refuted[rule.then.requires.type].append(world.truth(bound).refuted)
        elif rule.then.blocks is not None:
            blocks.append(_met(world, rule))
    stands = {one: -world.circuit.any_(lits) for one, lits in refuted.items()}
    return stands, world.circuit.any_(blocks)


def _best(world: World, axis: Axis, standing: Lit, struck: str | None) -> dict[str | None, Lit]:
    """The option with the most evidence above 0, the first of equals; none where no type stands."""
    circuit, found = world.circuit, evidence(world, axis, struck)
    best: dict[str | None, Lit] = {}
    totals = {option: one.total for option, one in found.items()}
    for place, (option, total) in enumerate(totals.items()):
        rest = [
            circuit.at_least(total - other, 1 if rival < place else 0)
            for rival, other in enumerate(totals.values())
            if rival != place
        ]
        best[option] = circuit.all_([standing, circuit.at_least(total, 1), *rest])
    best[None] = -circuit.any_(best.values())
    return best


def ties(world: World, ranking: Ranking) -> dict[tuple[str, str], Lit]:
    """For each type with another: it is the type, and the other, not the target, has as much."""
    circuit, found, kinds = world.circuit, dict[tuple[str, str], Lit](), list(ranking.types)
    for place, one in enumerate(kinds):
        for other in kinds[place + 1 :]:
            apart = ranking.types[one].total - ranking.types[other].total
            equal = circuit.all_([circuit.at_least(apart, 0), -circuit.at_least(apart, 1)])
            both = circuit.all_([equal, ranking.positive[one], ranking.positive[other]])
            for pair in ((one, other), (other, one)):
                leads, second = ranking.chosen[pair[0]], -ranking.first[pair[1]]
                found[pair] = circuit.all_([both, leads, second])
    return found
