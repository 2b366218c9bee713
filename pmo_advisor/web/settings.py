"""What a server is started with."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Settings(NamedTuple):
    """How this server runs.

    ``address`` is what links begin with, such as ``http://127.0.0.1:8000``. ``secure`` says that
    browsers reach it by TLS, so that cookies never leave that. ``home_key`` opens the list of
    workshops; whoever starts the server is given it. ``proxied`` says that a proxy in front tells
    who asks, by its own header; ``lan`` that the whole network may ask.
    ``ticket`` opens the home page once: a browser is started with it, whose command line others on
    the machine can see.
    """

    database: str
    address: str
    home_key: str
    secure: bool = False
    proxied: bool = False
    packs: tuple[Path, ...] = ()
    brand: Path | None = None
    lan: bool = False
    ticket: str = ""
