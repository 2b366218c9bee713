"""The charter: a draft that three parties can sign, with every open place listed."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo_advisor.model.advice import Advice
from pmo_advisor.model.domain import Value
from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.reports.blocks import Laid
from pmo_advisor.reports.documents.bilingual import bilingual
from pmo_advisor.reports.documents.charter import NOT_YET, OF_A_TYPE, UNDETERMINED, charter
from pmo_advisor.reports.edition import client_safe
from pmo_advisor.reports.typography import quoted
from tests import shipped
from tests.reports import laid as read
from tests.reports import sample
from tests.shipped import program

MARK: dict[Lang, str] = {"zh": "【待填】", "en": "[to be filled in]"}
ASKED = ("sponsor_name", "meeting_cadence", "pmo_budget", "review_date")
ADVICE = {
    **{name: sample.example(name) for name in sample.EXAMPLES},
    "undetermined": sample.undetermined(),
    "tied": sample.behind_by(0),
    "near": sample.behind_by(1),
    "hostile": sample.hostile(),
    "empty": sample.answered({}),
}
SOME = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def written(advice: Advice, lang: Lang) -> Laid:
    return charter(advice, program().rulebook, sample.texts(), lang)


def changed(name: str, answers: Mapping[str, Value | None]) -> Advice:
    """An example with some answers changed, or taken out where they are null."""
    made = sample.example(name).provenance
    both = {**made.answers, **answers}
    kept = {fact: value for fact, value in both.items() if value is not None}
    return sample.answered(kept, organization=made.organization, unit=made.unit, date=made.date)


@st.composite
def advices(draw: st.DrawFn) -> Advice:
    """Advice on random answers, some of what a charter asks among them."""
    texts = st.sampled_from(["unknown", "", "   ", "A. B., head", "2027-06-30", "2027-13-99"])
    free = draw(st.fixed_dictionaries({}, optional=dict.fromkeys(ASKED[::3], texts)))
    unit = draw(st.sampled_from(["", "Unit", "本部"]))
    return sample.answered({**draw(shipped.answers()), **free}, unit=unit, organization=unit)


@pytest.fixture(params=ADVICE, name="advice")
def _advice(request: pytest.FixtureRequest) -> Advice:
    return ADVICE[request.param]


@pytest.fixture(params=LANGS, name="lang")
def _lang(request: pytest.FixtureRequest) -> Lang:
    lang: Lang = request.param
    return lang


def _check_blanks(laid: Laid, lang: Lang) -> None:
    """Each place left to fill is listed with its section, and each one listed is there."""
    printed = {
        one.id: read.said(one).count(MARK[lang])
        for one in read.sections(laid)
        if MARK[lang] in read.said(one)
    }
    listed: dict[str, int] = {}
    for what, where, who in read.grid(read.section(laid, "to_fill"), "to-fill"):
        assert what
        assert who
        for name in printed:
            listed[name] = listed.get(name, 0) + (_place(laid, name, lang) in _split(where, lang))
    assert "to_fill" not in printed
    assert listed == printed


def _split(where: str, lang: Lang) -> list[str]:
    parts = where.split("、") if lang == "zh" else re.split(r", | and ", where)
    return [one.lower() for one in parts]


def _place(laid: Laid, name: str, lang: Lang) -> str:
    """What the list calls a section: by its number, as its heading has it."""
    if name == "opening":
        return {"zh": "首页", "en": "opening page"}[lang]
    title = read.words(read.section(laid, name).title)
    return title.split("　")[0] if lang == "zh" else f"section {title.split('.')[0]}"


def test_a_charter_has_its_sections_whatever_the_type(advice: Advice, lang: Lang) -> None:
    parts = OF_A_TYPE
    if advice.position.type == "not_yet":
        parts = NOT_YET
    if advice.position.type == "undetermined":
        parts = UNDETERMINED
    laid = written(advice, lang)
    assert [one.id for one in laid.sections] == [name for name, _ in parts]
    assert all(one.blocks for one in read.sections(laid))
    assert all(read.words(one.title) for one in read.sections(laid))


def test_every_type_has_been_tried() -> None:
    types = {one.id for one in program().rulebook.catalog.types}
    assert types <= {one.position.type for one in ADVICE.values()}


def test_what_is_left_to_fill_is_listed_where_it_stands(advice: Advice, lang: Lang) -> None:
    _check_blanks(written(advice, lang), lang)


@given(advices(), st.sampled_from(LANGS))
@SOME
def test_what_is_left_to_fill_is_listed_on_any_answers(advice: Advice, lang: Lang) -> None:
    _check_blanks(written(advice, lang), lang)


@given(advices())
@SOME
def test_both_languages_are_built_alike_on_any_answers(advice: Advice) -> None:
    bilingual(written(advice, "zh"), written(advice, "en"))


def test_both_languages_are_built_alike(advice: Advice) -> None:
    both = bilingual(written(advice, "zh"), written(advice, "en"))
    assert both.langs == ("zh", "en")


@pytest.mark.parametrize("fact", ASKED)
@pytest.mark.parametrize("given", [None, "unknown"])
def test_what_was_not_answered_is_left_to_fill(fact: str, given: str | None, lang: Lang) -> None:
    answered, open_ = written(sample.example("rd-1000"), lang), changed("rd-1000", {fact: given})
    question = program().rulebook.question[fact]
    name = quoted(question.name.in_(lang)) if lang == "en" else question.name.zh
    rows = read.grid(read.section(written(open_, lang), "to_fill"), "to-fill")
    (row,) = [row for row in rows if row[0].lower() == name.lower()]
    said = {"executive": {"zh": "组织高层", "en": "executives"},
            "pmo_lead": {"zh": "PMO负责人", "en": "pmo lead"}}  # fmt: skip
    assert row[2].lower() == said[question.decided_by[0]][lang].lower()
    before = read.grid(read.section(answered, "to_fill"), "to-fill")
    assert not [one for one in before if one[0].lower() == name.lower()]


def test_a_day_is_said_as_the_language_says_it() -> None:
    advice = sample.example("rd-1000")
    for lang, day in (("zh", "2027年5月31日"), ("en", "31 May 2027")):
        review = read.section(written(advice, lang), "review")  # type: ignore[arg-type]
        assert read.fact(review, "review_date") == (day,)
    odd = changed("rd-1000", {"review_date": "2027-02-30"})
    assert read.fact(read.section(written(odd, "en"), "review"), "review_date") == ("2027-02-30",)


def test_three_parties_sign_in_empty_places(advice: Advice, lang: Lang) -> None:
    rows = read.grid(read.section(written(advice, lang), "signatures"), "signatures")
    assert len(rows) == 3
    assert len({row[0] for row in rows}) == 3
    assert all(row[1:] == ("", "", "") for row in rows)


def test_numbers_are_those_of_the_advice(advice: Advice, lang: Lang) -> None:
    laid, plan = written(advice, lang), advice.staffing
    if plan is None or plan.base is None:
        return
    people = read.section(laid, "people")

    def span(low: int, high: int) -> str:
        return str(low) if low == high else f"{low}–{high}"

    assert span(plan.base.low, plan.base.high) in read.fact(people, "people")[0]
    for name, part in (("transferred", plan.transferred), ("net_new", plan.net_new)):
        if part:
            assert span(part.low, part.high) in read.fact(people, name)[0]
    told = [row[1] for row in read.grid(people, "roles")]
    assert told == [span(one.low, one.high) for one in plan.roles]
    assert advice.roadmap is not None
    told = [row[1] for row in read.grid(people, "staffing-stages")]
    assert told == [span(one.people.low, one.people.high) for one in advice.roadmap.stages
                    if one.people]  # fmt: skip


def test_it_offers_the_services_and_borders_of_the_advice(advice: Advice, lang: Lang) -> None:
    if advice.position.type in ("not_yet", "undetermined"):
        return
    laid = written(advice, lang)
    services = read.grid(read.section(laid, "services"), "services")
    assert [row[0].lower() for row in services] == [
        one.name.in_(lang).lower() for one in advice.services
    ]
    borders = read.grid(read.section(laid, "boundaries"), "boundaries")
    assert len(borders) == len(advice.boundaries)
    for row, item in zip(borders, advice.boundaries, strict=True):
        assert (MARK[lang] in row[0]) == (item.present != "yes")
    metrics = read.grid(read.section(laid, "value"), "metrics")
    assert advice.value is not None
    assert len(metrics) == len(advice.value.metrics)
    for row, metric in zip(metrics, advice.value.metrics, strict=True):
        assert (row[4] == MARK[lang]) == (metric.kind != "reference")


@pytest.mark.parametrize("granted", range(5))
@pytest.mark.parametrize("wanted", range(5))
def test_what_is_in_writing_is_kept_and_no_more_is_granted_than_the_position_needs(
    granted: int, wanted: int
) -> None:
    advice = changed("rd-1000", {"authority_granted": granted, "control_wanted": wanted})
    if advice.position.type in ("not_yet", "undetermined"):
        return
    entry = next(
        one for one in program().rulebook.catalog.control if one.id == advice.position.control
    )
    assert entry.authority is not None
    rows = read.grid(read.section(written(advice, "en"), "authority"), "authority")
    states = [row[1] for row in rows]
    kept = granted + 1 if granted else 0
    assert states[:kept] == ["Continues"] * kept
    reached = max(kept, entry.authority + 1)
    assert states[kept:reached] == ["Granted on signing"] * (reached - kept)
    later = max(reached, wanted + 1)
    assert all("separately" in one for one in states[reached:later])
    assert states[later:] == ["Not granted"] * (5 - later)


def test_decision_rights_follow_the_degree_of_control() -> None:
    told = {
        wanted: read.grid(
            read.section(
                written(
                    changed("rd-1000", {"authority_granted": wanted, "control_wanted": wanted}),
                    "en",
                ),
                "decision_rights",
            ),
            "decision-rights",
        )
        for wanted in (2, 4)
    }
    decided = {
        wanted: sum(part == "Decides" for _, part, _ in rows) for wanted, rows in told.items()
    }
    assert 0 < decided[2] < decided[4]
    for rows in told.values():
        assert all(by == "The PMO" for _, part, by in rows if part == "Decides")
        assert all(by not in ("", "The PMO") for _, part, by in rows if part != "Decides")


def test_a_pack_without_decision_rights_leaves_them_to_fill(lang: Lang) -> None:
    rulebook = program().rulebook
    bare = tuple(one.model_copy(update={"rights": ()}) for one in rulebook.catalog.control)
    catalog = rulebook.catalog.model_copy(update={"control": bare})
    plain = rulebook.model_copy(update={"catalog": catalog})
    laid = charter(sample.example("rd-1000"), plain, sample.texts(), lang)
    assert MARK[lang] in read.said(read.section(laid, "decision_rights"))
    _check_blanks(laid, lang)


def test_an_end_is_named_only_where_there_is_one(lang: Lang) -> None:
    for name in sample.EXAMPLES:
        advice = sample.example(name)
        if advice.position.type == "not_yet":
            continue
        end = read.fact(read.section(written(advice, lang), "mandate"), "end")
        assert bool(end) == (advice.position.lifetime == "temporary")


def test_an_interim_arrangement_gives_each_gate_a_person_and_a_day(lang: Lang) -> None:
    shut = changed("rd-1000", {"lending_agreed": "no", "parallel_deliveries": 2})
    for advice in (sample.example("not-yet"), shut):
        why = advice.position.not_yet
        assert why is not None
        laid = written(advice, lang)
        told = read.section(laid, "gates")
        rows = [*read.grid(told, "obstacles"), *read.grid(told, "conditions")]
        named = {one.title.in_(lang).lower() for one in why.gates}
        aimed = {
            one.title.in_(lang).lower()
            for one in advice.position.gates
            if one.type == advice.position.target_type and one.outcome != "fires"
        }
        assert {row[0].lower() for row in rows} == named | aimed
        assert len(rows) == len(named | aimed)
        assert all(row[3] == MARK[lang] for row in rows)
        assert why.look_again is not None
        day = read.fact(read.section(laid, "look_again"), "look_again")[0]
        assert str(why.look_again.year) in day


def test_a_position_behind_a_gate_says_what_it_waits_for(lang: Lang) -> None:
    answers: dict[str, Value | None] = {"lending_agreed": "no", "parallel_deliveries": 2}
    found = [
        changed(
            name, {**answers, "pain_rework": 4, "pain_tools_wait": 4, "pain_uneven_practice": 4}
        )
        for name in ("rd-1000", "small-software-firm")
    ]
    waiting = [one for one in found if one.position.target_type and not one.position.not_yet]
    assert waiting
    for advice in waiting:
        mandate = read.section(written(advice, lang), "mandate")
        first, *gates = read.fact(mandate, "later_type")
        target = advice.position.target_type
        name = next(one for one in program().rulebook.catalog.types if one.id == target).name
        assert name.in_(lang) in first
        assert gates


@pytest.mark.parametrize("which", ["tied", "near"])
def test_a_type_that_is_as_good_as_another_is_not_signed_unseen(which: str, lang: Lang) -> None:
    advice = ADVICE[which]
    rival = next(
        one for one in program().rulebook.catalog.types if one.id == advice.position.runner_up
    )
    opening = written(advice, lang).opening
    assert opening is not None
    assert rival.name.in_(lang) in read.said(opening)


def test_hostile_text_stays_text(lang: Lang) -> None:
    said = read.text(written(sample.hostile(), lang))
    assert "<script>alert(1)</script>" in said
    assert "{{ 7*7 }}" in said or "{% raw %}" in said
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u2028\u202a-\u202e]", said)
    plain = written(sample.hostile(plain=True), lang)
    assert [len(one.blocks) for one in read.sections(plain)] == [
        len(one.blocks) for one in read.sections(written(sample.hostile(), lang))
    ]


def test_it_reads_as_a_charter_and_not_as_advice(advice: Advice, lang: Lang) -> None:
    laid = written(advice, lang)
    rulebook = program().rulebook
    sources = [one.id for one in rulebook.catalog.sources if len(one.id) > 1]
    named = re.compile("|".join(rf"\b{re.escape(one)}\b" for one in (*rulebook.rule, *sources)))
    if advice is not ADVICE["hostile"]:
        assert not named.findall(read.text(laid))
        assert not re.search(r"[sS]uggest|建议定位", read.text(laid))
    for part in read.sections(laid):
        for block in part.blocks:
            assert not any(one.notes for place in read.places(block) for one in place)


def test_a_chinese_charter_has_chinese_punctuation() -> None:
    for name in sample.EXAMPLES:
        said = read.text(written(sample.example(name), "zh"))
        assert not re.findall(r"[\u4e00-\u9fff] ?[,;:?!]|[,;?!][\u4e00-\u9fff]", said)


def test_an_english_charter_has_no_chinese_but_what_was_answered_in_it() -> None:
    for name in sample.EXAMPLES:
        advice = changed(name, dict.fromkeys(ASKED, None))
        assert not re.findall(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]",
                              read.text(written(advice, "en")))  # fmt: skip


def test_a_charter_is_the_same_every_time_and_for_clients(advice: Advice, lang: Lang) -> None:
    assert written(advice, lang) == written(advice, lang)
    assert written(client_safe(advice, program().rulebook), lang) == written(advice, lang)
