"""How many people: one base method, its checks, net new and transferred, roles and stages."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import NamedTuple

from pmo_advisor.logic.bound import Truth
from pmo_advisor.model.advice import Cost, Range, RoleRange, Staffing, StaffingLine
from pmo_advisor.model.catalog import Stage
from pmo_advisor.model.rule import Rule
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.sizing import RoleShare, Sizes
from pmo_advisor.reasoning.evidence import Outcomes
from pmo_advisor.reasoning.people import apportion, size
from pmo_advisor.reasoning.reasons import best_grade

PMO_PEOPLE = "pmo_people"
PMS_ELSEWHERE = "pms_elsewhere"


class Sized(NamedTuple):
    """A fired staffing rule with its line and result."""

    rule: Rule
    line: Sizes
    people: Range | None
    driver: int | None


def staff(rulebook: Rulebook, outcomes: Outcomes, known: Mapping[str, int]) -> Staffing:
    """The staffing of a position from the staffing rules that fired.

    Facts that a line waits for are ``missing``; ``narrowing`` adds those that would change the
    split between transferred and net new.
    """
    sized = _lines(rulebook, outcomes, known)
    base_lines = [one for one in sized if one.line.use == "base"]
    parts = [one.people for one in base_lines]
    base = None
    if parts and all(part is not None for part in parts):
        base = _sum([part for part in parts if part is not None])
    roles = _roles(rulebook, base_lines) if base is not None else ()
    inside = any(manages(rulebook, one.line) for one in base_lines)
    missing = tuple(
        dict.fromkeys(
            one.line.of for one in base_lines if one.people is None and one.line.of is not None
        )
    )
    today = _answer(known, PMO_PEOPLE)
    transferred = _transferred(base, today, _answer(known, PMS_ELSEWHERE) if inside else 0)
    return Staffing(
        base=base,
        grade=best_grade(rulebook, [s for one in base_lines for s in one.rule.sources])
        if base_lines
        else None,
        extrapolated=any(_extrapolated(one) for one in base_lines),
        project_managers_inside=inside,
        lines=tuple(_told(rulebook, one) for one in sized),
        roles=roles,
        transferred=transferred,
        net_new=_minus(base, transferred),
        today=today,
        against_today=_against(base, today),
        cost=_cost(rulebook, roles),
        missing=missing,
        narrowing=_narrowing(base_lines, missing, known, inside),
    )


def people_at(stage: Stage, base: Range | None) -> Range | None:
    """The people of a stage: its own range within the base, a share of the base, or all of it."""
    if stage.people is not None:
        low, high = stage.people
        if base is None:
            return Range(low=low, high=high)
        return Range(low=max(1, min(low, base.low)), high=max(1, min(high, base.high)))
    if base is None:
        return None
    if stage.share is not None:
        return Range(low=ceil(base.low * stage.share), high=ceil(base.high * stage.share))
    return base


def roles_at(
    people: Range | None, base: Range | None, base_roles: tuple[RoleRange, ...]
) -> tuple[RoleRange, ...]:
    """The roles of a stage: one of the base's first role, the rest in the base's proportions."""
    if people is None or not base_roles:
        return ()
    if people == base:
        return base_roles
    first, *others = base_roles
    shares = [RoleShare(role=first.role, people=1, weight=max(first.high - 1, 0) or None)]
    shares += [RoleShare(role=one.role, weight=max(one.high, 1)) for one in others]
    low, high = apportion(people.low, shares), apportion(people.high, shares)
    return tuple(
        RoleRange(role=one.role, name=one.name, low=low[one.role], high=high[one.role])
        for one in base_roles
        if high[one.role]
    )


def _lines(rulebook: Rulebook, outcomes: Outcomes, known: Mapping[str, int]) -> list[Sized]:
    sized: list[Sized] = []
    by_rule: dict[str, Range | None] = {}
    for rule in rulebook.rules_of("staffing"):
        line = rule.then.sizes
        if line is None or outcomes[rule.id] is not Truth.FIRES:
            continue
        driver = _answer(known, line.of) if line.of else None
        people = _bounded(line, size(line, driver, by_rule), known)
        by_rule[rule.id] = people
        sized.append(Sized(rule, line, people, driver))
    return sized


def _bounded(line: Sizes, people: Range | None, known: Mapping[str, int]) -> Range | None:
    if people is None:
        return None
    least = _answer(known, line.at_least_of) if line.at_least_of else None
    floor = max(least or 0, line.at_least or 0)
    low, high = max(people.low, floor), max(people.high, floor)
    if line.at_most is not None:
        low, high = min(low, line.at_most), min(high, line.at_most)
    return Range(low=low, high=high)


def _answer(known: Mapping[str, int], fact: str) -> int | None:
    code = known.get(fact)
    return code if code is not None and code >= 0 else None


def _sum(parts: list[Range]) -> Range:
    return Range(low=sum(one.low for one in parts), high=sum(one.high for one in parts))


def _minus(base: Range | None, part: Range | None) -> Range | None:
    if base is None or part is None:
        return None
    return Range(low=base.low - part.low, high=base.high - part.high)


def _transferred(base: Range | None, today: int | None, elsewhere: int | None) -> Range | None:
    """People already there or moved in, at most the base; unknown movers count as none."""
    if base is None or today is None:
        return None
    pool = today + (elsewhere or 0)
    return Range(low=min(base.low, pool), high=min(base.high, pool))


def _against(base: Range | None, today: int | None) -> str | None:
    if base is None or not today:
        return None
    if today < base.low:
        return "below"
    return "above" if today > base.high else "within"


def _roles(rulebook: Rulebook, lines: list[Sized]) -> tuple[RoleRange, ...]:
    low: dict[str, int] = {}
    high: dict[str, int] = {}
    for one in lines:
        if one.people is None:
            continue
        for role, people in apportion(one.people.low, one.line.roles).items():
            low[role] = low.get(role, 0) + people
        for role, people in apportion(one.people.high, one.line.roles).items():
            high[role] = high.get(role, 0) + people
    return tuple(
        RoleRange(role=one.id, name=one.name, low=low[one.id], high=high[one.id])
        for one in rulebook.catalog.roles
        if high.get(one.id)
    )


def manages(rulebook: Rulebook, line: Sizes) -> bool:
    """Whether project managers are counted in the line."""
    managing = {one.id for one in rulebook.catalog.roles if one.manages_projects}
    return any(share.role in managing for share in line.roles)


def _extrapolated(one: Sized) -> bool:
    covers = one.line.covers
    if covers is None or one.driver is None:
        return False
    return not covers[0] <= one.driver <= covers[1]


def _told(rulebook: Rulebook, one: Sized) -> StaffingLine:
    return StaffingLine(
        rule=one.rule.id,
        label=one.line.label,
        because=one.rule.because,
        method=one.line.method,
        use=one.line.use,
        people=one.people,
        driver=one.line.of,
        driver_value=one.driver,
        extrapolated=_extrapolated(one),
        manages_projects=manages(rulebook, one.line),
        condition=one.line.condition,
        sources=one.rule.sources,
        grade=best_grade(rulebook, one.rule.sources),
    )


def _cost(rulebook: Rulebook, roles: tuple[RoleRange, ...]) -> Cost | None:
    yearly = {one.id: one.yearly_cost for one in rulebook.catalog.grades}
    grade = {one.id: yearly.get(one.grade) for one in rulebook.catalog.roles}
    low = high = 0
    for one in roles:
        cost = grade[one.role]
        if cost is None:
            return None
        low, high = low + one.low * cost, high + one.high * cost
    return Cost(low=low, high=high) if roles else None


def _narrowing(
    lines: list[Sized], missing: tuple[str, ...], known: Mapping[str, int], inside: bool
) -> tuple[str, ...]:
    wanted = list(missing)
    wanted += [one.line.at_least_of for one in lines if one.line.at_least_of]
    wanted.append(PMO_PEOPLE)
    if inside:
        wanted.append(PMS_ELSEWHERE)
    return tuple(dict.fromkeys(fact for fact in wanted if fact not in known))
