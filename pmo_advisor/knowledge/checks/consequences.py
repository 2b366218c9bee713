"""Consequences: the right word for the stratum, and only names that the catalogue holds."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.errors import Fault
from pmo_advisor.knowledge.checks.names import unknown_name
from pmo_advisor.knowledge.document import KeyPath
from pmo_advisor.knowledge.entries import Entry
from pmo_advisor.knowledge.stock import Stock
from pmo_advisor.model.rule import Stratum, Then

WORDS: dict[Stratum, tuple[str, ...]] = {
    "position": ("supports", "opposes", "requires", "blocks"),
    "services": ("offers",),
    "roadmap": ("enters",),
    "staffing": ("sizes",),
    "value": ("shows",),
    "warnings": ("warns",),
}
"""Which consequence words belong to which stratum."""

_NAMES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "supports": (
        ("type", "types", "type_unknown"),
        ("level", "levels", "level_unknown"),
        ("control", "control", "control_unknown"),
        ("lifetime", "lifetimes", "lifetime_unknown"),
    ),
    "requires": (
        ("type", "types", "type_unknown"),
        ("alternative", "alternatives", "alternative_unknown"),
    ),
    "blocks": (("alternative", "alternatives", "alternative_unknown"),),
    "offers": (("service", "services", "service_unknown"),),
    "enters": (
        ("types", "types", "type_unknown"),
        ("capability", "capabilities", "capability_unknown"),
    ),
    "shows": (
        ("metric", "metrics", "metric_unknown"),
        ("verdict", "verdicts", "verdict_unknown"),
    ),
}
"""For each consequence word: its keys, the catalogue kind that each names, and the fault."""
_NAMES["opposes"] = _NAMES["supports"]


def named(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """The names that stand at a key: one, several, or none."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield (*path, number), one


def word_fits(stock: Stock) -> Iterator[Fault]:
    """A stratum concludes only what it is there for."""
    for entry, rule in stock.rules():
        allowed = WORDS[entry.stratum] if entry.stratum else ()
        word = rule.then.word
        if word not in allowed:
            values = {"word": word, "stratum": entry.stratum, "allowed": list(allowed)}
            yield entry.fault("consequence_misplaced", ("then", word), key=True, values=values)


def names_known(stock: Stock) -> Iterator[Fault]:
    """Types, services, metrics and the like are those of the catalogue."""
    for entry, rule in stock.rules():
        word = rule.then.word
        for key, kind, message in _NAMES.get(word, ()):
            value = getattr(getattr(rule.then, word), key)
            for path, name in named(value, ("then", word, key)):
                yield from unknown_name(stock, entry, path, message, name, kind)
        yield from _stage(stock, entry, rule.then)


def _stage(stock: Stock, entry: Entry, then: Then) -> Iterator[Fault]:
    if then.enters is None or not stock.whole("stages"):
        return
    stages = [one.number for one in stock.rulebook.catalog.stages]
    if then.enters.stage not in stages:
        path: KeyPath = ("then", "enters", "stage")
        yield entry.fault("stage_unknown", path, value=then.enters.stage, allowed=stages)


def structure_argues_slightly(stock: Stock) -> Iterator[Fault]:
    """Size, industry and structure never weigh more than slightly."""
    for entry, rule in stock.rules("position"):
        weighs = rule.then.supports or rule.then.opposes
        if rule.ground == "structure" and weighs and weighs.strength != "slight":
            yield entry.fault("structure_too_strong", ("then", rule.then.word, "strength"))


CHECKS = (word_fits, names_known, structure_argues_slightly)
