"""click, speaking the reader's language: help pages, lazily imported commands, our exit codes.

Every help line is a text id. A command says ``cli.<name>.summary`` in the list of commands, and
``cli.<name>.help`` and ``cli.<name>.example`` on its own page; an option's ``help`` is the id of
its line.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from pmo_advisor.cli import language, streams
from pmo_advisor.cli.faults import refuse, report
from pmo_advisor.cli.layout import MARGIN, pad, width, wrap
from pmo_advisor.cli.options import OneOf
from pmo_advisor.cli.words import Words
from pmo_advisor.errors import BadInput

WIDEST = 72
"""Columns of a list of choices that stands on lines of its own."""


class Command(click.Command):
    """A command whose help page is made of texts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("context_settings", {})["allow_extra_args"] = True
        kwargs.setdefault("add_help_option", False)
        super().__init__(*args, **kwargs)
        self.params.extend(_common())

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        super().parse_args(ctx, args)
        if ctx.args and not isinstance(self, click.Group):
            refuse("cli.usage.extra", argument=ctx.args[0])
        return ctx.args

    def get_help(self, ctx: click.Context) -> str:
        return _page(self, ctx)


class Group(Command, click.Group):
    """A group that imports a command only when it is run.

    ``lazy`` maps each command to its text name and to the module whose ``command`` it is.
    """

    def __init__(self, *args: Any, lazy: dict[str, tuple[str, str]], **kwargs: Any) -> None:
        kwargs.update(invoke_without_command=True, callback=_help_if_alone)
        super().__init__(*args, **kwargs)
        self.lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.lazy)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002
        cmd_name: str,
    ) -> click.Command | None:
        if cmd_name not in self.lazy:
            return None
        module = import_module(self.lazy[cmd_name][1])
        command: click.Command = module.command
        return command


class Root(Group):
    """The whole program: settles the language first, and ends every run with a fitting code."""

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Run the program and exit: 0, 2 for bad input, 1 for a fault of ours.

        ``ask`` exits 3 where it saved an incomplete sheet; an interrupt gives 130.
        """
        given = list(sys.argv[1:] if args is None else args)
        streams.prepare()
        words = Words(
            language.resolve(given, os.environ),
            debug="--debug" in given,
            asked_for=language.option_value(given, "--lang") is not None,
        )
        extra["standalone_mode"] = False
        try:
            outcome = super().main(given, prog_name or "pmo-advisor", obj=words, **extra)
            sys.stdout.flush()
        except BrokenPipeError:
            sys.exit(_abandoned())
        except OSError as error:
            sys.exit(report(_refused(error), words))
        except Exception as error:
            sys.exit(report(error, words))
        sys.exit(outcome if isinstance(outcome, int) else 0)

    # click ends a broken pipe with code 1, which here would mean a fault of ours.

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        try:
            return super().make_context(*args, **kwargs)
        except BrokenPipeError:
            raise click.exceptions.Exit(_abandoned()) from None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise click.exceptions.Exit(_abandoned()) from None


def _refused(error: OSError) -> Exception:
    """What the system refuses is no fault of ours: a folder that is closed, a disk that is full."""
    try:
        refuse("cli.output.failed", path=error.filename or "-", detail=error.strerror or str(error))
    except BadInput as fault:
        return fault


def _abandoned() -> int:
    """The exit code where the reader of our output has gone, which is its good right."""
    streams.abandon()
    return 0


@click.pass_context
def _help_if_alone(ctx: click.Context) -> None:
    """A group called without a command shows its help, as bad input."""
    if ctx.invoked_subcommand is None:
        raise click.exceptions.NoArgsIsHelpError(ctx)


def _common() -> list[click.Parameter]:
    """The options that every command has, read from the arguments before click sees them."""

    def show(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
        if asked and not ctx.resilient_parsing:
            click.echo(ctx.get_help())
            ctx.exit()

    hidden = {"expose_value": False}
    return [
        click.Option(["--lang"], type=OneOf(language.LANGS), help="cli.opt.lang", **hidden),
        click.Option(["--debug"], is_flag=True, help="cli.opt.debug", **hidden),
        click.Option(
            ["-h", "--help"],
            is_flag=True,
            is_eager=True,
            callback=show,
            help="cli.opt.help",
            **hidden,
        ),
    ]


def _page(command: Command, ctx: click.Context) -> str:
    words: Words = ctx.find_root().obj
    name = _text_name(ctx)
    parts = [_usage(command, ctx, words), wrap(words.say(f"cli.{name}.help"))]
    if isinstance(command, Group):
        rows = [
            (one, words.say(f"cli.{known}.summary")) for one, (known, _) in command.lazy.items()
        ]
        parts.append(_table(words.say("cli.help.commands"), rows))
    rows = [
        (_spelling(one, words), words.say(one.help or ""))
        for one in command.params
        if isinstance(one, click.Option)
    ]
    parts.append(_table(words.say("cli.help.options"), rows))
    example = words.say(f"cli.{name}.example").splitlines()
    parts.append("\n".join([words.say("cli.help.example"), *(MARGIN + one for one in example)]))
    return "\n\n".join(parts)


def _text_name(ctx: click.Context) -> str:
    """``pack_check`` for ``pmo-advisor pack check``, and ``program`` for the whole."""
    names = ctx.command_path.split(" ")[1:]
    return "_".join(names) or "program"


def _usage(command: Command, ctx: click.Context, words: Words) -> str:
    pieces = [ctx.command_path, words.say("cli.help.options_slot")]
    pieces += [_slot(one, words) for one in command.params if isinstance(one, click.Argument)]
    if isinstance(command, Group):
        pieces.append(words.say("cli.help.command_slot"))
    return words.say("cli.help.usage", usage=" ".join(pieces))


def _slot(argument: click.Argument, words: Words) -> str:
    name = words.say(argument.metavar or "") + ("…" if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


def _spelling(option: click.Option, words: Words) -> str:
    spelt = ", ".join(sorted(option.opts, key=len))
    if option.is_flag:
        return spelt
    choices = getattr(option.type, "choices", None)
    return f"{spelt} {'|'.join(choices) if choices else words.say(option.metavar or '')}"


def _parted(name: str) -> str:
    """A list of choices in lines that a narrow terminal holds."""
    lines = [""]
    for piece in re.split(r"(?<=[|])", name):
        if len(lines[-1] + piece) > WIDEST:
            lines.append("")
        lines[-1] += piece
    return f"\n{MARGIN * 3}".join(lines)


def _table(title: str, rows: list[tuple[str, str]]) -> str:
    """Two columns, the second one wrapped; long entries of the first stand on their own line."""
    left = min(max(int(width(name)) for name, _ in rows), 26)
    lines = [title]
    for name, said in rows:
        start = MARGIN + pad(name, left) + MARGIN
        if width(name) > left:
            lines.append(MARGIN + _parted(name))
            start = " " * (left + 2 * len(MARGIN))
        lines.append(wrap(said, first=start))
    return "\n".join(lines)
