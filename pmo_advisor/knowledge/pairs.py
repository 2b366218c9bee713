"""Both languages of a text: written in their own script, with the same placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pmo_advisor.model.text import LANGS, Lang, Text

PLACEHOLDER: Final = re.compile(r"\{\{|\}\}|\{([a-z_][a-z0-9_]*)\}")
"""A name in braces, or a doubled brace that stands for itself."""

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]")
_FULL_WIDTH = re.compile(r"[\u3000-\u303f\uff01-\uff60]")
_WORD = re.compile(r"[a-z]{3,}")
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|\"[^\"]*\"|「[^」]*」|《[^》]*》|（[^）]*）|\([^)]*\)")
_NAME_WORDS, _NAME_LETTERS = 6, 6
"""So few Latin words, or Han characters, may be a name that is the same in both languages."""

_COMMAND = "pmo-advisor "


def placeholders(words: str) -> set[str]:
    """The names in braces."""
    return {found.group(1) for found in PLACEHOLDER.finditer(words) if found.group(1)}


def stray_brace(words: str) -> bool:
    """Whether a brace stands there that is neither doubled nor part of a placeholder."""
    rest = PLACEHOLDER.sub("", words)
    return "{" in rest or "}" in rest


def pair_faults(
    text: Text, *, blank: bool = False
) -> Iterator[tuple[str, Lang, dict[str, object]]]:
    """What is wrong with a pair: a message, the language it is about, and its values.

    ``blank`` lets both be blank, such as what stands between two sentences.
    """
    empty: list[Lang] = [lang for lang in LANGS if not text.in_(lang).strip()]
    for lang in empty:
        if not (blank and len(empty) == len(LANGS)):
            yield "text_empty", lang, {}
    if empty:
        return
    zh, en = placeholders(text.zh), placeholders(text.en)
    if zh != en:
        odd = ["{" + name + "}" for name in sorted(zh ^ en)]
        yield "placeholders_differ", "zh", {"names": odd}
    if not _is_chinese(text):
        yield "text_not_chinese", "zh", {}
    if not _is_english(text):
        yield "text_not_english", "en", {}


def _is_chinese(text: Text) -> bool:
    """Han characters somewhere, unless it is a name, an abbreviation or mere punctuation."""
    words = PLACEHOLDER.sub(" ", text.zh)
    if _HAN.search(words) or _FULL_WIDTH.search(words):
        return True
    if text.zh == text.en:
        return all(_is_name_or_command(line) for line in words.splitlines())
    return not _WORD.search(words)


def _is_name_or_command(line: str) -> bool:
    return len(line.split()) <= _NAME_WORDS or line.startswith(_COMMAND)


def _is_english(text: Text) -> bool:
    """No Han characters but in quotes and brackets, unless it is a name kept as it is."""
    if not _HAN.search(_QUOTED.sub("", text.en)):
        return True
    return text.zh == text.en and len(text.en) <= _NAME_LETTERS
