"""Random rulebooks with rules in every stratum, each reading answers and what stands before it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from pmo_advisor.logic.program import CONCLUSIONS, Program, bind
from pmo_advisor.model.condition import plain
from pmo_advisor.model.domain import Domain, Numbers
from pmo_advisor.model.rule import STRATA, Stratum
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.reasoning.staffing import PMO_PEOPLE, PMS_ELSEWHERE
from tests.reasoning import toy, worlds
from tests.reasoning.prove import small
from tests.reasoning.worlds import TEXT

STAGES = (0, 1, 2)
SHARES = ("1/3", "1/2", 1, "5/4", 2)
"""From the smallest to the largest."""
ROLES = ("head", "manager")


def _catalog() -> dict[str, Any]:
    """What the later strata name."""
    role = {
        "name": TEXT,
        "purpose": TEXT,
        "duties": [TEXT] * 3,
        "skills": [{"capability": "brewing", "level": 1}],
        "success": [TEXT],
        "obtain": "hire",
        "grade": "any",
    }
    return {
        "stages": [
            {"id": f"s{i}", "name": TEXT, "number": i, "focus": TEXT, "evidence": TEXT}
            | {"months": [0, 1]}
            for i in STAGES
        ],
        "services": [
            {"id": name, "name": TEXT, "does": TEXT, "stage": 0, "load": 1} for name in "xyz"
        ],
        "verdicts": [
            {"id": name, "name": TEXT, "means": TEXT, "people": TEXT} for name in ("keep", "close")
        ],
        "roles": [{"id": name, **role, "manages_projects": name == "manager"} for name in ROLES],
    }


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """A rulebook that concludes everything, bound."""
    book = draw(small.programs()).rulebook.model_dump(exclude_unset=True)
    book["catalog"] |= _catalog()
    people = [worlds.number(name, 0, 5) for name in (PMO_PEOPLE, PMS_ELSEWHERE)]
    book["questions"] = [*book["questions"], *people]
    domains = dict(bind(Rulebook.model_validate(book)).domains)
    numbers = sorted(
        one["id"] for one in book["questions"] if isinstance(domains[one["id"]], Numbers)
    )
    makers = {
        "services": _offers(),
        "roadmap": _enters(),
        "staffing": _sizes(numbers),
        "value": st.sampled_from([{"shows": {"verdict": name}} for name in ("keep", "close")]),
        "warnings": st.just({"warns": {"weight": "minor", "do": TEXT}}),
    }
    for place, stratum in enumerate(STRATA[1:], start=1):
        readable = _readable(domains, stratum)
        rules: list[dict[str, Any]] = []
        for i in range(draw(st.integers(0, 5))):
            when = draw(worlds.conditions(readable, depth=2, answered=stratum == "warnings"))
            rule = small.rule(f"{stratum}.r{i}", "structure", plain(when), draw(makers[stratum]))
            _follow(rule, rules, draw)
            rules.append(rule)
        book["strata"][place]["rules"] = rules
    return bind(Rulebook.model_validate(book))


def _readable(domains: Mapping[str, Domain], stratum: Stratum) -> dict[str, Domain]:
    """The facts that rules of a stratum may read: no conclusion of their own or a later one."""
    later = {name for name, by in CONCLUSIONS.items() if STRATA.index(by) >= STRATA.index(stratum)}
    return {name: domain for name, domain in domains.items() if name not in later}


@st.composite
def _offers(draw: st.DrawFn) -> dict[str, Any]:
    priority = draw(st.sampled_from(("core", "usual", "optional")))
    return {"offers": {"service": draw(st.sampled_from("xyz")), "priority": priority}}


@st.composite
def _enters(draw: st.DrawFn) -> dict[str, Any]:
    types = draw(st.lists(st.sampled_from(toy.TYPES), min_size=1, max_size=3, unique=True))
    told = {"stage": draw(st.sampled_from(STAGES)), "types": types, "side": "team"}
    return {"enters": told | {"owner": "pmo_lead", "action": TEXT}}


@st.composite
def _sizes(draw: st.DrawFn, numbers: list[str]) -> dict[str, Any]:
    method = draw(st.sampled_from(("fixed", "per_unit", "per_unit", "span", "power_law", "table")))
    role = {"role": draw(st.sampled_from(ROLES)), "weight": 1}
    use = draw(st.sampled_from(("base", "base", "base", "check", "secondary")))
    line: dict[str, Any] = {"use": use, "method": method, "label": TEXT, "roles": [role]}
    if method in ("fixed", "per_unit", "span"):
        one = st.sampled_from(range(len(SHARES)))
        low, high = sorted(draw(st.tuples(one, one)))
        line |= {"low": SHARES[low], "high": SHARES[high]}
    if method == "power_law":
        line |= {"factor": draw(st.sampled_from(SHARES)), "exponent": draw(st.sampled_from(SHARES))}
    if method == "table":
        people = draw(st.lists(st.integers(0, 9), min_size=3, max_size=3))
        line["points"] = [
            {"at": at, "people": one} for at, one in zip((0, 2, 3), people, strict=True)
        ]
    if method in ("per_unit", "power_law", "table"):
        line["of"] = draw(st.sampled_from(numbers))
        if draw(st.booleans()):
            line["covers"] = [1, draw(st.integers(1, 5))]
    if draw(st.booleans()):
        line["at_least"] = draw(st.integers(0, 3))
    if draw(st.booleans()):
        line["at_least_of"] = draw(st.sampled_from(numbers))
    if draw(st.booleans()):
        line["at_most"] = draw(st.integers(1, 6))
    return {"sizes": line}


def _follow(rule: dict[str, Any], before: list[dict[str, Any]], draw: st.DrawFn) -> None:
    """A span rests on a line before it, or on itself where there is none: then it has no people."""
    line = rule["then"].get("sizes")
    if line is not None and line["method"] == "span":
        line["line"] = draw(st.sampled_from([one["id"] for one in before] or [rule["id"]]))
