"""Reasons: a fired rule with what it read and how strong its sources are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pmo_advisor.logic.bound import Bound, facts_of
from pmo_advisor.logic.evaluate import carriers
from pmo_advisor.logic.program import BoundDerived, Program
from pmo_advisor.model.advice import Grade, Read, Reason
from pmo_advisor.model.rule import Rule, Stratum
from pmo_advisor.model.rulebook import Rulebook


def best_grade(rulebook: Rulebook, sources: Iterable[str]) -> Grade:
    """The strongest grade among the sources; the weakest of all where none is known."""
    cited = set(sources)
    grades = [one.grade for one in rulebook.catalog.sources if one.id in cited]
    return min(grades, default="E")


def reason(program: Program, known: Mapping[str, int], rule: Rule, stratum: Stratum) -> Reason:
    """The reason that a fired rule gives, with the answers it read."""
    weighs = rule.then.supports or rule.then.opposes
    return Reason(
        rule=rule.id,
        title=rule.title,
        because=rule.because,
        ground=rule.ground,
        strength=weighs.strength if weighs else None,
        read=read_by(program, known, program.conditions[stratum][rule.id]),
        sources=rule.sources,
        grade=best_grade(program.rulebook, rule.sources),
    )


def read_by(program: Program, known: Mapping[str, int], bound: Bound) -> tuple[Read, ...]:
    """The answers and conclusions that made the condition come out as it does."""
    facts = asked(program, carriers(bound, known))
    return tuple(
        Read(fact=fact, value=program.domains[fact].decode(known[fact]))
        for fact in facts
        if known.get(fact, -1) >= 0
    )


def asked(program: Program, facts: Iterable[str]) -> tuple[str, ...]:
    """The facts with each derived one replaced by the facts it is computed from."""
    derived = {one.spec.id: one for one in program.derived}
    found: dict[str, None] = {}
    for fact in facts:
        one = derived.get(fact)
        for name in inputs(one) if one else (fact,):
            found[name] = None
    return tuple(found)


def inputs(one: BoundDerived) -> tuple[str, ...]:
    """The facts that a derived fact reads."""
    spec = one.spec
    if spec.method == "count":
        facts = [fact for test in one.tests for fact in facts_of(test)]
        return tuple(dict.fromkeys(facts))
    pairs = (spec.of, spec.above, spec.over, spec.under)
    return tuple(dict.fromkeys(fact for fact in pairs if fact))
