"""``pack check``: every fault in the knowledge, and what carries the evidence."""

from __future__ import annotations

from pathlib import Path

import click

from pmo_advisor.cli.faults import BAD_INPUT
from pmo_advisor.cli.layout import pad, wrap
from pmo_advisor.cli.shell import Command
from pmo_advisor.cli.words import Words

_ITEM_ROOM = 5


@click.command("check", cls=Command)
@click.option("--sources", is_flag=True, help="cli.pack_check.opt.sources")
@click.argument("folder", required=False, metavar="cli.metavar.folder")
@click.pass_context
def command(ctx: click.Context, sources: bool, folder: str | None) -> None:  # noqa: D103
    from pmo_advisor.errors import BadInput
    from pmo_advisor.knowledge.library import examine
    from pmo_advisor.knowledge.texts import collect_texts

    words: Words = ctx.find_root().obj
    packs = (Path(folder),) if folder else ()
    examined = examine(packs)
    if examined.faults:
        raise BadInput(examined.faults)
    book = examined.stock.rulebook
    found, _ = collect_texts(examined.layers)
    counts = {
        "questions": len(book.questions),
        "rules": len(book.rule),
        "derived": len(book.derived),
        "entries": sum(
            len(getattr(book.catalog, kind)) for kind in type(book.catalog).model_fields
        ),
        "texts": len(found),
    }
    click.echo(wrap(words.say("cli.pack_check.no_faults", **counts), first=""))
    if sources and not _all_carried(words, packs):
        ctx.exit(BAD_INPUT)


def _all_carried(words: Words, packs: tuple[Path, ...]) -> bool:
    """List what carries each item. Returns whether every item is carried by something."""
    from pmo_advisor.knowledge.coverage import coverage

    carried = coverage(packs)
    click.echo()
    for item, carriers in carried.items():
        shown = words.say("cli.list").join(map(str, carriers)) or words.say("cli.pack_check.nobody")
        click.echo(wrap(shown, first=pad(item, _ITEM_ROOM)))
    click.echo()
    bare = [item for item, carriers in carried.items() if not carriers]
    if bare:
        click.echo(wrap(words.say("cli.pack_check.bare", items=bare), first=""), err=True)
    else:
        click.echo(wrap(words.say("cli.pack_check.all_carried", count=len(carried)), first=""))
    return not bare
