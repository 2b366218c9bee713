"""How firm, which disagreements, what if, and what changed: in a terminal and as data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pmo_advisor.cli.main import cli
from tests import needs
from tests.shipped import ROOT

RD = str(ROOT / "examples" / "rd-1000" / "answers.yaml")
STRATEGY = str(ROOT / "examples" / "rd-1000-strategy" / "answers.yaml")
PARTIES = [
    str(ROOT / "examples" / "three-parties" / f"{one}.yaml")
    for one in ("executive", "org_design", "pmo_lead")
]


def _run(*given: str) -> Result:
    return CliRunner().invoke(cli, list(given))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_robust_says_what_is_settled_and_what_would_flip_it(lang: str) -> None:
    needs.solver()
    run = _run("robust", RD, "--lang", lang)
    assert run.exit_code == 0, run.output
    assert "proved" not in run.output
    assert "证明" not in run.output


def test_robust_gives_its_data() -> None:
    needs.solver()
    found = json.loads(_run("robust", RD, "--format", "json").stdout)
    assert found["settled"]["state"] == "done"
    assert {one["target"] for one in found["flips"]["free"]} >= {"rd", "strategy", "not_yet"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_disagreements_puts_those_that_matter_first(lang: str) -> None:
    needs.solver()
    run = _run("disagreements", *PARTIES, "--lang", lang)
    assert run.exit_code == 0, run.output


def test_disagreements_gives_its_data() -> None:
    needs.solver()
    found = json.loads(_run("disagreements", *PARTIES, "--format", "json").stdout)
    matter = {one["fact"] for one in found["contested"]["can_matter"]}
    assert "core_problem" in matter
    assert matter.isdisjoint(found["contested"]["cannot_matter"])
    assert found["agreement"]


def test_disagreement_takes_two() -> None:
    assert _run("disagreements", PARTIES[0]).exit_code == 2


def test_whatif_sets_both_advices_side_by_side() -> None:
    run = _run("whatif", RD, "--set", "core_problem=too_many_projects", "--lang", "en")
    assert run.exit_code == 0, run.output
    assert "business.problem.delivery" in run.output


@pytest.mark.parametrize(
    "change", ["core_problm=x", "core_problem=nonsense", "pmo_people=-3", "no equals sign"]
)
def test_whatif_refuses_what_cannot_be_an_answer(change: str) -> None:
    run = _run("whatif", RD, "--set", change)
    assert run.exit_code == 2
    assert "Traceback" not in run.output


def test_compare_tells_what_changed_between_two_sheets() -> None:
    run = _run("compare", RD, STRATEGY, "--lang", "en")
    assert run.exit_code == 0, run.output
    assert "→" in run.output


def test_comparing_a_sheet_with_itself_finds_no_difference() -> None:
    run = _run("compare", RD, RD, "--lang", "en")
    assert run.exit_code == 0, run.output
    assert "→" not in run.output


def test_asking_until_settled_asks_less_than_everything(tmp_path: Path) -> None:
    needs.solver()
    sheet = tmp_path / "sheet.yaml"
    lines = "\n" * 5 + "2\n" * 60
    given = ["ask", "-o", str(sheet), "--until-settled", "--lang", "en"]
    run = CliRunner().invoke(cli, given, input=lines)
    assert run.exit_code in (0, 3), run.output
    answered = sheet.read_text(encoding="utf-8").count("\n  ")
    assert 0 < answered < 42
