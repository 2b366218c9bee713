"""``pack``: commands for those who look after knowledge."""

from __future__ import annotations

from pmo_advisor.cli.shell import Group

COMMANDS = ("check", "prove", "diff", "population", "schemas")

command = Group(
    name="pack",
    lazy={name: (f"pack_{name}", f"pmo_advisor.cli.pack_{name}") for name in COMMANDS},
)
