"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date as Date
from pathlib import Path
from typing import Any, TypeVar

import click

from pmo_advisor.cli.faults import refuse
from pmo_advisor.knowledge.nearest import nearest

PARTIES = ("executive", "org_design", "pmo_lead")
"""The parties, written again so that help need not import the model; a test holds them equal."""

F = TypeVar("F", bound=Callable[..., Any])


class OneOf(click.ParamType):  # type: ignore[type-arg]  # not generic in older releases
    """One of a few words."""

    name = "word"

    def __init__(self, choices: Iterable[str]) -> None:
        self.choices = tuple(choices)

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,  # noqa: ARG002
    ) -> Any:
        said = str(value)
        if said not in self.choices:
            refuse(
                "cli.usage.choice",
                hint=nearest(said, self.choices),
                option=option_name(param),
                value=said,
                allowed=list(self.choices),
            )
        return said


class SomeOf(OneOf):
    """One or several of a few words, with commas between them."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        said = str(value).replace("，", ",").split(",")
        return tuple(super(SomeOf, self).convert(one.strip(), param, ctx) for one in said)


def each_once(several: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """The words of an option that may be given more than once, each once, in their order."""
    return tuple(dict.fromkeys(word for words in several for word in words))


class DateOf(click.ParamType):  # type: ignore[type-arg]
    """A date, such as 2026-03-31."""

    name = "date"

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,  # noqa: ARG002
    ) -> Date:
        try:
            return Date.fromisoformat(str(value))
        except ValueError:
            refuse("cli.usage.date", option=option_name(param), value=str(value))


class Whole(click.ParamType):  # type: ignore[type-arg]
    """A whole number from ``low`` to ``high``, in ASCII digits."""

    name = "count"

    def __init__(self, low: int, high: int) -> None:
        self.low, self.high = low, high

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,  # noqa: ARG002
    ) -> int:
        said = str(value)
        digits = said.isascii() and said.isdigit() and len(said) <= len(str(self.high))
        if not digits or not self.low <= int(said) <= self.high:
            option = option_name(param)
            refuse("cli.usage.whole", option=option, value=said, low=self.low, high=self.high)
        return int(said)


def option_name(param: click.Parameter | None) -> str:
    """How the option is spelt in full, for a message."""
    return max(param.opts, key=len) if param is not None else ""


def questionnaire(function: F) -> F:
    """``-q``: which questionnaire."""
    return click.option(
        "-q", "--questionnaire", metavar="cli.metavar.form", help="cli.opt.questionnaire"
    )(function)


def party(function: F) -> F:
    """``--party``: who answers."""
    return click.option("--party", type=OneOf(PARTIES), help="cli.opt.party")(function)


def packs(function: F) -> F:
    """``--pack``: folders of knowledge over the shipped one."""
    return click.option(
        "--pack",
        "packs",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="cli.metavar.folder",
        help="cli.opt.pack",
    )(function)


def engine(function: F) -> F:
    """``--engine``: what fires the rules."""
    return click.option("--engine", type=OneOf(("durable", "plain")), help="cli.opt.engine")(
        function
    )


def sheets(function: F) -> F:
    """The sheets to read, ``-`` for standard input."""
    return click.argument("sheets", nargs=-1, required=True, metavar="cli.metavar.sheet")(function)
