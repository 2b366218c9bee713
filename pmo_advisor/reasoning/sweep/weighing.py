"""Evidence over columns: for each option, over its grounds, the strongest points either way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pmo_advisor.logic.weights import FACTOR, POINTS
from pmo_advisor.model.rule import GROUNDS, Axis, Ground, Rule
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.reasoning.evidence import options
from pmo_advisor.reasoning.sweep.bits import Bits, Pair, any_of, unpack

Points = NDArray[np.int16]


class Side(NamedTuple):
    """The rules of one option, ground and direction, by how much each argues."""

    option: int
    ground: Ground
    rules: Mapping[int, tuple[str, ...]]


class Scale(NamedTuple):
    """All sides of one axis."""

    options: tuple[str, ...]
    supports: tuple[Side, ...]
    opposes: tuple[Side, ...]


def compile_scale(rulebook: Rulebook, axis: Axis) -> Scale:
    """The rules that weigh on an axis."""
    names = options(rulebook.catalog, axis)
    rules = rulebook.rules_of("position")
    return Scale(
        names,
        tuple(_sides([one for one in rules if one.then.supports], names, axis)),
        tuple(_sides([one for one in rules if one.then.opposes], names, axis)),
    )


def _sides(rules: list[Rule], names: tuple[str, ...], axis: Axis) -> list[Side]:
    found: dict[tuple[int, Ground], dict[int, list[str]]] = {}
    for rule in rules:
        weighs = rule.then.supports or rule.then.opposes
        if weighs is not None and weighs.axis == axis:
            key = (names.index(weighs.option), rule.ground)
            by_points = found.setdefault(key, {})
            by_points.setdefault(POINTS[weighs.strength], []).append(rule.id)
    return [
        Side(option, ground, {points: tuple(ids) for points, ids in by_points.items()})
        for (option, ground), by_points in sorted(
            found.items(), key=lambda one: (one[0][0], GROUNDS.index(one[0][1]))
        )
    ]


class Weighed:
    """The evidence of one axis on one chunk. Arrays by option have shape (options, rows)."""

    def __init__(self, scale: Scale, outcomes: Mapping[str, Pair], rows: int) -> None:
        self.options, self.rows = scale.options, rows
        self.total = np.zeros((len(scale.options), rows), dtype=np.int16)
        self._support: dict[tuple[int, Ground], dict[int, Bits]] = {}
        for side in scale.supports:
            reached = self._support[(side.option, side.ground)] = _reached(side, outcomes, rows)
            self.total[side.option] += self._points(reached) * np.int16(FACTOR[side.ground])
        for side in scale.opposes:
            against = self._points(_reached(side, outcomes, rows))
            self.total[side.option] -= against * np.int16(FACTOR[side.ground])

    def support(self, option: int, ground: Ground) -> Points:
        """The strongest points for the option on the ground."""
        return self._points(self._support.get((option, ground), {}))

    def supported(self, option: int, ground: Ground, least: int) -> Bits:
        """Where the strongest rule for the option on the ground has at least so many points."""
        reached = self._support.get((option, ground), {})
        return any_of((bits for points, bits in reached.items() if points >= least), self.rows)

    def _points(self, reached: Mapping[int, Bits]) -> Points:
        points = np.zeros(self.rows, dtype=np.int16)
        for value, bits in sorted(reached.items()):
            np.maximum(points, unpack(bits, self.rows) * np.uint8(value), out=points)
        return points


def _reached(side: Side, outcomes: Mapping[str, Pair], rows: int) -> dict[int, Bits]:
    return {
        points: any_of((outcomes[rule].met for rule in ids), rows)
        for points, ids in side.rules.items()
    }


def strongest(total: Points) -> NDArray[np.int16]:
    """The place of the option with the most evidence, the first of equals; -1 where none has any.

    The place is carried in the last digits of the number that is compared.
    """
    count = total.shape[0]
    if not count:
        return np.full(total.shape[1], -1, dtype=np.int16)
    return place_of(ranked(total), count)


def ranked(total: Points) -> NDArray[np.int16]:
    """One number for each option and row, all different; -1 where there is no evidence."""
    count = total.shape[0]
    place = np.arange(count - 1, -1, -1, dtype=np.int16)[:, None]
    return np.where(total > 0, total * np.int16(count) + place, np.int16(-1))


def place_of(rank: NDArray[np.int16], count: int) -> NDArray[np.int16]:
    """The place of the highest number; -1 where all are."""
    best = rank.max(axis=0)
    return np.where(best >= 0, np.int16(count - 1) - best % np.int16(count), np.int16(-1))
