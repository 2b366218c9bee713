"""The page about brands tells every tag, placeholder and file there is, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pmo_advisor.knowledge.brand_folder import FILE, FONTS, TEMPLATES, TEXTS
from pmo_advisor.reports.formats.slides.places import PLACES
from pmo_advisor.reports.formats.word.tags import TAGS
from tests.shipped import ROOT

PAGES = [ROOT / "docs" / "brand.md", ROOT / "docs" / "brand.zh.md"]


@pytest.fixture(params=PAGES, ids=lambda page: page.name, name="page")
def _page(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return path.read_text(encoding="utf-8")


def _sections(page: str) -> list[str]:
    return re.split(r"^## ", page, flags=re.MULTILINE)[1:]


def _first_codes(text: str) -> list[str]:
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


def test_every_tag_is_told_and_none_that_is_not_there(page: str) -> None:
    (section,) = (one for one in _sections(page) if "`page_one`" in one)
    report, charter = TAGS["report"], TAGS["charter"]
    blocks = [one.name for one in charter if one.block]
    assert _first_codes(section) == [*(one.name for one in report), *blocks]


def test_the_words_within_a_line_are_the_same_in_every_template() -> None:
    lines = [[one for one in tags if not one.block] for tags in TAGS.values()]
    assert all(one == lines[0] for one in lines)


def test_the_role_descriptions_have_what_the_page_says(page: str) -> None:
    blocks = [f"`{one.name}`" for one in TAGS["roles"] if one.block]
    (line,) = (one for one in page.splitlines() if all(name in one for name in blocks))
    assert set(re.findall("`[^`]+`", line)) == set(blocks)


def test_every_placeholder_is_told_and_none_that_is_not_there(page: str) -> None:
    rows = re.findall(r"^\| `(pmo [a-z]+)` \| `([a-z]+)` \|", page, re.MULTILINE)
    assert rows == [(layout.name, spot.name) for layout in PLACES for spot in layout.spots]


def test_every_file_of_a_folder_is_told(page: str) -> None:
    told = _first_codes(_sections(page)[1])
    assert told == [FILE, *TEMPLATES, f"{TEXTS}/", f"{FONTS}/"]
