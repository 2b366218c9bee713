"""What may go wrong, for the description of the API; and every fault of a request in words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar

from fastapi.exceptions import RequestValidationError

from pmo_advisor.errors import BadInput, Fault
from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.knowledge.shown import shown
from pmo_advisor.knowledge.texts import Texts
from pmo_advisor.model.text import Lang
from pmo_advisor.web.doors import Refused
from pmo_advisor.web.refusals import STATUS, Problem

MOST_FAULTS = 20
LONGEST_PLACE = 200
LONGEST_NAME = 80
ALWAYS = (
    "elsewhere",
    "no_entry",
    "invalid",
    "unknown_key",
    "too_large",
    "host",
    "too_often",
    "failed",
)
"""Refusals that every call may meet."""

Standing = TypeVar("Standing")
_QUOTED = re.compile("'([^']*)'")
"""The names in what pydantic says that it expects."""

SENTENCES: Mapping[str, str] = {
    "missing": "missing",
    "extra_forbidden": "extra",
    "literal_error": "one_of",
    "enum": "one_of",
    "json_invalid": "json",
    "string_too_long": "long",
    "string_too_short": "short",
    "too_long": "many",
    "too_short": "few",
    "greater_than_equal": "low",
    "less_than_equal": "high",
}
"""The faults that have a sentence of their own; for all others there is one."""


class Changed(Problem, Generic[Standing]):
    """Somebody else was first. ``now`` is what stands; null where it was taken away."""

    now: Standing | None = None


def problems(*more: str, changed: type[Any] | None = None) -> dict[int | str, dict[str, Any]]:
    """The answers that a call gives where it is refused, by status, for the description."""
    by_status: dict[int, list[str]] = defaultdict(list)
    for error in (*ALWAYS, *more, *(("changed",) if changed else ())):
        by_status[STATUS[error]].append(error)
    told: dict[int | str, dict[str, Any]] = {}
    for status, errors in sorted(by_status.items()):
        # Each kind of thing that may stand has a shape of its own.
        model = Changed[changed] if changed and "changed" in errors else Problem  # type: ignore[valid-type]
        told[status] = {"model": model, "description": ", ".join(f"`{one}`" for one in errors)}
    return told


def in_words(error: RequestValidationError, texts: Texts, lang: Lang) -> list[tuple[str, str]]:
    """Every fault of a request: its place and what is wrong, in the reader's language."""
    return [
        (_place(one["loc"]), _sentence(one, texts, lang)) for one in error.errors()[:MOST_FAULTS]
    ]


def _place(path: tuple[str | int, ...]) -> str:
    return ".".join(str(one) for one in path)[:LONGEST_PLACE]


def _sentence(one: Mapping[str, Any], texts: Texts, lang: Lang) -> str:
    known, told = SENTENCES.get(one["type"], "kind"), one.get("ctx", {})
    limits = [value for name, value in told.items() if name.endswith(("length", "ge", "le"))]
    allowed = _QUOTED.findall(str(told.get("expected", "")))
    values = {"limit": limits[0] if limits else "", "allowed": allowed}
    given = one.get("input")
    hint = nearest(given[:LONGEST_NAME], allowed) if allowed and isinstance(given, str) else None
    return texts.fault(Fault(f"web.api.fault.{known}", values, None, hint), lang)


def refused(faults: Sequence[tuple[str, Fault]], texts: Texts, lang: Lang) -> Refused:
    """Faults at their places in the request, as one refusal."""
    told = [(where, texts.fault(fault, lang)) for where, fault in faults[:MOST_FAULTS]]
    return Refused("invalid", told[0][0], faults=told)


def no_question(fact: str, known: Iterable[str]) -> Fault:
    """A name that is none of the questions meant, with the nearest that is."""
    return Fault("sheet_fact", {"fact": shown(fact)}, None, nearest(fact, known))


def bad(error: BadInput, texts: Texts, lang: Lang, where: str) -> Refused:
    """Input that our own readers found fault with, as a refusal."""
    faults = [
        (
            ".".join([where, *([one.place.key] if one.place and one.place.key else [])]),
            texts.fault(replace(one, place=None), lang),
        )
        for one in error.faults[:MOST_FAULTS]
    ]
    return Refused("invalid", faults[0][0], faults=faults)
