"""The position of a world: type, level, control and lifetime as ``reasoning.position`` decides.

The order of the types is one number for each: its evidence, then whether the stated problem names
it, then its place in the catalogue. No two are equal, so "before" is a plain comparison.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmo_advisor.logic.weights import POINTS
from pmo_advisor.model.rule import AXES, Axis
from pmo_advisor.reasoning.position import NOT_YET, UNDETERMINED
from pmo_advisor.reasoning.prove.circuit import Lit, holds
from pmo_advisor.reasoning.prove.linear import Linear
from pmo_advisor.reasoning.prove.weighed import Option, at_least_points, fired, leading, weighed
from pmo_advisor.reasoning.prove.worlds import World

Conclusions = Mapping[Axis, str | None]
MODERATE = POINTS["moderate"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A literal for each conclusion of each axis, and one for a type that only a tie decides."""

    axes: Mapping[Axis, Mapping[str | None, Lit]]
    tied: Lit
    ranking: Ranking

    def is_tied(self, values: list[int]) -> bool:
        """Whether a tie decides the type in a solution."""
        return holds(self.tied, values)

    def read(self, values: list[int]) -> Conclusions:
        """The conclusions in a solution."""
        return {
            axis: next(one for one, lit in lits.items() if holds(lit, values))
            for axis, lits in self.axes.items()
        }


@dataclass(frozen=True, slots=True)
class Ranking:
    """What decided the type: the evidence of each, its gates, its place in the order.

    ``named`` is the type that the stated problem names, ``stands`` says that no gate is refuted.
    """

    types: Mapping[str, Option]
    named: Mapping[str, Lit]
    before: Mapping[tuple[str, str], Lit]
    positive: Mapping[str, Lit]
    first: Mapping[str, Lit]
    stands: Mapping[str, Lit]
    chosen: Mapping[str, Lit]


def verdict(world: World, struck: str | None = None) -> Verdict:
    """Compile the position of the world, with one rule struck out if wished."""
    circuit = world.circuit
    types = weighed(world, "type", struck)
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
        own = [
            at_least_points(types[one].support[ground], MODERATE)
            for ground in ("problem", "symptoms")
        ]
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
    found: dict[str | None, Lit] = {one: chosen[one] for one in kinds}
    found[NOT_YET] = circuit.any_([blocked, circuit.all_([some, -left])])
    found[UNDETERMINED] = circuit.all_([-blocked, -some])
    standing = circuit.all_([-blocked, left])
    axes: dict[Axis, Mapping[str | None, Lit]] = {"type": found}
    for axis in AXES[1:]:
        axes[axis] = _best(world, axis, standing, struck)
    ranking = Ranking(types, named, before, positive, first, stands, chosen)
    return Verdict(axes, circuit.any_(ties(world, ranking).values()), ranking)


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
            blocks.append(fired(world, rule))
    stands = {one: -world.circuit.any_(lits) for one, lits in refuted.items()}
    return stands, world.circuit.any_(blocks)


def _best(world: World, axis: Axis, standing: Lit, struck: str | None) -> dict[str | None, Lit]:
    """The option with the most evidence above 0, the first of equals; none where no type stands."""
    circuit, found = world.circuit, weighed(world, axis, struck)
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
