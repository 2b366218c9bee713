"""``advise``: from sheets to the advice."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pmo_advisor.cli import options, output, streams
from pmo_advisor.cli.faults import refuse
from pmo_advisor.cli.layout import wrap
from pmo_advisor.cli.options import OneOf
from pmo_advisor.cli.shell import Command
from pmo_advisor.cli.words import Words


@click.command("advise", cls=Command)
@click.option("--format", "kind", type=OneOf(output.FORMATS), help="cli.advise.opt.format")
@click.option("-o", "--output", "target", metavar="cli.metavar.path", help="cli.advise.opt.output")
@click.option("--no-firmness", "unproved", is_flag=True, help="cli.advise.opt.no_firmness")
@options.engine
@options.packs
@options.sheets
@click.pass_obj
def command(  # noqa: D103
    words: Words,
    kind: str | None,
    target: str | None,
    unproved: bool,
    engine: str | None,
    packs: tuple[Path, ...],
    sheets: tuple[str, ...],
) -> None:
    path, kind = destination(target, kind, words.lang)
    if kind == "html" and path is None and at_terminal():
        refuse("cli.advise.html_at_terminal")

    from pmo_advisor.cli.consult import consult
    from pmo_advisor.knowledge.brand import load_brand
    from pmo_advisor.reports.render import render

    advice, program, texts, chosen = consult(
        sheets, packs, engine, prove=kind != "text" and not unproved
    )
    if engine is None and chosen.name == "plain":
        click.echo(wrap(words.say("cli.advise.plain_serves"), first=""), err=True)
    templates = [one / "templates" for one in reversed(packs) if (one / "templates").is_dir()]
    shown = render(
        advice,
        program.rulebook,
        texts,
        words.lang,
        kind,
        templates,
        load_brand(),  # type: ignore[arg-type]
    )
    if path is None:
        streams.write_document(shown, as_utf8=kind != "text")
        return
    output.write(path, shown)
    click.echo(wrap(words.say("cli.written", path=path), first=""), err=True)


def at_terminal() -> bool:
    """Whether the advice would be poured into a terminal."""
    return sys.stdout.isatty()


def destination(target: str | None, kind: str | None, lang: str) -> tuple[Path | None, str]:
    """Where the advice goes (None for standard output) and in which format. Raises BadInput."""
    if target in (None, "-"):
        return None, kind or "text"
    folder_kind = kind or "html"
    marked = "" if folder_kind == "json" else f".{lang}"
    path = output.into_folder(str(target), "advice", f"{marked}{output.suffix_of(folder_kind)}")
    inside = path != Path(str(target))
    found = kind or (folder_kind if inside else output.format_of(path))
    if found is None:
        refuse("cli.advise.suffix", path=path, allowed=[".txt", ".md", ".html", ".json"])
    output.check_writable(path)
    return path, found
