"""Real databases for tests: SQLite in a file, PostgreSQL started here for the run and ended."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

DEBIAN = Path("/usr/lib/postgresql")
ORDINARY = "nobody"
"""PostgreSQL refuses to be run by root, so root runs it as somebody else."""


def server_programs() -> Path | None:
    """The folder with PostgreSQL's own programs, the newest release first."""
    found = shutil.which("postgres")
    if found:
        return Path(found).parent
    releases = sorted(DEBIAN.glob("*/bin/postgres"), key=lambda one: int(one.parts[-3]))
    return releases[-1].parent if releases else None


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """The address of a server that lives as long as the block; skips where there is none."""
    programs = server_programs()
    if programs is None:
        sentence = "PostgreSQL's server is not installed here."
        if os.environ.get("PMO_NO_SKIP") == "1":
            pytest.fail(sentence)
        pytest.skip(sentence)
    user = ORDINARY if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="pmo-pg-") as folder:
        if user:
            shutil.chown(folder, user)
        data, port = Path(folder, "data"), _free_port()
        _run([programs / "initdb", "-D", data, "-U", "pmo", "-A", "trust", "-E", "UTF8"], user)
        settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        # Full durability, as in earnest: the kill tests are about exactly that.
        start = [programs / "pg_ctl", "-D", data, "-w", "-o", settings]
        _run([*start, "-l", Path(folder, "log"), "start"], user)
        try:
            yield f"postgresql+psycopg://pmo@127.0.0.1:{port}"
        finally:
            _run([programs / "pg_ctl", "-D", data, "-m", "fast", "-w", "stop"], user)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _run(command: list[object], user: str | None) -> None:
    words = [str(one) for one in command]
    done = subprocess.run(
        words, user=user, cwd="/", capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, (words, done.stdout[-2000:], done.stderr[-2000:])


def new_database(server: str) -> str:
    """The address of a new, empty database on that server."""
    from sqlalchemy import create_engine

    name = f"pmo_{uuid4().hex[:12]}"
    engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return f"{server}/{name}"
