"""By which names this server may be addressed.

A page from elsewhere can have its own name lead to this machine (DNS rebinding) and then read what
it likes; but the browser still says that name, so any but ours is refused.
"""

from __future__ import annotations

import ipaddress
from typing import NamedTuple
from urllib.parse import urlsplit

from pmo_advisor.web.settings import Settings

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Hosts(NamedTuple):
    """The names, and whether any plain number will do: a machine has several in its network."""

    names: frozenset[str]
    numbers: bool

    def has(self, header: str | None) -> bool:
        """Whether the ``Host`` of a request is one of ours, on whatever port."""
        name = host_of(header or "")
        return name in self.names or (self.numbers and _is_number(name))


def hosts(settings: Settings) -> Hosts:
    """The machine itself, the address that people use, and in an open network any number."""
    own = urlsplit(settings.address).hostname or ""
    return Hosts(LOOPBACK | {own}, settings.lan)


def host_of(header: str) -> str:
    """The name without the port, in small letters; empty where it is none."""
    if not header or any(one in header for one in "/\\@?# "):
        return ""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def _is_number(name: str) -> bool:
    # No page can have such a name lead here: a name is looked up, a number is not.
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
