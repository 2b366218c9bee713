"""``disagreements``: which of several sheets' disagreements matter."""

from __future__ import annotations

from pathlib import Path

import click

from pmo_advisor.cli import options, streams
from pmo_advisor.cli.faults import refuse
from pmo_advisor.cli.options import OneOf
from pmo_advisor.cli.shell import Command
from pmo_advisor.cli.words import Words


@click.command("disagreements", cls=Command)
@click.option("--format", "kind", type=OneOf(("text", "json")), help="cli.disagreements.opt.format")
@options.packs
@options.sheets
@click.pass_obj
def command(  # noqa: D103
    words: Words, kind: str | None, packs: tuple[Path, ...], sheets: tuple[str, ...]
) -> None:
    from pmo_advisor.cli.consult import consult
    from pmo_advisor.cli.showing import Showing
    from pmo_advisor.reports.opening import first_page, opened
    from pmo_advisor.reports.sections.party_views import parties

    if len(sheets) < 2:
        refuse("cli.disagreements.one")
    advice, program, texts, _ = consult(sheets, packs, None, prove=True)
    if advice.parties.contested is None:
        refuse("cli.part_missing", part="prove")
    if kind == "json":
        streams.write_document(advice.parties.model_dump_json(indent=2) + "\n", as_utf8=True)
        return
    context = opened(advice, program.rulebook, texts, words.lang)
    showing = Showing(context.voice)
    showing.head(first_page(context).title)
    view = parties(context)
    showing.heading(view.heading)
    showing.lines([view.forces])
    if view.decisive is not None:
        showing.lines([view.decisive.settles, *view.decisive.sets])
        showing.lines(view.decisive.agenda)
        showing.table(view.decisive.reachable)
    showing.table(view.judgements)
    showing.table(view.positions)
    showing.lines(view.reservations)
    showing.table(view.harmless)
    showing.table(view.counts)
    showing.table(view.agreement)
    click.echo(showing.text())
