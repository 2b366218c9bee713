"""``serve``: the workshop in a browser, from this machine."""

from __future__ import annotations

import errno
import os
import secrets
import socket
import threading
import webbrowser
from pathlib import Path
from urllib.parse import urlsplit

import click

from pmo_advisor.cli import databases, options
from pmo_advisor.cli.faults import refuse
from pmo_advisor.cli.layout import wrap
from pmo_advisor.cli.parts import need
from pmo_advisor.cli.shell import Command
from pmo_advisor.cli.words import Words

LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104  (only where --lan asks for it)
USUAL_PORT = 8765
OWNER_ALONE = 0o077
HIGHEST_PORT = 65535


@click.command("serve", cls=Command)
@click.option("--port", type=int, metavar="cli.metavar.number", help="cli.serve.opt.port")
@click.option("--no-browser", is_flag=True, help="cli.serve.opt.no_browser")
@click.option("--lan", is_flag=True, help="cli.serve.opt.lan")
@databases.option
@click.option("--address", metavar="cli.metavar.address", help="cli.serve.opt.address")
@options.packs
@click.pass_obj
def command(  # noqa: D103
    words: Words,
    port: int | None,
    no_browser: bool,
    lan: bool,
    database: str | None,
    address: str | None,
    packs: tuple[Path, ...],
) -> None:
    need("web")
    from pmo_advisor.store.store import Store
    from pmo_advisor.web.home_key import VARIABLE, home_key
    from pmo_advisor.web.service import Service
    from pmo_advisor.web.serving import serve
    from pmo_advisor.web.settings import Settings

    os.umask(OWNER_ALONE)  # what is written here holds answers
    given = _checked(address) if address is not None else None
    with _listening(EVERYWHERE if lan else LOOPBACK, port) as door:
        number = door.getsockname()[1]
        shown = given or f"http://{_own_address() if lan else LOOPBACK}:{number}"
        opened = databases.address(database)
        store = Store.at(opened)
        shared = store.is_shared
        store.close()  # opened once before: no key is left beside what is no database of ours
        settings = Settings(
            database=opened,
            address=shown,
            home_key=home_key(opened, os.environ),
            secure=shown.startswith("https:"),
            proxied=given is not None,
            packs=packs,
            lan=lan,
            ticket=secrets.token_urlsafe(24),
        )
        service = Service(settings)
        try:
            door.listen(128)  # whoever comes now waits until the server is up
            # A key from the environment is known to whoever set it, and stays out of journals.
            key = f"<{VARIABLE}>" if VARIABLE in os.environ else settings.home_key
            link = f"{shown}/open/{key}"
            click.echo(wrap(words.say("cli.serve.at", address=link), first=""))
            if shared and VARIABLE not in os.environ:
                click.echo(
                    wrap(words.say("cli.serve.own_key", variable=VARIABLE), first=""), err=True
                )
            if lan:
                click.echo(wrap(words.say("cli.serve.lan", address=shown), first=""), err=True)
            if not no_browser:
                here = given or f"http://{LOOPBACK}:{number}"
                _open_browser(f"{here}/open/{settings.ticket}")
            serve(service, door)
        finally:
            service.close()


def _checked(address: str) -> str:
    """The address that people use, as links begin with it."""
    plain = address.strip().rstrip("/")
    try:
        parts = urlsplit(plain)
        whole = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return refuse("cli.serve.address_bad", address=address)
    if (
        not whole
        or parts.scheme not in ("http", "https")
        or f"{parts.scheme}://{parts.netloc}" != (plain)
    ):
        return refuse("cli.serve.address_bad", address=address)
    return plain


def _open_browser(address: str) -> None:
    """Open the browser beside the server, which some browsers would otherwise hold up."""
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _listening(host: str, port: int | None) -> socket.socket:
    """A socket on the port asked for, or on the usual one or any other that is free."""
    if port is not None:
        try:
            return _bound(host, port)
        except OverflowError:
            return refuse("cli.serve.port_none", port=port, highest=HIGHEST_PORT)
        except OSError as error:
            return refuse(_REFUSED.get(error.errno or 0, "cli.serve.port_refused"), port=port)
    try:
        return _bound(host, USUAL_PORT)
    except OSError:
        return _bound(host, 0)  # any that is free


_REFUSED = {
    errno.EADDRINUSE: "cli.serve.port_taken",
    errno.EACCES: "cli.serve.port_reserved",
}


def _bound(host: str, port: int) -> socket.socket:
    # Named as TCP, else the loop leaves small answers waiting for the reader to acknowledge.
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere it would let two servers share a port
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((host, port))
    except (OSError, OverflowError):
        door.close()
        raise
    return door


def _own_address() -> str:
    """This machine's address in its network; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            found: str = probe.getsockname()[0]
        except OSError:
            return LOOPBACK
    return found
