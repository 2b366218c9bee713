"""``whatif``: the advice with some answers changed, beside the advice as it is."""

from __future__ import annotations

from pathlib import Path

import click

from pmo_advisor.cli import options
from pmo_advisor.cli.faults import refuse
from pmo_advisor.cli.shell import Command
from pmo_advisor.cli.words import Words


@click.command("whatif", cls=Command)
@click.option(
    "--set", "changes", multiple=True, metavar="cli.metavar.change", help="cli.whatif.opt.set"
)
@options.packs
@click.argument("sheet", metavar="cli.metavar.sheet")
@click.pass_obj
def command(  # noqa: D103
    words: Words, changes: tuple[str, ...], packs: tuple[Path, ...], sheet: str
) -> None:
    from pmo_advisor.cli.beside import Beside
    from pmo_advisor.cli.consult import advise_on, consult
    from pmo_advisor.knowledge.sheets import parse_sheet
    from pmo_advisor.reports.opening import opened

    if not changes:
        refuse("cli.whatif.nothing")
    for one in changes:
        if "=" not in one or "\n" in one:
            refuse("cli.whatif.shape", change=one)
    before, program, texts, engine = consult([sheet], packs, None)
    lines = "".join("  {}: {}\n".format(*one.split("=", 1)) for one in changes)
    changed = parse_sheet(f"answers:\n{lines}", "--set", program.rulebook).answers
    after = advise_on(program, texts, engine, {**before.provenance.answers, **changed})
    context = opened(after, program.rulebook, texts, words.lang)
    names = (words.say("cli.beside.as_is"), words.say("cli.beside.then"))
    click.echo(Beside(program.rulebook, context, words).text(before, after, names))
