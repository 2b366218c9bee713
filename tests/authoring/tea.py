"""Versions of the toy world about tea: changes to it, one by one or several at once."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from hypothesis import strategies as st

from pmo_advisor.knowledge import library
from pmo_advisor.model.domain import Numbers, Value
from pmo_advisor.model.question import TextQuestion
from pmo_advisor.model.rule import STRATA
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.sheet import UNKNOWN
from tests.knowledge.world import TINY

TEXT = {"zh": "文", "en": "text"}
Data = dict[str, Any]
Edit = Callable[[Data], None]


@cache
def tea() -> Rulebook:
    return library.load(base=TINY)


def version(*edits: str) -> Rulebook:
    """The toy world with these changes."""
    data = copy.deepcopy(tea().model_dump(mode="json", exclude_unset=True))
    for one in edits:
        EDITS[one](data)
    return Rulebook.model_validate(data)


def rules(data: Data, stratum: str) -> list[Data]:
    found: list[Data] = data["strata"][STRATA.index(stratum)]["rules"]  # type: ignore[arg-type]
    return found


def find(entries: Iterable[Data], name: str) -> Data:
    return next(one for one in entries if one["id"] == name)


def rule(name: str, when: Any, then: Any, ground: str = "symptoms") -> Data:
    return {
        "id": name,
        "title": TEXT,
        "ground": ground,
        "when": when,
        "then": then,
        "because": TEXT,
        "sources": ["S01"],
        "examples": [{"given": {}, "expect": "open"}],
    }


def _threshold(data: Data) -> None:
    find(data["catalog"]["thresholds"], "two_cups")["value"] = 4


def _strength(data: Data) -> None:
    find(rules(data, "position"), "black.problem")["then"]["supports"]["strength"] = "slight"


def _removed(data: Data) -> None:
    rules(data, "position").remove(find(rules(data, "position"), "ginger.symptoms"))


def _condition(data: Data) -> None:
    find(rules(data, "position"), "camomile.symptoms")["when"] = {"restless": {"at_least": 1}}


def _added(data: Data) -> None:
    then = {"supports": {"type": "camomile", "strength": "strong"}}
    rules(data, "position").append(rule("camomile.yawns", {"yawning": {"at_least": 2}}, then))


def _asked(data: Data) -> None:
    """A new question, with a rule that reads it."""
    like = find(data["questions"], "yawning")
    data["questions"].append({**like, "id": "sneezing"})
    then = {"supports": {"type": "ginger", "strength": "strong"}}
    rules(data, "position").append(rule("ginger.sneezes", {"sneezing": {"at_least": 2}}, then))


def _unasked(data: Data) -> None:
    """A question is gone, and so is all that reads it."""
    data["questions"].remove(find(data["questions"], "restless"))
    rules(data, "position").remove(find(rules(data, "position"), "camomile.symptoms"))
    for name in ("signs", "any_sign"):
        tests = find(data["derived"], name)["tests"]
        tests[:] = [one for one in tests if "restless" not in one]


def _choice(data: Data) -> None:
    """Another choice comes first, so that all codes are others."""
    choices = find(data["questions"], "mood")["choices"]
    choices.insert(0, {"id": "celebrate", "label": TEXT})


def _ranks(data: Data) -> None:
    find(data["questions"], "strength_borne")["choices"][0]["rank"] = 3
    find(data["questions"], "strength_borne")["choices"][1]["rank"] = 3


def _order(data: Data) -> None:
    data["catalog"]["types"].reverse()


def _derived(data: Data) -> None:
    find(data["derived"], "too_strong")["steps"] = 2


def _gate(data: Data) -> None:
    rules(data, "position").remove(find(rules(data, "position"), "black.borne"))


def _decided_by(data: Data) -> None:
    find(data["questions"], "mood")["decided_by"] = ["pmo_lead", "executive", "org_design"]


def _applies(data: Data) -> None:
    find(data["questions"], "cups")["applies_when"] = {"guests": {"is": "yes"}}


def _warning(data: Data) -> None:
    for one in rules(data, "warnings"):
        one["then"]["warns"]["weight"] = "first"


def _services(data: Data) -> None:
    for one in data["catalog"]["services"]:
        one["load"] = one["load"] * 2 + 10
    data["catalog"]["services"].reverse()


def _staffing(data: Data) -> None:
    for one in rules(data, "staffing"):
        sizes = one["then"]["sizes"]
        if sizes.get("high") is not None:
            sizes["high"] = 7


def _words(data: Data) -> None:
    """Nothing that a conclusion hangs on."""
    find(rules(data, "position"), "black.problem")["because"] = TEXT


EDITS: dict[str, Edit] = {
    "threshold": _threshold,
    "strength": _strength,
    "removed": _removed,
    "condition": _condition,
    "added": _added,
    "asked": _asked,
    "unasked": _unasked,
    "choice": _choice,
    "ranks": _ranks,
    "order": _order,
    "derived": _derived,
    "gate": _gate,
    "decided_by": _decided_by,
    "applies": _applies,
    "warning": _warning,
    "services": _services,
    "staffing": _staffing,
    "words": _words,
}

AGAINST = {"unasked": {"condition"}, "condition": {"unasked"}}
"""Changes that cannot be made together."""


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, ...]:
    """Some changes that go together."""
    chosen = draw(st.lists(st.sampled_from(sorted(EDITS)), unique=True, max_size=6))
    found: list[str] = []
    for one in chosen:
        if not AGAINST.get(one, set()) & set(found):
            found.append(one)
    return tuple(found)


def answers(rulebook: Rulebook) -> st.SearchStrategy[dict[str, Value]]:
    """Random answers to its questions."""
    optional: dict[str, st.SearchStrategy[Value]] = {}
    for question in rulebook.questions:
        if isinstance(question, TextQuestion):
            continue
        domain = question.domain()
        given: st.SearchStrategy[Value] = (
            st.integers(domain.low, min(domain.high, 12))
            if isinstance(domain, Numbers)
            else st.sampled_from(domain.words)
        )
        optional[question.id] = st.one_of(given, given, given, st.just(UNKNOWN))
    return st.fixed_dictionaries({}, optional=optional)
