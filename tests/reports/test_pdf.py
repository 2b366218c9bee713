"""A PDF says all that its document says, looks the same everywhere, and reads aloud."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from functools import cache
from typing import Literal

import pytest
import typst
from pypdf import PdfReader
from pypdf.generic import Destination, PdfObject

from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.brand import Brand, Fonts
from pmo_advisor.model.text import LANGS, Lang, Text
from pmo_advisor.reports.blocks import (
    Endnotes,
    Figure,
    Grid,
    Laid,
    Paragraph,
    Place,
    Said,
    Section,
)
from pmo_advisor.reports.charts.svg import standalone
from pmo_advisor.reports.documents.bilingual import bilingual
from pmo_advisor.reports.documents.charter import charter
from pmo_advisor.reports.documents.report import report
from pmo_advisor.reports.documents.roles import roles
from pmo_advisor.reports.formats.pdf import pdf, typesetting
from pmo_advisor.reports.formats.pdf.columns import ROOM, columns
from tests import needs, office
from tests.reports import firmly, laid, sample
from tests.reports.reading import squeezed
from tests.shipped import program

Edition = Literal["zh", "en", "zh-en"]
NAMES = sample.NAMES
TWICE = ("rd-1000", "not-yet", "undetermined")
CASES: list[tuple[str, Edition]] = [
    *((name, lang) for name in NAMES for lang in LANGS),
    *((name, "zh-en") for name in TWICE),
]
BODY = ("-x", "0", "-y", "70", "-W", "596", "-H", "712")
"""The part of a page between its head and its foot, in points."""

FIRST_PAGE, SECOND_PAGE = ("-f", "1", "-l", "1"), ("-f", "2", "-l", "2")
BRAND = load_brand()


def advised(name: str) -> Advice:
    return sample.undetermined() if name == "undetermined" else sample.example(name)


@cache
def example(name: str, edition: Edition) -> Laid:
    return written(advised(name), edition)


def written(advice: Advice, edition: Edition) -> Laid:
    langs: tuple[Lang, ...] = LANGS if edition == "zh-en" else (edition,)
    told = [report(advice, program().rulebook, sample.texts(), lang) for lang in langs]
    return bilingual(*told) if len(told) > 1 else told[0]


@cache
def made(name: str, edition: Edition) -> bytes:
    return pdf(example(name, edition), BRAND)


def text(data: bytes, *more: str) -> str:
    return squeezed(office.poppler("pdftotext", data, "-raw", *BODY, *more))


def places(document: Laid) -> Iterator[Place]:
    for part in laid.sections(document):
        yield from (part.topic, part.title)
        for block in part.blocks:
            yield from laid.places(block)
            if isinstance(block, Figure):
                yield block.caption
            if isinstance(block, Endnotes):
                yield from (place for note in block.notes for place in note.said)


def missing(document: Laid, found: str, pieces: Iterator[Place]) -> list[str]:
    """Words of these places that are not found. A long one may be parted by the end of a page."""
    told = [
        part for place in pieces for one in place for part in (one.text, one.detail, one.mark_word)
    ]
    return [one for one in told if not all(half in found for half in _halves(squeezed(one), found))]


def _halves(words: str, found: str) -> tuple[str, ...]:
    if words in found:
        return (words,)
    cuts = range(1, len(words))
    at = next((at for at in cuts if words[:at] in found and words[at:] in found), 0)
    return (words[:at], words[at:]) if at else (words,)


def only(*blocks: object, lang: Lang = "en", title: str = "Title") -> Laid:
    """A document of one section."""
    section = Section("one", (), (Said(lang, title),), blocks)  # type: ignore[arg-type]
    name = (Said(lang, "Name"),)
    return Laid("report", (lang,), name, "Subject", "", (), None, (section,))


def saying(words: str, lang: Lang = "en") -> Laid:
    return only(Paragraph((Said(lang, words),)), lang=lang)


@pytest.mark.parametrize(("name", "edition"), CASES)
def test_every_word_of_the_report_is_in_its_pdf(name: str, edition: Edition) -> None:
    document = example(name, edition)
    assert missing(document, text(made(name, edition)), places(document)) == []


@pytest.mark.parametrize("lay", [charter, roles])
@pytest.mark.parametrize("lang", LANGS)
def test_every_word_of_the_charter_and_the_roles_is_in_its_pdf(lay: type, lang: Lang) -> None:
    document = lay(sample.example("rd-1000"), program().rulebook, sample.texts(), lang)
    assert missing(document, text(pdf(document, BRAND)), places(document)) == []


def test_the_longest_report_is_whole_in_both_languages() -> None:
    document = written(firmly.example("three-parties"), "zh-en")
    assert missing(document, text(pdf(document, BRAND)), places(document)) == []


@pytest.mark.parametrize(("name", "edition"), CASES)
def test_the_first_page_holds_the_whole_opening_and_nothing_else(
    name: str, edition: Edition
) -> None:
    data, document = made(name, edition), example(name, edition)
    opening = document._replace(sections=())
    assert missing(opening, text(data, *FIRST_PAGE), places(opening)) == []
    assert text(data, *SECOND_PAGE).startswith(squeezed(document.contents[0].text))


def test_a_long_opening_stays_on_its_page() -> None:
    document = written(firmly.example("three-parties"), "zh-en")
    opening = document._replace(sections=())
    assert missing(opening, text(pdf(document, BRAND), *FIRST_PAGE), places(opening)) == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_report_has_as_many_pages_as_its_content_asks_for(lang: Lang) -> None:
    pages = {name: len(PdfReader(io.BytesIO(made(name, lang))).pages) for name in NAMES}
    assert all(8 <= count <= 60 for count in pages.values()), pages
    assert pages["undetermined"] < pages["rd-1000"]


@pytest.mark.parametrize("lang", LANGS)
def test_ordinary_text_is_in_our_own_faces_all_embedded(lang: Lang) -> None:
    for name in NAMES:
        faces = office.poppler("pdffonts", made(name, lang)).splitlines()[2:]
        assert {re.sub(r"^\w+\+", "", one.split()[0]) for one in faces} <= {
            "NotoSansSC-Regular",
            "NotoSansSC-Bold",
        }
        assert all(re.search(r"\s yes\s+yes\s+yes\s", one) for one in faces)


@pytest.mark.parametrize(("edition", "tag"), [("zh", "zh-CN"), ("en", "en-GB"), ("zh-en", "zh-CN")])
def test_a_pdf_reads_aloud(edition: Edition, tag: str) -> None:
    reader = PdfReader(io.BytesIO(made("rd-1000", edition)))
    root = reader.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == tag
    assert reader.metadata
    assert "Lanxu Technology" in (reader.metadata.title or "")
    assert "/StructTreeRoot" in root
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_every_section_has_a_bookmark_and_a_page_in_the_contents() -> None:
    document, reader = (
        example("rd-1000", "en"),
        PdfReader(io.BytesIO(made("rd-1000", "en"))),
    )
    assert document.opening
    titles = [squeezed(one.title[0].text) for one in document.sections]
    marks = [one for one in reader.outline if isinstance(one, Destination)]
    opened = [squeezed(document.opening.title[0].text), squeezed(document.contents[0].text)]
    assert [squeezed(str(one.title)) for one in marks] == [*opened, *titles]
    contents = squeezed(reader.pages[1].extract_text())
    for title, mark in zip(titles, marks[2:], strict=True):
        page = reader.get_destination_page_number(mark)
        assert page is not None
        assert f"{title}{page + 1}" in contents


def test_a_number_leads_to_its_note() -> None:
    reader = PdfReader(io.BytesIO(made("rd-1000", "zh")))
    document = example("rd-1000", "zh")
    numbers = [n for place in places(document) for one in place for n in one.notes]
    links = [
        annotation.get_object()
        for page in reader.pages
        for annotation in page.get("/Annots", ())
        if annotation.get_object()["/Subtype"] == "/Link"
    ]
    assert numbers
    assert len(links) >= len(numbers)
    assert all("/Dest" in one or one["/A"]["/S"] == "/GoTo" for one in links)


def test_pictures_say_their_numbers_to_those_who_cannot_see_them() -> None:
    document = example("rd-1000", "en")
    figures = [b for one in document.sections for b in one.blocks if isinstance(b, Figure)]
    told = [f"{one.title} {one.description}" for each in figures for _, one in each.pictures]
    assert told
    assert {squeezed(one) for one in told} <= alternatives(made("rd-1000", "en"))


def alternatives(data: bytes) -> set[str]:
    """What a reader is told instead of each picture."""
    found: set[str] = set()
    waiting: list[object] = [PdfReader(io.BytesIO(data)).trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if isinstance(node, PdfObject) else node
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            found |= {squeezed(str(node["/Alt"]))} if "/Alt" in node else set()
            waiting += [node["/K"]] if "/K" in node else []
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_strangers_words_are_printed_and_never_carried_out(lang: Lang) -> None:
    words = (
        '#read("/etc/passwd") #{1 + 1} $x^2$ *b* _i_ `c` = head - item + one @ref <lab> // /* */ '
        '\\u{41} [link](http://evil.example) https://evil.example #import "@preview/x:1.0.0" '
        "<script>alert(1)</script> &lt;b&gt; {{ 7*7 }} {% raw %} --- ~ 'q' \"q\""
    )
    found = text(pdf(saying(words, lang), BRAND))
    assert squeezed(words) in found
    assert "root:" not in found
    links = [page.get("/Annots") for page in PdfReader(io.BytesIO(pdf(saying(words), BRAND))).pages]
    assert all(not one or "evil" not in str([a.get_object() for a in one]) for one in links)


@pytest.mark.parametrize("lang", LANGS)
def test_a_hostile_sheet_gives_a_whole_report(lang: Lang) -> None:
    needs.program("pdftotext")
    found = text(pdf(written(sample.hostile(), lang), BRAND))
    assert squeezed("onerror=y> | a | `code` # head *b* _i_ ~~s~~") in found
    assert squeezed("{{ 7*7 }} {% raw %}") in found


def test_control_characters_and_endless_words_do_no_harm() -> None:
    endless = "W" * 3000
    data = pdf(saying(f"a\x00b\x1bc\u2028d\ud800e {endless} end"), BRAND)
    found = text(data)
    assert found.replace("W", "").endswith("end")
    assert found.count("W") == len(endless)
    left, right = 0.0, 596.0
    for page in PdfReader(io.BytesIO(data)).pages:
        page.extract_text(visitor_text=lambda *seen: _inside(seen, left, right))


def _inside(seen: tuple[object, ...], left: float, right: float) -> None:
    matrix = seen[2]
    assert left <= matrix[4] <= right  # type: ignore[index]


def test_names_with_rare_characters_are_in_our_own_faces() -> None:
    data = pdf(saying("朱镕、陶喆、王祎", "zh"), BRAND)
    assert "朱镕、陶喆、王祎" in text(data)
    assert "NotoSansSC" in office.poppler("pdffonts", data)
    assert len(office.poppler("pdffonts", data).splitlines()) <= 4


def without_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only our own faces are there, as on a machine without any."""
    fonts = typesetting._fonts

    def ours(folders: tuple[str, ...], *, machine: bool) -> typst.Fonts:
        return fonts(folders, machine=False)

    monkeypatch.setattr(typesetting, "_fonts", ours)


def test_a_character_that_no_face_has_is_seen_to_be_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without_the_machine(monkeypatch)
    found = text(pdf(saying("甲𰻝乙龘丙שלום丁\ue123戊😀", "zh"), BRAND))
    assert found.startswith("Title甲〓乙〓丙")
    assert found.endswith("丁〓戊〓")


def test_a_character_may_be_missing_in_a_picture_too(monkeypatch: pytest.MonkeyPatch) -> None:
    without_the_machine(monkeypatch)
    document = example("rd-1000", "zh")
    figure = next(b for one in document.sections for b in one.blocks if isinstance(b, Figure))
    picture = figure.pictures[0][1]
    labels = tuple(
        type(one)(one.x, one.y, "龘" + one.text, one.style, one.anchor)
        for one in picture.wide.labels
    )
    wide = type(picture.wide)(
        picture.wide.width,
        picture.wide.height,
        picture.wide.strokes,
        picture.wide.boxes,
        picture.wide.signs,
        labels,
    )
    strange = type(picture)(picture.id, picture.title, picture.description, wide, picture.narrow)
    assert "龘" in standalone(strange, BRAND, "zh")
    data = pdf(only(figure._replace(pictures=(("zh", strange),)), lang="zh"), BRAND)
    assert "〓" in text(data)


def test_what_typst_says_of_missing_characters_is_understood() -> None:
    told = (
        r'error: the text `"\u{e000}é龘"` could not be displayed with font `"X"` '
        r'error: the text `"\"𰻝"` could not be displayed with font `"X"`'
    )
    assert set(typesetting._unshown(told)) == {0xE000, ord("é"), ord("龘"), ord("𰻝")}


def test_a_large_document_is_whole_and_does_not_hang() -> None:
    rows = tuple(
        ((Said("zh", f"第{at}行"),), (Said("zh", "一句不长的话。" * 4),), (Said("zh", str(at)),))
        for at in range(2000)
    )
    head = tuple((Said("zh", one),) for one in ("行", "话", "数"))
    tall = ((Said("zh", "高"),), (Said("zh", "很长的话。" * 4000),), (Said("zh", "1"),))
    grid = Grid("big", (), head, (*rows, tall), figures=(2,))
    begun = time.monotonic()
    data = pdf(only(grid, lang="zh"), BRAND)
    assert time.monotonic() - begun < 30
    found = text(data)
    assert all(f"第{at}行" in found for at in range(2000))
    assert found.count("很长的话。") > 3900


def test_a_table_says_its_head_on_every_page() -> None:
    rows = tuple(((Said("en", f"row {at}"),), (Said("en", "x"),)) for at in range(150))
    data = pdf(only(Grid("t", (), ((Said("en", "HEADED"),), ()), rows)), BRAND)
    for page in office.pages(data):
        assert "HEADED" in page


def test_columns_of_figures_and_short_words_are_narrow() -> None:
    for name in NAMES:
        document = written(advised(name), "en")
        for grid in (b for one in document.sections for b in one.blocks if isinstance(b, Grid)):
            given = columns(grid)
            assert len(given) == len(grid.head)
            assert all(one.width > 0 for one in given)
            fixed = sum(one.width for one in given if one.fixed)
            assert fixed < ROOM
            assert fixed == 0 or any(not one.fixed for one in given)


def test_the_second_language_stands_below_the_first() -> None:
    found = text(made("rd-1000", "zh-en"), *FIRST_PAGE)
    assert found.index("要解决的问题") < found.index("Theproblemtosolve") < found.index("人数")


@pytest.mark.parametrize("kind", ["png", "svg", "jpeg"])
def test_a_brand_shows_its_logo_footer_and_faces(kind: Literal["png", "svg", "jpeg"]) -> None:
    footer = Text(zh="某某咨询", en="Some Advisers")
    fonts = Fonts(chinese=("No Such Face 12", "Noto Sans SC"), latin=("No Such Face 12",))
    brand = BRAND.model_copy(
        update={"logo": logo(kind), "logo_kind": kind, "footer": footer, "fonts": fonts}
    )
    document = example("not-yet", "en")
    data = pdf(document, brand)
    for page in office.pages(data):
        assert "Some Advisers" in page
    assert len(data) > len(pdf(document, BRAND.model_copy(update={"footer": footer})))
    if kind != "svg":
        assert office.poppler("pdfimages", data, "-list").count("image") >= 1


def logo(kind: Literal["png", "svg", "jpeg"]) -> bytes:
    if kind == "svg":
        return (
            b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30">'
            b'<rect width="60" height="30" fill="#123456"/></svg>'
        )
    from PIL import Image

    held = io.BytesIO()
    Image.new("RGB", (60, 30), "#123456").save(held, kind)
    return held.getvalue()


def test_a_brand_colours_the_document() -> None:
    accent: Brand = BRAND.model_copy(update={"colors": {**BRAND.colors, "accent": "#ff00aa"}})
    document = example("not-yet", "en")
    first, plain = (
        PdfReader(io.BytesIO(pdf(document, one))).pages[0].get_contents() for one in (accent, BRAND)
    )
    assert first is not None
    assert plain is not None
    assert b"cs 1 0 0.6666667 scn" in first.get_data()
    assert b"cs 1 0 0.6666667 scn" not in plain.get_data()
