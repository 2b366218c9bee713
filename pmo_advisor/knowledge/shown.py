"""A value from a file as it may stand within a message: short, and safe for any terminal."""

from __future__ import annotations

from typing import Any

from pmo_advisor.errors import TextId
from pmo_advisor.knowledge.builder import FORBIDDEN

LONGEST = 80


def shown(value: Any) -> str:
    """The value for a message: a scalar as it is written, anything else by what it is."""
    if value is None:
        return TextId("what.nothing")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return TextId("what.mapping")
    if isinstance(value, list | tuple):
        return TextId("what.list")
    text = FORBIDDEN.sub("\ufffd", str(value)).replace("\n", " ")
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
