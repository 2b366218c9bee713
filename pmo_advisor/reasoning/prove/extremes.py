"""The best evidence of each type, and rules that cannot both be meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmo_advisor.model.rule import Rule, Weighs
from pmo_advisor.reasoning.prove.faults import OutOfTime
from pmo_advisor.reasoning.prove.limits import Limits, solve
from pmo_advisor.reasoning.prove.linear import Linear, value
from pmo_advisor.reasoning.prove.runner import Answers, Runner
from pmo_advisor.reasoning.prove.search import Search, Sheet
from pmo_advisor.reasoning.prove.verdict import Verdict
from pmo_advisor.reasoning.prove.weighed import fired
from pmo_advisor.reasoning.prove.worlds import World


@dataclass(frozen=True, slots=True)
class Most:
    """The most points of a type with a sheet, or, without one, a bound that it cannot pass."""

    type: str
    points: int | None
    sheet: Sheet | None


def best(world: World, found: Verdict, limits: Limits) -> Iterator[Most]:
    """The strongest evidence that each type can have."""
    for kind, option in found.ranking.types.items():
        circuit = world.circuit.copy()
        top = circuit.limits(option.total)[1]
        # What is missing to the top is never below 0, as a bound that is not known yet is told.
        circuit.minimize(Linear(top) - option.total)
        try:
            values = solve(circuit, limits)
        except OutOfTime as limit:
            yield Most(kind, top - (limit.bound or 0), None)
            continue
        if values is not None:
            yield Most(kind, value(option.total, values), world.sheet(values))


def points(runner: Runner, kind: str, answers: Answers) -> int | None:
    """The evidence of a type on a sheet; None where the sheet is impossible."""
    position = runner.position(answers)
    return None if position is None else position.decision.evidence["type"][kind].total


@dataclass(frozen=True, slots=True)
class Clash:
    """Rules that cannot both be meant, with a sheet; undecided without one."""

    rules: tuple[str, ...]
    sheet: Sheet | None = None


def for_and_against(search: Search, world: World) -> Iterator[Clash]:
    """A support and an objection to the same on one ground, one of which implies the other."""
    rules = world.frame.program.rulebook.rules_of("position")
    for one in rules:
        for other in rules:
            if not _same_matter(one, other):
                continue
            first, second = (fired(world, rule) for rule in (one, other))
            try:
                both = search.solve([first], second)
                if both is not None and (
                    search.solve([first], -second) is None or search.solve([second], -first) is None
                ):
                    yield Clash((one.id, other.id), search.sheet(both))
            except OutOfTime:
                yield Clash((one.id, other.id))


def _same_matter(one: Rule, other: Rule) -> bool:
    supports, opposes = one.then.supports, other.then.opposes
    if supports is None or opposes is None or one.ground != other.ground:
        return False
    return _matter(supports) == _matter(opposes)


def _matter(weighs: Weighs) -> tuple[str, str]:
    return weighs.axis, weighs.option


def gates_against_evidence(
    search: Search, world: World, found: Verdict, most: list[Most]
) -> Iterator[Clash]:
    """Gates that are never met where their type has its strongest evidence."""
    program = world.frame.program
    tops = {one.type: one for one in most if one.sheet is not None and (one.points or 0) > 0}
    for rule in program.rulebook.rules_of("position"):
        top = tops.get(rule.then.requires.type) if rule.then.requires is not None else None
        if top is None:
            continue
        total = found.ranking.types[top.type].total
        strongest = world.circuit.at_least(total, top.points or 0)
        try:
            if search.solve([fired(world, rule)], strongest) is None:
                yield Clash((rule.id,), top.sheet)
        except OutOfTime:
            yield Clash((rule.id,))
