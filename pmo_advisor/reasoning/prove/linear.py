"""Whole-number sums of a model's variables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Linear:
    """A whole-number sum: a constant and coefficients of variables by their index."""

    constant: int = 0
    parts: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))

    def __add__(self, other: Linear) -> Linear:
        parts = dict(self.parts)
        for index, factor in other.parts.items():
            parts[index] = parts.get(index, 0) + factor
        kept = {index: factor for index, factor in parts.items() if factor}
        return Linear(self.constant + other.constant, kept)

    def __mul__(self, factor: int) -> Linear:
        if factor == 0:
            return Linear()
        parts = {index: one * factor for index, one in self.parts.items()}
        return Linear(self.constant * factor, parts)

    def __sub__(self, other: Linear) -> Linear:
        return self + other * -1


def value(total: Linear, values: list[int]) -> int:
    """The sum in a solution."""
    return total.constant + sum(values[index] * part for index, part in total.parts.items())
