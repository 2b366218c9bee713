"""``template check``: what is wrong with a brand folder, and samples of what it makes."""

from __future__ import annotations

from pathlib import Path

import click

from pmo_advisor.cli import output
from pmo_advisor.cli.faults import listed
from pmo_advisor.cli.layout import wrap
from pmo_advisor.cli.parts import need_documents
from pmo_advisor.cli.shell import Command
from pmo_advisor.cli.words import Words
from pmo_advisor.errors import BadInput


@click.command("check", cls=Command)
@click.option(
    "-o",
    "--output",
    "target",
    metavar="cli.metavar.folder",
    help="cli.template_check.opt.output",
)
@click.argument("folder", metavar="cli.metavar.folder")
@click.pass_obj
def command(words: Words, target: str | None, folder: str) -> None:  # noqa: D103
    need_documents()
    from pmo_advisor.cli.consult import FIRMNESS_MISSING
    from pmo_advisor.cli.knowing import rulebook_of
    from pmo_advisor.consultation.try_brand import try_brand
    from pmo_advisor.knowledge.texts import load_texts
    from pmo_advisor.logic.program import bind

    texts = load_texts()
    organization = texts.text("cli.template.sample.organization")
    program = bind(rulebook_of(()))
    tried = try_brand(Path(folder), program, organization, texts.text(FIRMNESS_MISSING))
    if tried.notices:
        click.echo(words.say("cli.template.check.notices"), err=True)
        for one in tried.notices:
            click.echo(listed(BadInput([one]), words), err=True)
        click.echo(err=True)
    if tried.faults:
        if target is not None:
            click.echo(words.say("cli.template.check.no_samples"), err=True)
        raise BadInput(tried.faults)
    names = [one.name for one in tried.samples]
    said = words.say("cli.template.check.fine", count=len(names), names=names)
    click.echo(wrap(said, first=""))
    if target is not None:
        home = output.folder(Path(target))
        for sample in tried.samples:
            output.write(home / sample.name, sample.content)
        click.echo(wrap(words.say("cli.written", path=target), first=""), err=True)
