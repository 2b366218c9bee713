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


class Cluster:
    """A PostgreSQL server of our own, which can crash and be started again."""

    def __init__(self, programs: Path, folder: Path, user: str | None) -> None:
        self._programs, self._folder, self._user = programs, folder, user
        self._port = _free_port()
        self.address = f"postgresql+psycopg://pmo@127.0.0.1:{self._port}"
        self._run("initdb", "-U", "pmo", "-A", "trust", "-E", "UTF8")

    def start(self) -> None:
        # Full durability, as in earnest: the kill tests are about exactly that.
        settings = (
            f"-p {self._port} -c listen_addresses=127.0.0.1 "
            f"-c unix_socket_directories={self._folder}"
        )
        self._run("pg_ctl", "-w", "-o", settings, "-l", self._folder / "log", "start")

    def crash(self) -> None:
        """End all its processes at once, as a loss of power would: nothing is tidied up."""
        self._run("pg_ctl", "-m", "immediate", "-w", "stop")

    def stop(self) -> None:
        """End it as an operator does."""
        self._run("pg_ctl", "-m", "fast", "-w", "stop")

    def _run(self, program: str, *words: object) -> None:
        command = [self._programs / program, "-D", self._folder / "data", *words]
        done = subprocess.run(
            [str(one) for one in command],
            user=self._user,
            cwd="/",
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, (command, done.stdout[-2000:], done.stderr[-2000:])


@contextlib.contextmanager
def cluster() -> Iterator[Cluster]:
    """A running server that lives as long as the block; skips where there is no PostgreSQL."""
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
        made = Cluster(programs, Path(folder), user)
        made.start()
        try:
            yield made
        finally:
            made.stop()


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """The address of a server that lives as long as the block; skips where there is none."""
    with cluster() as made:
        yield made.address


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def new_database(server: str) -> str:
    """The address of a new, empty database on that server."""
    from sqlalchemy import create_engine

    name = f"pmo_{uuid4().hex[:12]}"
    engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return f"{server}/{name}"
