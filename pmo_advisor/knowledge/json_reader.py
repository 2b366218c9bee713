"""JSON into the same plain data with the same places as YAML.

The standard reader finds what is wrong; the pieces are then walked once for their places.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import Any

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.knowledge.builder import MAX_DEPTH, Builder
from pmo_advisor.knowledge.document import Mark
from pmo_advisor.knowledge.scalars import MAX_DIGITS

_WORD = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s{}\[\]",:]+')
_START = re.compile(r'\s*\{\s*["}]')
_CONSTANTS = {"NaN", "Infinity", "-Infinity"}


def looks_like_json(text: str, file: str) -> bool:
    """Whether the text is to be read as JSON: by the file's name, or by how it begins."""
    return file.lower().endswith(".json") or _START.match(text) is not None


def mark_at(text: str, offset: int) -> Mark:
    """The line and column of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def feed(text: str, builder: Builder) -> None:
    """Give the text's pieces to the builder. Raises BadInput."""
    if not text.strip():
        return
    _check_syntax(text, builder.file)
    lines = [0, *(found.end() for found in re.finditer("\n", text))]
    for found in _WORD.finditer(text):
        word = found.group()
        line = bisect_right(lines, found.start())
        mark = (line, found.start() - lines[line - 1] + 1)
        if word in ("{", "["):
            builder.open({} if word == "{" else [], mark)
        elif word in ("}", "]"):
            builder.close()
        else:
            value = _scalar(word, builder, mark)
            builder.scalar(value, value if isinstance(value, str) else word, mark)


def _check_syntax(text: str, file: str) -> None:
    """Refuse what is not JSON; numbers are looked at later, where their places are known."""
    try:
        json.loads(text, parse_constant=len, parse_int=len, parse_float=len)
    except json.JSONDecodeError as error:
        place = Place(file, error.lineno, error.colno)
        raise BadInput([Fault("json_syntax", {"problem": error.msg}, place)]) from None
    except RecursionError:
        raise BadInput([Fault("too_deep", {"limit": MAX_DEPTH}, Place(file))]) from None


def _scalar(word: str, builder: Builder, mark: Mark) -> Any:
    """The value of a word; a number with a point or an exponent stays text, as in YAML."""
    if word in _CONSTANTS:
        builder.add("json_syntax", mark, problem=word)
    elif word[0] in "-0123456789":
        digits = word.removeprefix("-")
        if not digits.isdigit():
            return word
        if len(digits) <= MAX_DIGITS:
            return int(word)
        builder.add("number_too_long", mark, digits=MAX_DIGITS)
    else:
        return json.loads(word)
    return 0
