"""``purge``: delete the workshops in which nothing has happened for a long time."""

from __future__ import annotations

from datetime import timedelta

import click

from pmo_advisor.cli import databases
from pmo_advisor.cli.faults import refuse
from pmo_advisor.cli.layout import wrap
from pmo_advisor.cli.parts import need
from pmo_advisor.cli.shell import Command
from pmo_advisor.cli.words import Words

LONGEST = 36_500
"""Days; nobody keeps a workshop for longer than a century."""


@click.command("purge", cls=Command)
@click.option("--idle", "days", type=int, metavar="cli.metavar.days", help="cli.purge.opt.idle")
@click.option("--yes", is_flag=True, help="cli.purge.opt.yes")
@databases.option
@click.pass_obj
def command(words: Words, days: int | None, yes: bool, database: str | None) -> None:  # noqa: D103
    need("web")
    if days is None or not 1 <= days <= LONGEST:
        refuse("cli.purge.days", longest=LONGEST)

    from pmo_advisor.store import whole
    from pmo_advisor.store.address import file_of
    from pmo_advisor.store.doors import now
    from pmo_advisor.store.store import Missing, Store

    opened = databases.address(database)
    file = file_of(opened)
    if file is not None and not file.exists():
        refuse("cli.purge.no_database", path=str(file))
    store = Store.at(opened)
    try:
        with store.read() as connection:
            found = whole.idle(connection, now() - timedelta(days=days))
        gone = 0
        for one in found:
            # Once it is deleted, its name should not live on in a journal.
            name = "" if yes else one.workshop.name
            click.echo(f"{one.touched.date()}  {one.workshop.id}  {name}".rstrip())
            if yes:
                try:
                    whole.delete_for_good(store, one.workshop.id)
                except Missing:
                    continue  # somebody else has just deleted it
                gone += 1
    finally:
        store.close()
    message = "cli.purge.deleted" if yes else "cli.purge.would"
    click.echo(wrap(words.say(message, count=gone if yes else len(found)), first=""), err=True)
