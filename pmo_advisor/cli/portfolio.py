"""``portfolio``: the units of a group from one table, on pages that an executive reads."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pmo_advisor.cli import options, output, streams
from pmo_advisor.cli.faults import listed, refuse
from pmo_advisor.cli.layout import wrap
from pmo_advisor.cli.options import OneOf, SomeOf, Whole, each_once
from pmo_advisor.cli.parts import need, need_documents
from pmo_advisor.cli.shell import Command
from pmo_advisor.cli.words import Words
from pmo_advisor.errors import BadInput

if TYPE_CHECKING:
    from pmo_advisor.errors import Fault
    from pmo_advisor.model.portfolio import Portfolio

# Written again so that help need not import what makes pages; a test holds them equal.
FORMATS = ("html", "md", "json", "docx", "pdf")
LANGUAGES = ("zh", "en", "zh-en")
KINDS = ("csv", "xlsx", "parquet", "jsonl")
STREAM, STEM = "-", "portfolio"
SHOWN_FAULTS = 20
MOST_SHEETS = 1_000_000
_LIBRARY_FORMATS = ("docx", "pdf")


@click.command("portfolio", cls=Command)
@click.option(
    "-o", "--output", "target", metavar="cli.metavar.path", help="cli.portfolio.opt.output"
)
@click.option(
    "--format", "formats", multiple=True, type=SomeOf(FORMATS), help="cli.portfolio.opt.format"
)
@click.option(
    "--languages", multiple=True, type=SomeOf(LANGUAGES), help="cli.portfolio.opt.languages"
)
@click.option("--title", metavar="cli.metavar.title", help="cli.portfolio.opt.title")
@click.option(
    "--smallest",
    type=Whole(1, MOST_SHEETS),
    metavar="cli.metavar.count",
    help="cli.portfolio.opt.smallest",
)
@click.option("--from", "kind", type=OneOf(KINDS), help="cli.portfolio.opt.from")
@click.option(
    "--brand",
    type=click.Path(path_type=Path),
    metavar="cli.metavar.folder",
    help="cli.advise.opt.brand",
)
@options.packs
@click.argument("files", nargs=-1, required=True, metavar="cli.metavar.file")
@click.pass_obj
def command(  # noqa: D103
    words: Words,
    target: str | None,
    formats: Sequence[Sequence[str]],
    languages: Sequence[Sequence[str]],
    title: str | None,
    smallest: int | None,
    kind: Any,
    brand: Path | None,
    packs: tuple[Path, ...],
    files: tuple[str, ...],
) -> None:
    if target is None or not target.strip():
        refuse("cli.portfolio.no_output")
    orders = _orders(target, each_once(formats), each_once(languages) or (words.lang,))
    places = _places(target, orders, files)
    need("batch")
    if any(one in _LIBRARY_FORMATS for one, _ in orders):
        need_documents()
    gc.enable()  # A large group makes much that can be thrown away.

    from pmo_advisor.cli.knowing import rulebook_of
    from pmo_advisor.knowledge.brand import load_brand
    from pmo_advisor.knowledge.texts import load_texts
    from pmo_advisor.reports.produce_group import Material, produce_group

    rulebook = rulebook_of(packs)
    livery = load_brand(brand, packs)
    said_by = (*packs, brand) if brand and (brand / "texts").is_dir() else packs
    group = _group(rulebook, files, kind, smallest, (title or "").strip(), words)
    templates = [one / "templates" for one in reversed(packs) if (one / "templates").is_dir()]
    material = Material(group, rulebook, load_texts(said_by), livery, templates)
    for (form, language), path in zip(orders, places, strict=True):
        made = produce_group(form, language, material)
        if path is not None:
            output.write(path, made)
            click.echo(wrap(words.say("cli.written", path=path), first=""), err=True)
        elif form in output.TEXTUAL:
            streams.write_document(made.decode("utf-8"), as_utf8=True)
        else:
            streams.write_bytes(made)


def _orders(target: str, formats: Sequence[Any], languages: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Each file wanted, by its format and language. Raises BadInput for what cannot be."""
    path = Path(target)
    promised = None if _is_folder(target) or target == STREAM else output.format_of(path)
    if not formats:
        if promised is None and target != STREAM and not _is_folder(target):
            refuse("cli.portfolio.ending", path=path, allowed=list(FORMATS))
        formats = (promised or ("md" if target == STREAM else "html"),)
    if formats[0] not in FORMATS:
        refuse("cli.portfolio.ending", path=path, allowed=list(FORMATS))
    if promised is not None and tuple(formats) != (promised,):
        refuse("cli.advise.ending", path=path, format=formats[0])
    found = [(form, one) for form in formats for one in _languages(form, languages)]
    if not found:
        refuse("cli.portfolio.not_bilingual")
    if len(found) > 1 and not _is_folder(target):
        refuse("cli.advise.several_need_folder", count=len(found))
    return found


def _languages(form: str, languages: Sequence[str]) -> Iterator[str]:
    """The languages in which there is such a file. JSON has none, so one file is enough."""
    if form == "json":
        yield "en"
        return
    yield from (one for one in languages if one != "zh-en" or form in _LIBRARY_FORMATS)


def _is_folder(target: str) -> bool:
    return target.endswith(("/", "\\")) or Path(target).is_dir()


def _places(
    target: str, orders: Sequence[tuple[str, str]], files: Iterable[str]
) -> list[Path | None]:
    """Where each file goes, None for standard output. Raises BadInput where it cannot."""
    if target == STREAM:
        return [None]
    if not _is_folder(target):
        places = [Path(target)]
    else:
        folder = output.folder(Path(target))
        places = [
            folder / f"{STEM}{'' if form == 'json' else f'.{one}'}{output.ending_of(form)}"
            for form, one in orders
        ]
    for path in places:
        output.keep_apart(path, [Path(one) for one in files if one != STREAM])
        output.check_writable(path)
    return [*places]


def _group(
    rulebook: Any, files: Sequence[str], kind: Any, smallest: int | None, title: str, words: Words
) -> Portfolio:
    """The group of the files, and a word on what could not be read of them."""
    from pmo_advisor.consultation.clients import read_clients
    from pmo_advisor.logic.program import bind
    from pmo_advisor.portfolio.group.assemble import assemble
    from pmo_advisor.portfolio.group.intake import units_of
    from pmo_advisor.portfolio.group.tree import Tree
    from pmo_advisor.reasoning.sweep.sweep import Sweep

    sources: list[Any] = [one if one == STREAM else Path(one) for one in files]
    clients = read_clients(rulebook, sources, kind)
    _say(clients.notes, words)
    rejected = [one.fault for one in clients.rejected]
    _say(rejected[:SHOWN_FAULTS], words)
    if rejected:
        click.echo(
            wrap(words.say("cli.portfolio.rejected", count=len(rejected)), first=""), err=True
        )
    if not clients.rows:
        refuse("cli.portfolio.nothing")
    units = units_of(clients)
    _say(Tree(units).misnamed(units)[:SHOWN_FAULTS], words)
    group = assemble(
        Sweep(bind(rulebook)),
        units,
        clients.columns,
        smallest=smallest,
        title=title,
        rejected=len(rejected),
    )
    if group.withheld:
        how = "some" if group.units else "all" if group.assessed > 1 else "only"
        told = words.say(
            f"cli.portfolio.withheld.{how}",
            count=len(group.withheld),
            units=group.assessed,
            smallest=group.smallest,
        )
        click.echo(wrap(told, first=""), err=True)
    return group


def _say(faults: Sequence[Fault], words: Words) -> None:
    for fault in faults:
        click.echo(listed(BadInput([fault]), words), err=True)
