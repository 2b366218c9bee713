"""Pages of headings, lines and tables: an outline for a terminal, or Markdown."""

from __future__ import annotations

from typing import Protocol

from pmo_advisor.reports.escape import markdown


class Page(Protocol):
    """What an outline and Markdown have in common."""

    def head(self, text: str) -> None: ...
    def line(self, text: str, level: int = 1, mark: str = "") -> None: ...
    def table(self, rows: list[tuple[str, ...]], level: int = 1) -> None: ...
    def text(self) -> str: ...


class Markdown:
    """Headings of one level, nested points, tables."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def head(self, text: str) -> None:
        """A heading, with air around it."""
        self._gap()
        self._lines += [f"## {markdown(text)}", ""]

    def line(self, text: str, level: int = 1, mark: str = "") -> None:  # noqa: ARG002
        """A point at a level; the mark is that of a list."""
        self._lines.append(f"{'  ' * (level - 1)}- {markdown(text)}")

    def table(self, rows: list[tuple[str, ...]], level: int = 1) -> None:  # noqa: ARG002
        """A table without names of columns."""
        if not rows:
            return
        self._gap()
        self._lines.append("| " + " | ".join("" for _ in rows[0]) + " |")
        self._lines.append("|" + "---|" * len(rows[0]))
        self._lines += ["| " + " | ".join(map(markdown, row)) + " |" for row in rows]
        self._lines.append("")

    def _gap(self) -> None:
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def text(self) -> str:
        return "\n".join(self._lines).strip() + "\n"
