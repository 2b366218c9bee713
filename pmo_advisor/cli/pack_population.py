"""``pack population``: what the knowledge says over the population that its catalogue declares."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pmo_advisor.cli import output, streams
from pmo_advisor.cli.faults import refuse
from pmo_advisor.cli.layout import wrap
from pmo_advisor.cli.options import OneOf, Whole
from pmo_advisor.cli.shell import Command
from pmo_advisor.cli.words import Words

FORMATS = {".txt": "text", ".md": "md", ".json": "json"}
MOST = 100_000_000


@click.command("population", cls=Command)
@click.option(
    "--n",
    "count",
    type=Whole(1, MOST),
    default=100_000,
    metavar="cli.metavar.count",
    help="cli.pack_population.opt.n",
)
@click.option(
    "--seed",
    type=Whole(0, MOST),
    default=1,
    metavar="cli.metavar.count",
    help="cli.pack_population.opt.seed",
)
@click.option("--no-sensitivity", is_flag=True, help="cli.pack_population.opt.no_sensitivity")
@click.option(
    "--format", "kind", type=OneOf(FORMATS.values()), help="cli.pack_population.opt.format"
)
@click.option(
    "-o", "--output", "target", metavar="cli.metavar.path", help="cli.pack_population.opt.output"
)
@click.argument("folder", required=False, metavar="cli.metavar.folder")
@click.pass_obj
def command(  # noqa: D103
    words: Words,
    count: int,
    seed: int,
    no_sensitivity: bool,
    kind: str | None,
    target: str | None,
    folder: str | None,
) -> None:
    path = output.into_folder(target, "population", ".json") if target not in (None, "-") else None
    wanted = kind or (FORMATS.get(path.suffix.lower()) if path else "text")
    if wanted is None:
        refuse("cli.pack_diff.ending", path=path, allowed=list(FORMATS))
    packs = (Path(folder),) if folder else ()
    if path is not None:
        output.keep_apart(path, output.knowledge_in(packs))
        output.check_writable(path)

    from pmo_advisor.cli.parts import need

    need("batch")

    from pmo_advisor.authoring.survey import survey
    from pmo_advisor.cli.knowing import rulebook_of
    from pmo_advisor.cli.surveying import as_text
    from pmo_advisor.knowledge.texts import load_texts
    from pmo_advisor.reports.names import Names
    from pmo_advisor.reports.voice import Voice

    rulebook = rulebook_of(packs)
    if not rulebook.catalog.population:
        refuse("population.none_declared")
    with click.progressbar(length=count, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        found = survey(rulebook, count, seed, sensitivity=not no_sensitivity, progress=bar.update)
    if wanted == "json":
        document = found.model_dump_json(indent=2) + "\n"
    else:
        names = Names(rulebook, Voice(load_texts(packs), words.lang))
        drawn = wanted == "text" and path is None and sys.stdout.isatty()
        document = as_text(found, names, words, as_markdown=wanted == "md", bars=drawn)
    if path is not None:
        output.write(path, document)
        click.echo(wrap(words.say("cli.written", path=path), first=""), err=True)
    else:
        streams.write_document(document, as_utf8=wanted != "text")
