"""``ask``: fill in the questionnaire in the terminal."""

from __future__ import annotations

import shlex
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pmo_advisor.cli import options
from pmo_advisor.cli.faults import refuse
from pmo_advisor.cli.shell import Command
from pmo_advisor.cli.words import Words
from pmo_advisor.errors import Place

if TYPE_CHECKING:
    from pmo_advisor.cli.interview.screen import Screen
    from pmo_advisor.cli.interview.script import Script
    from pmo_advisor.consultation.until_settled import Standing
    from pmo_advisor.model.rulebook import Rulebook
    from pmo_advisor.model.sheet import Sheet

SAVED_INCOMPLETE = 3
"""The exit code of an interview that was saved before every question had its answer."""
_MOST_FILES = 1000


@click.command("ask", cls=Command)
@options.questionnaire
@options.party
@click.option(
    "--date", "day", type=options.DateOf(), metavar="cli.metavar.date", help="cli.ask.opt.date"
)
@click.option("-o", "--output", metavar="cli.metavar.path", help="cli.ask.opt.output")
@click.option("--until-settled", is_flag=True, help="cli.ask.opt.until_settled")
@options.packs
@click.argument("sheet", required=False, metavar="cli.metavar.file")
@click.pass_context
def command(  # noqa: D103
    ctx: click.Context,
    questionnaire: str | None,
    party: str | None,
    day: Date | None,
    output: str | None,
    until_settled: bool,
    packs: tuple[Path, ...],
    sheet: str | None,
) -> None:
    words: Words = ctx.find_root().obj
    path = _path(sheet, output, party)

    from pmo_advisor.cli.interview.loop import Interview
    from pmo_advisor.cli.interview.screen import Screen
    from pmo_advisor.cli.interview.script import ABOUT, Script
    from pmo_advisor.cli.knowing import form_named, rulebook_of
    from pmo_advisor.knowledge.sheets import write_sheet
    from pmo_advisor.logic.program import bind

    rulebook = rulebook_of(packs)
    start = _start(sheet, rulebook, {"party": party, "date": day})
    form = form_named(rulebook, questionnaire or start.questionnaire)
    start = start.model_copy(update={"questionnaire": form.id, "knowledge": rulebook.fingerprint})
    script = Script(bind(rulebook), form, start)
    script.about = tuple(one for one in ABOUT if getattr(start, one) in ("", None))
    standing = _standing(script) if until_settled else None
    screen = Screen(words)
    saves = words.say("cli.ask.saves_to", path=path)
    intro = (words.of(form.intro), saves) if sheet is None else (saves,)
    interview = Interview(script, screen, words, lambda now: write_sheet(now, path), intro)
    interview.run()

    left = 0 if standing and script.next_step() is None else script.unanswered()
    there = interview.saved or sheet is not None
    rest = _rest(words, path, packs)
    if not there:
        screen.say(words.say("cli.ask.nothing_saved"))
    elif standing is not None and not left:
        screen.say(words.say("cli.written", path=path))
    elif left:
        screen.say(words.say("cli.ask.saved_open", path=path, count=left))
        screen.command(f"pmo-advisor ask {rest}")
    else:
        screen.say(words.say("cli.ask.saved_complete", path=path))
    if standing is not None:
        _tell(standing, script, words, screen)
    if there:
        screen.say(words.say("cli.ask.then"))
        screen.command(f"pmo-advisor advise {rest}")
    ctx.exit(SAVED_INCOMPLETE if left or not there else 0)


def _standing(script: Script) -> Standing:
    """Let the script ask only what can still matter. Raises BadInput without that part."""
    from pmo_advisor.consultation.firm import provable

    if not provable():
        refuse("cli.part_missing", part="prove")
    from pmo_advisor.consultation.until_settled import Standing

    standing = Standing(script.program)
    script.matters = standing.next_of
    return standing


def _tell(standing: Standing, script: Script, words: Words, screen: Screen) -> None:
    """Say whether the position is settled, or which don't-knows keep it open."""
    waits = standing.open_because(script.sheet.answers)
    if waits is None:
        screen.say(words.say("cli.ask.settled"))
        return
    names = [words.of(script.program.rulebook.question[one].name) for one in waits]
    screen.say(words.say("cli.ask.open_because", facts=names))


def _start(sheet: str | None, rulebook: Rulebook, given: dict[str, Any]) -> Sheet:
    """The sheet to go on with: the one in the file, or a blank one."""
    from pmo_advisor.knowledge.sheets import read_sheet
    from pmo_advisor.model.sheet import Sheet

    start = Sheet() if sheet is None else read_sheet(Path(sheet), rulebook)
    for name, value in given.items():
        there = getattr(start, name)
        if value is not None and there not in (None, value):
            place = Place(str(sheet), key=name)
            refuse("cli.ask.other", place=place, given=str(value), there=str(there))
    return start.model_copy(update={k: v for k, v in given.items() if v is not None})


def _path(sheet: str | None, output: str | None, party: str | None) -> Path:
    """Where the answers are kept. Raises BadInput where nothing could be written."""
    if "-" in (sheet, output):
        refuse("cli.ask.no_pipe")
    default = f"{party or 'answers'}.yaml"
    if output is None:
        path = Path(sheet) if sheet else _free(Path(default))
    else:
        path = Path(output)
        if path.is_dir() or output.endswith(("/", "\\")):
            path = path / default
        if path.exists() and (sheet is None or path.resolve() != Path(sheet).resolve()):
            refuse("cli.ask.exists", path=path, command=f"pmo-advisor ask {shlex.quote(str(path))}")
    if path.suffix.lower() == ".json":
        refuse("cli.ask.no_json", path=path.with_suffix(".yaml"))

    from pmo_advisor.cli.output import check_writable

    check_writable(path)
    return path


def _free(path: Path) -> Path:
    """The path, or the first numbered one beside it that is not taken."""
    numbered = (path.with_stem(f"{path.stem}-{count}") for count in range(2, _MOST_FILES))
    return next((one for one in (path, *numbered) if not one.exists()), path)


def _rest(words: Words, path: Path, packs: tuple[Path, ...]) -> str:
    """The end of the next command: the file, and the options that still matter."""
    parts = [str(path)]
    for pack in packs:
        parts += ["--pack", str(pack)]
    return shlex.join([*parts, *(["--lang", words.lang] if words.asked_for else [])])
