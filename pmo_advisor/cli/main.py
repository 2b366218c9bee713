"""``pmo-advisor``: the commands, in the order in which a client meets them."""

from __future__ import annotations

import gc
import os

import click

from pmo_advisor.cli.shell import Root

COMMANDS = (
    "ask",
    "advise",
    "explain",
    "robust",
    "disagreements",
    "whatif",
    "compare",
    "batch",
    "portfolio",
    "questions",
    "serve",
    "purge",
    "template",
    "pack",
)


def _version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from pmo_advisor import __version__

        click.echo(f"{ctx.info_name} {__version__}")
        ctx.exit()


cli = Root(
    name="pmo-advisor",
    lazy={name: (name, f"pmo_advisor.cli.{name}") for name in COMMANDS},
    params=[
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_version,
            help="cli.opt.version",
        )
    ],
)
"""The whole program as a click group, for tests and for other programs."""


def main() -> None:
    """Run the program on the arguments of the process, and exit.

    A command lives for a fraction of a second, so two things that only cost it time are left out:
    looking for cycles to free, now and once more at the end, and looking for plugins of pydantic
    in every installed package.
    """
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        cli.main()
    finally:
        gc.freeze()
