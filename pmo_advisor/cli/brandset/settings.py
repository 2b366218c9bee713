"""``brand.yaml`` and ``texts/brand.yaml`` of a starting set, explained line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from pmo_advisor.cli.brandset.lines import lines
from pmo_advisor.cli.layout import pad
from pmo_advisor.cli.words import Words
from pmo_advisor.knowledge.texts import Texts
from pmo_advisor.model.brand import Brand, ColorName
from pmo_advisor.model.text import Text

CHANGED = ("report.doc.kicker", "report.doc.contents", "report.doc.footer")
"""The texts that houses most often put into words of their own."""


def settings(words: Words, brand: Brand, logo: str) -> str:
    """Every setting with its shipped value, the logo's name apart; it loads as it stands."""
    return "\n".join(_settings(words, brand, logo)) + "\n"


def texts(words: Words, book: Texts) -> str:
    """A few texts as they are shipped, to be changed."""
    lines = [_comment(words, "cli.template.set.texts"), ""]
    for name in CHANGED:
        said: Text = book.text(name)
        lines += [f"{name}:", f"  zh: {_quoted(said.zh)}", f"  en: {_quoted(said.en)}", ""]
    return "\n".join(lines)


def _settings(words: Words, brand: Brand, logo: str) -> Iterator[str]:
    yield _comment(words, "cli.template.set.head")
    yield ""
    yield _comment(words, "cli.template.set.colors")
    yield "colors:"
    for name, color in brand.colors.items():
        said = words.say(f"cli.template.color.{name}")
        yield f"  {pad(name + ':', 13)} {_quoted(color)}  # {said}"
    yield ""
    yield _comment(words, "cli.template.set.dark")
    yield "dark:"
    yield from _colors(brand.dark)
    yield ""
    yield _comment(words, "cli.template.set.fonts")
    yield "fonts:"
    yield f"  chinese: [{', '.join(brand.fonts.chinese)}]"
    yield f"  latin: [{', '.join(brand.fonts.latin)}]"
    yield ""
    yield _comment(words, "cli.template.set.logo")
    yield f"logo: {logo}"
    yield ""
    yield _comment(words, "cli.template.set.footer")
    yield "footer:"
    yield f"  zh: {_quoted(brand.footer.zh)}"
    yield f"  en: {_quoted(brand.footer.en)}"


def _colors(colors: Mapping[ColorName, str]) -> Iterator[str]:
    for name, color in colors.items():
        yield f"  {pad(name + ':', 13)} {_quoted(color)}"


def _comment(words: Words, message: str) -> str:
    return lines(words.say(message), first="# ", rest="# ")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
