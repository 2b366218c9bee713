"""``template new``: a starting set of everything that a brand folder can hold."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from pmo_advisor.cli import output
from pmo_advisor.cli.layout import MARGIN, wrap
from pmo_advisor.cli.parts import need_documents
from pmo_advisor.cli.shell import Command
from pmo_advisor.cli.words import Words
from pmo_advisor.errors import BadInput, Fault


@click.command("new", cls=Command)
@click.argument("folder", metavar="cli.metavar.folder")
@click.pass_obj
def command(words: Words, folder: str) -> None:  # noqa: D103
    need_documents()
    from pmo_advisor.cli.brandset.files import NAMES, files

    home = Path(folder).resolve() if Path(folder).name in ("", "..") else Path(folder)
    there = [home / name for name in NAMES if (home / name).exists()]
    if there:
        raise BadInput([Fault("cli.template.exists", {"path": one}) for one in there])
    for name, content in files(words, home.resolve().name):
        output.folder((home / name).parent)
        output.write(home / name, content)
    click.echo(wrap(words.say("cli.written", path=folder), first=""), err=True)
    click.echo(wrap(words.say("cli.template.new.next"), first=""), err=True)
    samples = home.with_name(f"{home.name}-samples")
    line = shlex.join(["pmo-advisor", "template", "check", str(home), "-o", str(samples)])
    click.echo(f"{MARGIN}{line}", err=True)
