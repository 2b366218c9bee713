"""What Office charts are drawn from says the same as the report."""

from __future__ import annotations

import pytest

from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.reports.charts import native
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.edition import client_safe
from pmo_advisor.reports.opening import opened
from tests.reports import firmly, sample
from tests.shipped import program

BUILDERS = (native.fit, native.distance, native.ranges, native.capability)


def context(name: str, lang: Lang = "zh") -> Context:
    return opened(firmly.example(name), program().rulebook, sample.texts(), lang)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["rd-1000", "three-parties", "not-yet"])
def test_every_series_and_label_has_a_value_for_every_category(name: str, lang: Lang) -> None:
    charts = [made for build in BUILDERS if (made := build(context(name, lang)))]
    assert charts
    for one in charts:
        wanted = len(one.categories)
        assert {len(series.values) for series in one.series} == {wanted} == {len(one.labels)}
        assert len({series.name for series in one.series}) == len(one.series)
        assert len(set(one.categories)) == wanted
        assert all(category in one.in_words for category in one.categories)


def test_only_the_suggested_type_stands_out() -> None:
    made, told = native.fit(context("rd-1000")), context("rd-1000")
    assert made is not None
    accent, plain = made.series
    highlit = [one for one, value in zip(made.categories, accent.values, strict=True) if value]
    assert highlit == [told.names.type(told.advice.position.type)]
    assert all((a is None) != (b is None) for a, b in zip(accent.values, plain.values, strict=True))


def test_where_no_type_is_suggested_none_stands_out() -> None:
    made = native.fit(context("not-yet"))
    assert made is not None
    assert [one.role for one in made.series] == ["plain"]


def test_the_ends_of_a_stage_add_up_to_its_people() -> None:
    told = context("rd-1000")
    made, roadmap = native.ranges(told), told.advice.roadmap
    assert made is not None
    assert roadmap is not None
    low, more = (one.values for one in made.series)
    drawn = [(a, (a or 0) + (b or 0)) for a, b in zip(low, more, strict=True)]
    assert drawn == [(one.people.low, one.people.high) for one in roadmap.stages if one.people]


def test_a_conclusion_that_no_answers_lead_to_has_no_bar_but_words() -> None:
    made = native.distance(context("rd-1000"))
    assert made is not None
    counted = [value for series in made.series for value in series.values if value is not None]
    assert all(value >= 1 for value in counted)
    assert all(made.labels)


def test_a_room_sees_no_chart_of_a_person() -> None:
    made = sample.answered({**sample.example("rd-1000").provenance.answers, "pmo_people": 1})
    safe = client_safe(made, program().rulebook)
    shown = opened(safe, program().rulebook, sample.texts(), "en")
    assert made.roadmap is not None
    assert made.roadmap.capability_gaps
    assert native.capability(shown) is None


def test_nothing_to_show_gives_no_chart() -> None:
    told = opened(sample.undetermined(), program().rulebook, sample.texts(), "en")
    assert [build(told) for build in BUILDERS] == [None] * len(BUILDERS)
