"""What differs between two versions of the knowledge, as far as a conclusion can hang on it.

Words for people, sources and examples are no difference here: they change no conclusion.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, get_args

from pydantic import BaseModel

from pmo_advisor.model.condition import Condition, tests_in
from pmo_advisor.model.question import NumberQuestion, TextQuestion
from pmo_advisor.model.rule import STRATA, Derived, Rule
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.text import Text

Shelf = Literal[
    "questions",
    "derived",
    "position",
    "services",
    "roadmap",
    "staffing",
    "value",
    "warnings",
    "thresholds",
    "types",
    "levels",
    "control",
    "lifetimes",
    "catalog_services",
    "stages",
    "roles",
    "metrics",
]
SHELVES: tuple[Shelf, ...] = get_args(Shelf)
CATALOG: Mapping[Shelf, tuple[str, tuple[str, ...]]] = {
    "thresholds": ("thresholds", ("value",)),
    "types": ("types", ()),
    "levels": ("levels", ()),
    "control": ("control", ()),
    "lifetimes": ("lifetimes", ()),
    "catalog_services": ("services", ("stage", "load")),
    "stages": ("stages", ("number", "people", "share")),
    "roles": ("roles", ("manages_projects",)),
    "metrics": ("metrics", ("kind",)),
}
"""The kinds of catalogue entries that a conclusion reads, and which of their keys it reads."""

ORDERED: tuple[Shelf, ...] = (
    "position",
    "staffing",
    "value",
    "types",
    "levels",
    "control",
    "lifetimes",
    "catalog_services",
)
"""Where the order of entries decides something, such as a tie."""

_NO_CONCLUSION = {"sources", "examples", "asked_of", "owner", "side", "capability", "obtain"}

RULES: tuple[Shelf, ...] = ("position", "services", "roadmap", "staffing", "value", "warnings")
"""The shelves that are strata."""
DERIVED: Shelf = "derived"

Change = Literal["added", "removed", "changed", "moved"]
Stock = Mapping[Shelf, Mapping[str, Any]]
"""The entries of a rulebook by shelf and id, in their order."""


class Item(NamedTuple):
    """One difference. ``moved`` is the order of a whole shelf, and ``id`` then names the shelf.

    ``keys`` are those of a changed entry that differ; ``named_by`` are the rules and derived facts
    that name a threshold.
    """

    shelf: Shelf
    id: str
    change: Change
    keys: tuple[str, ...] = ()
    named_by: tuple[str, ...] = ()


def stocked(rulebook: Rulebook) -> dict[Shelf, dict[str, Any]]:
    """The entries that conclusions hang on."""
    found: dict[Shelf, dict[str, Any]] = {
        "questions": _by_id([q for q in rulebook.questions if not isinstance(q, TextQuestion)]),
        "derived": _by_id(rulebook.derived),
    }
    for stratum in STRATA:
        found[stratum] = _by_id(rulebook.rules_of(stratum))
    for shelf, (kind, _) in CATALOG.items():
        found[shelf] = _by_id(getattr(rulebook.catalog, kind))
    return found


def _by_id(entries: Sequence[Any]) -> dict[str, Any]:
    return {one.id: one for one in entries}


def differences(before: Stock, after: Stock) -> tuple[Item, ...]:
    """Every difference, shelf by shelf, in the order of the newer version."""
    found: list[Item] = []
    for shelf in SHELVES:
        old, new = before[shelf], after[shelf]
        for name in merged(list(new), list(old)):
            change, keys = _change(shelf, old.get(name), new.get(name))
            if change is not None:
                named_by = _naming(name, before, after) if shelf == "thresholds" else ()
                found.append(Item(shelf, name, change, keys, named_by))
        if shelf in ORDERED and [one for one in old if one in new] != [
            one for one in new if one in old
        ]:
            found.append(Item(shelf, shelf, "moved"))
    return tuple(found)


def merged(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """The names of both in the order of the first, those of the second alone after their neighbor.

    Without the names of the second alone it is the first.
    """
    order = list(first)
    there = set(order)
    place = 0
    for name in second:
        if name not in there:
            order.insert(place, name)
            there.add(name)
            place += 1
        else:
            place = order.index(name) + 1
    return order


def _change(shelf: Shelf, old: Any, new: Any) -> tuple[Change | None, tuple[str, ...]]:
    if old is None:
        return "added", ()
    if new is None:
        return "removed", ()
    one, two = substance(shelf, old), substance(shelf, new)
    keys = tuple(key for key in {**two, **one} if one.get(key) != two.get(key))
    return ("changed", keys) if keys else (None, ())


def substance(shelf: Shelf, entry: Any) -> dict[str, Any]:
    """What of an entry a conclusion can hang on, by key, as something that can be compared."""
    if shelf in CATALOG:
        return {key: getattr(entry, key) for key in CATALOG[shelf][1]}
    told: dict[str, Any] = _bare(entry)
    return told


def _bare(value: Any) -> Any:
    if isinstance(value, Text):
        return None
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return {key: _bare(getattr(value, key)) for key in fields if key not in _NO_CONCLUSION}
    if isinstance(value, tuple):
        return [_bare(one) for one in value if not isinstance(one, Text)]
    return value


def _naming(threshold: str, *versions: Stock) -> tuple[str, ...]:
    found = {
        name: None
        for version in versions
        for shelf in (*RULES, DERIVED)
        for name, entry in version[shelf].items()
        if threshold in thresholds_of(entry, version)
    }
    return tuple(found)


def thresholds_of(entry: Any, version: Stock) -> set[str]:
    """The thresholds that a rule, a question or a derived fact names."""
    found: set[str] = set()
    if isinstance(entry, Derived):
        found |= {one.up_to for one in entry.bands if one.up_to}
        found |= {name for name in (entry.at_least, entry.more_than) if name}
    for condition in conditions_of(entry):
        for test in tests_in(condition):
            operands = test.operand if isinstance(test.operand, tuple) else (test.operand,)
            if _counts(test.fact, version):
                found |= {one for one in operands if isinstance(one, str)}
    return found


def _counts(fact: str, version: Stock) -> bool:
    """Whether the fact is a number, which only thresholds bound."""
    question, derived = version["questions"].get(fact), version["derived"].get(fact)
    if derived is not None:
        return bool(derived.method == "count" and derived.reaches is None)
    return question is None or isinstance(question, NumberQuestion)


def facts_read(entry: Any) -> set[str]:
    """The facts that an entry of any shelf reads."""
    found = {test.fact for condition in conditions_of(entry) for test in tests_in(condition)}
    if isinstance(entry, Derived):
        named = (entry.of, entry.over, entry.under, entry.above)
        found |= {name for name in named if name}
    if isinstance(entry, Rule) and entry.then.sizes is not None:
        found |= {name for name in (entry.then.sizes.of, entry.then.sizes.at_least_of) if name}
    return found


def conditions_of(entry: Any) -> Iterator[Condition]:
    """The conditions of an entry of any shelf."""
    if isinstance(entry, Derived):
        yield from entry.tests
    elif isinstance(entry, Rule):
        yield entry.when
    elif getattr(entry, "applies_when", None) is not None:
        yield entry.applies_when
