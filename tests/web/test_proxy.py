"""The configuration for nginx that docs/serve has, in front of two servers, over TLS."""

from __future__ import annotations

import contextlib
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests import needs
from tests.endurance.served import Served
from tests.shipped import ROOT
from tests.store.databases import new_database, postgresql
from tests.web.conftest import HOME_KEY
from tests.web.team import SOON, Meeting, Somebody

CONFIGURATION = ROOT / "docs" / "serve" / "nginx.conf"
NAME = "pmo.example.com"
GUESSES = 30
"""What one server lets one address guess within ten minutes."""

AROUND = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/main.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


class Site(NamedTuple):
    """What people reach, by TLS and without, and what stands behind it."""

    address: str
    plain: str
    trust: ssl.SSLContext
    servers: list[Served]
    folder: Path

    def logs(self) -> str:
        return "".join(one.read_text("utf-8") for one in self.folder.glob("pmo-advisor.*.log"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """nginx with the page's configuration; only ports, places and the certificate are ours."""
    needs.program("nginx")
    needs.program("openssl")
    folder = tmp_path_factory.mktemp("nginx")
    trust = _certificate(folder)
    with postgresql() as database, contextlib.ExitStack() as running:
        at = new_database(database)
        options = ("--address", f"https://{NAME}")
        made = [Served(at, tmp_path_factory.mktemp("server"), *options) for _ in range(2)]
        ports = {"80": _free_port(), "443": _free_port()}
        (folder / "site.conf").write_text(_ours(folder, made, ports), encoding="utf-8")
        main = folder / "nginx.conf"
        main.write_text(AROUND.format(folder=folder), encoding="utf-8")
        for one in made:
            one.begin()
            running.callback(one.stop)
        for one in made:
            one.ready()
        nginx = [shutil.which("nginx") or "", "-p", str(folder), "-c", str(main)]
        subprocess.run([*nginx, "-t", "-q"], check=True, timeout=SOON)
        process = subprocess.Popen(nginx, stderr=subprocess.DEVNULL)
        running.callback(process.wait, SOON)
        running.callback(process.terminate)
        _wait_for(ports["443"])
        address, plain = (f"//127.0.0.1:{ports[one]}" for one in ("443", "80"))
        yield Site(f"https:{address}", f"http:{plain}", trust, made, folder)


def _ours(folder: Path, servers: list[Served], ports: dict[str, int]) -> str:
    text = CONFIGURATION.read_text(encoding="utf-8")
    changes = {
        "listen 80;": f"listen 127.0.0.1:{ports['80']};",
        "listen 443 ": f"listen 127.0.0.1:{ports['443']} ",
        "/etc/ssl/pmo.example.com.pem": str(folder / "cert.pem"),
        "/etc/ssl/private/pmo.example.com.key": str(folder / "cert.key"),
        "/var/log/nginx/": f"{folder}/",
        "127.0.0.1:8771": f"127.0.0.1:{servers[0].port}",
        "127.0.0.1:8772": f"127.0.0.1:{servers[1].port}",
    }
    for before, after in changes.items():
        assert before in text
        text = text.replace(before, after)
    return text


def _certificate(folder: Path) -> ssl.SSLContext:
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
    command += ["-addext", f"subjectAltName=DNS:{NAME},IP:127.0.0.1"]
    command += ["-keyout", str(folder / "cert.key"), "-out", str(folder / "cert.pem")]
    subprocess.run(command, check=True, capture_output=True, timeout=SOON)
    return ssl.create_default_context(cafile=str(folder / "cert.pem"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + SOON
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        assert time.monotonic() < deadline, "nginx does not start"
        time.sleep(0.02)


@pytest.fixture
def somebody(site: Site, everybody: contextlib.ExitStack) -> Somebody:
    """A browser that knows the site by its name."""
    return visitor(site, everybody)


def visitor(site: Site, everybody: contextlib.ExitStack) -> Somebody:
    made = Somebody(everybody, site.trust)
    made.client.headers["host"] = NAME
    return made


def test_a_workshop_is_held_and_its_screen_follows(
    site: Site, somebody: Somebody, everybody: contextlib.ExitStack
) -> None:
    meeting = Meeting(site.address, somebody)
    links = somebody.get(site.address, f"/w/{meeting.id}/links")
    assert f"https://{NAME}/j/{meeting.keys[0]}" in links
    screen = somebody.watch(site.address, meeting.id)
    executive = meeting.joined(site.address, visitor(site, everybody))
    screen.sees_progress()
    meeting.answer(executive, site.address, "unknown")
    screen.sees_progress()
    assert all(one.secure for one in executive.client.cookies.jar)
    answer = executive.client.get(f"{site.address}/w/{meeting.id}/answer")
    assert "max-age" in answer.headers["strict-transport-security"]
    for secret in (HOME_KEY, *meeting.keys):
        assert secret not in site.logs()
    assert f"/w/{meeting.id}/answer" in site.logs()


def test_one_server_may_be_stopped_while_people_answer(
    site: Site, somebody: Somebody, everybody: contextlib.ExitStack
) -> None:
    meeting = Meeting(site.address, somebody)
    executive = meeting.joined(site.address, visitor(site, everybody))
    site.servers[0].stop()
    try:
        meeting.answer(executive, site.address, "unknown")
        for _ in range(4):
            assert meeting.answered(executive, site.address)
    finally:
        site.servers[0].start()


def test_without_tls_one_is_sent_on(site: Site, somebody: Somebody) -> None:
    answer = somebody.client.get(f"{site.plain}/j/abc", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (301, f"https://{NAME}/j/abc")


def test_nobody_evades_the_limits_by_what_they_say_of_themselves(
    site: Site, somebody: Somebody
) -> None:
    for number in range(GUESSES * len(site.servers) * 3):  # they are given back, slowly
        said = {"x-forwarded-for": f"10.0.0.{number}"}
        answer = somebody.client.get(f"{site.address}/open/guess-{number}", headers=said)
        if answer.status_code == 429:
            break
        assert answer.status_code == 404
    assert number >= GUESSES
    assert answer.status_code == 429


def test_health_is_asked_through_the_proxy_too(site: Site, somebody: Somebody) -> None:
    assert somebody.client.get(f"{site.address}/health").status_code == 200
