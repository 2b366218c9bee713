"""``pack diff``: whose advice changes between two versions of the knowledge, and what did it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from pmo_advisor.cli import options, output, streams
from pmo_advisor.cli.faults import BAD_INPUT, refuse
from pmo_advisor.cli.layout import wrap
from pmo_advisor.cli.options import OneOf
from pmo_advisor.cli.shell import Command
from pmo_advisor.cli.words import Words

FORMATS = {".txt": "text", ".md": "md", ".csv": "csv", ".json": "json"}
# Written again so that help need not import what reads sheets; a test holds them equal.
SHEETS = (".yaml", ".yml", ".json")
STREAM = "-"


@click.command("diff", cls=Command)
@click.option(
    "--clients", "clients_in", metavar="cli.metavar.clients", help="cli.pack_diff.opt.clients"
)
@click.option("--all", "everything", is_flag=True, help="cli.pack_diff.opt.all")
@click.option("--format", "kind", type=OneOf(FORMATS.values()), help="cli.pack_diff.opt.format")
@click.option(
    "-o", "--output", "target", metavar="cli.metavar.path", help="cli.pack_diff.opt.output"
)
@click.option("--fail-on-change", is_flag=True, help="cli.pack_diff.opt.fail_on_change")
@options.packs
@click.argument("before", metavar="cli.metavar.before")
@click.argument("after", metavar="cli.metavar.after")
@click.pass_context
def command(  # noqa: D103
    ctx: click.Context,
    clients_in: str | None,
    everything: bool,
    kind: str | None,
    target: str | None,
    fail_on_change: bool,
    packs: tuple[Path, ...],
    before: str,
    after: str,
) -> None:
    words: Words = ctx.find_root().obj
    if clients_in is None:
        refuse("cli.pack_diff.whose")
    path = output.into_folder(target, "diff", ".json") if target not in (None, STREAM) else None
    wanted = kind or (FORMATS.get(path.suffix.lower()) if path else "text")
    if wanted is None:
        refuse("cli.pack_diff.ending", path=path, allowed=list(FORMATS))
    if path is not None:
        output.keep_apart(path, _read(path, clients_in, (*packs, Path(before), Path(after))))
        output.check_writable(path)

    from pmo_advisor.cli.parts import need

    need("batch")

    from pmo_advisor.authoring.clients import read_clients
    from pmo_advisor.authoring.diff import pack_diff
    from pmo_advisor.authoring.versions import version_of
    from pmo_advisor.cli.differing import as_csv, as_text
    from pmo_advisor.cli.faults import listed
    from pmo_advisor.errors import BadInput
    from pmo_advisor.knowledge.texts import load_texts
    from pmo_advisor.reports.names import Names
    from pmo_advisor.reports.voice import Voice

    old, new = (version_of(one, packs) for one in (before, after))
    clients = read_clients(Path(clients_in), old.rulebook, new.rulebook)
    for faults in (clients.left_out, clients.notes):
        if faults:
            click.echo(listed(BadInput(faults), words), err=True)
    found = pack_diff(old, new, clients)
    if wanted == "json":
        document = found.model_dump_json(indent=2) + "\n"
    else:
        voice = Voice(load_texts(packs), words.lang)
        names = [Names(one.rulebook, voice) for one in (old, new)]
        if wanted == "csv":
            document = as_csv(found, (names[0], names[1]), words)
        else:
            whole = everything or path is not None
            document = as_text(found, (names[0], names[1]), words, whole, wanted == "md")
    if path is not None:
        output.write(path, document)
        click.echo(wrap(words.say("cli.written", path=path), first=""), err=True)
    else:
        streams.write_document(document, as_utf8=wanted != "text")
    if fail_on_change and found.changed:
        ctx.exit(BAD_INPUT)


def _read(path: Path, clients: str, packs: Iterable[Path]) -> Iterator[Path]:
    """What is read, as far as that path could be part of it."""
    yield from output.knowledge_in(packs)
    # In a folder of clients only what has the ending of a sheet is one.
    if clients != STREAM and (path.suffix.lower() in SHEETS or not os.path.isdir(clients)):
        yield Path(clients)
