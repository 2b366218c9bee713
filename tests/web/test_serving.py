"""``serve`` and ``purge`` as whoever runs them meets them."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner, Result

from pmo_advisor.cli.main import cli
from pmo_advisor.store import answering, doors, whole
from pmo_advisor.store.store import Store
from tests.endurance.served import Served
from tests.shipped import ROOT
from tests.store.test_store import prepared
from tests.web.team import Meeting, Somebody


def run(*words: str, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(cli, [*words, "--lang", "en"])


def test_an_interrupt_is_an_ordinary_end_whatever_is_open(
    tmp_path: Path, everybody: contextlib.ExitStack
) -> None:
    server = Served(f"sqlite:///{tmp_path / 'w.db'}", tmp_path)
    server.start()
    try:
        meeting = Meeting(server.address, Somebody(everybody))
        meeting.facilitator.watch(server.address, meeting.id)
    finally:
        code = server.stop(signal.SIGINT)
    assert (code, server.said()) == (0, "")


def test_a_copy_taken_while_it_runs_opens_with_everything(
    tmp_path: Path, everybody: contextlib.ExitStack
) -> None:
    server = Served(f"sqlite:///{tmp_path / 'w.db'}", tmp_path)
    server.start()
    try:
        meeting = Meeting(server.address, Somebody(everybody))
        executive = meeting.joined(server.address, Somebody(everybody))
        meeting.answer(executive, server.address, "unknown")
        with contextlib.closing(sqlite3.connect(tmp_path / "w.db")) as beside:
            beside.execute("VACUUM INTO ?", (str(tmp_path / "copy.db"),))
    finally:
        server.stop()
    server.database = f"sqlite:///{tmp_path / 'copy.db'}"
    server.start()
    try:
        assert meeting.answered(executive, server.address)
    finally:
        server.stop()


def test_without_a_database_or_a_key_it_makes_its_own_for_its_owner_alone(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pmo_advisor", "serve", "--no-browser", "--port", "0"]
    plain = {k: v for k, v in os.environ.items() if not k.startswith("PMO_")}
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [*command, "--lang", "en"], env=plain | home, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    said = process.stdout.readline() + process.stdout.readline()
    (address,) = re.findall(r"http://[\d.]+:\d+", said)
    assert httpx.get(f"{address}/health", timeout=60).status_code == 200
    process.send_signal(signal.SIGTERM)
    said += process.communicate(timeout=60)[0]
    (key,) = tmp_path.rglob("*.key")
    assert f"/open/{key.read_text('ascii').strip()}" in said
    assert process.returncode == 0
    if os.name == "posix":
        kept = {one.stat().st_mode & 0o077 for one in tmp_path.rglob("workshops.*")}
        assert kept == {0}


def test_a_port_that_is_taken_is_said_and_no_other_is_chosen() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        refused = run("serve", "--no-browser", "--port", port)
    assert refused.exit_code == 2
    assert f"Port {port} is taken" in refused.stderr


@pytest.mark.parametrize("port", ["99999", "-1", "65536"])
def test_what_is_no_port_is_said(port: str) -> None:
    refused = run("serve", "--no-browser", "--port", port)
    assert refused.exit_code == 2
    assert f"{port} is no port" in refused.stderr


@pytest.mark.parametrize("command", [["serve", "--no-browser", "--port", "0"], ["purge"]])
def test_what_is_no_database_is_refused_and_nothing_is_left_beside_it(
    tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "not.db").write_text("text" * 500, encoding="ascii")
    days = ["--idle", "9"] if command == ["purge"] else []
    for address in (f"sqlite:///{tmp_path / 'not.db'}", f"sqlite:///{tmp_path}", "sqlite://"):
        refused = run(*command, *days, PMO_DATABASE=address)
        assert refused.exit_code == 2, refused.output
        assert address in refused.stderr.replace("\n", "")
    assert [one.name for one in tmp_path.iterdir()] == ["not.db"]


def test_a_database_that_is_not_there_is_not_made_by_purging_it(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'none.db'}"
    refused = run("purge", "--idle", "9", "--database", address)
    assert refused.exit_code == 2
    assert "none.db" in refused.stderr.replace("\n", "")
    assert not list(tmp_path.iterdir())


def test_only_what_nobody_touched_is_purged_and_only_when_told_to(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'w.db'}"
    store = Store.at(address)
    long_ago = doors.now() - timedelta(days=400)
    with store.write() as connection:
        old, used, new = (
            doors.create(connection, prepared(name=name, created=created)).workshop
            for name, created in (("old", long_ago), ("used", long_ago), ("new", doors.now()))
        )
        person, _ = doors.join(connection, used.id, "executive")
        answering.save(connection, person.id, 1, "core_problem", "unknown", None)
    listed = run("purge", "--idle", "365", "--database", address)
    assert listed.exit_code == 0
    assert [line.split()[1:] for line in listed.stdout.splitlines()] == [[old.id, "old"]]
    with store.read() as connection:
        assert len(whole.listed(connection)) == 3
    deleted = run("purge", "--idle", "365", "--yes", "--database", address)
    assert deleted.exit_code == 0
    assert "old" not in deleted.output
    with store.read() as connection:
        assert {one.id for one in whole.listed(connection)} == {used.id, new.id}
    store.close()


@pytest.mark.parametrize("days", [[], ["--idle", "0"], ["--idle", "99999999"]])
def test_for_how_long_must_be_said(days: list[str]) -> None:
    assert run("purge", *days).exit_code == 2
