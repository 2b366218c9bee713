"""``explain``: where each conclusion comes from."""

import pytest

from pmo_advisor.cli.explaining.conclusions import CONCLUSIONS
from tests.cli.conftest import ROOT, SHEET
from tests.shipped import program

S = str(SHEET)
NOT_YET = str(ROOT / "examples" / "not-yet" / "answers.yaml")
TYPES = [one.id for one in program().rulebook.catalog.types]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_conclusions_with_their_reasons(invoke, lang):
    shown = invoke("explain", S, "--lang", lang)
    assert shown.exit_code == 0, shown.stderr
    catalog = program().rulebook.catalog
    position_rules = {one.id for one in program().rulebook.rules_of("position")}
    assert position_rules & set(shown.stdout.replace(";", " ").replace("；", " ").split())
    for word in ("类型", "层级", "存续") if lang == "zh" else ("Type", "Level", "Lifetime"):
        assert word in shown.stdout
    assert any(one.id in shown.stdout for one in catalog.sources)
    assert all(len(line) <= 80 for line in shown.stdout.splitlines())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("sheet", [S, NOT_YET, "empty"])
@pytest.mark.parametrize("name", CONCLUSIONS)
def test_one_conclusion(invoke, here, name, sheet, lang):
    if sheet == "empty":
        (here / "empty").write_text("answers:\n", "utf-8")
    shown = invoke("explain", sheet, "--why", name, "--lang", lang)
    assert shown.exit_code == 0, shown.stderr
    assert len(shown.stdout.strip().splitlines()) >= 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rule_can_be_explained(here, lang):
    """All of them, on one consultation, without starting anew for each."""
    from pmo_advisor.cli import explain
    from pmo_advisor.cli.explaining import rule
    from pmo_advisor.cli.explaining.outline import Outline
    from pmo_advisor.cli.words import Words

    for sheet in (S, NOT_YET):
        case = explain.case_of(Words(lang), (), (sheet,))
        for one in case.rulebook.rule.values():
            outline = Outline()
            rule.explain(case, outline, one)
            assert one.id in outline.text()
            assert one.sources[0] in outline.text()


def test_a_rule_shows_its_condition_its_answers_and_what_came_out(invoke):
    shown = invoke("explain", S, "--why", "business.beneficiary").stdout
    assert "business.beneficiary" in shown
    assert "[holds]" in shown
    assert "who is hurt first" in shown
    assert "Business units or customers" in shown


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("sheet", [S, NOT_YET])
@pytest.mark.parametrize("name", TYPES)
def test_why_not_a_type(invoke, name, sheet, lang):
    shown = invoke("explain", sheet, "--why-not", name, "--lang", lang)
    assert shown.exit_code == 0, shown.stderr
    entry = next(one for one in program().rulebook.catalog.types if one.id == name)
    plain = shown.stdout.replace(" ", "")
    assert (entry.name.zh if lang == "zh" else entry.name.en.replace(" ", "")) in plain


def test_a_type_may_be_named_in_words(invoke):
    entry = program().rulebook.catalog.types[-1]
    by_id = invoke("explain", S, "--why-not", entry.id).stdout
    assert invoke("explain", S, "--why-not", entry.name.zh).stdout == by_id
    assert invoke("explain", S, "--why-not", entry.name.en.upper()).stdout == by_id


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (["--why", "typ"], "type"),
        (["--why", "business.beneficary"], "business.beneficiary"),
        (["--why", "business.sym"], "business.sym"),
        (["--why-not", "stratgy"], "strategy"),
    ],
)
def test_an_unknown_name_and_the_nearest_one(invoke, args, hint):
    refused = invoke("explain", S, *args)
    assert refused.exit_code == 2
    assert "Did you mean" in refused.stderr
    assert hint in refused.stderr


def test_unanswered_questions_that_could_matter(invoke, here):
    (here / "a.yaml").write_text("answers: {core_problem: teams_rework}\n", "utf-8")
    shown = invoke("explain", "a.yaml").stdout
    assert "Unanswered questions that could matter" in shown
    assert "who is hurt first" in shown
