"""Word documents as LibreOffice prints them: one first page, our face alone, nothing cut off."""

from __future__ import annotations

import re
from functools import cache

import pytest

from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.reports.formats.word import word
from pmo_advisor.reports.formats.word.start import MARGINS, PAGE
from tests import office
from tests.reports import sample, wordly
from tests.reports.wordly import LANGUAGES, Language

LANGS: tuple[Language, ...] = ("zh", "en")
OPENINGS = [(name, language) for name in sample.NAMES for language in LANGS]


@cache
def openings() -> dict[tuple[str, Language], bytes]:
    """The first pages of all examples, and the contents after them."""
    files = []
    for name, language in OPENINGS:
        laid = wordly.laid(name, language, firm=name != "undetermined")
        files.append(word(laid._replace(sections=laid.sections[-1:]), load_brand()))
    return dict(zip(OPENINGS, office.pdfs(files, "docx"), strict=True))


@cache
def whole() -> dict[Language, bytes]:
    """The longest report in each language."""
    files = [wordly.written("three-parties", language, firm=True) for language in LANGUAGES]
    return dict(zip(LANGUAGES, office.pdfs(files, "docx"), strict=True))


@pytest.mark.parametrize(("name", "language"), OPENINGS)
def test_the_first_page_is_one_page(name: str, language: Language) -> None:
    """With room to spare: other faces than ours take a little more."""
    pdf = openings()[(name, language)]
    laid = wordly.laid(name, language)
    (heading,) = laid.contents
    assert heading.text in [line.strip() for line in office.pages(pdf)[1].splitlines()]
    lines = re.findall(r'yMax="([\d.]+)">', office.poppler("pdftotext", pdf, "-bbox", "-l", "1"))
    above_footer = sorted({float(one) for one in lines})[-2]
    assert laid.opening is not None
    assert above_footer < 0.94 * (PAGE[1] - MARGINS["bottom"]) / 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_face_shows_every_character(language: Language) -> None:
    fonts = office.poppler("pdffonts", whole()[language]).splitlines()[2:]
    assert fonts
    assert all("NotoSansSC" in one for one in fonts)
    assert "\ufffd" not in "".join(office.pages(whole()[language]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_stands_outside_the_margins(language: Language) -> None:
    pages = office.poppler("pdftotext", whole()[language], "-bbox").split("<page ")[1:]
    assert len(pages) > 20
    left, right = MARGINS["left"] / 20, (PAGE[0] - MARGINS["right"]) / 20
    for page in pages:
        assert min(float(one) for one in re.findall(r'xMin="([\d.]+)"', page)) > left - 2
        assert max(float(one) for one in re.findall(r'xMax="([\d.]+)"', page)) < right + 2
