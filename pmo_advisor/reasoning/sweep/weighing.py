"""Evidence over columns: for each option, over its grounds, the strongest points either way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pmo_advisor.logic.weights import FACTOR, POINTS
from pmo_advisor.model.rule import GROUNDS, Axis, Ground, Rule
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.reasoning.evidence import options
from pmo_advisor.reasoning.sweep.bits import Bits, Pair, any_of, unpack

Points = NDArray[np.int8]
"""Points of one option: at most 3 on each ground, 6 on the problem."""

Places = NDArray[np.int8]
"""The place of an option in the catalogue; -1 for none."""


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


def _sides(rules: Sequence[Rule], names: tuple[str, ...], axis: Axis) -> list[Side]:
    found: dict[tuple[int, int], dict[int, list[str]]] = {}
    for rule in rules:
        weighs = rule.then.supports or rule.then.opposes
        if weighs is not None and weighs.axis == axis:
            key = (names.index(weighs.option), GROUNDS.index(rule.ground))
            by_points = found.setdefault(key, {})
            by_points.setdefault(POINTS[weighs.strength], []).append(rule.id)
    return [
        Side(option, GROUNDS[ground], {points: tuple(ids) for points, ids in by_points.items()})
        for (option, ground), by_points in sorted(found.items())
    ]


class Weighed:
    """The evidence of one axis on one chunk. ``total`` has shape (options, rows)."""

    def __init__(self, scale: Scale, outcomes: Mapping[str, Pair], rows: int) -> None:
        self.options, self.rows = scale.options, rows
        self.total = np.zeros((len(scale.options), rows), dtype=np.int8)
        self._support: dict[tuple[int, Ground], dict[int, Bits]] = {}
        for side in scale.supports:
            reached = self._support[(side.option, side.ground)] = _reached(side, outcomes, rows)
            self.total[side.option] += self._points(reached, FACTOR[side.ground])
        for side in scale.opposes:
            reached = _reached(side, outcomes, rows)
            self.total[side.option] -= self._points(reached, FACTOR[side.ground])

    def support(self, ground: Ground) -> Points:
        """The strongest points for each option on the ground, with shape (options, rows)."""
        found = np.zeros_like(self.total)
        for place in range(len(self.options)):
            found[place] = self._points(self._support.get((place, ground), {}))
        return found

    def supported(self, place: int, ground: Ground, least: int) -> Bits:
        """Where the strongest rule for the option on the ground has at least so many points."""
        reached = self._support.get((place, ground), {})
        return any_of((bits for points, bits in reached.items() if points >= least), self.rows)

    def _points(self, reached: Mapping[int, Bits], factor: int = 1) -> Points:
        points = np.zeros(self.rows, dtype=np.uint8)
        for value, bits in reached.items():
            np.maximum(points, unpack(bits, self.rows) * np.uint8(value * factor), out=points)
        return points.view(np.int8)


def _reached(side: Side, outcomes: Mapping[str, Pair], rows: int) -> dict[int, Bits]:
    return {
        points: any_of((outcomes[rule].met for rule in ids), rows)
        for points, ids in side.rules.items()
    }


class Ranking:
    """An order of the options for each row: by points, then a preferred one, then as listed.

    Each option has one number, and the numbers of a row differ: points and preference in the upper
    bits, the place in the lower ones. So the best number says which option it is. Without points
    an option has no rank, and its number is below ``_least``.
    """

    def __init__(self, total: Points, preferred: Places | None = None) -> None:
        count, self._rows = total.shape
        self._digits = count.bit_length()
        self._least = np.int16(2 << self._digits)
        self.numbers = np.empty(total.shape, dtype=np.int16)
        for place in range(count):
            score = total[place].astype(np.int16) * np.int16(2)
            if preferred is not None:
                score += preferred == place
            np.left_shift(score, self._digits, out=score)
            np.add(score, count - 1 - place, out=self.numbers[place])

    def best(self, among: Mapping[int, NDArray[np.bool_]] | None = None) -> NDArray[np.int16]:
        """The highest number of each row; of those places only where ``among`` says so."""
        best = np.zeros(self._rows, dtype=np.int16)
        for place, numbers in enumerate(self.numbers):
            np.maximum(best, numbers if among is None else numbers * among[place], out=best)
        return best

    def place(self, best: NDArray[np.int16]) -> Places:
        """The place that a number stands for; -1 where it stands for none."""
        last = np.int16(len(self.numbers) - 1)
        found = last - (best & np.int16((1 << self._digits) - 1))
        return np.where(best >= self._least, found, np.int16(-1)).astype(np.int8)

    def points(self, best: NDArray[np.int16]) -> NDArray[np.int16]:
        """The points in a number."""
        points: NDArray[np.int16] = best >> (self._digits + 1)
        return points


def strongest(total: Points) -> Places:
    """The option with the most points, the first of equals; -1 where none has any."""
    ranking = Ranking(total)
    return ranking.place(ranking.best())
