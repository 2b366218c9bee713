"""The page on running it for a team, and the files that it hands over."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from pmo_advisor.cli.main import cli
from pmo_advisor.store.address import parsed
from tests.shipped import ROOT

FILES = ROOT / "docs" / "serve"
PAGES = [ROOT / "docs" / "serve.md", ROOT / "docs" / "serve.zh.md"]
UNITS = sorted(FILES.glob("*.service"))
ENVIRONMENT = (FILES / "environment").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_is_linked_from_the_page(page: Path) -> None:
    linked = set(re.findall(r"\]\(serve/([^)]+)\)", page.read_text(encoding="utf-8")))
    assert linked == {one.name for one in FILES.iterdir()}


def test_both_languages_give_the_same_commands() -> None:
    english, chinese = (
        re.findall(r"^```\w+\n.*?^```$", one.read_text(encoding="utf-8"), re.M | re.S)
        for one in PAGES
    )
    assert english == chinese != []


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_starts_a_command_that_exists_with_nothing_secret_in_it(unit: Path) -> None:
    text = unit.read_text(encoding="utf-8")
    (line,) = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
    program, name, *words = shlex.split(line)
    assert program == "/opt/pmo-advisor/bin/pmo-advisor"
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    known = {spelt for one in command.params for spelt in one.opts}
    assert {word for word in words if word.startswith("-")} <= known
    assert not {"PMO_HOME_KEY", "PMO_DATABASE", "--database"} & set(re.findall(r"[-\w]+", line))
    assert set(re.findall(r"\$\{(\w+)\}", line)) <= _told()
    assert "EnvironmentFile=/etc/pmo-advisor/environment" in text


def test_the_environment_has_a_place_for_every_variable_and_addresses_that_are_ones() -> None:
    assert _told() == {"PMO_ADDRESS", "PMO_HOME_KEY", "PMO_DATABASE"}
    addresses = re.findall(r"^#?PMO_DATABASE=(.*)$", ENVIRONMENT, re.MULTILINE)
    assert len(addresses) == 3
    for one in addresses:
        assert parsed(one).database


def _told() -> set[str]:
    return set(re.findall(r"^(PMO_\w+)=", ENVIRONMENT, re.MULTILINE))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_finds_no_fault_in_a_unit(unit: Path, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not on this machine.")
    copy = tmp_path / unit.name.replace("@", "@8771")
    text = unit.read_text(encoding="utf-8")
    # The program need not be installed here.
    copy.write_text(text.replace("/opt/pmo-advisor/bin/pmo-advisor", "/bin/true"), "utf-8")
    command = ["systemd-analyze", "verify", "--man=no", str(copy)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    faults = [line for line in done.stderr.splitlines() if "pmo-advisor" in line]
    assert faults == []


def test_caddy_finds_no_fault_in_its_file() -> None:
    if shutil.which("caddy") is None:
        pytest.skip("Caddy is not on this machine.")
    command = ["caddy", "adapt", "--config", str(FILES / "Caddyfile"), "--adapter", "caddyfile"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
