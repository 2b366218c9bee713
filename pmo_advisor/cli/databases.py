"""Which database a command works on: the one named, or this user's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

VARIABLE = "PMO_DATABASE"

F = TypeVar("F", bound=Callable[..., Any])


def option(function: F) -> F:
    """``--database``; in the environment, where it holds a password: others see command lines."""
    return click.option(
        "--database", envvar=VARIABLE, metavar="cli.metavar.address", help="cli.opt.database"
    )(function)


def address(given: str | None) -> str:
    """The address given, or that of the file in this user's folder for programs."""
    if given is not None:
        return given
    folder = Path(click.get_app_dir("pmo-advisor"))
    folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{folder / 'workshops.db'}"
