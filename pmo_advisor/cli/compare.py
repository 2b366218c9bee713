"""``compare``: last year's sheet and this year's."""

from __future__ import annotations

from pathlib import Path

import click

from pmo_advisor.cli import options
from pmo_advisor.cli.shell import Command
from pmo_advisor.cli.words import Words


@click.command("compare", cls=Command)
@options.packs
@click.argument("old", metavar="cli.metavar.old")
@click.argument("new", metavar="cli.metavar.new")
@click.pass_obj
def command(words: Words, packs: tuple[Path, ...], old: str, new: str) -> None:  # noqa: D103
    from pmo_advisor.cli.beside import Beside
    from pmo_advisor.cli.consult import consult
    from pmo_advisor.reports.opening import opened

    before, _, _, _ = consult([old], packs, None)
    after, program, texts, _ = consult([new], packs, None)
    context = opened(after, program.rulebook, texts, words.lang)
    names = tuple(
        context.voice.date(one.provenance.date) if one.provenance.date else words.say(label)
        for one, label in ((before, "cli.beside.old"), (after, "cli.beside.new"))
    )
    first, second = names
    click.echo(Beside(program.rulebook, context, words).text(before, after, (first, second)))
