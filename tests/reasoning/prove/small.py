"""Small rulebooks that decide positions, drawn at random, and their sheets by brute force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from hypothesis import strategies as st

from pmo_advisor.logic.facts import read
from pmo_advisor.logic.program import Program, bind
from pmo_advisor.model.catalog import Catalog
from pmo_advisor.model.condition import plain
from pmo_advisor.model.domain import Domain, Value, Words
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.reasoning.plain import PlainEngine
from pmo_advisor.reasoning.position import Decision, decide
from tests.reasoning import toy, worlds
from tests.reasoning.worlds import TEXT, THRESHOLDS

NAMES = ("alpha", "beta", "gamma", "delta")
AXES = {
    "type": toy.TYPES,
    "level": ("individual", "department", "enterprise"),
    "control": ("supportive", "directive"),
    "lifetime": ("permanent", "temporary"),
}
STRENGTHS = ("strong", "moderate", "slight")
GROUNDS = ("problem", "symptoms", "beneficiary", "mandate")


def book(
    questions: list[Any],
    rules: list[dict[str, Any]],
    *,
    facts: tuple[Any, ...] = (),
    impossible: tuple[Any, ...] = (),
) -> Program:
    """A program over three teas, three levels, two degrees of control and two lifetimes."""
    base = worlds.rulebook(questions, facts=facts, thresholds=THRESHOLDS | worlds.PARTS)
    catalog = base.catalog.model_dump() | toy.world().catalog.model_dump(include={"types"})
    for kind, axis in (("levels", "level"), ("control", "control"), ("lifetimes", "lifetime")):
        catalog[kind] = [{"id": name, "name": TEXT, "means": TEXT} for name in AXES[axis]]
    strata = [one.model_dump() for one in base.strata]
    strata[0]["rules"] = rules
    return bind(
        Rulebook.model_validate(
            {
                "questions": questions,
                "forms": (),
                "impossible": [
                    {"id": f"impossible_{i}", "when": when, "because": TEXT}
                    for i, when in enumerate(impossible)
                ],
                "derived": list(facts),
                "strata": strata,
                "catalog": Catalog.model_validate(catalog),
                "fingerprint": "",
            }
        )
    )


def rule(name: str, ground: str, when: Any, then: dict[str, Any]) -> dict[str, Any]:
    return toy.weighs(name, "green", ground=ground) | {"when": when, "then": then}


@st.composite
def questions(draw: st.DrawFn, *, most: int = 4) -> list[Any]:
    """A few questions of small domains, some of which apply only on earlier answers."""
    names = NAMES[: draw(st.integers(2, most))]
    found: list[Any] = []
    domains: dict[str, Domain] = {}
    for name in names:
        more: dict[str, Any] = {}
        if domains and draw(st.integers(0, 2)) == 0:
            more["applies_when"] = draw(worlds.conditions(domains, depth=1))
        asked = draw(_asked(name, more))
        domains[name] = worlds.rulebook([asked]).questions[0].domain()  # type: ignore[union-attr]
        found.append(asked)
    return found


@st.composite
def _asked(draw: st.DrawFn, name: str, more: dict[str, Any]) -> Any:
    kind = draw(st.sampled_from(("choice", "ordered", "scale", "yes_no", "number", "number")))
    if kind == "scale":
        return worlds.scale(name, **more)
    if kind == "yes_no":
        return worlds.yes_no(name, **more)
    if kind == "number":
        low = draw(st.integers(0, 2))
        return worlds.number(name, low, draw(st.integers(low, 5)), **more)
    words = "abcd"[: draw(st.integers(2, 4))]
    ranks = tuple(draw(st.permutations(range(len(words))))) if kind == "ordered" else ()
    return worlds.choice(name, words, ranks, **more)


@st.composite
def programs(draw: st.DrawFn, *, most: int = 4) -> Program:
    """A program with rules of every position word, derived facts and impossible worlds."""
    asked = draw(questions(most=most))
    domains: dict[str, Domain] = {
        one["id"]: worlds.rulebook([one]).questions[0].domain()  # type: ignore[union-attr]
        for one in asked
    }
    facts = draw(worlds.derived_facts(domains))
    everything = dict(
        bind(worlds.rulebook(asked, facts=facts, thresholds=THRESHOLDS | worlds.PARTS)).domains
    )
    read_by = {name: everything[name] for name in (*domains, *(one["id"] for one in facts))}
    read_by |= {"banded": Words(read_by["banded"].words)} if "banded" in read_by else {}  # type: ignore[union-attr]
    trees = worlds.conditions(read_by, depth=2)
    rules = [
        rule(f"r{i:02}", draw(st.sampled_from(GROUNDS)), plain(draw(trees)), draw(_consequence()))
        for i in range(draw(st.integers(2, 10)))
    ]
    impossible = draw(st.lists(worlds.conditions(read_by, depth=1), max_size=2))
    return book(asked, rules, facts=tuple(facts), impossible=tuple(impossible))


@st.composite
def _consequence(draw: st.DrawFn) -> dict[str, Any]:
    word = draw(st.sampled_from(("supports",) * 6 + ("opposes",) * 2 + ("requires", "blocks")))
    if word in ("requires", "blocks"):
        option = draw(st.sampled_from(toy.TYPES)) if word == "requires" else None
        return dict(toy.gate("g", option)["then"])
    axis = draw(st.sampled_from(("type", "type", "type", *AXES)))
    option = draw(st.sampled_from(AXES[axis]))
    return {word: {axis: option, "strength": draw(st.sampled_from(STRENGTHS))}}


@st.composite
def sheets(draw: st.DrawFn, program: Program) -> dict[str, Value]:
    """Some answers, whether their questions apply or not."""
    return draw(worlds.partial_of(draw(worlds.full_answers(program))))


def decided(program: Program, answers: Mapping[str, Value]) -> Decision | None:
    """The position on a sheet; None for an impossible world."""
    facts = read(program, answers)
    if facts.impossible:
        return None
    return decide(program.rulebook, PlainEngine(program).outcomes("position", facts.known))


def every(choices: Mapping[str, list[Value]]) -> Iterator[dict[str, Value]]:
    """Every way of choosing."""
    for values in product(*choices.values()):
        yield dict(zip(choices, values, strict=True))


def all_values(program: Program, fact: str) -> list[Value]:
    domain = program.domains[fact]
    return [domain.decode(code) for code in domain.codes()]
