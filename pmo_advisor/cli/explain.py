"""``explain``: where each conclusion comes from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmo_advisor.cli import options
from pmo_advisor.cli.faults import refuse
from pmo_advisor.cli.shell import Command
from pmo_advisor.cli.words import Words

if TYPE_CHECKING:
    from pmo_advisor.cli.explaining.case import Case


@click.command("explain", cls=Command)
@click.option("--why", metavar="cli.metavar.reason", help="cli.explain.opt.why")
@click.option("--why-not", metavar="cli.metavar.type", help="cli.explain.opt.why_not")
@options.packs
@options.sheets
@click.pass_obj
def command(  # noqa: D103
    words: Words,
    why: str | None,
    why_not: str | None,
    packs: tuple[Path, ...],
    sheets: tuple[str, ...],
) -> None:
    from pmo_advisor.cli.explaining import compare, overview, rule
    from pmo_advisor.cli.explaining.conclusions import CONCLUSIONS
    from pmo_advisor.cli.explaining.outline import Outline

    case = case_of(words, packs, sheets)
    outline = Outline()
    if why is not None:
        known = [*CONCLUSIONS, *case.rulebook.rule]
        wanted = _meant(why, known, "--why", "cli.explain.no_reason")
        if wanted in CONCLUSIONS:
            CONCLUSIONS[wanted](case, outline)
        else:
            rule.explain(case, outline, case.rulebook.rule[wanted])
    if why_not is not None:
        types = [one.id for one in case.rulebook.catalog.types]
        wanted = _meant(_type_id(case, why_not), types, "--why-not", "cli.usage.choice")
        compare.explain(case, outline, wanted)
    if why is None and why_not is None:
        overview.overview(case, outline)
    click.echo(outline.text())


def case_of(words: Words, packs: tuple[Path, ...], sheets: tuple[str, ...]) -> Case:
    """The consultation on these sheets, laid open. Raises BadInput."""
    from pmo_advisor.cli.consult import consult
    from pmo_advisor.cli.explaining.case import Case
    from pmo_advisor.logic import facts
    from pmo_advisor.reasoning.conclude import conclude
    from pmo_advisor.reports.names import Names
    from pmo_advisor.reports.voice import Voice

    advice, program, texts, engine = consult(sheets, packs, "plain")
    answered = facts.read(program, advice.provenance.answers).known
    known = conclude(program, answered, engine).known
    names = Names(program.rulebook, Voice(texts, words.lang))
    return Case(advice, program, known, words, names)


def _meant(name: str, known: Sequence[str], option: str, message: str) -> str:
    from pmo_advisor.knowledge.nearest import nearest

    if name not in known:
        hint = nearest(name, known) or next((one for one in known if one.startswith(name)), None)
        refuse(message, hint=hint, option=option, value=name, allowed=list(known))
    return name


def _type_id(case: Case, name: str) -> str:
    """The id of the type that was named by its name in either language, or by its id."""
    for one in case.rulebook.catalog.types:
        if name.strip().casefold() in (one.id, one.name.zh.casefold(), one.name.en.casefold()):
            return one.id
    return name
