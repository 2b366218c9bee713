"""The words that people read: every text by its id, in both languages, with named placeholders."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date as Date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pmo_advisor.errors import BadInput, Fault, Place, TextId
from pmo_advisor.knowledge import cache
from pmo_advisor.knowledge.layers import Layer, digest, read_layers
from pmo_advisor.knowledge.pairs import PLACEHOLDER
from pmo_advisor.knowledge.words import Words
from pmo_advisor.model.text import Lang, Text

COMMA = "list_comma"
"""The text that stands between the items of a list."""


class Texts:
    """All texts. A placeholder is a bare name; nothing of a value but its words can be reached."""

    def __init__(self, texts: Mapping[str, Text]) -> None:
        self._texts = dict(texts)

    def __contains__(self, name: object) -> bool:
        return name in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def text(self, message: str) -> Text:
        """The text with this id. Raises KeyError."""
        return self._texts[message]

    def say(self, message: str, lang: Lang, /, **values: object) -> str:
        """The text in one language, its placeholders filled. Raises KeyError for a missing value.

        A list is joined, a ``Text`` or a ``TextId`` is said in the same language.
        """
        words = self._texts[message].in_(lang)
        parts: list[str] = []
        end = 0
        for found in PLACEHOLDER.finditer(words):
            parts.append(words[end : found.start()])
            name = found.group(1)
            parts.append(self._worded(values[name], lang) if name else found.group()[0])
            end = found.end()
        return "".join([*parts, words[end:]])

    def _worded(self, value: object, lang: Lang) -> str:
        if isinstance(value, TextId):
            return self.say(value, lang)
        if isinstance(value, Text):
            return value.in_(lang)
        if isinstance(value, list | tuple):
            return self.say(COMMA, lang).join(self._worded(one, lang) for one in value)
        if isinstance(value, Date):
            return value.isoformat()
        return str(value)

    def fault(self, fault: Fault, lang: Lang) -> str:
        """A fault in one line: its place, what is wrong, and the name that was perhaps meant."""
        sentence = self.say(fault.message, lang, **fault.values)
        if fault.hint is not None:
            sentence = self.say("with_hint", lang, sentence=sentence, hint=fault.hint)
        place: Place | None = fault.place
        if place is None:
            return sentence
        message = "at_key" if place.key else "at_place"
        return self.say(message, lang, place=str(place), key=place.key or "", sentence=sentence)


_ALL = TypeAdapter(dict[str, Words])


def load_texts(folders: Sequence[Path] = (), *, base: Path | None = None) -> Texts:
    """The shipped texts, with those of the packs over them. Raises BadInput with all faults."""
    layers = read_layers(folders, base, only=("texts",))
    key = digest(layers)
    kept = cache.fetch("texts", key)
    if kept is not None:
        with contextlib.suppress(ValidationError):
            return Texts(_ALL.validate_json(kept))
        # Somebody or something changed what was kept: read the texts anew.
    found, faults = collect_texts(layers)
    if faults:
        raise BadInput(faults)
    cache.store("texts", key, _ALL.dump_json(found))
    return Texts(found)


def collect_texts(layers: Sequence[Layer]) -> tuple[dict[str, Words], list[Fault]]:
    """The texts of all layers by id, and what is wrong with them."""
    # Loading PyYAML costs more than a start from the cache may take.
    from pmo_advisor.knowledge.text_files import merged

    return merged(layers)
