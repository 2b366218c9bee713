"""Boundaries with neighbours, and the position in other schools' words."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_advisor.model.advice import BoundaryItem, OtherWords
from pmo_advisor.model.catalog import Term
from pmo_advisor.model.domain import YES_NO
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.reasoning.position import Decision


def boundaries(rulebook: Rulebook, kind: str, known: Mapping[str, int]) -> tuple[BoundaryItem, ...]:
    """Who does what with each neighbour that is there or may be."""
    items: list[BoundaryItem] = []
    for entry in rulebook.catalog.neighbors:
        boundary = next((one for one in entry.boundaries if kind in one.types), None)
        code = known.get(entry.fact) if entry.fact else None
        if boundary is None or code == YES_NO.encode("no"):
            continue
        items.append(
            BoundaryItem(
                neighbor=entry.id,
                name=entry.name,
                present="not_asked" if entry.fact is None else "unknown" if code is None else "yes",
                keeps=entry.keeps,
                takes=boundary.takes,
                joint=boundary.joint,
                decides=boundary.decides,
            )
        )
    return tuple(items)


def other_words(rulebook: Rulebook, decision: Decision) -> tuple[OtherWords, ...]:
    """The first term of each vocabulary that fits the position."""
    found: list[OtherWords] = []
    for entry in rulebook.catalog.vocabularies:
        term = next((one for one in entry.terms if _fits(one, decision)), None)
        if term is not None:
            found.append(OtherWords(vocabulary=entry.id, name=entry.name, term=term.term))
    return tuple(found)


def _fits(term: Term, decision: Decision) -> bool:
    pairs = (
        (term.types, decision.type),
        (term.control, decision.control),
        (term.level, decision.level),
        (term.lifetime, decision.lifetime),
    )
    return all(not wanted or value in wanted for wanted, value in pairs)
