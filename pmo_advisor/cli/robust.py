"""``robust``: how firm the advice is."""

from __future__ import annotations

from pathlib import Path

import click

from pmo_advisor.cli import options, streams
from pmo_advisor.cli.faults import refuse
from pmo_advisor.cli.options import OneOf
from pmo_advisor.cli.shell import Command
from pmo_advisor.cli.words import Words


@click.command("robust", cls=Command)
@click.option("--format", "kind", type=OneOf(("text", "json")), help="cli.robust.opt.format")
@options.packs
@options.sheets
@click.pass_obj
def command(  # noqa: D103
    words: Words, kind: str | None, packs: tuple[Path, ...], sheets: tuple[str, ...]
) -> None:
    from pmo_advisor.cli.consult import consult
    from pmo_advisor.cli.showing import Showing
    from pmo_advisor.reports.opening import first_page, opened
    from pmo_advisor.reports.sections.firm import firm, sufficient_table
    from pmo_advisor.reports.sections.outweighing import lead_reasons

    advice, program, texts, _ = consult(sheets, packs, None, prove=True)
    if advice.firmness is None:
        refuse("cli.part_missing", part="prove")
    if kind == "json":
        streams.write_document(advice.firmness.model_dump_json(indent=2) + "\n", as_utf8=True)
        return
    context = opened(advice, program.rulebook, texts, words.lang)
    showing = Showing(context.voice)
    showing.head(first_page(context).title)
    view = firm(context)
    if view is not None:
        showing.heading(view.heading)
        showing.table(view.axes)
        showing.table(view.questions)
        showing.lines([view.idle])
        for way in view.ways:
            showing.head(way.name)
            showing.lines(way.lines)
        showing.lines([view.strengths, *view.sensitive])
    lead = lead_reasons(context)
    if lead is not None:
        showing.head(lead.said.text)
        showing.lines(lead.reasons)
    showing.table(sufficient_table(context))
    click.echo(showing.text())
