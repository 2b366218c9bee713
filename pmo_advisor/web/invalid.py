"""What pydantic finds in a request or in a file, as faults with our words at their places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from pmo_advisor.errors import Fault
from pmo_advisor.knowledge.nearest import nearest

MOST_FAULTS = 20
LONGEST_PLACE = 200
LONGEST_NAME = 80
_QUOTED = re.compile("'([^']*)'")
"""The names in what pydantic says that it expects."""
_KINDS = frozenset({"str", "int", "bool", "constrained-str", "constrained-int", "[key]"})

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


def faults_in(error: RequestValidationError | ValidationError) -> Sequence[tuple[str, Fault]]:
    """The first faults, each with its place such as `answers.3.round`, and one for each place."""
    found: dict[str, Fault] = {}
    errors = error.errors()
    for one in errors:
        place = _place(one["loc"])
        if place not in found and not _follows(one, errors):
            found[place] = _fault(one)
    return list(found.items())[:MOST_FAULTS]


def _place(path: tuple[str | int, ...]) -> str:
    """The place in words of ours, without the kinds among which pydantic has tried to choose."""
    kept = (str(one) for one in path if one not in _KINDS)
    return ".".join(kept)[:LONGEST_PLACE]


def _follows(one: Mapping[str, Any], errors: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a list is called too short only because something in it is wrong."""
    place = one["loc"]
    return one["type"] == "too_short" and any(
        other["loc"][: len(place)] == place != other["loc"] for other in errors
    )


def _fault(one: Mapping[str, Any]) -> Fault:
    known, told = SENTENCES.get(one["type"], "kind"), one.get("ctx", {})
    limits = [value for name, value in told.items() if name.endswith(("length", "ge", "le"))]
    allowed = _QUOTED.findall(str(told.get("expected", "")))
    values = {"limit": limits[0] if limits else "", "allowed": allowed}
    given = one.get("input")
    hint = nearest(given[:LONGEST_NAME], allowed) if allowed and isinstance(given, str) else None
    return Fault(f"web.api.fault.{known}", values, None, hint)
