"""``pack schemas``: the JSON Schemas of everything that people write or receive."""

from __future__ import annotations

from pathlib import Path

import click

from pmo_advisor.cli import output
from pmo_advisor.cli.faults import refuse
from pmo_advisor.cli.layout import wrap
from pmo_advisor.cli.shell import Command
from pmo_advisor.cli.words import Words


@click.command("schemas", cls=Command)
@click.option(
    "-o",
    "--output",
    "target",
    default="schemas",
    metavar="cli.metavar.folder",
    help="cli.pack_schemas.opt.output",
)
@click.pass_obj
def command(words: Words, target: str) -> None:  # noqa: D103
    from pmo_advisor.knowledge.schemas import schema_files

    folder = Path(target)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        refuse("cli.output.failed", path=folder, detail=error.strerror or str(error))
    for name, text in schema_files():
        output.write(folder / name, text)
    click.echo(wrap(words.say("cli.written", path=folder), first=""), err=True)
