"""Markdown that means only what the template says: everything else is escaped."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_{}\[\]|~$#])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_AT_START = re.compile(r"^(\d+)([.)])|^([-+=:])")
_LINKS = re.compile(r"(?<=[A-Za-z]):(?=//)|(?<=[Ww][Ww][Ww])\.|@(?=[\w-])", re.ASCII)


def markdown(text: str) -> str:
    """``text`` as plain words in Markdown: no links, tables, headings, emphasis or HTML."""
    text = " ".join(text.split("\n"))
    text = _MARKS.sub(r"\\\1", text)
    text = _ENTITY.sub(r"\\&", text).replace("<", "&lt;").replace(">", "&gt;")
    text = _LINKS.sub(lambda match: "\\" + match.group(), text)
    return _AT_START.sub(
        lambda match: (
            f"{match.group(1)}\\{match.group(2)}" if match.group(1) else f"\\{match.group(3)}"
        ),
        text,
    )
