"""Parts of a report in a terminal: headings, lines and tables of a section, as an outline."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_advisor.cli.explaining.outline import Outline
from pmo_advisor.reports.parts import Heading, Line, Table
from pmo_advisor.reports.voice import Voice


class Showing:
    """Pours the parts of report sections into an outline."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._outline = Outline()

    def heading(self, heading: Heading) -> None:
        self._outline.head(f"{heading.topic} · {heading.title}")

    def head(self, text: str) -> None:
        self._outline.head(text)

    def lines(self, lines: Iterable[Line | None], level: int = 1, mark: str = "") -> None:
        """Each line with its mark in words, its detail below it."""
        for line in lines:
            if line is None:
                continue
            said = f"[{self._voice.say(f'mark.{line.mark}')}] " if line.mark else ""
            self._outline.line(said + line.text, level, mark)
            if line.detail:
                self._outline.line(line.detail, level + 1)

    def table(self, table: Table | None) -> None:
        """A table row by row: a terminal is too narrow for its columns."""
        if table is None:
            return
        self._outline.head(table.caption)
        for first, *others in table.rows:
            self._outline.line(first.text)
            for name, cell in zip(table.head[1:], others, strict=False):
                if cell.text and cell.text != "—":
                    pair = self._voice.say("list.named", name=name, value=cell.text)
                    self._outline.line(pair, 2)

    def text(self) -> str:
        return self._outline.text()
