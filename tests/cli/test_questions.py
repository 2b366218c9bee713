"""The blank questionnaire, to fill in and for paper."""

import pytest

from pmo_advisor.knowledge.sheets import read_sheet
from pmo_advisor.model.question import PARTIES
from tests.shipped import program

FORMS = tuple(program().rulebook.form)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("party", [None, *PARTIES])
@pytest.mark.parametrize("form", FORMS)
def test_the_blank_sheet_loads_as_it_is(invoke, here, form, party, lang):
    args = ["--party", party] if party else []
    done = invoke("questions", "-q", form, *args, "-o", "s.yaml", "--lang", lang)
    assert done.exit_code == 0, done.stderr
    blank = read_sheet(here / "s.yaml", program().rulebook)
    assert blank.answers == {}
    assert (blank.questionnaire, blank.party) == (form, party)
    text = (here / "s.yaml").read_text("utf-8")
    for name in program().rulebook.form[form].question_ids():
        question = program().rulebook.question[name]
        wanted = party is None or party in question.asked_of
        assert (f"\n  {name}:\n" in text) == wanted


def test_a_filled_sheet_reads_back(invoke, here):
    invoke("questions", "--party", "pmo_lead", "-o", "s.yaml")
    path = here / "s.yaml"
    text = path.read_text("utf-8")
    text = text.replace("  pain_rework:\n", "  pain_rework: 3\n")
    text = text.replace("  core_problem:\n", "  core_problem: unknown\n")
    path.write_text(text.replace("organization:", "organization: Acme"), "utf-8")
    found = read_sheet(path, program().rulebook)
    assert found.organization == "Acme"
    assert found.answers == {"core_problem": "unknown", "pain_rework": 3}
    assert invoke("ask", "s.yaml", lines="q\n").exit_code == 3


def test_the_sheet_tells_question_choices_steps_and_when(invoke):
    text = invoke("questions").stdout
    question = program().rulebook.question
    flat = " ".join(text.replace("#", " ").split())
    assert question["core_problem"].ask.en in flat
    assert "teams_rework" in flat
    assert question["pain_rework"].steps[3].en in flat
    assert "Only if" in flat
    assert "unknown" in flat


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_paper_has_boxes_to_tick(invoke, lang):
    text = invoke("questions", "-q", "full", "--format", "md", "--lang", lang).stdout
    count = len(program().rulebook.form["full"].question_ids())
    assert text.count("\n### ") == count
    assert text.count("☐") > 3 * count
    assert text.startswith("# ")


def test_a_file_that_may_hold_answers_is_not_overwritten(invoke, here):
    (here / "s.yaml").write_text("answers: {pain_rework: 1}\n", "utf-8")
    refused = invoke("questions", "-o", "s.yaml")
    assert refused.exit_code == 2
    assert "pain_rework: 1" in (here / "s.yaml").read_text("utf-8")


@pytest.mark.parametrize("args", [["-q", "quik"], ["-o", "s.pdf"], ["--party", "boss"], ["extra"]])
def test_bad_input(invoke, args):
    refused = invoke("questions", *args)
    assert refused.exit_code == 2
    assert refused.stderr
    assert not refused.stdout
