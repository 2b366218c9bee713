"""What an unquoted YAML word means: the core schema of YAML 1.2, without floats.

``yes``, ``no``, ``on`` and ``off`` are words, dates and ``1_000`` are text, ``08`` is 8. Numbers
with a point or an exponent stay text, so that a question for a whole number can refuse them.
"""

from __future__ import annotations

import re

MAX_DIGITS = 18
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


class NumberTooLong(ValueError):
    """A whole number with more digits than any answer or bound can have."""


def plain(word: str) -> str | int | bool | None:
    """The value of an unquoted word. Raises NumberTooLong."""
    if word in _WORDS:
        return _WORDS[word]
    if not _INT.fullmatch(word):
        return word
    if len(word) > MAX_DIGITS:
        raise NumberTooLong(word)
    base = {"0o": 8, "0x": 16}.get(word[:2], 10)
    return int(word[2:] if base != 10 else word, base)
