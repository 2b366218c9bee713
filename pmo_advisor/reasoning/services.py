"""Services in order of priority, each in the first stage whose people carry it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from pmo_advisor.logic.bound import Truth
from pmo_advisor.model.advice import Range, ServiceItem
from pmo_advisor.model.catalog import Service
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.reasoning.evidence import Outcomes

PRIORITIES: tuple[Literal["core", "usual", "optional"], ...] = ("core", "usual", "optional")
TENTHS = 10
Offer = tuple[Service, Literal["core", "usual", "optional"], tuple[str, ...]]
"""A service with its priority and the rules that offer it."""


def offered(rulebook: Rulebook, outcomes: Outcomes) -> list[Offer]:
    """The services that fired, with priority and rules: core first, then catalogue order."""
    best: dict[str, int] = {}
    rules: dict[str, list[str]] = {}
    for rule in rulebook.rules_of("services"):
        offer = rule.then.offers
        if offer is None or outcomes[rule.id] is not Truth.FIRES:
            continue
        rank = PRIORITIES.index(offer.priority)
        best[offer.service] = min(rank, best.get(offer.service, rank))
        rules.setdefault(offer.service, []).append(rule.id)
    entries = [one for one in rulebook.catalog.services if one.id in best]
    entries.sort(key=lambda one: best[one.id])
    return [(one, PRIORITIES[best[one.id]], tuple(rules[one.id])) for one in entries]


def schedule(
    offers: Sequence[Offer],
    people: Mapping[int, Range | None],
    base: Range | None,
) -> tuple[ServiceItem, ...]:
    """Place each service in the first stage that has people left for it, in order of priority.

    ``people`` is the range of each stage. The upper end of a range is what a stage can carry; where
    it is not known, a service waits only for its own stage. Half the budget is half that end.
    """
    spent = dict.fromkeys(people, 0)
    half = base.high * TENTHS // 2 if base is not None else None
    total = 0
    items: list[ServiceItem] = []
    for service, priority, rules in offers:
        stage = _place(service, people, spent)
        if stage is not None:
            spent[stage] += service.load
            total += service.load
        kept = stage is not None and (half is None or total <= half)
        items.append(
            ServiceItem(
                service=service.id,
                name=service.name,
                does=service.does,
                line=service.line,
                priority=priority,
                stage=stage,
                at_half_budget="kept" if kept else "cut",
                rules=rules,
            )
        )
    return tuple(items)


def _place(
    service: Service, people: Mapping[int, Range | None], spent: Mapping[int, int]
) -> int | None:
    for stage in sorted(people):
        if stage < service.stage:
            continue
        there = people[stage]
        used = sum(load for earlier, load in spent.items() if earlier <= stage)
        later = [
            sum(load for earlier, load in spent.items() if earlier <= other) + service.load
            <= room.high * TENTHS
            for other, room in people.items()
            if other >= stage and room is not None
        ]
        if there is None or (used + service.load <= there.high * TENTHS and all(later)):
            return stage
    return None


def lines_of(offers: Sequence[Offer], own: Sequence[str]) -> tuple[str, ...]:
    """Which of the type's own lines of service are meant: those of its core services."""
    meant = {service.line for service, priority, _ in offers if priority == "core"}
    return tuple(line for line in own if line in meant)
