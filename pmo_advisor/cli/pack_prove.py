"""``pack prove``: what the knowledge can and cannot conclude, over every possible sheet."""

from __future__ import annotations

from pathlib import Path

import click

from pmo_advisor.cli import output
from pmo_advisor.cli.faults import BAD_INPUT
from pmo_advisor.cli.layout import wrap
from pmo_advisor.cli.shell import Command
from pmo_advisor.cli.words import Words


@click.command("prove", cls=Command)
@click.option("--all", "everything", is_flag=True, help="cli.pack_prove.opt.all")
@click.option(
    "-o", "--output", "target", metavar="cli.metavar.path", help="cli.pack_prove.opt.output"
)
@click.argument("folder", required=False, metavar="cli.metavar.folder")
@click.pass_context
def command(  # noqa: D103
    ctx: click.Context, everything: bool, target: str | None, folder: str | None
) -> None:
    from pmo_advisor.cli.knowing import rulebook_of
    from pmo_advisor.cli.proving import Told
    from pmo_advisor.consultation.prove_pack import InWords, prove_pack
    from pmo_advisor.knowledge.texts import load_texts

    words: Words = ctx.find_root().obj
    packs = (Path(folder),) if folder else ()
    path = output.into_folder(target, "proof", ".json") if target is not None else None
    if path is not None:
        output.check_writable(path)
    rulebook, texts = rulebook_of(packs), load_texts(packs)
    proof = prove_pack(rulebook)
    told = Told(proof, InWords(rulebook, texts, words.lang), words)
    click.echo(told.text(everything=everything))
    if path is not None:
        output.write(path, proof.model_dump_json(indent=2) + "\n")
        click.echo(wrap(words.say("cli.written", path=path), first=""), err=True)
    if proof.faulty:
        ctx.exit(BAD_INPUT)
