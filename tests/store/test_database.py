"""Opening a database: any older one, never a newer one, and what is in the way is said exactly."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from pmo_advisor.errors import BadInput, Fault
from pmo_advisor.knowledge.texts import Texts, load_texts
from pmo_advisor.store import doors, tables, whole
from pmo_advisor.store.address import file_of, shown
from pmo_advisor.store.database import open_database
from pmo_advisor.store.store import Store
from tests.shipped import ROOT
from tests.store.databases import new_database
from tests.store.test_store import prepared

NOBODY = 65534
OPEN = (
    "import sys; from pmo_advisor.store.store import Store; Store.at(sys.stdin.readline()).close()"
)


def test_opening_again_changes_nothing_and_loses_nothing(database: str) -> None:
    store = Store.at(database)
    with store.write() as connection:
        made = doors.create(connection, prepared()).workshop
    store.close()
    again = Store.at(database)
    with again.read() as connection:
        assert whole.listed(connection) == (made,)
    again.close()


def test_the_migrations_make_exactly_the_tables(database: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    engine = open_database(database)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
    engine.dispose()


def test_a_database_of_the_first_tables_opens_with_its_workshops(database: str) -> None:
    store = Store.at(database)
    with store.write() as connection:
        made = doors.create(connection, prepared()).workshop
    store.close()
    bare = create_engine(database)
    with bare.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE workshops DROP COLUMN left_out")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    bare.dispose()
    again = Store.at(database)
    with again.read() as connection:
        assert whole.export(connection, made.id).left_out == ()
    again.close()


def test_a_newer_database_is_refused_and_left_alone(database: str) -> None:
    engine = open_database(database)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(BadInput) as caught:
        open_database(database)
    assert [one.message for one in caught.value.faults] == ["database_newer"]
    bare = create_engine(database)
    assert "workshops" in inspect(bare).get_table_names()
    bare.dispose()


def test_servers_that_open_an_empty_database_at_once_migrate_it_once(database: str) -> None:
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for one in racers:
        assert one.stdin is not None
        one.stdin.write(f"{database}\n")
        one.stdin.flush()
    said = [one.communicate(timeout=120)[1] for one in racers]
    assert said == [""] * 3
    assert [one.returncode for one in racers] == [0] * 3
    engine = create_engine(database)
    with engine.connect() as connection:
        versions = connection.exec_driver_sql("SELECT version_num FROM alembic_version").all()
    engine.dispose()
    assert len(versions) == 1


def test_a_server_waits_for_another_who_reads_the_file_it_is_to_settle(tmp_path: Path) -> None:
    file = tmp_path / "w.db"
    open_database(f"sqlite:///{file}").dispose()
    reader = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    reader.execute("PRAGMA journal_mode=DELETE")
    reader.execute("BEGIN")
    reader.execute("SELECT version_num FROM alembic_version").fetchall()
    later = threading.Timer(0.3, reader.rollback)
    later.start()
    engine = open_database(f"sqlite:///{file}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    engine.dispose()
    later.join()
    reader.close()


@cache
def texts() -> Texts:
    return load_texts()


def refused(address: str) -> Fault:
    """What is said of an address, which both languages can say and which betrays no password."""
    with pytest.raises(BadInput) as caught:
        open_database(address)
    (fault,) = caught.value.faults
    assert "secret" not in f"{fault.place} {fault.values}"
    for lang in ("zh", "en"):
        assert texts().say(fault.message, lang, **fault.values)
    return fault


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("", "database_address"),
        ("workshops.db", "database_address"),
        ("postgresql+psycopg://pmo:secret@localhost:port/pmo", "database_address"),
        ("mysql://root:secret@localhost/x", "database_kind"),
        ("sqlite+aiosqlite:///w.db", "database_kind"),
        ("postgresql+asyncpg://pmo:secret@localhost/x", "database_kind"),
        ("nothing+known://x", "database_kind"),
        ("sqlite://", "database_memory"),
        ("sqlite:///:memory:", "database_memory"),
        ("sqlite:///file:w?mode=memory&uri=true", "database_plain_file"),
        ("sqlite:///w.db?timeout=0", "database_plain_file"),
        ("sqlite:////no/such/folder/w.db", "database_no_folder"),
        ("postgresql+psycopg://nobody:secret@127.0.0.1:1/x", "database_closed"),
        ("postgresql://nobody@127.0.0.1:1/x?password=secret", "database_closed"),
        ("postgres://nobody:secret@127.0.0.1:1/x", "database_closed"),
        ("postgresql://nobody:secret@127.0.0.1:1/x?no_such_option=1", "database_closed"),
    ],
)
def test_what_cannot_be_opened_is_said_without_its_password(address: str, message: str) -> None:
    assert refused(address).message == message


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert refused(f"sqlite:///{tmp_path}").message == "database_folder"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("what", ["text", "database"])
def test_a_file_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path, what: str) -> None:
    file = tmp_path / "other.db"
    if what == "text":
        file.write_text("not a database, but quite a long text" * 40, encoding="ascii")
    else:
        with sqlite3.connect(file) as other:
            other.execute("CREATE TABLE places (name)")
        other.close()
    before = file.read_bytes()
    assert refused(f"sqlite:///{file}").message == "database_foreign"
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """A folder in which an ordinary user may read and not write, who runs the test."""
    made = Path(tempfile.mkdtemp(prefix="pmo-closed-"))
    Store.at(f"sqlite:///{made / 'w.db'}").close()
    for one in made.iterdir():
        one.chmod(0o444)
    made.chmod(0o555)
    texts()  # while they can be read
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    yield made
    os.seteuid(was)
    made.chmod(0o700)
    shutil.rmtree(made)


@pytest.mark.skipif(os.name != "posix", reason="Rights are told by numbers on POSIX systems only.")
def test_a_file_that_cannot_be_written_is_refused(closed_folder: Path) -> None:
    assert refused(f"sqlite:///{closed_folder / 'w.db'}").message == "database_read_only"
    assert refused(f"sqlite:///{closed_folder / 'new.db'}").message == "database_read_only"


def test_a_wrong_password_and_a_database_that_is_not_there_are_the_servers_to_tell(
    server: str,
) -> None:
    assert "no_such_database" in str(refused(f"{server}/no_such_database").values["detail"])
    wrong = re.sub("pmo@", "nobody-known:secret@", new_database(server))
    assert "nobody-known" in str(refused(wrong).values["detail"])


def test_an_address_may_leave_the_driver_out(server: str) -> None:
    address = new_database(server)
    for start in ("postgresql://", "postgres://"):
        Store.at(address.replace("postgresql+psycopg://", start)).close()


def test_addresses_are_shown_as_typed_and_without_what_is_secret() -> None:
    assert shown("sqlite:///工作坊.db") == "sqlite:///工作坊.db"
    assert file_of("sqlite:///工作坊.db") == Path("工作坊.db")
    assert shown("postgresql://pmo:secret@db/x?password=secret") == "postgresql://pmo:***@db/x"
    assert file_of("postgresql://pmo@db/x") is None


def test_what_is_deleted_is_on_the_disk_no_more(tmp_path: Path) -> None:
    store = Store.at(f"sqlite:///{tmp_path / 'w.db'}")
    name = "名字只在这里 " + "-long" * 30
    with store.write() as connection:
        gone = doors.create(connection, prepared(name=name)).workshop
        doors.create(connection, prepared())
    assert name.encode() in on_disk(tmp_path)
    with store.change(gone.id) as connection:
        whole.remove(connection, gone.id)
    store.wipe()
    left = on_disk(tmp_path)
    assert name.encode() not in left
    assert gone.id.encode() not in left
    store.close()


def on_disk(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in sorted(folder.iterdir()))


def test_a_database_that_does_not_answer_is_known(database: str) -> None:
    store = Store.at(database)
    assert store.answers()
    store.close()


def test_a_server_that_has_gone_does_not_answer() -> None:
    engine = create_engine("postgresql+psycopg://pmo@127.0.0.1:1/x")
    store = Store(engine)
    assert not store.answers()
    store.close()
