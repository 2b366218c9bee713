"""Small rulebooks and sheets: written by hand in a line, or drawn at random by Hypothesis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hypothesis import strategies as st

from pmo_advisor.logic.bound import Bound
from pmo_advisor.logic.program import Program, bind, bind_condition
from pmo_advisor.model.catalog import Catalog
from pmo_advisor.model.condition import Condition, Group, Test
from pmo_advisor.model.domain import NOT_APPLICABLE, Domain, Numbers, Value, Words
from pmo_advisor.model.rule import STRATA, Stratum
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.sheet import UNKNOWN

TEXT = {"zh": "文", "en": "text"}
FACTS = ("id", "sid", "all", "mood", "people", "projects", "open_ended", "named")
"""Names of facts, among them words that a rule engine may use for itself."""

_TYPES = ("rd", "business", "support", "transformation", "strategy")
_KINDS = (
    *("types", "levels", "control", "lifetimes", "alternatives", "verdicts", "services", "roles"),
    *("grades", "capabilities", "stages", "metrics", "neighbors", "vocabularies", "thresholds"),
    *("population", "sources", "glossary"),
)


# --- by hand ------------------------------------------------------------------------------------


def choice(name: str, words: Iterable[str], ranks: Iterable[int] = (), **more: Any) -> Any:
    """A choice question; with ``ranks`` an ordered one."""
    places = tuple(ranks)
    choices = [
        {"id": word, "label": TEXT} | ({"rank": places[i]} if places else {})
        for i, word in enumerate(words)
    ]
    return _question(name, kind="choice", choices=choices, **more)


def scale(name: str, **more: Any) -> Any:
    return _question(name, kind="scale", steps=[TEXT] * 5, **more)


def yes_no(name: str, **more: Any) -> Any:
    return _question(name, kind="yes_no", **more)


def number(name: str, low: int, high: int, **more: Any) -> Any:
    return _question(name, kind="number", unit=TEXT, min=low, max=high, **more)


def _question(name: str, **more: Any) -> dict[str, Any]:
    parties = ["executive"]
    common = {"name": TEXT, "ask": TEXT, "why": TEXT, "asked_of": parties, "decided_by": parties}
    return {"id": name, **common, **more}


def derived(name: str, **more: Any) -> dict[str, Any]:
    example = {"given": {}, "expect": UNKNOWN}
    return {"id": name, "title": TEXT, "says": TEXT, "examples": [example], **more}


def rule(name: str, when: Any) -> dict[str, Any]:
    """A warning, whatever its stratum: what it concludes is nothing to an engine."""
    return {
        "id": name,
        "title": TEXT,
        "ground": "problem",
        "when": when,
        "then": {"warns": {"weight": "minor", "do": TEXT}},
        "because": TEXT,
        "sources": ["S01"],
        "examples": [{"given": {}, "expect": "open"}],
    }


def rulebook(
    questions: Iterable[Any],
    rules: Mapping[Stratum, Mapping[str, Any]] | None = None,
    *,
    facts: Iterable[Any] = (),
    thresholds: Mapping[str, Any] | None = None,
) -> Rulebook:
    """A rulebook of these questions, of rules by id with their conditions, and of derived facts."""
    catalog: dict[str, Any] = dict.fromkeys(_KINDS, ())
    catalog["thresholds"] = [
        {"id": name, "name": TEXT, "value": value, "unit": TEXT, "because": TEXT}
        for name, value in (thresholds or {}).items()
    ]
    by_stratum = rules or {}
    return Rulebook.model_validate(
        {
            "questions": list(questions),
            "forms": (),
            "impossible": (),
            "derived": list(facts),
            "strata": [
                {
                    "stratum": stratum,
                    "rules": [rule(*one) for one in by_stratum.get(stratum, {}).items()],
                }
                for stratum in STRATA
            ],
            "catalog": Catalog.model_validate(catalog),
            "fingerprint": "",
        }
    )


# --- at random ----------------------------------------------------------------------------------

THRESHOLDS: dict[str, Any] = {f"t{value}": value for value in range(8)}
PARTS: dict[str, Any] = {"half": "1/2", "even": 1, "third_more": "4/3", "double": 2}


@st.composite
def questions(draw: st.DrawFn, *, applies: bool = True) -> list[Any]:
    """A few questions of every kind, some of which apply only on earlier answers."""
    names = draw(st.lists(st.sampled_from(FACTS), min_size=1, max_size=6, unique=True))
    found: list[Any] = []
    domains: dict[str, Domain] = {}
    for name in names:
        more: dict[str, Any] = {}
        if applies and domains and draw(st.booleans()):
            more["applies_when"] = draw(conditions(domains, depth=1))
        asked, domain = draw(_asked(name, more))
        found.append(asked)
        domains[name] = domain
    return found


@st.composite
def _asked(draw: st.DrawFn, name: str, more: dict[str, Any]) -> tuple[Any, Domain]:
    kind = draw(st.sampled_from(("choice", "ordered", "scale", "yes_no", "number")))
    if kind == "scale":
        return scale(name, **more), Numbers(0, 4)
    if kind == "yes_no":
        return yes_no(name, **more), Words(("no", "yes"), (0, 1))
    if kind == "number":
        low = draw(st.integers(0, 3))
        high = draw(st.integers(low, 7))
        return number(name, low, high, **more), Numbers(low, high)
    words = tuple("abcde"[: draw(st.integers(2, 5))])
    ranks = tuple(draw(st.permutations(range(len(words))))) if kind == "ordered" else ()
    return choice(name, words, ranks, **more), Words(words, ranks)


@st.composite
def tests(draw: st.DrawFn, domains: Mapping[str, Domain], *, answered: bool) -> Test:
    """One test of one fact, in a word that its kind allows."""
    fact = draw(st.sampled_from(sorted(domains)))
    domain = domains[fact]
    if isinstance(domain, Numbers):
        values: list[Value] = [*domain.codes(), *THRESHOLDS]
        ordered = True
    else:
        values = list(domain.words)
        ordered = bool(domain.ranks)
    one = st.sampled_from(values)
    words = ["is", "one_of"]
    words += ["at_least", "at_most", "between"] if ordered else []
    words += ["answered"] if answered else []
    word: Any = draw(st.sampled_from(words))
    if word == "answered":
        return Test(fact, word, True)
    if word == "one_of":
        return Test(fact, word, tuple(draw(st.lists(one, min_size=1, max_size=3, unique=True))))
    if word == "between":
        return Test(fact, word, (draw(one), draw(one)))
    return Test(fact, word, draw(one))


@st.composite
def conditions(
    draw: st.DrawFn, domains: Mapping[str, Domain], *, depth: int = 3, answered: bool = False
) -> Condition:
    """A tree of tests; ``answered`` only where it is asked for, because only warnings may."""
    if depth == 0 or draw(st.integers(0, 2)) == 0:
        return draw(tests(domains, answered=answered))
    inner = conditions(domains, depth=depth - 1, answered=answered)
    parts = tuple(draw(st.lists(inner, min_size=1, max_size=3)))
    return Group(draw(st.sampled_from(("all", "any", "none"))), parts)


MIXED: dict[str, Domain] = {
    "mood": Numbers(0, 4),
    "people": Numbers(1, 6),
    "there": Words(("no", "yes"), (0, 1)),
    "color": Words(("a", "b", "c")),
    "size": Words(("a", "b", "c", "d"), (2, 0, 3, 1)),
}


@st.composite
def bound_conditions(draw: st.DrawFn, *, answered: bool = False) -> Bound:
    """A bound tree of tests of the facts of MIXED."""
    return bind_condition(draw(conditions(MIXED, answered=answered)), MIXED, THRESHOLDS)


@st.composite
def programs(draw: st.DrawFn, *, answered: bool = True) -> Program:
    """A small rulebook with rules in two strata, bound."""
    asked = draw(questions())
    plain = bind(rulebook(asked, thresholds=THRESHOLDS))
    domains = {one["id"]: plain.domains[one["id"]] for one in asked}
    made: dict[Stratum, dict[str, Any]] = {}
    strata: tuple[Stratum, ...] = ("position", "warnings")
    for stratum in strata:
        trees = conditions(domains, answered=answered and stratum == "warnings")
        whens = draw(st.lists(trees, min_size=1, max_size=8))
        made[stratum] = {f"{stratum}.rule_{i}.v1": when for i, when in enumerate(whens)}
    return bind(rulebook(asked, made, thresholds=THRESHOLDS))


@st.composite
def derived_facts(draw: st.DrawFn, domains: Mapping[str, Domain]) -> list[Any]:
    """One derived fact by each method that these facts allow."""
    ordered = sorted(
        fact for fact, domain in domains.items() if isinstance(domain, Numbers) or domain.ranks
    )
    numbers = sorted(fact for fact in ordered if isinstance(domains[fact], Numbers))
    trees = st.lists(conditions(domains, depth=1), min_size=1, max_size=4)
    found = [
        derived("counted", method="count", tests=draw(trees)),
        derived("reached", method="count", tests=draw(trees), reaches=draw(st.integers(0, 4))),
    ]
    if ordered:
        one = st.sampled_from(ordered)
        tops = sorted(draw(st.sets(st.integers(0, 7), min_size=1, max_size=3)))
        bands = [{"id": f"up_to_{top}", "label": TEXT, "up_to": f"t{top}"} for top in tops]
        bands.append({"id": "beyond", "label": TEXT})
        found.append(derived("banded", method="band", of=draw(one), bands=bands))
        steps = draw(st.integers(-1, 3))
        gap = {"of": draw(one), "above": draw(one), "steps": steps}
        found.append(derived("apart", method="gap", **gap))
    if numbers:
        one = st.sampled_from(numbers)
        word = draw(st.sampled_from(("at_least", "more_than")))
        ratio = {"over": draw(one), "under": draw(one), word: draw(st.sampled_from(sorted(PARTS)))}
        found.append(derived("exceeds", method="ratio", **ratio))
    return found


@st.composite
def derived_programs(draw: st.DrawFn, *, applies: bool = True) -> Program:
    """A small rulebook with derived facts and no rules, bound."""
    asked = draw(questions(applies=applies))
    everything = bind(rulebook(asked, thresholds=THRESHOLDS)).domains
    facts = draw(derived_facts({one["id"]: everything[one["id"]] for one in asked}))
    return bind(rulebook(asked, facts=facts, thresholds=THRESHOLDS | PARTS))


def asked_domains(program: Program) -> dict[str, Domain]:
    """The domains of the facts that are asked."""
    return {one.id: program.domains[one.id] for one in program.rulebook.questions}


@st.composite
def known(draw: st.DrawFn, domains: Mapping[str, Domain]) -> dict[str, int]:
    """What is known: for each fact a code, "does not apply", or nothing, in any order."""
    found: dict[str, int] = {}
    for fact in draw(st.permutations(sorted(domains))):
        states = (None, NOT_APPLICABLE, *domains[fact].codes())
        code = draw(st.sampled_from(states))
        if code is not None:
            found[fact] = code
    return found


@st.composite
def full_answers(draw: st.DrawFn, program: Program) -> dict[str, Value]:
    """An answer to every question, whether it applies or not."""
    domains = asked_domains(program)
    return {
        fact: domain.decode(draw(st.sampled_from(list(domain.codes()))))
        for fact, domain in domains.items()
    }


@st.composite
def partial_of(draw: st.DrawFn, answers: Mapping[str, Value]) -> dict[str, Value]:
    """The same sheet with some answers unknown and some not given."""
    state = st.sampled_from(("given", "given", UNKNOWN, "absent"))
    states = {fact: draw(state) for fact in answers}
    return {
        fact: UNKNOWN if states[fact] == UNKNOWN else value
        for fact, value in answers.items()
        if states[fact] != "absent"
    }
