"""``serve``: the workshop in a browser, from this machine."""

from __future__ import annotations

import secrets
import socket
import webbrowser
from importlib.util import find_spec
from pathlib import Path

import click

from pmo_advisor.cli import options
from pmo_advisor.cli.faults import refuse
from pmo_advisor.cli.layout import wrap
from pmo_advisor.cli.shell import Command
from pmo_advisor.cli.words import Words

LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104  (only where --lan asks for it)
USUAL_PORT = 8765
_LIBRARIES = ("fastapi", "uvicorn", "sqlalchemy", "alembic", "segno", "python_multipart")


@click.command("serve", cls=Command)
@click.option("--port", type=int, metavar="cli.metavar.number", help="cli.serve.opt.port")
@click.option("--no-browser", is_flag=True, help="cli.serve.opt.no_browser")
@click.option("--lan", is_flag=True, help="cli.serve.opt.lan")
@click.option("--database", metavar="cli.metavar.address", help="cli.serve.opt.database")
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
    if not all(map(find_spec, _LIBRARIES)):
        refuse("cli.part_missing", part="web")

    import uvicorn

    from pmo_advisor.web.app import create_app
    from pmo_advisor.web.service import Service
    from pmo_advisor.web.settings import Settings

    host = EVERYWHERE if lan else LOOPBACK
    door = _listening(host, port)
    number = door.getsockname()[1]
    shown = address or f"http://{_own_address() if lan else LOOPBACK}:{number}"
    key = secrets.token_urlsafe(24)
    settings = Settings(
        database=database or f"sqlite:///{_usual_database()}",
        address=shown.rstrip("/"),
        home_key=key,
        secure=shown.startswith("https:"),
        proxied=address is not None,
        packs=packs,
    )
    service = Service(settings)
    try:
        click.echo(wrap(words.say("cli.serve.at", address=f"{shown}/open/{key}"), first=""))
        if lan:
            click.echo(wrap(words.say("cli.serve.lan", address=shown), first=""), err=True)
        if not no_browser:
            webbrowser.open(f"http://{LOOPBACK}:{number}/open/{key}")
        config = uvicorn.Config(
            create_app(service),
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=2,
            server_header=False,
        )
        uvicorn.Server(config).run(sockets=[door])
    finally:
        service.close()


def _listening(host: str, port: int | None) -> socket.socket:
    """A socket on the port asked for, or on the usual one or any other that is free."""
    for number in (port,) if port is not None else (USUAL_PORT, 0):  # 0: any that is free
        door = socket.socket()
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, number))
        except (OSError, OverflowError):
            door.close()
            continue
        return door
    return refuse("cli.serve.port_taken", port=str(port))


def _own_address() -> str:
    """This machine's address in its network; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            found: str = probe.getsockname()[0]
        except OSError:
            return LOOPBACK
    return found


def _usual_database() -> Path:
    """Where workshops are kept if nothing else is said, made if it is not there."""
    folder = Path(click.get_app_dir("pmo-advisor"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "workshops.db"
