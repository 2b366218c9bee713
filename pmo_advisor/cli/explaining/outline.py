"""An indented outline for the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_advisor.cli.layout import MARGIN, pad, width, wrap
from pmo_advisor.reports.typography import spaced


class Outline:
    """Headings, points and details, one level of indentation each."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def head(self, text: str) -> None:
        """A heading, with air above it."""
        if self._lines:
            self.gap()
        self._lines.append(wrap(text))

    def line(self, text: str, level: int = 1, mark: str = "") -> None:
        """A paragraph at a level, after a mark if one is given."""
        self._lines.append(wrap(text, first=MARGIN * (level + 1) + (f"{mark} " if mark else "")))

    def lines(self, texts: Iterable[str], level: int = 1, mark: str = "") -> None:
        """Several paragraphs at a level."""
        for text in texts:
            self.line(text, level, mark)

    def table(self, rows: list[tuple[str, ...]], level: int = 1) -> None:
        """Rows with their cells in columns; only the last cell of a row is wrapped."""
        wide = [
            max(int(width(spaced(cell, " "))) for cell in column)
            for column in zip(*rows, strict=True)
        ]
        for *cells, last in rows:
            start = "".join(
                pad(spaced(cell, " "), room) + MARGIN
                for cell, room in zip(cells, wide, strict=False)
            )
            self._lines.append(wrap(last, first=MARGIN * (level + 1) + start))

    def gap(self) -> None:
        """An empty line, never two."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def text(self) -> str:
        return "\n".join(["", *self._lines, ""])
