"""A toy world about tea, for the meaning of a position: three teas and what speaks for each."""

from __future__ import annotations

from typing import Any

from pmo_advisor.logic.bound import Truth
from pmo_advisor.model.catalog import Catalog
from pmo_advisor.model.rulebook import Rulebook
from tests.reasoning.worlds import TEXT, rulebook

TYPES = ("green", "black", "herbal")


def weighs(
    name: str,
    option: str,
    strength: str = "strong",
    ground: str = "problem",
    *,
    against: bool = False,
) -> dict[str, Any]:
    """A rule that supports (or opposes) a tea."""
    word = "opposes" if against else "supports"
    return _rule(name, ground, {word: {"type": option, "strength": strength}})


def leveled(name: str, option: str, strength: str, ground: str) -> dict[str, Any]:
    return _rule(name, ground, {"supports": {"level": option, "strength": strength}})


def gate(name: str, option: str | None = None) -> dict[str, Any]:
    """A gate in front of one tea, or in front of all."""
    told: dict[str, Any] = {"owner": "executive", "actions": [TEXT, TEXT], "alternative": "wait"}
    if option is None:
        return _rule(name, "mandate", {"blocks": told})
    return _rule(name, "mandate", {"requires": told | {"type": option}})


def _rule(name: str, ground: str, then: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": name,
        "title": TEXT,
        "ground": ground,
        "when": {"mood": {"is": 1}},
        "then": then,
        "because": TEXT,
        "sources": ["S01"],
        "examples": [{"given": {}, "expect": "open"}],
    }


def world(*rules: dict[str, Any]) -> Rulebook:
    """A rulebook with these position rules over the three teas and three levels."""
    plain = rulebook([])
    catalog = plain.catalog.model_dump()
    catalog |= {
        "types": [_type(name) for name in TYPES],
        "levels": [
            {"id": name, "name": TEXT, "means": TEXT}
            for name in ("individual", "department", "enterprise")
        ],
    }
    strata = [one.model_dump() for one in plain.strata]
    strata[0]["rules"] = list(rules)
    return Rulebook.model_validate(
        {
            **{name: getattr(plain, name) for name in ("questions", "forms", "impossible")},
            "derived": (),
            "strata": strata,
            "catalog": Catalog.model_validate(catalog),
            "fingerprint": "",
        }
    )


def _type(name: str) -> dict[str, Any]:
    days = {"win": TEXT} | {
        part: [TEXT] for part in ("decisions", "meetings", "evidence", "not_yet")
    }
    parts = ("context", "key_result", "direct", "indirect", "effect", "whole", "appraisers")
    texts = ("sentence", "demand", "stops", "shrinks", "career", "half_year_goal", "grade_hint")
    return {
        "id": name,
        "name": TEXT,
        **dict.fromkeys(texts, TEXT),
        "lines": [{"id": f"{name}_line", "name": TEXT}],
        "first_days": days,
        "value": dict.fromkeys(parts, TEXT),
    }


def outcomes(
    book: Rulebook, *, fires: tuple[str, ...] = (), refuted: tuple[str, ...] = ()
) -> dict[str, Truth]:
    """Outcomes by name; every other rule stays open."""
    return {
        name: Truth.FIRES if name in fires else Truth.REFUTED if name in refuted else Truth.OPEN
        for name in book.rule
    }
