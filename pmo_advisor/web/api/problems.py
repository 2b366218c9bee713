"""What may go wrong, for the description of the API; and faults of a request as a refusal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar

from pmo_advisor.errors import BadInput, Fault
from pmo_advisor.knowledge.nearest import nearest
from pmo_advisor.knowledge.shown import shown
from pmo_advisor.knowledge.texts import Texts
from pmo_advisor.model.text import Lang
from pmo_advisor.web.doors import Refused
from pmo_advisor.web.invalid import MOST_FAULTS
from pmo_advisor.web.refusals import STATUS, Problem

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
