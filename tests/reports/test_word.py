"""Word documents: all that is said, in real headings, tables and notes, for every reader."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from pmo_advisor.errors import BadInput
from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.reports.blocks import Figure, Grid, Laid, Paragraph, Said, Section
from pmo_advisor.reports.formats.raster import png
from pmo_advisor.reports.formats.word import word
from pmo_advisor.reports.formats.word.start import WIDTH
from pmo_advisor.reports.formats.word.xml import legal
from tests.reports import sample, wordly
from tests.reports.wordly import LANGUAGES, Language, opened

FEW: list[tuple[str, Language]] = [("not-yet", "en"), ("three-parties", "zh-en")]
EVERY: list[tuple[str, Language]] = [
    *((name, "zh-en") for name in sample.NAMES),
    ("rd-1000", "zh"),
    ("rd-1000", "en"),
]


def _all(data: bytes, tag: str) -> list[BaseOxmlElement]:
    return list(opened(data).element.body.iter(qn(tag)))


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_nothing_that_the_report_says_is_missing(name: str, language: Language) -> None:
    told = wordly.words(wordly.written(name, language))
    for one in wordly.said(wordly.laid(name, language)):
        for text in (one.mark_word, one.text, one.detail):
            assert legal(text).strip() in told


@pytest.mark.parametrize(("name", "language"), FEW)
def test_every_run_names_its_faces_and_languages(name: str, language: Language) -> None:
    """Without them Word takes a Japanese or a serif face, and underlines every word."""
    runs = [one for one in _all(wordly.written(name, language), "w:r") if len(one) > 1]
    assert len(runs) > 300
    for run in runs:
        properties = run.find(qn("w:rPr"))
        assert properties is not None
        fonts, lang = properties.find(qn("w:rFonts")), properties.find(qn("w:lang"))
        assert {fonts.get(qn(f"w:{one}")) for one in ("ascii", "hAnsi", "eastAsia", "cs")} == {
            "Noto Sans SC"
        }
        assert not [one for one in fonts.attrib if one.endswith("Theme")]
        assert (lang.get(qn("w:val")), lang.get(qn("w:eastAsia"))) == ("en-GB", "zh-CN")


def test_machines_without_our_face_are_told_what_may_stand_in() -> None:
    with zipfile.ZipFile(io.BytesIO(wordly.written("not-yet", "zh"))) as package:
        table = package.read("word/fontTable.xml").decode()
    assert re.search(r'w:name="Noto Sans SC"><w:altName w:val="Microsoft YaHei,', table)


@pytest.mark.parametrize(("name", "language"), FEW)
def test_sections_have_real_headings_in_their_order(name: str, language: Language) -> None:
    laid = wordly.laid(name, language)
    paragraphs = opened(wordly.written(name, language)).paragraphs
    headings = [one.text for one in paragraphs if one.style and one.style.name == "Heading 1"]
    wanted = ["\n".join(said.text for said in one.title) for one in laid.sections]
    assert headings == wanted
    assert [one.text for one in paragraphs if one.style and one.style.name == "Title"]


@pytest.mark.parametrize(("name", "language"), FEW)
def test_notes_and_contents_lead_somewhere(name: str, language: Language) -> None:
    data = wordly.written(name, language)
    there = [one.get(qn("w:name")) for one in _all(data, "w:bookmarkStart")]
    links = [one.get(qn("w:anchor")) for one in _all(data, "w:hyperlink")]
    assert len(set(there)) == len(there)
    assert set(links) <= set(there)
    numbers = {
        f"note_{one}" for said in wordly.said(wordly.laid(name, language)) for one in said.notes
    }
    assert numbers == {one for one in links if one.startswith("note_")}
    entries = [one for one in links if one.startswith("_Toc")]
    assert len(entries) == len(wordly.laid(name, language).sections)


def test_contents_are_a_field_that_greets_nobody_with_a_question() -> None:
    data = wordly.written("not-yet", "en")
    instructions = [one.text or "" for one in _all(data, "w:instrText")]
    assert instructions[0].split()[0] == "TOC"
    marks = [one.get(qn("w:fldCharType")) for one in _all(data, "w:fldChar")]
    assert marks.count("begin") == marks.count("separate") == marks.count("end")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert b"updateFields" not in package.read("word/settings.xml")
        assert b"w:dirty" not in package.read("word/document.xml")


@pytest.mark.parametrize(("name", "language"), FEW)
def test_pictures_can_be_read_by_ear(name: str, language: Language) -> None:
    laid = wordly.laid(name, language)
    drawn = [
        picture
        for section in laid.sections
        for block in section.blocks
        if isinstance(block, Figure)
        for _, picture in block.pictures
    ]
    shown = _all(wordly.written(name, language), "wp:docPr")
    assert [one.get("descr") for one in shown] == [one.description for one in drawn]
    ids = [one.get("id") for one in shown]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(("name", "language"), FEW)
def test_tables_fill_the_page_and_repeat_their_heads(name: str, language: Language) -> None:
    document = opened(wordly.written(name, language))
    grids = 0
    for table in document.tables:
        widths = [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid.iter(qn("w:gridCol"))]
        assert sum(widths) == WIDTH
        assert min(widths) > 300
        heads = list(table._tbl.iter(qn("w:tblHeader")))
        assert len(heads) == (table.style is not None and table.style.name == "PMO Table")
        grids += len(heads)
    assert grids == sum(
        isinstance(block, Grid)
        for section in wordly.laid(name, language).sections
        for block in section.blocks
    )


def test_marks_are_words_and_not_only_colours() -> None:
    told = wordly.words(wordly.written("three-parties", "en"))
    for said in wordly.said(wordly.laid("three-parties", "en")):
        if said.mark and said.mark_word:
            assert f"{said.mark_word}\u00a0\u00a0{legal(said.text)}" in told


def test_what_both_languages_say_alike_is_told_once_in_a_cell() -> None:
    number = (Said("zh", "15"), Said("en", "15"))
    name = (Said("zh", "类型"), Said("en", "type"))
    grid = Grid("g", (), (name, name), ((name, number),), (1,))
    data = word(_one(Section("why", (), name, (grid,)), ("zh", "en")), load_brand())
    cells = opened(data).tables[0].rows[1].cells
    assert [one.text for one in cells] == ["类型\ntype", "15"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_advice_gives_the_same_bytes(language: Language) -> None:
    again = word(wordly.laid("rd-1000", language), load_brand())
    assert again == wordly.written("rd-1000", language)


def test_the_file_says_what_it_is_and_names_no_author() -> None:
    data = wordly.written("rd-1000", "zh-en")
    properties = opened(data).core_properties
    laid = wordly.laid("rd-1000", "zh-en")
    assert laid.opening is not None
    assert laid.opening.title[0].text in properties.title
    assert properties.language == "zh-CN, en-GB"
    assert not properties.author
    assert not properties.last_modified_by
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert b"python-docx" not in b"".join(package.read(one) for one in package.namelist())


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_text_stays_text(language: Language) -> None:
    told = wordly.words(wordly.written("hostile", language))
    assert "{{ 7*7 }} {% raw %}" in told
    assert "<script>alert(1)</script>" in told
    document = opened(wordly.written("hostile", language))
    head = document.sections[0].header.paragraphs[0].text
    assert wordly.laid("hostile", language).subject in head


@pytest.mark.parametrize(
    "text",
    [
        "<A&B>",
        "{_{ x }_}",
        "a\x00b\x0bc\ud800d\uffffe",
        "\ue0f0why\ue0f1",
        "汉" * 40_000,
        "W" * 20_000,
    ],
)
def test_any_text_can_be_written_and_read(text: str) -> None:
    place = (Said("zh", text),)
    section = Section(
        "why", place, place, (Paragraph(place), Grid("g", place, (place,), ((place,),)))
    )
    data = word(_one(section, ("zh",), subject=text), load_brand())
    assert wordly.words(data).count(legal(text)) >= 5


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_logo_stands_in_the_head_of_every_page(kind: str) -> None:
    rect = '<rect width="9" height="9"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10">{rect}</svg>'
    logo = svg.encode() if kind == "svg" else png(svg, load_brand(), width=200)
    brand = load_brand().model_copy(update={"logo": logo, "logo_kind": kind})
    document = opened(word(wordly.laid("not-yet", "en"), brand))
    for head in (document.sections[0].header, document.sections[0].first_page_header):
        (blip,) = head._element.iter(qn("a:blip"))
        assert head.part.related_parts[blip.get(qn("r:embed"))].blob.startswith(b"\x89PNG")


def test_a_logo_that_is_no_picture_is_refused() -> None:
    brand = load_brand().model_copy(update={"logo": b"\x89PNG\r\n\x1a\n", "logo_kind": "png"})
    with pytest.raises(BadInput) as caught:
        word(wordly.laid("not-yet", "en"), brand)
    assert [one.message for one in caught.value.faults] == ["word_logo"]


ORDER = {
    "w:rPr": "rStyle rFonts b bCs color sz szCs vertAlign lang",
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs kinsoku "
    "overflowPunct autoSpaceDE autoSpaceDN spacing ind jc outlineLvl",
    "w:tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "w:tcPr": "tcW tcBorders vAlign",
    "w:style": "name basedOn uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr tblStylePr",
    "w:lvl": "start numFmt lvlText lvlJc pPr",
}


@pytest.mark.parametrize("part", ["document", "styles", "numbering", "header1", "footer1"])
def test_elements_stand_in_the_order_that_word_insists_on(part: str) -> None:
    with zipfile.ZipFile(
        io.BytesIO(wordly.written("three-parties", "zh-en", firm=True))
    ) as package:
        root = parse_xml(package.read(f"word/{part}.xml"))
    for tag, told in ORDER.items():
        order = [qn(f"w:{one}") for one in told.split()]
        for one in root.iter(qn(tag)):
            places = [order.index(str(child.tag)) for child in one]
            assert places == sorted(places)


def _one(section: Section, langs: Sequence[str], subject: str = "Unit") -> Laid:
    return Laid("report", tuple(langs), (), subject, "", (), None, (section,))  # type: ignore[arg-type]
