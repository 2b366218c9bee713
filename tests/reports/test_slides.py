"""The deck in PowerPoint: native, editable, within its slides, the same every time."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import openpyxl
import pytest
from pptx.oxml import parse_xml

from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.reports.charts.native import NativeChart
from pmo_advisor.reports.formats.slides import slides
from pmo_advisor.reports.formats.slides.charts import drawn
from pmo_advisor.reports.slides import SlideTable
from tests import office
from tests.reports import decks, sample

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TAGS = {"zh": "zh-CN", "en": "en-GB"}
LOOKED_AT = ("firm", "not-yet", "rd-1000", "hostile", "empty")


@pytest.fixture(params=[(name, lang) for name in LOOKED_AT for lang in LANGS], name="case")
def _case(request: pytest.FixtureRequest) -> tuple[str, Lang]:
    name, lang = request.param
    return name, lang


def _graphics(slide: Any) -> list[Any]:
    return [one for one in slide.shapes if one.has_chart or one.has_table]


def test_a_slide_has_at_most_one_chart_or_table(case: tuple[str, Lang]) -> None:
    for slide in decks.opened(decks.written(*case)).slides:
        assert len(_graphics(slide)) <= 1


def test_titles_and_notes_are_where_programs_look_for_them(case: tuple[str, Lang]) -> None:
    made = decks.opened(decks.written(*case))
    for slide, told in zip(made.slides, decks.told(*case).slides, strict=True):
        assert slide.shapes.title is not None
        assert slide.shapes.title.text_frame.text
        assert slide.notes_slide.notes_text_frame.text.count("\n") == len(told.notes) - 1


def test_nothing_reaches_beyond_its_slide(case: tuple[str, Lang]) -> None:
    made = decks.opened(decks.written(*case))
    for slide in made.slides:
        for shape in decks.every_shape(slide.shapes):
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= made.slide_width
            assert shape.top + shape.height <= made.slide_height


def test_no_letter_is_smaller_than_twelve_points(case: tuple[str, Lang]) -> None:
    with zipfile.ZipFile(io.BytesIO(decks.written(*case))) as package:
        for name in package.namelist():
            if re.match(r"ppt/(slides|charts|slideLayouts)/[^/]+\.xml$", name):
                sizes = re.findall(r'\bsz="(\d+)"', package.read(name).decode())
                assert all(int(one) >= 1200 for one in sizes), name


def test_every_run_names_its_language_and_faces(case: tuple[str, Lang]) -> None:
    brand = load_brand()
    for slide in decks.opened(decks.written(*case)).slides:
        for run in slide._element.iter(f"{A}r"):
            properties = run.find(f"{A}rPr")
            assert properties.get("lang") == TAGS[case[1]]
            assert properties.find(f"{A}latin").get("typeface") == brand.fonts.latin[0]
            assert properties.find(f"{A}ea").get("typeface") == brand.fonts.chinese[0]


def test_every_picture_says_in_words_what_it_shows(case: tuple[str, Lang]) -> None:
    for slide in decks.opened(decks.written(*case)).slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type == 6:
                assert len(shape._element.xpath(".//p:cNvPr")[0].get("descr")) > 20


@pytest.mark.parametrize("name", ["firm", "rd-1000", "not-yet"])
def test_charts_are_native_and_hold_the_advices_numbers(name: str) -> None:
    made = decks.opened(decks.written(name, "en"))
    found = 0
    for slide, told in zip(made.slides, decks.told(name, "en").slides, strict=True):
        if isinstance(told.picture, NativeChart):
            (shape,) = _graphics(slide)
            wanted = drawn(told.picture)
            book = openpyxl.load_workbook(
                io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob)
            )
            rows = list(book.active.iter_rows(values_only=True))
            assert [tuple(row[1:]) for row in rows[1:]] == list(
                zip(*(one.values for one in wanted), strict=True)
            )
            shown = [tuple(one.values) for one in shape.chart.plots[0].series]
            assert shown == [one.values for one in wanted]
            found += 1
    assert found


def test_the_ends_of_a_range_are_those_of_the_advice() -> None:
    roadmap = sample.example("rd-1000").roadmap
    assert roadmap is not None
    told = next(one for one in decks.told("rd-1000", "zh").slides if one.id == "people")
    assert isinstance(told.picture, NativeChart)
    most, least = drawn(told.picture)
    people = [one.people for one in roadmap.stages if one.people]
    assert list(zip(least.values, most.values, strict=True)) == [
        (one.low, one.high) for one in people
    ]


def test_charts_have_direct_labels_and_no_gridlines() -> None:
    for slide in decks.opened(decks.written("firm", "zh")).slides:
        for shape in _graphics(slide):
            if shape.has_chart:
                chart = shape.chart
                assert not chart.value_axis.has_major_gridlines
                assert not chart.value_axis.visible
                assert chart._chartSpace.xpath(".//c:dLbls")
                shared = any(
                    sum(one is not None for one in row) > 1
                    for row in zip(*(one.values for one in chart.plots[0].series), strict=True)
                )
                assert chart.has_legend == shared


def test_rows_that_have_no_room_are_counted() -> None:
    told = next(one for one in decks.told("three-parties", "en").slides if one.id == "parties")
    made = decks.opened(decks.written("three-parties", "en"))
    slide = made.slides[
        [one.id for one in decks.told("three-parties", "en").slides].index("parties")
    ]
    assert isinstance(told.picture, SlideTable)
    (shape,) = _graphics(slide)
    shown = len(shape.table.rows) - 2
    assert 0 < shown < len(told.picture.rows)
    left_out = len(told.picture.rows) - shown
    assert shape.table.cell(shown + 1, 0).text == told.picture.more[left_out - 1]


def test_hostile_words_stay_words() -> None:
    data = decks.written("hostile", "en")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                parse_xml(package.read(name))
            assert b'TargetMode="External"' not in package.read(name)
    assert "<script>" in decks.words(decks.opened(data).slides[0])


def test_the_same_advice_gives_the_same_bytes(case: tuple[str, Lang]) -> None:
    assert slides(decks.told(*case), load_brand()) == decks.written(*case)


@pytest.mark.parametrize(("name", "lang"), [("firm", "zh"), ("firm", "en"), ("not-yet", "en")])
def test_as_printed_every_word_is_there_and_within_its_page(name: str, lang: Lang) -> None:
    printed = office.pdf(decks.written(name, lang), "pptx")
    pages = re.findall(
        r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>',
        office.poppler("pdftotext", printed, "-bbox"),
        re.DOTALL,
    )
    assert len(pages) == len(decks.told(name, lang).slides)
    for width, height, inside in pages:
        boxes = re.findall(
            r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)"', inside
        )
        assert boxes
        for left, top, right, bottom in boxes:
            assert float(left) >= 0
            assert float(top) >= 0
            assert float(right) <= float(width)
            assert float(bottom) <= float(height)
    # A face beside the shipped one would be there for a sign that it lacks.
    faces = office.poppler("pdffonts", printed).splitlines()[2:]
    assert faces
    assert all("NotoSansSC" in one.split()[0] for one in faces), faces
    for page, slide in zip(office.pages(printed), decks.told(name, lang).slides, strict=True):
        assert _bare(slide.title) in _bare(page)


def _bare(text: str) -> str:
    return re.sub(r"[\s\u2009']|\u2019", "", text)
