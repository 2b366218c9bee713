"""``advise``: from sheets to the advice, in whatever documents are wanted."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pmo_advisor.cli import options, output, streams
from pmo_advisor.cli.faults import refuse
from pmo_advisor.cli.layout import wrap
from pmo_advisor.cli.options import OneOf, SomeOf, each_once
from pmo_advisor.cli.shell import Command
from pmo_advisor.cli.words import Words

if TYPE_CHECKING:
    from pmo_advisor.cli.orders import Plan
    from pmo_advisor.reports.produce import Material

# Written again so that help need not import what makes documents; a test holds them equal.
DOCUMENTS = ("report", "deck", "charter", "roles", "workbook", "one-page")
LANGUAGES = ("zh", "en", "zh-en")
EDITIONS = ("client", "internal")
_READABLE = ("text", "md", "json")
_LIBRARIES = ("coloraide", "docxtpl", "pptx", "typst", "xlsxwriter")


@click.command("advise", cls=Command)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=SomeOf(output.ENDINGS.values()),
    help="cli.advise.opt.format",
)
@click.option(
    "--document", "documents", multiple=True, type=SomeOf(DOCUMENTS), help="cli.advise.opt.document"
)
@click.option("-o", "--output", "target", metavar="cli.metavar.path", help="cli.advise.opt.output")
@click.option("--languages", multiple=True, type=SomeOf(LANGUAGES), help="cli.advise.opt.languages")
@click.option("--edition", type=OneOf(EDITIONS), help="cli.advise.opt.edition")
@click.option(
    "--brand",
    type=click.Path(path_type=Path),
    metavar="cli.metavar.folder",
    help="cli.advise.opt.brand",
)
@click.option("--no-firmness", "unproved", is_flag=True, help="cli.advise.opt.no_firmness")
@options.engine
@options.packs
@options.sheets
@click.pass_obj
def command(  # noqa: D103
    words: Words,
    formats: Sequence[Sequence[str]],
    documents: Sequence[Sequence[str]],
    target: str | None,
    languages: Sequence[Sequence[str]],
    edition: Any,
    brand: Path | None,
    unproved: bool,
    engine: str | None,
    packs: tuple[Path, ...],
    sheets: tuple[str, ...],
) -> None:
    from pmo_advisor.cli.orders import Wanted, planned

    wanted: Any = (each_once(documents), each_once(formats), each_once(languages))
    plan = planned(Wanted(*wanted), target, words.lang)
    _check(plan)
    _keep(sheets, plan)

    from pmo_advisor.cli.consult import consult
    from pmo_advisor.knowledge.brand import load_brand
    from pmo_advisor.reports.produce import Material

    livery = load_brand(brand, packs)
    said_by = (*packs, brand) if brand and (brand / "texts").is_dir() else packs
    prove = plan.formats != {"text"} and not unproved
    advice, program, texts, chosen = consult(sheets, packs, engine, prove=prove, said_by=said_by)
    if engine is None and chosen.name == "plain":
        click.echo(wrap(words.say("cli.advise.plain_serves"), first=""), err=True)
    templates = [one / "templates" for one in reversed(packs) if (one / "templates").is_dir()]
    _make(plan, Material(advice, program.rulebook, texts, livery, edition, templates), words)


def _check(plan: Plan) -> None:
    """Raises BadInput where a format cannot be written here, or not where it is wanted."""
    from pmo_advisor.reports.produce import NEEDS_PARTS

    if plan.formats.intersection(NEEDS_PARTS) and not all(map(find_spec, _LIBRARIES)):
        refuse("cli.part_missing", part="documents")
    order, path = plan.files[0]
    if path is None and order.format not in _READABLE and at_terminal():
        ending = output.ending_of(order.format)
        refuse("cli.advise.not_at_terminal", format=order.format, name=order.document + ending)


def _keep(sheets: Sequence[str], plan: Plan) -> None:
    """Raises BadInput where a document would be written over one of the sheets."""
    given = {Path(one).resolve() for one in sheets if one != "-"}
    for _, path in plan.files:
        if path is not None and path.resolve() in given:
            refuse("cli.output.sheet", path=path)


def _make(plan: Plan, material: Material, words: Words) -> None:
    from pmo_advisor.reports.produce import produce

    for order, path in plan.files:
        made = produce(order, material)
        if path is not None:
            output.write(path, made)
            click.echo(wrap(words.say("cli.written", path=path), first=""), err=True)
        elif order.format in output.TEXTUAL:
            streams.write_document(made.decode("utf-8"), as_utf8=order.format != "text")
        else:
            streams.write_bytes(made)


def at_terminal() -> bool:
    """Whether the advice would be poured into a terminal."""
    return sys.stdout.isatty()
