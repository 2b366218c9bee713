"""``batch --on spark``: Parquet in and out, on a cluster or on this machine."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from pmo_advisor.cli.batch import REJECTS, check_apart
from pmo_advisor.cli.faults import refuse
from pmo_advisor.cli.layout import wrap
from pmo_advisor.cli.words import Words
from pmo_advisor.errors import Fault
from pmo_advisor.model.rulebook import Rulebook

PARQUET = (".parquet", ".pq")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:/", re.IGNORECASE)


def on_spark(
    words: Words,
    files: Sequence[str],
    target: str,
    rejects: str | None,
    master: str | None,
    rulebook: Rulebook,
    said: Callable[[Fault], str],
) -> None:
    """Run there and say what came of it. Raises BadInput."""
    for one in files:
        if one == "-" or not (one.lower().endswith(PARQUET) or _is_folder(one)):
            refuse("cli.batch.spark_parquet", path=one)
    if target == "-" or not target.lower().endswith(PARQUET):
        refuse("cli.batch.spark_parquet", path=target)
    if not _is_address(target) and os.path.exists(target):
        refuse("cli.batch.spark_exists", path=target)
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        refuse("cli.batch.no_java")
    beside = _rejects(files, target, rejects)

    from pmo_advisor.logic.program import bind
    from pmo_advisor.portfolio.spark import SparkOrder, run, session
    from pmo_advisor.tables.reading import check_once

    check_once(files)
    spark = session(master)
    try:
        done = run(spark, bind(rulebook), SparkOrder(files, target, beside, bool(rejects)), said)
    finally:
        spark.stop()
    for fault in done.notes:
        click.echo(wrap(said(fault), first=""), err=True)
    if not done.rejected and not rejects and beside.is_file():
        beside.unlink()
    counts: dict[str, object] = {
        "read": done.read,
        "sheets": done.read - done.rejected,
        "rejected": done.rejected,
    }
    if not done.clients:
        message = "cli.batch.nothing" if done.read else "cli.batch.no_rows"
        refuse(message, hint=None, place=None, **counts, rejects=beside)
    lines = [words.say("cli.batch.summary_counts", **counts, clients=done.clients)]
    lines.append(words.say("cli.batch.written", path=target))
    if done.rejected:
        lines.append(words.say("cli.batch.rejects_written", path=beside))
    click.echo("\n".join(wrap(one, first="") for one in lines), err=True)


def _is_address(path: str) -> bool:
    return _ADDRESS.match(path) is not None


def _is_folder(path: str) -> bool:
    """A folder of Parquet files: here, or anywhere that only Spark can look into."""
    return _is_address(path) or os.path.isdir(path)


def _rejects(files: Sequence[str], target: str, rejects: str | None) -> Path:
    """Where the rejects go. Raises BadInput where they would overwrite something of the run."""
    place = Path(rejects) if rejects else _beside(target)
    check_apart(None, place, [one for one in files if not _is_address(one)])
    if not _is_address(target) and os.path.realpath(target) == os.path.realpath(place):
        refuse("cli.batch.rejects_output", path=place)
    return place


def _beside(target: str) -> Path:
    """Rejects stand beside the output, or in the working folder where that is far away."""
    name = target.rstrip("/").rsplit("/", 1)[-1] + REJECTS
    return Path(name) if _is_address(target) else Path(target).with_name(name)
