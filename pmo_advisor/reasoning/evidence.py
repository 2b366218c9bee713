"""Evidence by option and ground, from the position rules that fired."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pmo_advisor.logic.bound import Truth
from pmo_advisor.logic.weights import FACTOR, POINTS
from pmo_advisor.model.catalog import Catalog
from pmo_advisor.model.rule import GROUNDS, Axis, Ground
from pmo_advisor.model.rulebook import Rulebook

Outcomes = Mapping[str, Truth]


@dataclass(slots=True)
class Weighed:
    """One option on one ground: the strongest points either way, and the rules that fired."""

    ground: Ground
    support: int = 0
    oppose: int = 0
    supports: list[str] = field(default_factory=list)
    opposes: list[str] = field(default_factory=list)

    @property
    def points(self) -> int:
        return (self.support - self.oppose) * FACTOR[self.ground]


@dataclass(slots=True)
class Evidence:
    """All grounds of one option."""

    option: str
    grounds: dict[Ground, Weighed]

    @property
    def total(self) -> int:
        return sum(one.points for one in self.grounds.values())

    def support(self, ground: Ground) -> int:
        return self.grounds[ground].support


def options(catalog: Catalog, axis: Axis) -> tuple[str, ...]:
    """The options of an axis in catalogue order."""
    entries = {
        "type": catalog.types,
        "level": catalog.levels,
        "control": catalog.control,
        "lifetime": catalog.lifetimes,
    }[axis]
    return tuple(one.id for one in entries)


def weigh(rulebook: Rulebook, outcomes: Outcomes, axis: Axis) -> dict[str, Evidence]:
    """The evidence for every option of the axis, in catalogue order."""
    evidence = {
        option: Evidence(option, {ground: Weighed(ground) for ground in GROUNDS})
        for option in options(rulebook.catalog, axis)
    }
    for rule in rulebook.rules_of("position"):
        weighs = rule.then.supports or rule.then.opposes
        if weighs is None or weighs.axis != axis or outcomes[rule.id] is not Truth.FIRES:
            continue
        slot = evidence[weighs.option].grounds[rule.ground]
        points = POINTS[weighs.strength]
        if rule.then.supports is not None:
            slot.support = max(slot.support, points)
            slot.supports.append(rule.id)
        else:
            slot.oppose = max(slot.oppose, points)
            slot.opposes.append(rule.id)
    return evidence
