"""``batch``: a table of many sheets in, a table of their advice out."""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import click

from pmo_advisor.cli import options, output
from pmo_advisor.cli.faults import refuse
from pmo_advisor.cli.layout import wrap
from pmo_advisor.cli.options import OneOf
from pmo_advisor.cli.parts import need
from pmo_advisor.cli.shell import Command
from pmo_advisor.cli.words import Words

if TYPE_CHECKING:
    from pmo_advisor.portfolio.batch import Done
    from pmo_advisor.portfolio.intake import Progress

# Written again so that help need not import what reads tables; a test holds them equal.
KINDS = ("csv", "xlsx", "parquet", "jsonl")
SEPARATORS = ("comma", "semicolon", "tab")
STREAM = "-"
PARTS, REJECTS = ".parts", ".rejects.csv"
SHOWN_REJECTS = 20


@click.command("batch", cls=Command)
@click.option("-o", "--output", "target", metavar="cli.metavar.path", help="cli.batch.opt.output")
@click.option("--from", "kind", type=OneOf(KINDS), help="cli.batch.opt.from")
@click.option("--to", type=OneOf(KINDS), help="cli.batch.opt.to")
@click.option("--separator", type=OneOf(SEPARATORS), help="cli.batch.opt.separator")
@click.option("--rejects", metavar="cli.metavar.path", help="cli.batch.opt.rejects")
@click.option("--resume", is_flag=True, help="cli.batch.opt.resume")
@click.option("--on", "where", type=OneOf(("local", "spark")), help="cli.batch.opt.on")
@click.option("--spark-master", metavar="cli.metavar.address", help="cli.batch.opt.spark_master")
@options.packs
@click.argument("files", nargs=-1, required=True, metavar="cli.metavar.file")
@click.pass_obj
def command(  # noqa: D103
    words: Words,
    target: str | None,
    kind: Any,
    to: Any,
    separator: str | None,
    rejects: str | None,
    resume: bool,
    where: str | None,
    spark_master: str | None,
    packs: tuple[Path, ...],
    files: tuple[str, ...],
) -> None:
    if target is None or not target.strip():
        refuse("cli.batch.no_output")
    need("spark" if where == "spark" else "batch")
    if spark_master is not None and where != "spark":
        refuse("cli.batch.master_alone")
    if resume and where == "spark":
        refuse("cli.batch.spark_resume")
    gc.enable()  # This command may run for hours.

    from pmo_advisor.cli.knowing import rulebook_of
    from pmo_advisor.knowledge.texts import load_texts
    from pmo_advisor.logic.program import bind
    from pmo_advisor.portfolio.batch import Order, run
    from pmo_advisor.tables.kinds import kind_of

    texts = load_texts(packs)

    def said(fault: Any) -> str:
        sentence = texts.say(fault.message, words.lang, **fault.values)
        if fault.hint is None:
            return sentence
        return texts.say("with_hint", words.lang, sentence=sentence, hint=fault.hint)

    if where == "spark":
        from pmo_advisor.cli.batch_spark import on_spark

        on_spark(words, files, target, rejects, spark_master, rulebook_of(packs), said)
        return
    sources = [_source(one) for one in files]
    wanted = kind_of(_source(target), to)
    places = _places(target, rejects, files, resume=resume)
    program = bind(rulebook_of(packs))
    order = Order(sources, kind, separator, wanted, words.lang, resume)
    with _work(places), _progress(words) as progress:
        try:
            done = run(program, order, places.folder, said, progress)
        except KeyboardInterrupt:
            if places.stays and (places.folder / "manifest.json").exists():
                click.echo(wrap(words.say("cli.batch.interrupted"), first=""), err=True)
            raise
        _deliver(done, places)
    for fault in done.notes:
        click.echo(wrap(said(fault), first=""), err=True)
    _report(done, places, words)


def _source(name: str) -> Path | Literal["-"]:
    return "-" if name == STREAM else Path(name)


class Places(NamedTuple):
    """Where things go: the result (None for standard output), the rejects, and the work, which
    ``stays`` where a run can be continued. ``asked`` tells rejects that were asked for by name
    from those that stand beside the result. ``said`` is the result as it was typed.
    """

    target: Path | None
    rejects: Path | None
    asked: bool
    folder: Path
    stays: bool
    said: str


def _places(target: str, rejects: str | None, files: tuple[str, ...], *, resume: bool) -> Places:
    """Raises BadInput where something could not be written, or would overwrite what is read."""
    beside = Path(rejects) if rejects is not None else None
    asked = beside is not None
    path = None if target == STREAM else Path(os.path.realpath(target))
    if path is None or (path.exists() and not path.is_file()):
        check_apart(None if path is None else Path(target), beside, files)
        if resume:
            refuse("cli.batch.resume_stream")
        folder = Path(tempfile.mkdtemp(prefix="pmo-advisor-"))
        return Places(path, beside, asked, folder, False, target)
    if beside is None:
        beside = Path(target).with_name(path.name + REJECTS)
    check_apart(Path(target), beside, files)
    return Places(path, beside, asked, path.with_name(path.name + PARTS), True, target)


def check_apart(target: Path | None, rejects: Path | None, files: Iterable[str]) -> None:
    """Raises BadInput where the result or the rejects would overwrite what is read, or each other,
    or could not be written.
    """
    read = {os.path.realpath(one) for one in files if one != STREAM}
    for one in (target, rejects):
        if one is not None:
            if os.path.realpath(one) in read:
                refuse("cli.batch.own_input", path=one)
            output.check_writable(one)
    if target and rejects and os.path.realpath(target) == os.path.realpath(rejects):
        refuse("cli.batch.rejects_output", path=rejects)


@contextlib.contextmanager
def _work(places: Places) -> Iterator[None]:
    """Takes away the work folder where it cannot serve again."""
    try:
        yield
    finally:
        if not places.stays:
            shutil.rmtree(places.folder, ignore_errors=True)


def _deliver(done: Done, places: Places) -> None:
    """Put the finished files where they are wanted, each in one step."""
    if places.rejects is not None and (done.rejected or places.asked):
        aside = places.rejects.with_name(f".{places.rejects.name}.tmp")
        shutil.copyfile(done.rejects, aside)
        aside.replace(places.rejects)
    elif done.rejected:
        lines = done.rejects.read_text(encoding="utf-8-sig").splitlines()
        click.echo("\n".join(lines[: SHOWN_REJECTS + 1]), err=True)
    elif places.rejects is not None and places.rejects.is_file():
        places.rejects.unlink()
    if done.clients and places.target is None:
        with open(done.output, "rb") as made:
            sys.stdout.flush()
            shutil.copyfileobj(made, sys.stdout.buffer)
            sys.stdout.buffer.flush()
    elif done.clients and places.target is not None:
        if places.stays:
            done.output.replace(places.target)
        else:
            shutil.copyfile(done.output, places.target)
    shutil.rmtree(places.folder, ignore_errors=True)


def _report(done: Done, places: Places, words: Words) -> None:
    counts: dict[str, Any] = {"read": done.read, "sheets": done.sheets, "rejected": done.rejected}
    if not done.clients and not done.read:
        refuse("cli.batch.no_rows")
    if not done.clients and places.rejects is None:
        refuse("cli.batch.nothing_shown", **counts)
    if not done.clients:
        refuse("cli.batch.nothing", **counts, rejects=places.rejects)
    lines = [words.say("cli.batch.summary_counts", **counts, clients=done.clients)]
    if places.target is not None:
        lines.append(words.say("cli.batch.written", path=places.said))
    if done.rejected and places.rejects is not None:
        lines.append(words.say("cli.batch.rejects_written", path=places.rejects))
    click.echo("\n".join(wrap(one, first="") for one in lines), err=True)


@contextlib.contextmanager
def _progress(words: Words) -> Iterator[Progress]:
    """A bar on standard error where somebody looks at it; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _step, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True
    ) as bar:
        tasks: dict[str, Any] = {}

        def shown(step: str, done: int, total: int | None) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(words.say(f"cli.batch.{step}"), total=total)
            bar.update(tasks[step], completed=done, total=total)

        yield shown
