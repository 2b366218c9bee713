"""One person's assessment: advice that firms up, answer files both ways, documents."""

from __future__ import annotations

import httpx
import pytest

from pmo_advisor.knowledge.sheets import parse_sheet
from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.web.asked import Asked
from tests import needs
from tests.shipped import ROOT
from tests.web.conftest import HOME_KEY, Running
from tests.web.steps import alone, hidden, values

MATTER = "Questions that can still change it:"
EXAMPLE = (ROOT / "examples" / "rd-1000" / "answers.yaml").read_text("utf-8")


@pytest.fixture(name="mine")
def _mine(client: httpx.Client) -> str:
    return alone(client, "full")


def bring_in(client: httpx.Client, workshop: str, text: str, **more: str) -> httpx.Response:
    form = hidden(client.get(f"/w/{workshop}/files").text)
    file = {"file": ("answers.yaml", text.encode(), "application/yaml")}
    return client.post(f"/w/{workshop}/files", data={**form, **more}, files=file)


def test_an_answer_file_comes_out_as_it_went_in(
    running: Running, client: httpx.Client, mine: str
) -> None:
    assert bring_in(client, mine, EXAMPLE).status_code == 200
    rulebook = running.service.rulebook
    given = parse_sheet(EXAMPLE, "a", rulebook)
    made = parse_sheet(client.get(f"/w/{mine}/answers.yaml").text, "b", rulebook)
    for field in ("answers", "notes", "unit", "organization", "respondent", "party", "date"):
        assert getattr(made, field) == getattr(given, field), field


def test_the_same_file_twice_changes_nothing(
    running: Running, client: httpx.Client, mine: str
) -> None:
    bring_in(client, mine, EXAMPLE)
    before = values(running, mine)
    assert bring_in(client, mine, EXAMPLE).status_code == 200
    assert values(running, mine) == before


@pytest.mark.parametrize("lang", LANGS)
def test_a_faulty_file_changes_nothing_and_every_fault_has_its_place(
    running: Running, lang: Lang
) -> None:
    with running.client(lang) as client:
        mine = alone(client)
        page = bring_in(client, mine, "answers:\n  core_problem: <b>x</b>\n  foo: 1\n")
    assert page.status_code == 422
    assert "answers.yaml:2:17" in page.text
    assert "answers.yaml:3:3" in page.text
    assert "<b>x</b>" not in page.text
    assert values(running, mine) == {}


@pytest.mark.parametrize(("choice", "kept"), [("file", "pms_missing"), ("here", "methods_missing")])
def test_where_a_file_differs_one_is_asked_which_counts(
    running: Running, client: httpx.Client, mine: str, choice: str, kept: str
) -> None:
    bring_in(client, mine, "answers: {core_problem: methods_missing}\n")
    page = bring_in(client, mine, "answers: {core_problem: pms_missing, pmo_people: 2}\n")
    assert page.status_code == 409
    assert values(running, mine) == {"core_problem": "methods_missing"}
    form = hidden(page.text)
    text = page.text.split('<textarea name="text"', 1)[1].split(">", 1)[1].split("<", 1)[0]
    client.post(f"/w/{mine}/files", data={**form, "text": text, "choice": choice})
    assert values(running, mine) == {"core_problem": kept, "pmo_people": 2}


def test_the_advice_beside_the_questions_firms_up(client: httpx.Client, mine: str) -> None:
    nothing = client.get(f"/w/{mine}/advice").text
    assert "How firm is this" not in nothing  # too early to ask
    bring_in(client, mine, EXAMPLE)
    page = client.get(f"/w/{mine}/answer/core_problem").text
    panel = page[page.index('id="advice"') :]
    assert "business PMO" in panel
    assert "people" in panel
    piece = client.get(f"/w/{mine}/advice", headers={"HX-Request": "true"}).text
    assert "<html" not in piece
    assert "business PMO" in piece


def test_how_firm_it_is_is_proved_beside_the_requests(client: httpx.Client, mine: str) -> None:
    needs.solver()
    bring_in(client, mine, EXAMPLE)
    for _ in range(60):
        page = client.get(f"/w/{mine}/firm").text
        if "does not change under these rules" in page:
            break
    assert "does not change under these rules" in page
    # It is remembered as long as the answers stay.
    assert "does not change under these rules" in client.get(f"/w/{mine}/advice").text


@pytest.mark.parametrize("asks_it", [True, False])
def test_what_can_still_change_the_advice_leads_to_its_question_where_that_is_asked(
    client: httpx.Client, mine: str, monkeypatch: pytest.MonkeyPatch, *, asks_it: bool
) -> None:
    needs.solver()
    bring_in(client, mine, EXAMPLE.replace("core_problem:", "# core_problem:"))
    link = f'href="/w/{mine}/answer/core_problem"'
    if not asks_it:  # as a shorter questionnaire would have it
        monkeypatch.setattr(Asked, "questions", ("pmo_people",))
    for _ in range(60):
        page = client.get(f"/w/{mine}/firm").text
        if MATTER in page:
            break
    listed = page[page.index(MATTER) :].split("</ul>")[0]
    assert (link in listed) == asks_it
    assert ("not asked in this questionnaire" in listed) != asks_it


@pytest.mark.parametrize("name", ["report.zh.html", "report.en.html"])
def test_documents_are_downloaded_and_made_once(client: httpx.Client, mine: str, name: str) -> None:
    bring_in(client, mine, EXAMPLE)
    first, second = (client.get(f"/w/{mine}/documents/{name}") for _ in range(2))
    assert first.status_code == 200
    assert first.content == second.content
    assert f'filename="{name}"' in first.headers["content-disposition"]
    assert second.elapsed < first.elapsed


@pytest.mark.parametrize("name", ["report.fr.html", "passwd", "report.zh.exe", "deck.zh-en.pptx"])
def test_there_are_no_other_documents(client: httpx.Client, mine: str, name: str) -> None:
    assert client.get(f"/w/{mine}/documents/{name}").status_code == 404


def test_an_assessment_opens_for_nobody_else(
    running: Running, client: httpx.Client, mine: str
) -> None:
    pages = ("answer", "advice", "firm", "files", "answers.yaml", "documents/report.zh.html")
    with running.client() as other:
        for page in pages:
            assert other.get(f"/w/{mine}/{page}").status_code == 404, page


def test_whoever_started_the_server_comes_back_from_a_fresh_browser(
    running: Running, client: httpx.Client, mine: str
) -> None:
    bring_in(client, mine, "answers: {core_problem: pms_missing}\n")
    with running.client() as fresh:
        fresh.get(f"/open/{HOME_KEY}")
        assert fresh.get(f"/w/{mine}/answer").status_code == 200
        assert "pms_missing" in fresh.get(f"/w/{mine}/answers.yaml").text


def test_a_workshops_participant_has_no_advice_to_look_at(running: Running) -> None:
    from tests.web.steps import join

    opened = running.opened()
    with running.client() as client:
        join(client, opened)
        for page in ("advice", "firm", "files", "answers.yaml", "documents/report.zh.html"):
            assert client.get(f"/w/{opened.workshop.id}/{page}").status_code == 404, page
