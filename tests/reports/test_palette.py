"""Colours that everyone can read, and tell apart where they mean different things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.model.brand import Brand
from pmo_advisor.reports.formats.palette import contrast, difference, problems

colors = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def changed(scheme: str, **values: str) -> Brand:
    brand = load_brand()
    return brand.model_copy(update={scheme: {**getattr(brand, scheme), **values}})


def test_the_shipped_palette_has_no_problem() -> None:
    assert problems(load_brand()) == ()


def test_black_on_white_has_the_greatest_contrast_and_a_colour_on_itself_none() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#0b5d6b", "#0b5d6b") == pytest.approx(1)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(colors, colors)
def test_contrast_is_the_same_both_ways_and_within_its_scale(first: str, second: str) -> None:
    assert 1 <= contrast(first, second) <= 21.0001
    assert contrast(first, second) == contrast(second, first)


@pytest.mark.parametrize("scheme", ["colors", "dark"])
def test_a_pale_text_is_named_with_every_ground_it_stands_on(scheme: str) -> None:
    pale = getattr(load_brand(), scheme)["panel"]
    found = [one for one in problems(changed(scheme, open=pale)) if not one.only_notice]
    assert {(one.first, one.second) for one in found} >= {("open", "paper"), ("open", "panel")}
    assert {one.scheme for one in found} == {scheme}
    assert all(one.found < one.least for one in found)


def test_white_text_on_a_pale_accent_is_a_problem() -> None:
    found = problems(changed("colors", accent="#e0c040"))
    assert ("paper", "accent") in {(one.first, one.second) for one in found}


def test_red_and_green_of_one_brightness_are_a_notice_for_whom_they_look_alike() -> None:
    found = problems(changed("colors", open="#8a6a00", against="#a05a00"))
    alike = [one for one in found if one.kind == "alike"]
    assert [(one.first, one.second) for one in alike] == [("open", "against")]
    assert all(one.only_notice and one.sight != "any" for one in alike)
    assert difference("#8a6a00", "#a05a00") > alike[0].found
