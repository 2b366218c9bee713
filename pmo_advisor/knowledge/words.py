"""A text of the program, in which a space at either end may matter."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, ConfigDict

from pmo_advisor.model.text import Text


def _no_last_line_end(words: str) -> str:
    return words.rstrip("\n")


_Line = Annotated[str, AfterValidator(_no_last_line_end)]


class Words(Text):
    """A text as it is written, but for the line end that a block in YAML leaves behind."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=False)

    zh: _Line
    en: _Line
