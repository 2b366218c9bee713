"""Setting text in terminal columns, where a Chinese character takes two."""

from __future__ import annotations

import shutil

from pmo_advisor.reports.typography import columns as width
from pmo_advisor.reports.typography import spaced, wrapped

__all__ = ["MARGIN", "measure", "pad", "width", "wrap"]

WIDEST = 80
MARGIN = "  "


def measure() -> int:
    """The columns of a line of text, its margin counted in: those of the terminal, at most 80."""
    return max(24, min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)) - len(MARGIN)


def pad(text: str, to: int) -> str:
    """The text with spaces after it, ``to`` columns wide."""
    return text + " " * max(0, to - int(width(text)))


def wrap(text: str, *, first: str = MARGIN, rest: str | None = None, beyond: int = 0) -> str:
    """The text in lines that fit the terminal, its own line breaks kept.

    ``first`` stands before the first line, and ``rest`` before the others: spaces as wide as
    ``first`` if not given. ``beyond`` columns of the right margin may be used.
    """
    following = " " * int(width(first)) if rest is None else rest
    room = measure() + beyond - max(width(first), width(following))
    lines: list[str] = []
    for paragraph in spaced(text, " ").split("\n"):
        lines.extend(wrapped(paragraph, room) or ("",))
    starts = [first, *[following] * (len(lines) - 1)]
    return "\n".join((start + line).rstrip() for start, line in zip(starts, lines, strict=True))
