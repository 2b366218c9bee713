"""``questions``: the blank questionnaire."""

from __future__ import annotations

from pathlib import Path

import click

from pmo_advisor.cli import options, output, streams
from pmo_advisor.cli.faults import refuse
from pmo_advisor.cli.layout import wrap
from pmo_advisor.cli.options import OneOf
from pmo_advisor.cli.shell import Command
from pmo_advisor.cli.words import Words

FORMATS = {"yaml": (".yaml", ".yml"), "md": (".md", ".markdown")}


@click.command("questions", cls=Command)
@options.questionnaire
@options.party
@click.option("--format", "kind", type=OneOf(FORMATS), help="cli.questions.opt.format")
@click.option(
    "-o", "--output", "target", metavar="cli.metavar.path", help="cli.questions.opt.output"
)
@options.packs
@click.pass_obj
def command(  # noqa: D103
    words: Words,
    questionnaire: str | None,
    party: str | None,
    kind: str | None,
    target: str | None,
    packs: tuple[Path, ...],
) -> None:
    path, kind = _destination(target, kind, f"{party or 'answers'}")

    from pmo_advisor.cli.blank.form import Blank
    from pmo_advisor.cli.blank.paper import paper
    from pmo_advisor.cli.blank.sheet import sheet
    from pmo_advisor.cli.knowing import form_named, rulebook_of

    rulebook = rulebook_of(packs)
    form = form_named(rulebook, questionnaire or "quick")
    blank = Blank(rulebook, form, party, words)
    text = paper(blank) if kind == "md" else sheet(blank)
    if path is None:
        streams.write_document(text, as_utf8=True)
        return
    output.write(path, text)
    click.echo(wrap(words.say("cli.written", path=path), first=""), err=True)


def _destination(target: str | None, kind: str | None, stem: str) -> tuple[Path | None, str]:
    """Where the form goes (None for standard output) and in which format. Raises BadInput."""
    if target in (None, "-"):
        return None, kind or "yaml"
    path = output.into_folder(str(target), stem, FORMATS[kind or "yaml"][0])
    named = next((one for one, ends in FORMATS.items() if path.suffix.lower() in ends), None)
    found = kind or named
    if found is None:
        allowed = [end for ends in FORMATS.values() for end in ends]
        refuse("cli.advise.suffix", path=path, allowed=allowed)
    if path.exists():
        refuse("cli.questions.exists", path=path)
    return path, found
