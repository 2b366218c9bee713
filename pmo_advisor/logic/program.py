"""Binding: the rulebook with every name resolved to codes, once, for all readings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pmo_advisor.logic.bound import Answered, Bound, Joined, Leaf, Spans, spans_of
from pmo_advisor.model.condition import Condition, Test
from pmo_advisor.model.domain import YES_NO, Domain, Numbers, Value, Words
from pmo_advisor.model.question import TextQuestion
from pmo_advisor.model.rule import STRATA, Derived, Stratum
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.sizing import Ratio


class BoundDerived(NamedTuple):
    """A derived fact with its tests and thresholds resolved."""

    spec: Derived
    tests: tuple[Bound, ...]
    bound: Ratio | None
    bands: tuple[int | None, ...]


class Program(NamedTuple):
    """A rulebook ready to be read: domains of all facts, and bound conditions by id."""

    rulebook: Rulebook
    domains: Mapping[str, Domain]
    derived: tuple[BoundDerived, ...]
    applies: Mapping[str, Bound]
    impossible: Mapping[str, Bound]
    conditions: Mapping[Stratum, Mapping[str, Bound]]


class UnboundName(LookupError):
    """A condition names a fact, value or threshold that does not exist."""


def bind(rulebook: Rulebook) -> Program:
    """Resolve every condition. Raises UnboundName where ``pack check`` would have complained."""
    thresholds = rulebook.threshold
    domains = answer_domains(rulebook) | derived_domains(rulebook)
    everything = domains | conclusion_domains(rulebook)

    def resolve(condition: Condition) -> Bound:
        return bind_condition(condition, everything, thresholds)

    ratios = {one.id: one.value for one in rulebook.catalog.thresholds}
    derived = tuple(
        BoundDerived(
            spec=spec,
            tests=tuple(resolve(test) for test in spec.tests),
            bound=ratios.get(spec.at_least or spec.more_than or ""),
            bands=tuple(thresholds[band.up_to] if band.up_to else None for band in spec.bands),
        )
        for spec in rulebook.derived
    )
    return Program(
        rulebook=rulebook,
        domains=everything,
        derived=derived,
        applies={
            one.id: resolve(one.applies_when)
            for one in rulebook.questions
            if one.applies_when is not None
        },
        impossible={one.id: resolve(one.when) for one in rulebook.impossible},
        conditions={
            stratum: {rule.id: resolve(rule.when) for rule in rulebook.rules_of(stratum)}
            for stratum in STRATA
        },
    )


def answer_domains(rulebook: Rulebook) -> dict[str, Domain]:
    """The domains of the facts that are asked; free text has none."""
    return {one.id: one.domain() for one in rulebook.questions if not isinstance(one, TextQuestion)}


def derived_domains(rulebook: Rulebook) -> dict[str, Domain]:
    """The domains of the derived facts."""
    domains: dict[str, Domain] = {}
    for one in rulebook.derived:
        if one.method == "band":
            words = tuple(band.id for band in one.bands)
            domains[one.id] = Words(words, tuple(range(len(words))))
        elif one.method == "count" and one.reaches is None:
            domains[one.id] = Numbers(0, len(one.tests))
        else:
            domains[one.id] = YES_NO
    return domains


def conclusion_domains(rulebook: Rulebook) -> dict[str, Domain]:
    """The domains of the conclusions that later strata may read."""
    catalog = rulebook.catalog
    types = tuple(one.id for one in catalog.types)
    levels = tuple(one.id for one in catalog.levels)
    return {
        "type": Words((*types, "not_yet", "undetermined")),
        "runner_up": Words(types),
        "secondary_type": Words(types),
        "target_type": Words(types),
        "level": Words(levels, tuple(range(len(levels)))),
        "target_level": Words(levels, tuple(range(len(levels)))),
        "control": Words(tuple(one.id for one in catalog.control)),
        "lifetime": Words(tuple(one.id for one in catalog.lifetimes)),
        "problem_confirmed": YES_NO,
        "current_stage": Numbers(0, 4),
        "headcount_against_range": Words(("below", "within", "above"), (0, 1, 2)),
    }


CONCLUSIONS: Mapping[str, Stratum] = {
    "type": "position",
    "runner_up": "position",
    "secondary_type": "position",
    "target_type": "position",
    "level": "position",
    "target_level": "position",
    "control": "position",
    "lifetime": "position",
    "problem_confirmed": "position",
    "current_stage": "roadmap",
    "headcount_against_range": "staffing",
}
"""Which stratum concludes each conclusion; only later strata may read it."""


def bind_condition(
    condition: Condition, domains: Mapping[str, Domain], thresholds: Mapping[str, int]
) -> Bound:
    """The condition with its facts, values and thresholds resolved to codes."""
    if isinstance(condition, Test):
        return _bind_test(condition, domains, thresholds)
    parts = tuple(bind_condition(part, domains, thresholds) for part in condition.parts)
    return Joined(condition.joint, parts)


def _bind_test(
    test: Test, domains: Mapping[str, Domain], thresholds: Mapping[str, int]
) -> Leaf | Answered:
    if test.fact not in domains:
        raise UnboundName(test.fact)
    if test.word == "answered":
        return Answered(test.fact)
    return Leaf(test.fact, _spans(test, domains[test.fact], thresholds))


def _spans(test: Test, domain: Domain, thresholds: Mapping[str, int]) -> Spans:
    def code(value: Value) -> int:
        if isinstance(domain, Numbers):
            number = thresholds.get(value) if isinstance(value, str) else value
            if number is None:
                raise UnboundName(f"{test.fact}: {value}")
            return number
        try:
            return domain.encode(value)
        except ValueError:
            raise UnboundName(f"{test.fact}: {value}") from None

    operand = test.operand
    given = [code(one) for one in (operand if isinstance(operand, tuple) else (operand,))]
    if test.word in ("is", "one_of"):
        return spans_of(given)
    low, high = {
        "at_least": (given[0], None),
        "at_most": (None, given[0]),
        "between": (given[0], given[-1]),
    }[test.word]
    if isinstance(domain, Numbers):
        return ((domain.low if low is None else low, domain.high if high is None else high),)
    bottom = None if low is None else domain.rank(low)
    top = None if high is None else domain.rank(high)
    return spans_of(
        [
            one
            for one in domain.codes()
            if (bottom is None or domain.rank(one) >= bottom)
            and (top is None or domain.rank(one) <= top)
        ]
    )
