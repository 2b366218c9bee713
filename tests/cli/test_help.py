"""Every command has a help page and an example that can be pasted, in both languages."""

import re
import shlex
import subprocess
import sys

import click
import pytest

from pmo_advisor.cli.main import cli
from pmo_advisor.cli.options import PARTIES
from pmo_advisor.cli.shell import Group
from pmo_advisor.model import question

HAN = re.compile(r"[\u4e00-\u9fff]")


def commands(group=cli, path=()):
    yield path
    for name in group.lazy:
        command = group.get_command(click.Context(group), name)
        if isinstance(command, Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


ALL = list(commands())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_help_page(invoke, path, lang):
    page = invoke(*path, "--help", "--lang", lang)
    assert page.exit_code == 0, page.output
    assert bool(HAN.search(page.stdout)) == (lang == "zh")
    assert "cli." not in page.stdout
    for option in ("--lang", "--debug", "--help"):
        assert option in page.stdout
    assert all(len(line) <= 80 for line in page.stdout.splitlines())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_examples_are_commands_that_exist(invoke, path, lang):
    page = invoke(*path, "--help", "--lang", lang).stdout
    shown = [line.strip() for line in page.splitlines() if line.startswith("  pmo-advisor ")]
    assert shown
    for line in shown:
        words = shlex.split(line)[1:]
        command, name = cli, "pmo-advisor"
        while isinstance(command, Group):
            name = words.pop(0)
            command = command.get_command(click.Context(command), name)
            assert command is not None, line
        known = {spelt for one in command.params for spelt in one.opts}
        assert {word for word in words if word.startswith("-")} <= {*known, "-"}, line


def test_without_a_command_the_help_is_shown_as_bad_input(invoke):
    for args in ([], ["--lang", "zh"], ["pack"]):
        alone = invoke(*args)
        assert alone.exit_code == 2
        assert "pmo-advisor" in alone.stderr
        assert not alone.stdout


def test_help_needs_no_models():
    code = (
        "import sys; sys.argv = ['pmo-advisor', *sys.argv[1:]]\n"
        "from pmo_advisor.cli.main import main\n"
        "try:\n    main()\n"
        "finally:\n    print(sorted({'pydantic', 'rich', 'jinja2'} & set(sys.modules)))\n"
    )
    for args in (["--help"], ["ask", "--help"], ["advise", "--help"], ["--version"]):
        done = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, check=False)
        assert done.stdout.decode().splitlines()[-1] == "[]", done.stderr.decode()


def test_version(invoke):
    from pmo_advisor import __version__

    assert invoke("--version").stdout == f"pmo-advisor {__version__}\n"


def test_parties_are_those_of_the_model():
    assert question.PARTIES == PARTIES
