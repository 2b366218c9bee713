"""The one place where what went wrong is said, in the reader's language, with its exit code."""

from __future__ import annotations

from dataclasses import replace
from typing import NoReturn

import click

from pmo_advisor.cli.layout import MARGIN, wrap
from pmo_advisor.cli.words import Words
from pmo_advisor.errors import BadInput, Fault, Place, TextId

BAD_INPUT, OUR_FAULT, INTERRUPTED = 2, 1, 130


def refuse(
    message: str, *, hint: str | None = None, place: Place | None = None, **values: object
) -> NoReturn:
    """Stop with one fault of the input. Raises BadInput."""
    raise BadInput([Fault(message, values, place, hint)])


def report(error: BaseException, words: Words) -> int:
    """Say on standard error what happened, and return the exit code."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.ctx.get_help(), err=True)
        return BAD_INPUT
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return INTERRUPTED
    if words.debug:
        import traceback

        click.echo("".join(traceback.format_exception(error)), err=True)
    if isinstance(error, click.ClickException):
        error = BadInput([_of_click(error)])
    if isinstance(error, BadInput):
        click.echo(listed(error, words), err=True)
        return BAD_INPUT
    what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    click.echo(wrap(words.say("cli.faults.ours", what=what), first=""), err=True)
    return OUR_FAULT


def listed(error: BadInput, words: Words) -> str:
    """All faults, each with its place, its sentence and the name that was probably meant."""
    parts = [_said(fault, words) for fault in error.faults]
    if len(parts) > 1:
        parts.append(wrap(words.say("cli.faults.count", count=len(parts)), first=""))
    return "\n".join(parts)


def _said(fault: Fault, words: Words) -> str:
    try:
        sentence = words.say(fault.message, **fault.values)
    except (KeyError, BadInput):  # The texts themselves are what is wrong.
        sentence = str(BadInput([replace(fault, place=None)]))
    if fault.hint:
        sentence = "\n".join([sentence, words.say("cli.faults.hint", name=fault.hint)])
    if fault.place is None:
        return wrap(sentence, first="")
    key = MARGIN + fault.place.key if fault.place.key else ""
    return f"{fault.place}{key}\n{wrap(sentence)}"


def _of_click(error: click.ClickException) -> Fault:
    """What click found wrong with the command line, as one of our faults."""
    from click import exceptions as found

    match error:
        case found.NoSuchOption():
            hint = next(iter(error.possibilities or ()), None)
            return Fault("cli.usage.no_option", {"option": error.option_name}, hint=hint)
        case found.NoSuchCommand():
            return _no_command(error)
        case found.MissingParameter():
            path = error.ctx.command_path if error.ctx else ""
            name = TextId(getattr(error.param, "metavar", None) or "cli.metavar.file")
            return Fault("cli.usage.missing", {"command": path, "name": name})
        case found.BadOptionUsage():
            return Fault("cli.usage.option_value", {"option": error.option_name})
        case _:
            return Fault("cli.usage.other", {"detail": error.format_message()})


def _no_command(error: click.exceptions.NoSuchCommand) -> Fault:
    known = list(getattr(error.ctx.command, "lazy", ())) if error.ctx else []
    starts = [one for one in known if one.startswith(error.command_name)]
    hint = starts[0] if len(starts) == 1 else next(iter(error.possibilities or ()), None)
    return Fault("cli.usage.no_command", {"command": error.command_name}, hint=hint)
