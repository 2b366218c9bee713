"""Lines of text files: as long wherever they are written, whatever the terminal."""

from __future__ import annotations

from pmo_advisor.cli.layout import width
from pmo_advisor.reports.typography import spaced, wrapped

LONGEST = 88


def lines(text: str, *, first: str = "", rest: str | None = None) -> str:
    """The text in lines, its own line breaks kept; ``first`` and ``rest`` stand before them."""
    following = " " * int(width(first)) if rest is None else rest
    room = LONGEST - max(width(first), width(following))
    found: list[str] = []
    for paragraph in spaced(text, " ").split("\n"):
        found.extend(wrapped(paragraph, room) or ("",))
    starts = [first, *[following] * (len(found) - 1)]
    return "\n".join((start + one).rstrip() for start, one in zip(starts, found, strict=True))
