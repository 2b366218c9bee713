"""What the commands say, in the reader's language. Nothing is read before something is said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from pmo_advisor.cli.language import Lang
from pmo_advisor.errors import TextId

if TYPE_CHECKING:
    from pmo_advisor.knowledge.texts import Texts
    from pmo_advisor.model.text import Text

OWN = "cli."
"""How the ids of the commands' own texts begin."""
FILES = ("cli.yaml", "template.yaml")
"""The files of ``texts/`` in which they stand."""
_PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


class Words:
    """The messages of the program in one language.

    The commands' own texts are read by themselves: a help page must not wait for the models that
    the other texts are checked with. ``debug`` asks for tracebacks; ``asked_for`` says that the
    language came with ``--lang``.
    """

    def __init__(self, lang: Lang, *, debug: bool = False, asked_for: bool = False) -> None:
        self.lang: Lang = lang
        self.debug = debug
        self.asked_for = asked_for

    def say(self, message: str, **values: object) -> str:
        """The message of that id, with its placeholders filled. Raises KeyError."""
        if not message.startswith(OWN):
            return self._texts.say(message, self.lang, **values).rstrip("\n")
        words = self._own[message][self.lang].rstrip("\n")
        return _PLACEHOLDER.sub(lambda found: self._worded(values[found.group(1)]), words)

    def of(self, text: Text) -> str:
        """A text of the rulebook."""
        return text.in_(self.lang)

    def _worded(self, value: object) -> str:
        if isinstance(value, list | tuple):
            return self.say("cli.comma").join(map(self._worded, value))
        if isinstance(value, TextId):
            return self.say(value)
        return str(value)

    @cached_property
    def _own(self) -> Mapping[str, Mapping[Lang, str]]:
        from pmo_advisor.knowledge.layers import shipped
        from pmo_advisor.knowledge.yaml_reader import read_file

        folder = shipped() / "texts"
        found: dict[str, Mapping[Lang, str]] = {}
        for name in FILES:
            found.update(read_file(folder / name).value)
        return found

    @cached_property
    def _texts(self) -> Texts:
        from pmo_advisor.knowledge.texts import load_texts

        return load_texts()
