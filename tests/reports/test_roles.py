"""The role descriptions: one for each role, made for its organisation, about posts and nobody."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo_advisor.model.advice import Advice
from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.reports.blocks import Bullets, Grid, Laid, Section
from pmo_advisor.reports.documents.bilingual import bilingual
from pmo_advisor.reports.documents.roles import roles
from pmo_advisor.reports.edition import client_safe
from pmo_advisor.reports.typography import quoted
from tests import shipped
from tests.reports import laid as read
from tests.reports import sample
from tests.shipped import program

ADVICE = {
    **{name: sample.example(name) for name in sample.EXAMPLES},
    "undetermined": sample.undetermined(),
    "hostile": sample.hostile(),
    "empty": sample.answered({}),
}
STAFFED = [name for name, one in ADVICE.items() if one.staffing and one.staffing.roles]
SOME = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
ROLE = {one.id: one for one in program().rulebook.catalog.roles}


def written(advice: Advice, lang: Lang) -> Laid:
    return roles(advice, program().rulebook, sample.texts(), lang)


def bullets(part: Section, heading: str) -> list[str]:
    """The items of the list under a heading, or nothing where there is none."""
    told: list[str] = []
    for before, block in zip(part.blocks, part.blocks[1:], strict=False):
        if isinstance(block, Bullets) and heading in [read.words(p) for p in read.places(before)]:
            told += [read.words(one) for one in block.items]
    return told


def label(name: str, lang: Lang) -> str:
    return sample.texts().say(f"report.role.row.{name}", lang)


@pytest.fixture(params=ADVICE, name="advice")
def _advice(request: pytest.FixtureRequest) -> Advice:
    return ADVICE[request.param]


@pytest.fixture(params=LANGS, name="lang")
def _lang(request: pytest.FixtureRequest) -> Lang:
    lang: Lang = request.param
    return lang


def _check_roles(advice: Advice, laid: Laid) -> None:
    plan = advice.staffing
    planned = [f"role_{one.role}" for one in plan.roles] if plan else []
    assert [one.id for one in laid.sections] == (planned or ["none"])
    assert all(one.blocks for one in laid.sections)


def test_each_role_of_the_plan_has_one_description(advice: Advice, lang: Lang) -> None:
    _check_roles(advice, written(advice, lang))


@given(sheet=shipped.answers(), lang=st.sampled_from(LANGS))
@SOME
def test_each_role_has_one_description_on_any_answers(
    sheet: dict[str, str | int], lang: Lang
) -> None:
    advice = sample.answered(sheet)
    _check_roles(advice, written(advice, lang))
    bilingual(written(advice, "zh"), written(advice, "en"))


def test_both_languages_are_built_alike(advice: Advice) -> None:
    assert bilingual(written(advice, "zh"), written(advice, "en")).langs == ("zh", "en")


@pytest.mark.parametrize("name", STAFFED)
def test_numbers_are_those_of_the_plan_at_every_stage(name: str, lang: Lang) -> None:
    advice = ADVICE[name]
    assert advice.staffing is not None
    assert advice.roadmap is not None
    opening = written(advice, lang).opening
    assert opening is not None
    for row, one in zip(read.grid(opening, "roles"), advice.staffing.roles, strict=True):
        there = [
            next((each for each in stage.roles if each.role == one.role), None)
            for stage in advice.roadmap.stages
        ]
        spans = [
            "—" if each is None else str(each.low) if each.low == each.high
            else f"{each.low}–{each.high}"
            for each in (one, *there)
        ]  # fmt: skip
        assert list(row[1:]) == spans


@pytest.mark.parametrize("name", STAFFED)
def test_each_service_is_carried_by_exactly_one_role(name: str, lang: Lang) -> None:
    advice = ADVICE[name]
    told = [
        item
        for part in written(advice, lang).sections
        for item in bullets(part, label("carries", lang))
    ]
    assert len(told) == len(advice.services)
    for service in advice.services:
        does = quoted(service.does.en) if lang == "en" else service.does.zh
        assert sum(one.endswith(does) for one in told) == 1


@pytest.mark.parametrize("name", STAFFED)
def test_a_description_holds_what_a_job_description_holds(name: str, lang: Lang) -> None:
    for part in written(ADVICE[name], lang).sections:
        role = ROLE[part.id.removeprefix("role_")]
        for row in (
            "purpose",
            "unit",
            "serves",
            "reports_to",
            "people",
            "needed",
            "obtain",
            "grade",
        ):
            assert read.fact(part, row), row
        assert len(bullets(part, label("duties", lang))) == len(role.duties)
        assert len(bullets(part, label("success", lang))) == len(role.success)
        assert len(read.grid(part, f"skills-{role.id}")) == len(role.skills)
        assert any(isinstance(one, Grid) for one in part.blocks)


def test_no_two_organisations_get_the_same_description(lang: Lang) -> None:
    first, second = sample.example("rd-1000-strategy"), sample.example("three-parties")
    told = {
        name: {one.id: one for one in written(advice, lang).sections}
        for name, advice in (("first", first), ("second", second))
    }
    shared = set(told["first"]) & set(told["second"])
    assert shared
    for role in shared:
        assert told["first"][role] != told["second"][role]


def test_only_the_lead_answers_for_the_measures_and_the_first_days(lang: Lang) -> None:
    for name in STAFFED:
        advice = ADVICE[name]
        lead, *members = written(advice, lang).sections
        assert advice.value is not None
        assert len(read.fact(lead, "answers_for")) == len(advice.value.metrics)
        assert read.fact(lead, "win")
        assert not any(read.fact(one, "answers_for") or read.fact(one, "win") for one in members)
        for one in members:
            assert read.words(lead.title) in read.fact(one, "reports_to")[0]


def test_project_managers_counted_inside_are_said_to_be() -> None:
    for part in written(sample.example("rd-1000"), "en").sections:
        counted = "Counted within" in read.fact(part, "people")[0]
        assert counted == ROLE[part.id.removeprefix("role_")].manages_projects


def test_nobody_is_named_or_appraised(lang: Lang) -> None:
    facts = {one.fact for one in program().rulebook.catalog.capabilities}
    for name in sample.EXAMPLES:
        advice = sample.example(name)
        laid = written(advice, lang)
        sponsor = str(advice.provenance.answers.get("sponsor_name", "-"))
        assert re.split("[，,]", sponsor)[0] not in read.text(laid)
        blind = {
            fact: value for fact, value in advice.provenance.answers.items() if fact not in facts
        }
        made = advice.provenance.model_copy(update={"answers": blind})
        assert laid == written(advice.model_copy(update={"provenance": made}), lang)
        assert laid == written(client_safe(advice, program().rulebook), lang)


def test_without_a_plan_it_says_what_comes_first(lang: Lang) -> None:
    shut = sample.example("not-yet")
    (none,) = written(shut, lang).sections
    assert shut.position.not_yet is not None
    assert len(shut.position.not_yet.gates) == sum(
        len(one.items) for one in none.blocks if isinstance(one, Bullets)
    )
    (none,) = written(sample.undetermined(), lang).sections
    assert any(isinstance(one, Bullets) for one in none.blocks)
    answers = dict(sample.example("rd-1000").provenance.answers)
    answers["parallel_deliveries"] = "unknown"
    advice = sample.answered(answers)
    (none,) = written(advice, lang).sections
    question = program().rulebook.question["parallel_deliveries"]
    assert quoted(question.ask.in_(lang)) in read.said(none)


def test_hostile_text_stays_text(lang: Lang) -> None:
    laid = written(sample.hostile(), lang)
    said = read.text(laid)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u2028\u202a-\u202e]", said)
    plain = written(sample.hostile(plain=True), lang)
    assert [len(one.blocks) for one in plain.sections] == [len(one.blocks) for one in laid.sections]


def test_no_ids_stand_in_the_text(advice: Advice, lang: Lang) -> None:
    rulebook = program().rulebook
    sources = [one.id for one in rulebook.catalog.sources if len(one.id) > 1]
    named = re.compile("|".join(rf"\b{re.escape(one)}\b" for one in (*rulebook.rule, *sources)))
    assert not named.findall(read.text(written(advice, lang)))


def test_chinese_has_chinese_punctuation_and_english_no_chinese() -> None:
    for name in sample.EXAMPLES:
        advice = sample.example(name)
        assert not re.findall(
            r"[\u4e00-\u9fff] ?[,;:?!]|[,;?!][\u4e00-\u9fff]", read.text(written(advice, "zh"))
        )
        assert not re.findall(
            r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", read.text(written(advice, "en"))
        )
