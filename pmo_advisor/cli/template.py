"""``template``: commands for those who give documents their own look."""

from __future__ import annotations

from pmo_advisor.cli.shell import Group

COMMANDS = ("new", "check")

command = Group(
    name="template",
    lazy={name: (f"template_{name}", f"pmo_advisor.cli.template_{name}") for name in COMMANDS},
)
