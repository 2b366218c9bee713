"""Stages, their conditions, where the organisation stands, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_advisor.model.advice import CapabilityGap, Condition
from pmo_advisor.model.condition import Test
from pmo_advisor.model.rule import Rule
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.reasoning.evidence import Outcomes

BEFORE_START = -1


def conditions(
    rulebook: Rulebook, outcomes: Outcomes, known: Mapping[str, int], kind: str
) -> dict[int, tuple[Condition, ...]]:
    """The entry conditions of each stage for this type."""
    facts = {one.id: one.fact for one in rulebook.catalog.capabilities}
    found: dict[int, list[Condition]] = {one.number: [] for one in rulebook.catalog.stages}
    for rule in rulebook.rules_of("roadmap"):
        enters = rule.then.enters
        if enters is None or kind not in enters.types:
            continue
        capability = enters.capability
        have = known.get(facts[capability]) if capability else None
        found[enters.stage].append(
            Condition(
                rule=rule.id,
                title=rule.title,
                because=rule.because,
                side=enters.side,
                outcome=outcomes[rule.id].value,
                owner=enters.owner,
                action=enters.action,
                capability=capability,
                have=have if have is not None and have >= 0 else None,
                need=_need(rule) if capability else None,
                obtain=enters.obtain,
                sources=rule.sources,
            )
        )
    return {stage: tuple(several) for stage, several in found.items()}


def current_stage(by_stage: Mapping[int, tuple[Condition, ...]]) -> int:
    """The last stage up to which every condition is met; -1 where the first one is not."""
    current = BEFORE_START
    for stage in sorted(by_stage):
        if any(one.outcome != "fires" for one in by_stage[stage]):
            break
        current = stage
    return current


def next_actions(
    by_stage: Mapping[int, tuple[Condition, ...]], current: int
) -> tuple[Condition, ...]:
    """The unmet conditions of the next stage: refuted ones first, then those to be confirmed."""
    upcoming = by_stage.get(current + 1, ())
    unmet = [one for one in upcoming if one.outcome != "fires"]
    return tuple(sorted(unmet, key=lambda one: one.outcome != "refuted"))


def capability_gaps(
    rulebook: Rulebook, by_stage: Mapping[int, tuple[Condition, ...]], current: int
) -> tuple[CapabilityGap, ...]:
    """For each capability that some stage asks for: what is there, needed next, and in the end."""
    gaps: list[CapabilityGap] = []
    for entry in rulebook.catalog.capabilities:
        asked = [
            (stage, one)
            for stage, several in sorted(by_stage.items())
            for one in several
            if one.capability == entry.id and one.need is not None
        ]
        if not asked:
            continue
        soon = [one for stage, one in asked if stage <= current + 1]
        gaps.append(
            CapabilityGap(
                capability=entry.id,
                name=entry.name,
                have=asked[0][1].have,
                need_next=max((one.need or 0 for one in soon), default=None),
                need_last=max(one.need or 0 for _, one in asked),
                obtain=asked[-1][1].obtain,
            )
        )
    return tuple(gaps)


def _need(rule: Rule) -> int | None:
    """The step that a team condition asks for, read off its one test."""
    when = rule.when
    if isinstance(when, Test) and when.word == "at_least" and isinstance(when.operand, int):
        return int(when.operand)
    return None
