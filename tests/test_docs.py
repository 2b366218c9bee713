"""Documents that fail when they lie: commands, YAML, words, figures and links are looked up."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, get_args

import click
import pytest
from click.testing import CliRunner

from pmo_advisor.cli.ask import SAVED_INCOMPLETE
from pmo_advisor.cli.faults import BAD_INPUT, INTERRUPTED, OUR_FAULT
from pmo_advisor.cli.main import cli
from pmo_advisor.cli.shell import Group
from pmo_advisor.knowledge import library
from pmo_advisor.knowledge.sheets import read_sheet
from pmo_advisor.logic.bound import Truth
from pmo_advisor.model.advice import Advice, Range
from pmo_advisor.model.condition import JOINTS, WORDS
from pmo_advisor.model.question import PARTIES
from pmo_advisor.model.rule import CONSEQUENCE_WORDS, GROUNDS, STRATA, Derived, Strength
from pmo_advisor.reasoning.position import NOT_YET, UNDETERMINED
from tests.shipped import ROOT, consult, program
from tools import cases

README, TWIN = ROOT / "README.md", ROOT / "README.zh.md"
COMMANDS = ROOT / "docs" / "commands.md"
TUTORIAL = ROOT / "docs" / "write-a-rule.md"
WORKED = ROOT / "docs" / "how-it-works.md"
CASES = ROOT / "docs" / "cases.md"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PAGES = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("examples/*/*.md")})
PROGRAM = "pmo-advisor"
PICTURE_LIMIT = 300_000


# --- what stands in a page ----------------------------------------------------------------------


class Block(NamedTuple):
    """A fenced block with its language, and the file named last before it."""

    language: str
    text: str
    file: str


class Section(NamedTuple):
    """What stands under one heading of the second level."""

    title: str
    text: str


_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"^In `([^`]+)`:$", re.MULTILINE)
_LINK = re.compile(r"(?:\]\(|<img src=.)([^)\s\"]+)")
_CODE = re.compile(r"`([^`\n]+)`")
_PRINTED = re.compile(r"[^\w\- ]")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _blocks(text: str) -> Iterator[Block]:
    for found in _FENCE.finditer(text):
        named = _NAMED.findall(text, 0, found.start())
        yield Block(found[1], found[2], named[-1] if named else "")


def _sections(path: Path) -> list[Section]:
    _, *parts = re.split(r"^## ", _text(path), flags=re.MULTILINE)
    return [Section(*part.split("\n", 1)) for part in parts]


def _links(page: Path) -> set[str]:
    return set(_LINK.findall(_FENCE.sub("", _text(page))))


def _lines(text: str, start: str) -> list[str]:
    """The lines of all shell blocks that call this program."""
    lines = [
        line
        for block in _blocks(text)
        if block.language == "sh"
        for line in block.text.splitlines()
    ]
    return [line for line in lines if line.startswith(f"{start} ")]


def _anchors(text: str) -> set[str]:
    titles = re.findall(r"^#+ (.*)$", _FENCE.sub("", text), re.MULTILINE)
    return {_PRINTED.sub("", title.lower()).replace(" ", "-") for title in titles}


# --- commands -----------------------------------------------------------------------------------


def _commands(group: Group = cli, path: str = PROGRAM) -> Iterator[tuple[str, click.Command]]:
    for name in group.lazy:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        yield f"{path} {name}", command
        if isinstance(command, Group):
            yield from _commands(command, f"{path} {name}")


def _spelt(command: click.Command) -> set[str]:
    return {
        one for option in command.params if isinstance(option, click.Option) for one in option.opts
    }


ALL = dict(_commands())
COMMON = set.intersection(*map(_spelt, ALL.values()))


def test_every_command_has_its_section_and_every_section_a_command() -> None:
    assert [section.title for section in _sections(COMMANDS)] == list(ALL)


@pytest.mark.parametrize("name", ALL)
def test_every_option_is_told_and_none_that_is_not_there(name: str) -> None:
    section = next(one for one in _sections(COMMANDS) if one.title == name)
    table = [line for line in section.text.splitlines() if line.startswith("| `-")]
    told = {code.split()[0] for line in table for code in _CODE.findall(line.split(" | ")[0])}
    assert told == _spelt(ALL[name]) - COMMON


def test_what_all_commands_share_is_told_once_before_them() -> None:
    shared = _text(COMMANDS).split("\n## ")[0]
    assert {one for one in COMMON if f"`{one}" not in shared} == set()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ALL)
def test_every_command_helps_with_an_example(name: str, lang: str) -> None:
    page = CliRunner().invoke(cli, [*name.split()[1:], "--help", "--lang", lang])
    assert page.exit_code == 0
    assert f"\n  {name}" in page.stdout


def test_every_exit_code_is_told() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", _text(COMMANDS), re.MULTILINE)}
    assert told == {0, OUR_FAULT, BAD_INPUT, SAVED_INCOMPLETE, INTERRUPTED}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_line_names_a_command_and_options_that_exist(page: Path) -> None:
    for line in _lines(_text(page), PROGRAM):
        words = shlex.split(line.split(" > ")[0])
        name = next(one for one in sorted(ALL, key=len, reverse=True) if _starts(words, one))
        given = {word for word in words if word.startswith("-") and word != "-"}
        assert given <= _spelt(ALL[name]), line
        named = [ROOT / word for word in words if word.startswith("examples/")]
        assert all(one.exists() for one in named), line


def _starts(words: list[str], name: str) -> bool:
    return words[: len(name.split())] == name.split()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_everything_to_be_made_can_be_made(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", _text(ROOT / "Makefile"), re.MULTILINE))
    said = {code for code in _CODE.findall(_text(page)) if code.startswith("make ")}
    asked = {word for line in (*said, *_lines(_text(page), "make")) for word in line.split()[1:]}
    assert {one for one in asked if "=" not in one} <= targets


def test_both_readmes_give_the_same_commands() -> None:
    commands = [
        [b.text for b in _blocks(_text(page)) if b.language == "sh"] for page in (README, TWIN)
    ]
    assert commands[0] == commands[1] != []


def test_both_readmes_point_to_the_same_pages() -> None:
    here = {link.replace(".en.", ".") for link in _links(README) - {TWIN.name}}
    there = {link.replace(".zh.", ".") for link in _links(TWIN) - {README.name}}
    assert here == there


# --- words --------------------------------------------------------------------------------------


def _vocabulary() -> set[str]:
    """Every word that the model knows by a closed list, or the catalogue by its ids."""
    catalog = program().rulebook.catalog
    entries = (*catalog.types, *catalog.levels, *catalog.control, *catalog.lifetimes)
    methods = get_args(Derived.model_fields["method"].annotation)
    return {
        *(one.id for one in entries),
        *(NOT_YET, UNDETERMINED),
        *PARTIES,
        *GROUNDS,
        *STRATA,
        *get_args(Strength),
        *(one.value for one in Truth),
        *methods,
    }


def _words(page: Path) -> str:
    return "\n".join(
        section.text for section in _sections(page) if section.title in ("Words", "用语")
    )


@pytest.mark.parametrize("page", [README, TWIN], ids=lambda page: page.name)
def test_the_table_of_words_has_every_word_of_the_model_and_no_other(page: Path) -> None:
    rows = [line for line in _words(page).splitlines() if line.startswith("| ")]
    assert {code for row in rows for code in _CODE.findall(row)} == _vocabulary()


def test_the_two_tables_of_words_explain_the_same_words() -> None:
    english = re.findall(r"^\| ([a-z ]+) \| ([^|]+) \|", _words(README), re.MULTILINE)
    chinese = re.findall(r"^\| ([^|]+) \| ([a-z ]+) \|", _words(TWIN), re.MULTILINE)
    assert english
    assert [pair for pair in english if pair[0] != "word"] == [
        (word, han) for han, word in chinese if word != "word"
    ]


# --- knowledge ----------------------------------------------------------------------------------


def test_after_every_step_the_tutorial_pack_is_without_fault(tmp_path: Path) -> None:
    steps = 0
    for section in _sections(TUTORIAL):
        found = [block for block in _blocks(f"## {section.text}") if block.language == "yaml"]
        for block in found:
            path = tmp_path / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            before = _text(path) + "\n" if path.exists() else ""
            path.write_text(before + block.text, encoding="utf-8")
        if found:
            steps += 1
            assert not library.examine([tmp_path]).faults, section.title
    assert steps >= 5


def test_every_yaml_block_of_the_tutorial_says_which_file_it_goes_into() -> None:
    blocks = [block for block in _blocks(_text(TUTORIAL)) if block.language == "yaml"]
    named = _NAMED.findall(_text(TUTORIAL))
    assert len(blocks) == len(named)
    assert {block.file for block in blocks} == set(named)


def test_the_tutorial_tells_every_word_of_a_rule() -> None:
    rows = [line for line in _text(TUTORIAL).splitlines() if line.startswith("| ")]
    told = {code for row in rows for code in _CODE.findall(row)}
    assert {*JOINTS, *WORDS, *CONSEQUENCE_WORDS} <= told


# --- figures, links, decisions ------------------------------------------------------------------


def test_the_figures_for_published_cases_are_those_of_make_cases() -> None:
    rows = re.findall(r"^\| .* \| (\d+) \| (\d+) \| (\d+) \|$", _text(CASES), re.MULTILINE)
    advised = cases.consult(program())
    struck = cases.consult(program(), strike_problem=True)
    real = [cases.agreement(advised), cases.agreement(struck), cases.baseline(advised)]
    assert [tuple(map(int, row)) for row in rows] == [figures[:3] for figures in real]


def test_every_miss_is_explained_and_nothing_else() -> None:
    counted = [one for one in cases.consult(program()) if one.counted]
    kinds, levels = _text(CASES).split("**Type**")[1].split("**Level**")
    assert _explained(kinds) == {
        one.number for one in counted if one.type_now != one.outcome["type"]
    }
    assert _explained(levels) == {
        one.number for one in counted if one.advice.position.level != one.outcome["level"]
    }


def test_the_worked_example_is_what_the_program_says() -> None:
    told = _text(WORKED)
    first, other = (_example(name) for name in ("rd-1000", "rd-1000-strategy"))
    fits = {fit.option: fit for fit in first.position.fits["type"]}
    leader, second = (fits[name or ""] for name in (first.position.type, first.position.runner_up))
    for ground in GROUNDS:
        one, two = (
            sum(g.points for g in fit.grounds if g.ground == ground) for fit in (leader, second)
        )
        assert re.search(rf"^\| {ground}\b[^|]*\| {one} \| {two} \|", told, re.MULTILINE), ground
    assert f"| sum | **{leader.evidence}** | {second.evidence} |" in told
    staffing, fewer = first.staffing, other.staffing
    assert staffing is not None
    assert fewer is not None
    ranges = [line.people for line in staffing.lines if line.use != "ceiling"]
    for people in (staffing.base, staffing.transferred, staffing.net_new, fewer.base, *ranges):
        assert people is not None
        assert re.search(rf"(?<!\d){_range(people)}(?!\d)", told), people


def _example(name: str) -> Advice:
    sheet = read_sheet(ROOT / "examples" / name / "answers.yaml", program().rulebook)
    return consult(sheet)


def _range(people: Range) -> str:
    return str(people.low) if people.low == people.high else f"{people.low}–{people.high}"


def _explained(text: str) -> set[str]:
    return set(re.findall(r"^\| (\d+), ", text, re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in sorted(_links(page)):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        assert not anchor or anchor in _anchors(_text(target)), link


def test_pictures_are_small_enough_for_a_slow_line() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").iterdir())
    assert [one.name for one in pictures] == ["report.en.png", "report.zh.png"]
    assert all(one.stat().st_size < PICTURE_LIMIT for one in pictures)


def test_decisions_are_numbered_in_a_row_and_tell_context_decision_and_consequences() -> None:
    assert [int(page.name[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    for page in DECISIONS:
        assert _text(page).startswith(f"# {page.name[:4]} ")
        titles = [section.title for section in _sections(page)]
        assert titles == ["Context", "Decision", "Consequences"], page.name
