"""One page that may hang on a wall: the position, why, how many, what next; and nobody's name."""

from __future__ import annotations

import io
from functools import cache

import pytest
from PIL import Image

from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.reports.blocks import Place
from pmo_advisor.reports.documents.one_page import OnePage, one_page
from pmo_advisor.reports.formats.pdf import PNG_WIDTH, page
from tests import office
from tests.reports import firmly, laid, sample
from tests.reports.reading import squeezed, words
from tests.shipped import program

NAMES = (*sample.EXAMPLES, "undetermined", "hostile", "firm")
BRAND = load_brand()


def advised(name: str) -> Advice:
    made = {
        "undetermined": sample.undetermined,
        "hostile": sample.hostile,
        "firm": lambda: firmly.example("three-parties"),
    }
    return made[name]() if name in made else sample.example(name)


@cache
def told(name: str, lang: Lang) -> OnePage:
    return one_page(advised(name), program().rulebook, sample.texts(), lang)


def places(of: OnePage) -> list[Place]:
    rows = [place for row in of.rows.rows for place in (row.label, *row.lines)]
    return [of.name, of.title, *of.why, *of.heeds, of.people, of.stage, *rows]


def row(of: OnePage, name: str) -> list[str]:
    return [laid.words(one) for each in of.rows.rows if each.id == name for one in each.lines]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", NAMES)
def test_one_page_is_one_page_and_holds_every_word(name: str, lang: Lang) -> None:
    data = page(told(name, lang), BRAND, "pdf")
    assert "Pages:           1\n" in office.poppler("pdfinfo", data)
    found = words(data, "pdf")
    said = [part for place in places(told(name, lang)) for one in place for part in one[1:2]]
    if name != "hostile":
        assert [one for one in said if squeezed(str(one)) not in found] == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["rd-1000", "not-yet", "hostile"])
def test_its_picture_is_a_sheet_of_paper_wide_enough_for_a_phone(name: str, lang: Lang) -> None:
    picture = Image.open(io.BytesIO(page(told(name, lang), BRAND, "png")))
    assert picture.width == PNG_WIDTH
    assert abs(picture.height / picture.width - 297 / 210) < 0.002


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_runs_off_the_sheet(name: str, lang: Lang) -> None:
    picture = Image.open(io.BytesIO(page(told(name, lang), BRAND, "png"))).convert("L")
    edge = 40
    width, height = picture.size
    for margin in (
        (0, 0, edge, height),
        (width - edge, 0, width, height),
        (0, height - edge, width, height),
    ):
        assert picture.crop(margin).getextrema() == (255, 255)


@pytest.mark.parametrize("lang", LANGS)
def test_a_suggested_type_has_people_stages_decision_and_runner_up(lang: Lang) -> None:
    said = told("firm", lang)
    assert said.people
    assert said.fit
    assert said.stages
    assert said.stage
    assert 2 <= len(said.why) <= 3
    assert all(row(said, one) for one in ("conditions", "decision", "runner_up"))


@pytest.mark.parametrize("lang", LANGS)
def test_not_yet_says_what_stands_in_the_way_and_when_to_look_again(lang: Lang) -> None:
    said = told("not-yet", lang)
    assert not said.stages
    assert not said.people
    assert all(row(said, one) for one in ("gates", "actions", "interim", "look_again", "decision"))


@pytest.mark.parametrize("lang", LANGS)
def test_undetermined_says_which_questions_come_first(lang: Lang) -> None:
    said = told("undetermined", lang)
    assert row(said, "answer_first")
    assert row(said, "decision")
    assert not said.fit


@pytest.mark.parametrize("lang", LANGS)
def test_conditions_of_the_next_stage_are_said_once(lang: Lang) -> None:
    for name in NAMES:
        said = told(name, lang)
        first = {one.text for line in _lines(said, "conditions") for one in line}
        still = {one.text for line in _lines(said, "still_open") for one in line}
        assert not first & still


def _lines(of: OnePage, name: str) -> list[Place]:
    return [one for each in of.rows.rows if each.id == name for one in each.lines]


@pytest.mark.parametrize("lang", LANGS)
def test_nobody_is_named_and_nobody_is_appraised(lang: Lang) -> None:
    advice = sample.example("rd-1000")
    found = words(page(told("rd-1000", lang), BRAND, "pdf"), "pdf")
    sponsor = str(advice.provenance.answers["sponsor_name"])
    assert squeezed(sponsor) not in found
    assert advice.roadmap
    for stage in advice.roadmap.stages:
        for one in stage.conditions:
            if one.capability:
                assert squeezed(one.title.in_(lang)) not in found


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_left_out_does_not_make_the_next_stage_look_near(lang: Lang) -> None:
    said, advice = told("rd-1000", lang), sample.example("rd-1000")
    assert advice.roadmap
    following = advice.roadmap.stages[advice.roadmap.current_stage + 1]
    unmet = [one for one in following.conditions if one.outcome != "fires"]
    assert unmet
    assert all(one.capability for one in unmet)
    assert row(said, "conditions") == []
    withheld = sample.texts().say("report.one_page.withheld", lang)
    assert withheld in [laid.words(one) for one in said.heeds]


def test_the_same_page_has_the_same_bytes() -> None:
    for kind in ("pdf", "png"):
        assert page(told("firm", "zh"), BRAND, kind) == page(told("firm", "zh"), BRAND, kind)
