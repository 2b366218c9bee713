"""In which order services and warnings are told, as ``advise`` tells them."""

from __future__ import annotations

from pmo_advisor.consultation.assemble import WEIGHTS
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.reasoning.services import PRIORITIES

Offers = list[tuple[str, tuple[str, ...]]]


def priorities(rulebook: Rulebook) -> tuple[Offers, ...]:
    """For each priority the services of the catalogue with the rules that offer them so."""
    offering = [(one.id, one.then.offers) for one in rulebook.rules_of("services")]
    return tuple(
        [
            (entry.id, rules)
            for entry in rulebook.catalog.services
            if (
                rules := tuple(
                    rule
                    for rule, offer in offering
                    if offer and offer.service == entry.id and offer.priority == priority
                )
            )
        ]
        for priority in PRIORITIES
    )


def weighted(rulebook: Rulebook) -> list[str]:
    """The warnings, weightiest first, then in the order of their files."""
    rules = [(one.id, one.then.warns) for one in rulebook.rules_of("warnings")]
    told = [(rule, WEIGHTS.index(warns.weight)) for rule, warns in rules if warns]
    return [rule for rule, _ in sorted(told, key=lambda one: one[1])]
