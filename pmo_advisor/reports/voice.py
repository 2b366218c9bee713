"""The reader's language: texts by id, and numbers, dates and lists as that language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Date
from functools import reduce
from typing import Protocol

from pmo_advisor.model.advice import Range, RoleRange
from pmo_advisor.model.text import Lang, Text

_VOWEL_FIRST = re.compile("[AEFHILMNORSX](?=[A-Z&])|[aeio]|u(?!n[ir]|s)|[AEIO](?=[a-z])")
"""Words and spelt-out letters that begin with a vowel when spoken."""


class Texts(Protocol):
    """The program's texts by id, each with its ``{name}`` places filled."""

    def say(self, message: str, lang: Lang, /, **values: str | int) -> str: ...


@dataclass(frozen=True, slots=True)
class Voice:
    """Speaks one language. Ids are given without the leading ``report.``."""

    texts: Texts
    lang: Lang

    def say(self, message: str, /, **values: str | int) -> str:
        """The text ``report.<message>``. Raises KeyError where the texts do not have it."""
        return self.texts.say(f"report.{message}", self.lang, **values)

    def many(self, message: str, count: int, /, **values: str | int) -> str:
        """The text for one or for several things; ``{count}`` stands for the number."""
        form = "one" if count == 1 else "other"
        return self.say(f"{message}.{form}", count=self.number(count), **values)

    def of(self, text: Text) -> str:
        return text.in_(self.lang)

    def head(self, text: Text | str) -> str:
        """A text that opens a line: in English with a capital."""
        told = text if isinstance(text, str) else self.of(text)
        return told[:1].upper() + told[1:] if self.lang == "en" else told

    def number(self, value: int) -> str:
        """A whole number, with thousands apart from five digits on; minus as a true minus."""
        shown = f"{abs(value):,}" if abs(value) >= 10000 else str(abs(value))
        return f"\u2212{shown}" if value < 0 else shown

    def span(self, low: int, high: int) -> str:
        """A range of whole numbers, or the one number it holds."""
        if low == high:
            return self.number(low)
        return f"{self.number(low)}–{self.number(high)}"

    def range(self, people: Range | RoleRange) -> str:
        return self.span(people.low, people.high)

    def people(self, people: Range | RoleRange) -> str:
        """A range with its unit."""
        form = "one" if people.low == people.high == 1 else "other"
        return self.say(f"people.{form}", range=self.range(people))

    def date(self, day: Date) -> str:
        return self.say("date", year=day.year, month=self.say(f"month.{day.month}"), day=day.day)

    def joined(self, items: Iterable[str]) -> str:
        """A list within a sentence."""
        all_items = list(items)
        if len(all_items) < 2:
            return "".join(all_items)
        return self._fold("list.and", (self._fold("list.comma", all_items[:-1]), all_items[-1]))

    def listed(self, items: Iterable[str]) -> str:
        """A list that goes on."""
        return self._fold("list.comma", items)

    def either(self, items: Iterable[str]) -> str:
        """Alternatives within a sentence."""
        all_items = list(items)
        if len(all_items) < 2:
            return "".join(all_items)
        return self._fold("list.or", (self._fold("list.comma", all_items[:-1]), all_items[-1]))

    def one_of_kind(self, name: str) -> str:
        """A name with the indefinite article that its first sound asks for."""
        return self.say("list.an" if _VOWEL_FIRST.match(name) else "list.a", name=name)

    def clauses(self, items: Iterable[str]) -> str:
        """Clauses of one sentence, set apart by semicolons."""
        return self._fold("list.semicolon", items)

    def sentences(self, items: Iterable[str]) -> str:
        """Whole sentences, one after the other; empty ones fall out."""
        return self._fold("list.sentence", items)

    def _fold(self, message: str, items: Iterable[str]) -> str:
        told = [item for item in items if item]
        return reduce(
            lambda first, second: self.say(message, first=first, second=second), told or [""]
        )
