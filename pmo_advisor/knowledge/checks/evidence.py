"""Evidence: no type may be able to gather more than another."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.errors import Fault
from pmo_advisor.knowledge.stock import Stock
from pmo_advisor.logic.weights import FACTOR, POINTS
from pmo_advisor.model.catalog import Type
from pmo_advisor.model.rule import GROUNDS, Ground


def equal_reach(stock: Stock) -> Iterator[Fault]:
    """Each type's strongest supports, summed over the grounds, come to the same total."""
    if not stock.whole("rule", "types"):
        return
    entries = {entry.id: entry for entry, _ in stock.of("types", Type)}
    best: dict[str, dict[Ground, int]] = {name: {} for name in entries}
    for _, rule in stock.rules("position"):
        weighs = rule.then.supports
        if weighs is not None and weighs.type in best:
            grounds = best[weighs.type]
            points = POINTS[weighs.strength] * FACTOR[rule.ground]
            grounds[rule.ground] = max(points, grounds.get(rule.ground, 0))
    totals = {name: sum(grounds.values()) for name, grounds in best.items()}
    most = max(totals.values(), default=0)
    for name, total in totals.items():
        if total != most:
            told = [f"{one} {best[name].get(one, 0)}" for one in GROUNDS]
            values = {"type": name, "points": total, "most": most, "grounds": told}
            yield entries[name].fault("evidence_unequal", ("id",), values=values)


CHECKS = (equal_reach,)
