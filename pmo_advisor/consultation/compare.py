"""Compare: two pieces of advice side by side, with the rules behind each difference."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from pmo_advisor.model.advice import Advice, Condition
from pmo_advisor.model.domain import Value
from pmo_advisor.model.rule import Axis, Rule
from pmo_advisor.model.rulebook import Rulebook

Part = Literal["type", "level", "control", "lifetime", "people", "stage", "services", "warnings"]


@dataclass(frozen=True, slots=True)
class Side:
    """One part of an advice before and after. Ids, or numbers as text; None where there is none.

    ``rules`` came out differently and bear on the part, in rule order.
    """

    part: Part
    before: tuple[str, ...]
    after: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that differs; None where it was not given."""

    fact: str
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True)
class Compared:
    """Two pieces of advice beside each other."""

    answers: tuple[Answer, ...]
    sides: tuple[Side, ...]
    met: tuple[Condition, ...]
    lost: tuple[Condition, ...]


def compare(rulebook: Rulebook, before: Advice, after: Advice) -> Compared:
    """What differs between two pieces of advice by the same rulebook.

    ``met`` and ``lost`` are entry conditions of the roadmap that hold now and did not, or did and
    do not now; only conditions that stand in both roadmaps are compared.
    """
    first, second = _conditions(before), _conditions(after)
    both = [name for name in second if name in first]
    return Compared(
        answers=_answers(rulebook, before, after),
        sides=tuple(_side(rulebook, part, before, after) for part in _READ),
        met=tuple(
            second[one]
            for one in both
            if second[one].outcome == "fires" and first[one].outcome != "fires"
        ),
        lost=tuple(
            second[one]
            for one in both
            if second[one].outcome != "fires" and first[one].outcome == "fires"
        ),
    )


def _answers(rulebook: Rulebook, before: Advice, after: Advice) -> tuple[Answer, ...]:
    old, new = before.provenance.answers, after.provenance.answers
    return tuple(
        Answer(fact, old.get(fact), new.get(fact))
        for fact in rulebook.question
        if old.get(fact) != new.get(fact)
    )


def _conditions(advice: Advice) -> dict[str, Condition]:
    stages = advice.roadmap.stages if advice.roadmap else ()
    return {one.rule: one for stage in stages for one in stage.conditions}


def _side(rulebook: Rulebook, part: Part, before: Advice, after: Advice) -> Side:
    old, new = _READ[part](before), _READ[part](after)
    moved = _moved(before, after) if old != new else ()
    rules = tuple(one for one in moved if _bears(rulebook.rule[one], part))
    return Side(part, old, new, rules)


def _moved(before: Advice, after: Advice) -> tuple[str, ...]:
    """The rules that came out differently."""
    old = {one.rule: one.outcome for one in before.explanation.trace}
    new = {one.rule: one.outcome for one in after.explanation.trace}
    return tuple(name for name in {**old, **new} if old.get(name) != new.get(name))


def _bears(rule: Rule, part: Part) -> bool:
    """Whether the rule has a say in that part."""
    weighs = rule.then.supports or rule.then.opposes
    if weighs is not None:
        return bool(weighs.axis == part)
    if rule.then.requires is not None or rule.then.blocks is not None:
        return part == "type"
    return {
        "offers": "services",
        "enters": "stage",
        "sizes": "people",
        "warns": "warnings",
    }.get(rule.then.word) == part


def _axis(axis: Axis) -> Callable[[Advice], tuple[str, ...]]:
    def read(advice: Advice) -> tuple[str, ...]:
        value = getattr(advice.position, axis)
        return (value,) if value else ()

    return read


def _people(advice: Advice) -> tuple[str, ...]:
    base = advice.staffing.base if advice.staffing else None
    return (str(base.low), str(base.high)) if base else ()


def _stage(advice: Advice) -> tuple[str, ...]:
    return (str(advice.roadmap.current_stage),) if advice.roadmap else ()


def _services(advice: Advice) -> tuple[str, ...]:
    return tuple(one.service for one in advice.services if one.priority == "core")


def _warnings(advice: Advice) -> tuple[str, ...]:
    return tuple(one.rule for one in advice.warnings)


_READ: Mapping[Part, Callable[[Advice], tuple[str, ...]]] = {
    "type": _axis("type"),
    "level": _axis("level"),
    "control": _axis("control"),
    "lifetime": _axis("lifetime"),
    "people": _people,
    "stage": _stage,
    "services": _services,
    "warnings": _warnings,
}
