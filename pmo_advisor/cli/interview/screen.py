"""How the interview looks: one question to a page, calm, with room to breathe.

At a terminal each question starts a fresh page; in a pipe the same lines simply follow.
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass, replace

import click

from pmo_advisor.cli.interview.typed import Key
from pmo_advisor.cli.layout import MARGIN, measure, pad, width, wrap
from pmo_advisor.cli.streams import at_terminal
from pmo_advisor.cli.words import Words
from pmo_advisor.reports.typography import spaced

_ROWS_BELOW = 2
"""Rows that a page leaves to what follows it."""

_KEY_NAMES = {
    Key.UNKNOWN: "unknown",
    Key.SKIP: "skip",
    Key.BACK: "back",
    Key.WHY: "why",
    Key.QUIT: "quit",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What one page of the interview shows, from top to bottom."""

    left: str
    right: str
    title: str
    define: str = ""
    options: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    why: str = ""
    given: str = ""
    intro: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()


class Screen:
    """Where pages are shown and lines are read."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.live = at_terminal()
        self._fresh_pages = self.live and os.environ.get("TERM", "dumb") != "dumb"
        self._styled = self.live and not os.environ.get("NO_COLOR")
        if self.live:
            _edit_lines()

    def show(self, page: Page) -> None:
        """Show a page, on a screen of its own at a terminal.

        Of several layouts the roomiest that fits is taken; on a low screen the definition waits
        behind the key for "why".
        """
        if not self._fresh_pages:
            click.echo(self._laid_out(page, "\n\n"))
            return
        rows = shutil.get_terminal_size((80, 24)).lines - _ROWS_BELOW
        short = page if page.why else replace(page, define="")
        for layout in (
            self._laid_out(page, "\n\n\n"),
            self._laid_out(page, "\n\n"),
            self._laid_out(short, "\n\n"),
        ):
            if layout.count("\n") <= rows:
                click.clear()
                click.echo(layout)
                return
        if page.why:
            told = [wrap(page.define), self._why(page)] if page.define else [self._why(page)]
            click.echo("\n" + "\n\n".join(told) + "\n")
            return
        click.clear()
        click.echo(self._laid_out(short, "\n\n", dense=True).strip("\n") + "\n")

    def _laid_out(self, page: Page, apart: str, *, dense: bool = False) -> str:
        title = [self._style(wrap(page.title), bold=True)]
        if page.define:
            title.append(wrap(page.define))
        if page.why:
            title.append(self._why(page))
        blocks = ["\n\n".join([self._style(self._header(page), dim=True), *map(wrap, page.intro)])]
        blocks.append("\n\n".join(title))
        if page.options:
            blocks.append("\n".join(self._option(page, *one, dense=dense) for one in page.options))
        if page.given:
            blocks.append(wrap(page.given))
        if page.keys:
            blocks.append(self._keys(page.keys))
        return "\n" + apart.join(blocks) + "\n"

    def _why(self, page: Page) -> str:
        return wrap(self.words.say("cli.ask.why", why=page.why))

    def say(self, *sentences: str) -> None:
        """Say something between pages."""
        for one in sentences:
            click.echo(wrap(one))

    def complain(self, sentence: str) -> None:
        """Say why a line was not taken."""
        click.echo(self._style(wrap(sentence), fg="yellow"), err=True)

    def command(self, line: str) -> None:
        """Show a command, on a line of its own so that it can be copied."""
        click.echo(f"\n{MARGIN}{MARGIN}{line}\n")

    def ask(self, prompt: str) -> str:
        """Read a line. Raises EOFError at the end of the input."""
        shown = MARGIN + spaced(prompt, " ") + ("" if prompt.endswith("：") else " ")
        if self.live:
            return input(shown)
        sys.stdout.write(shown)
        sys.stdout.flush()
        line = sys.stdin.readline()
        sys.stdout.write("\n")
        if not line:
            raise EOFError
        return line.rstrip("\r\n")

    def _header(self, page: Page) -> str:
        left, right = spaced(page.left, " "), spaced(page.right, " ")
        room = measure() - int(width(right)) - len(MARGIN)
        if width(left) + len(MARGIN) > room:
            return f"{MARGIN}{left}\n{MARGIN}{right}"
        return (MARGIN + pad(left, room) + right).rstrip()

    def _option(self, page: Page, key: str, label: str, *, dense: bool) -> str:
        mark = ">" if key == page.chosen else " "
        start = f"{mark} {key:>2} " if dense else f"{MARGIN}{mark}{key:>2}  "
        line = wrap(label, first=start, beyond=1 if dense else 0)
        return self._style(line, bold=True) if key == page.chosen else line

    def _keys(self, keys: tuple[Key, ...]) -> str:
        spelt = [f"{key.value} {self.words.say(f'cli.ask.key.{_KEY_NAMES[key]}')}" for key in keys]
        lines = [""]
        for one in spelt:
            joined = f"{lines[-1]}   {one}" if lines[-1] else one
            if width(joined) <= measure() - len(MARGIN):
                lines[-1] = joined
            else:
                lines.append(one)
        return "\n".join(self._style(MARGIN + one, dim=True) for one in lines)

    def _style(self, text: str, **style: object) -> str:
        return click.style(text, **style) if self._styled else text  # type: ignore[arg-type]


def _edit_lines() -> None:
    """Let arrow keys edit a line where the platform can, without a history to fall into."""
    try:
        import readline
    except ImportError:
        return
    readline.set_auto_history(False)
