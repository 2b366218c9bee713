"""Office files and logos from strangers: refused before a library opens them, with all reasons."""

from __future__ import annotations

import base64
import io
import re
import time
import tracemalloc
import zipfile
import zlib

import docx
import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_advisor.errors import Fault, Place
from pmo_advisor.knowledge.foreign import fields, zipped
from pmo_advisor.knowledge.foreign.links import is_plain_link
from pmo_advisor.knowledge.foreign.packages import checked_package
from pmo_advisor.knowledge.foreign.pictures import raster_faults, raster_kind
from pmo_advisor.knowledge.foreign.svg import svg_faults
from pmo_advisor.model.text import LANGS
from tests.reports import packing, sample

OFFICE = "application/vnd.openxmlformats-officedocument."
TYPE = f'Type="{packing.R}'


def found(data: bytes, kind: str = "docx") -> tuple[Fault, ...]:
    faults = packing.refused(lambda: checked_package(data, f"brand/x.{kind}", kind))  # type: ignore[arg-type]
    for one in faults:
        assert all(sample.texts().fault(one, lang) for lang in LANGS)
    return faults


def messages(data: bytes, kind: str = "docx") -> set[str]:
    return {one.message for one in found(data, kind)}


@pytest.mark.parametrize(
    ("kind", "library"), [("docx", docx.Document), ("pptx", pptx.Presentation)]
)
def test_a_sound_file_passes_and_is_packed_anew_the_same_each_time(kind, library) -> None:
    data = packing.office(kind)
    passed = checked_package(data, "x", kind)
    assert packing.parts_of(passed) == packing.parts_of(data)
    assert passed == checked_package(passed, "y", kind)
    library(io.BytesIO(passed))


def test_what_is_no_package_is_said_plainly() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)
    locked = old + "EncryptedPackage".encode("utf-16-le")
    assert messages(b"") == {"package_not_office"}
    assert messages(b"<html>") == {"package_not_office"}
    assert messages(old) == {"package_old_office"}
    assert messages(locked) == {"package_locked"}
    assert messages(packing.packed({"a.txt": b"x"})) >= {"package_part_missing"}
    assert messages(packing.office()[:2000]) == {"package_damaged"}


def test_a_file_of_another_kind_is_told_from_a_broken_one() -> None:
    assert messages(packing.office("pptx"), "docx") == {"package_other_program"}
    assert messages(packing.office("docx"), "pptx") == {"package_other_program"}
    types = packing.parts_of(packing.office())[packing.TYPES]
    saved = types.replace(b"document.main+xml", b"template.main+xml")
    assert messages(packing.with_parts({packing.TYPES: saved})) == {"package_saved_as_template"}
    rels = packing.parts_of(packing.office())["_rels/.rels"]
    strict = rels.replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
    )
    assert messages(packing.with_parts({"_rels/.rels": strict})) == {"package_strict"}


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/word/x.xml", "word/../../x.xml", "C:/x.xml", "word\\x.xml", "a//b"],
)
def test_a_part_that_would_land_elsewhere(name: str) -> None:
    assert "package_part_name" in messages(packing.with_parts({name: b"<x/>"}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("twin", ["word/document.xml", "Word/Document.XML"])
def test_two_parts_of_one_name(twin: str) -> None:
    made = io.BytesIO(packing.office())
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(twin, b"<other/>")
    assert messages(made.getvalue()) == {"package_part_twice"}


def test_too_many_parts() -> None:
    many = {f"word/media/{number}.png": b"" for number in range(zipped.MAX_PARTS + 1)}
    assert messages(packing.with_parts(many)) == {"package_parts_many"}


def test_a_directory_of_endless_entries_is_not_even_read() -> None:
    entry = zipped._ENTRY + bytes(42)
    started = time.monotonic()
    assert messages(packing.office() + entry * 200_000) == {"package_parts_many"}
    assert time.monotonic() - started < 1


def test_a_bomb_is_refused_within_bounds_of_time_and_memory() -> None:
    bomb = packing.with_parts({"word/media/a.bmp": bytes(60_000_000)})
    tracemalloc.start()
    started = time.monotonic()
    assert messages(bomb) == {"package_ratio"}
    assert time.monotonic() - started < 5
    assert tracemalloc.get_traced_memory()[1] < 3 * zipped.RATIO_FROM
    tracemalloc.stop()


def test_a_part_that_inflates_past_its_declared_size_is_no_bomb_for_the_library() -> None:
    """The directory says 7 bytes; behind them there are ten million."""
    data = bytearray(packing.with_parts({"word/media/a.jpeg": bytes(10_000_000)}))
    name = b"word/media/a.jpeg"
    for mark, size_at, crc_at, named_at in (
        (b"PK\x03\x04", 22, 14, 30),
        (b"PK\x01\x02", 24, 16, 46),
    ):
        at = data.find(name, data.find(mark)) - named_at
        at = max(p for p in _all(data, mark) if data[p + named_at :].startswith(name))
        data[at + size_at : at + size_at + 4] = (7).to_bytes(4, "little")
        data[at + crc_at : at + crc_at + 4] = zlib.crc32(bytes(7)).to_bytes(4, "little")
    passed = checked_package(bytes(data), "x.docx", "docx")
    assert packing.parts_of(passed)["word/media/a.jpeg"] == bytes(7)
    assert len(passed) < len(packing.office()) + 1000


def _all(data: bytes | bytearray, mark: bytes) -> list[int]:
    places, at = [], data.find(mark)
    while at >= 0:
        places.append(at)
        at = data.find(mark, at + 1)
    return places


def test_a_bomb_inside_the_workbook_of_a_chart() -> None:
    book = packing.packed({"xl/x.xml": bytes(60_000_000)})
    assert "package_ratio" in messages(_with_book(book))


def test_a_package_in_a_package_in_a_package() -> None:
    inner = packing.packed({"a": b"x"})
    book = packing.packed({packing.TYPES: b"<Types/>", "_rels/.rels": b"<R/>", "b.xlsx": inner})
    assert "package_nested" in messages(_with_book(book))


def _with_book(book: bytes) -> bytes:
    return packing.with_type("word/embeddings/b.xlsx", f"{OFFICE}spreadsheetml.sheet", data=book)


def test_the_workbook_of_a_chart_may_stay() -> None:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    deck = pptx.Presentation()
    figures = CategoryChartData()
    figures.categories = ["a", "b"]
    figures.add_series("s", [1, 2])
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, 99999, 99999, figures)
    made = io.BytesIO()
    deck.save(made)
    assert found(made.getvalue(), "pptx") == ()


def test_encrypted_parts_and_strange_methods() -> None:
    data = bytearray(packing.office())
    for at in _all(data, b"PK\x01\x02"):
        data[at + 8] |= 1
    assert messages(bytes(data)) == {"package_part_encrypted"}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as archive:
        for name, part in packing.parts_of(packing.office()).items():
            archive.writestr(name, part)
    assert messages(made.getvalue()) == {"package_method"}


@pytest.mark.parametrize(
    ("part", "told", "message"),
    [
        ("word/vbaProject.bin", "application/vnd.ms-office.vbaProject", "package_macros"),
        ("word/vbaProject.bin", "image/png", "package_macros"),
        ("word/activeX/activeX1.bin", "application/vnd.ms-office.activeX", "package_active_x"),
        ("word/embeddings/o1.bin", f"{OFFICE}oleObject", "package_ole"),
        ("word/afchunk.html", "text/html", "package_part_kind"),
        ("word/embeddings/a.exe", "application/x-msdownload", "package_part_kind"),
        ("word/embeddings/a.docx", f"{OFFICE}wordprocessingml.document", "package_part_kind"),
    ],
)
def test_parts_that_run_or_that_no_template_needs(part: str, told: str, message: str) -> None:
    faults = found(packing.with_type(part, told))
    assert [one.message for one in faults] == [message]
    assert faults[0].place == Place("brand/x.docx", key=part)


def test_a_document_with_macros_by_its_own_word() -> None:
    types = packing.parts_of(packing.office())[packing.TYPES]
    told = types.replace(
        f"{OFFICE}wordprocessingml.document.main+xml".encode(),
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert messages(packing.with_parts({packing.TYPES: told})) == {"package_macros"}


@pytest.mark.parametrize(
    ("kind", "target", "message"),
    [
        ("image", "http://evil.example/i.png", "package_picture_linked"),
        ("image", "file://///evil/share/i.png", "package_picture_linked"),
        ("attachedTemplate", "http://evil.example/t.dotm", "package_attached_template"),
        ("oleObject", "http://evil.example/o", "package_ole"),
        ("frame", "http://evil.example/f", "package_external"),
        ("subDocument", "http://evil.example/s.docx", "package_sub_document"),
        ("somethingNew", "http://evil.example/x", "package_external"),
        ("hyperlink", "file://///evil/share", "package_link"),
        ("hyperlink", "\\\\evil\\share", "package_link"),
        ("hyperlink", "javascript:alert(1)", "package_link"),
        ("hyperlink", "ms-word:ofe|u|http://evil.example", "package_link"),
    ],
)
def test_what_is_fetched_from_outside(kind: str, target: str, message: str) -> None:
    data = packing.with_relationship(f'{TYPE}/{kind}" Target="{target}" TargetMode="External"')
    assert messages(data) == {message}


def test_plain_links_may_stay() -> None:
    for target in ("https://example.org/a?b", "mailto:a@example.org", "#place"):
        data = packing.with_relationship(
            f'{TYPE}/hyperlink" Target="{target}" TargetMode="External"'
        )
        assert found(data) == ()


def test_a_relationship_that_leads_to_nothing() -> None:
    """The libraries would stop with an error of their own."""
    assert messages(packing.with_relationship(f'{TYPE}/image" Target="NULL"')) == {
        "package_part_missing"
    }


def test_a_part_that_names_a_relationship_it_does_not_have() -> None:
    header = f'<w:sectPr><w:headerReference xmlns:r="{packing.R}" r:id="rId99"/></w:sectPr>'
    assert messages(packing.with_body(f"<w:p>{header}</w:p>")) == {"package_part_missing"}


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ('<w:altChunk r:id="x"/>', "package_alt_chunk"),
        ('<w:p><w:r><w:object><o:OLEObject r:id="x"/></w:object></w:r></w:p>', "package_ole"),
        ('<w:p><w:r><w:control r:id="x"/></w:r></w:p>', "package_active_x"),
        ('<w:subDoc r:id="x"/>', "package_sub_document"),
        ('<w:p><w:r><a:blip r:link="x"/></w:r></w:p>', "package_picture_linked"),
        ('<w:p><v:imagedata src="http://e.example/i"/></w:p>', "package_picture_linked"),
        ('<w:p><v:fill o:href="http://e.example/i"/></w:p>', "package_picture_linked"),
    ],
)
def test_what_a_part_fetches_or_embeds(inside: str, message: str) -> None:
    spaces = (
        f'xmlns:r="{packing.R}" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="urn:a"'
    )
    name = re.match(r"<[\w:]+", inside)
    assert name
    inside = f"{name[0]} {spaces}{inside[name.end() :]}"
    assert messages(packing.with_body(inside)) - {"package_part_missing"} == {message}


RUN = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def field(*pieces: str) -> str:
    words = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in pieces)
    return f"<w:p>{RUN.format('begin')}{words}{RUN.format('separate')}{RUN.format('end')}</w:p>"


@pytest.mark.parametrize(
    "made",
    [
        field(' INCLUDEPICTURE "http://evil.example/i.png" '),
        field(" inclu", "de", "text &quot;c:/x&quot;"),
        field("DDEAUTO c:\\\\windows\\\\cmd.exe"),
        field(" DDE excel x"),
        field("IMPORT x"),
        field("LINK Excel.Sheet.8 x"),
        field("MACROBUTTON evil click"),
        field("DATABASE \\d x"),
        field(' HYPERLINK "file://///evil/share" '),
        '<w:p><w:fldSimple w:instr=" INCLUDETEXT x "/></w:p>',
        f"<w:p>{RUN.format('begin')}{field('QUOTE 68 68 69')[5:-6]}<w:r><w:instrText> c:\\x"
        f"</w:instrText></w:r>{RUN.format('end')}</w:p>",
        f"<w:p>{RUN.format('begin')}<w:r><w:instrText>DDE x</w:instrText></w:r></w:p>",
        "<w:p><w:r><w:instrText>DDE x</w:instrText></w:r></w:p>",
    ],
)
def test_fields_that_fetch_or_run_however_they_are_split(made: str) -> None:
    assert messages(packing.with_body(made)) == {"package_field"}


def test_fields_that_only_show_may_stay() -> None:
    made = "".join(field(f" {one} ") for one in ("PAGE", "numpages", "TOC \\o &quot;1-3&quot;"))
    made += field(' HYPERLINK \\l "_Toc1" ') + field(' HYPERLINK "https://example.org" ')
    assert found(packing.with_body(made)) == ()


def test_no_field_that_fetches_may_stay() -> None:
    assert not fields.SHOWING & {
        "INCLUDEPICTURE",
        "INCLUDETEXT",
        "DDE",
        "DDEAUTO",
        "IMPORT",
        "LINK",
    }


@pytest.mark.parametrize("part", ["word/document.xml", "word/header9.xml", "customXml/item1.xml"])
@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "xml_doctype"),
        ('<!DOCTYPE x SYSTEM "http://evil.example/x.dtd"><x/>', "xml_doctype"),
        ("<x>" * 300 + "</x>" * 300, "xml_deep"),
        ("<x>", "xml_broken"),
        ("<x>&b;</x>", "xml_broken"),
        ('<?xml version="1.0" encoding="utf-7"?><x/>', "xml_encoding"),
    ],
    ids=["entity", "dtd", "deep", "open", "undeclared", "encoding"],
)
def test_xml_that_would_harm_whoever_reads_it(part: str, xml: str, message: str) -> None:
    faults = found(packing.with_parts({part: xml.encode()}))
    assert (message, part) in [(one.message, one.place.key) for one in faults if one.place]


def test_xml_without_end() -> None:
    long = b"<x>" + b"a" * 8_000_001 + b"</x>"
    assert messages(packing.with_parts({"word/a.xml": long})) == {"package_xml_large"}
    wide = b"<x>" + b"<y/>" * 600_001 + b"</x>"
    twice = {"word/a.xml": wide, "word/b.xml": wide}
    assert messages(packing.with_parts(twice)) == {"xml_many"}


def test_xml_under_another_name_is_read_as_what_it_says_it_is() -> None:
    doctype = b"<!DOCTYPE x><x/>"
    told = f"{OFFICE}wordprocessingml.header+xml"
    assert messages(packing.with_type("word/media/a.png", told, data=doctype)) == {"xml_doctype"}


def test_all_faults_of_a_file_come_at_once() -> None:
    data = packing.with_body(field("DDE x") + '<w:altChunk xmlns:r="u" r:id="x"/>')
    parts = packing.parts_of(data)
    data = packing.packed({**parts, "word/header9.xml": b"<!DOCTYPE x><x/>"})
    assert messages(data) == {"package_field", "package_alt_chunk", "xml_doctype"}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_file_with_changed_bytes_is_read_or_refused(data: st.DataObject) -> None:
    """Whatever is done to the bytes, there is an answer, and what passes opens."""
    whole = bytearray(packing.office())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    if not found(bytes(whole)):
        packing.parts_of(checked_package(bytes(whole), "x.docx", "docx"))


# --- pictures -----------------------------------------------------------------------------------


def raster(data: bytes) -> set[str]:
    return {one.message for one in raster_faults(data, Place("logo.png"))}


def test_a_picture_is_known_by_its_bytes() -> None:
    assert raster_kind(packing.png()) == "png"
    assert raster_kind(packing.jpeg()) == "jpeg"
    assert raster_kind(b"GIF89a") is None
    assert raster(packing.png()) == raster(packing.jpeg()) == set()


def test_a_picture_that_would_fill_the_memory() -> None:
    assert raster(packing.png(60_000, 60_000, b"x")) == {"picture_too_large"}
    assert raster(packing.png(9_000, 9_000, b"x")) == {"picture_too_large"}
    assert raster(packing.jpeg(65_000, 65_000)) == {"picture_too_large"}
    assert messages(
        packing.with_type("word/media/a.png", "image/png", data=packing.png(60_000, 9, b""))
    ) == {"picture_too_large"}


@pytest.mark.parametrize(
    "data",
    [
        packing.png()[:-20],
        packing.png(4, 3, b"\0" * 5_000_000),
        packing.png(0, 3),
        packing.png().replace(b"IEND", b"IENX"),
        packing.png()[:20],
        packing.jpeg()[:8],
        packing.jpeg()[:-6],
        b"\xff\xd8\xff" + b"\xff" * 50,
    ],
)
def test_a_picture_that_contradicts_itself_or_breaks_off(data: bytes) -> None:
    assert raster(data) == {"picture_broken"}


# --- SVG ----------------------------------------------------------------------------------------


def drawing(data: bytes) -> set[str]:
    faults = list(svg_faults(data, Place("logo.svg")))
    for one in faults:
        assert all(sample.texts().fault(one, lang) for lang in LANGS)
    return {one.message for one in faults}


PICTURE = "data:image/png;base64,{}"


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ("<script>alert(1)</script>", "svg_runs"),
        ('<path onload="alert(1)" d=""/>', "svg_runs"),
        ('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>', "svg_runs"),
        ('<animate attributeName="href" to="javascript:x"/>', "svg_runs"),
        ('<set attributeName="onclick" to="x"/>', "svg_runs"),
        ('<image href="http://evil.example/i.png"/>', "svg_fetches"),
        ('<image xlink:href="file:///etc/passwd"/>', "svg_fetches"),
        ('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>', "svg_fetches"),
        ('<use href="other.svg#a"/>', "svg_fetches"),
        ('<a href="javascript:alert(1)"/>', "svg_fetches"),
        ('<path fill="url(http://evil.example/#p)"/>', "svg_fetches"),
        ('<path style="fill:url(//evil.example)"/>', "svg_fetches"),
        ("<style>@import 'http://evil.example/a.css';</style>", "svg_fetches"),
        ("<style>a{fill:u\\72l(x)}</style>", "svg_fetches"),
        ("<style>@font-face{src:url(x)}</style>", "svg_fetches"),
        ('<path xml:base="http://evil.example/"/>', "svg_fetches"),
        ('<image href="data:image/png;base64,AAAA"/>', "picture_broken"),
        ("<g>" * 300 + "</g>" * 300, "xml_deep"),
        ("<path/>" * 50_001, "xml_many"),
    ],
)
def test_a_drawing_that_runs_or_fetches(inside: str, message: str) -> None:
    assert drawing(packing.svg(inside)) == {message}


def test_a_drawing_with_declarations_before_it() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]>'
    assert drawing(packing.svg("<text>&c;</text>", start=bomb)) == {"xml_doctype"}
    sheet = '<?xml-stylesheet href="http://evil.example/a.css"?>'
    assert drawing(packing.svg(start=sheet)) == {"xml_stylesheet"}


def _layers(use: str) -> str:
    groups = [f'<g id="g{n}">{use.format(n + 1) * 20}</g>' for n in range(12)]
    return "".join(groups) + '<path id="g12" d=""/>'


def test_shapes_that_use_each_other_without_end() -> None:
    assert drawing(packing.svg(_layers('<use href="#g{}"/>'))) == {"svg_uses"}
    assert drawing(packing.svg(_layers('<path fill="url(#g{})"/>'))) == {"svg_uses"}
    sheet = "".join(f".c{n}{{fill:url(#g{n})}}" for n in range(13))
    worn = _layers('<path class="c{}"/>')
    assert drawing(packing.svg(f"{worn}<style>{sheet}</style>")) == {"svg_uses"}
    assert drawing(packing.svg('<g id="a"><use href="#a"/></g>')) == {"svg_uses"}


def test_a_drawing_as_drawing_programs_save_it() -> None:
    picture = PICTURE.format(base64.b64encode(packing.png()).decode())
    inside = (
        "<style>.st0{fill:#0b5d6b;clip-path:url(#c)} .st1{font-family:'Arial'}</style>"
        '<defs><path id="s" d="M0 0h4"/><clipPath id="c"><use xlink:href="#s"/></clipPath>'
        '<linearGradient id="l"><stop offset="0"/></linearGradient></defs>'
        '<g class="st0"><path fill="url(#l)" d="M1 1h2"/></g>'
        f'<image width="4" height="3" xlink:href="{picture}"/>'
    )
    head = '<?xml version="1.0" encoding="utf-8"?><!-- a program -->'
    assert drawing(packing.svg(inside, 'width="40mm" height="10mm"', head)) == set()


@pytest.mark.parametrize(
    "size", ['width="1e9"', 'width="99999" height="5"', 'height="0"', 'width="x"']
)
def test_a_drawing_without_a_usable_size(size: str) -> None:
    assert drawing(packing.svg("", size)) == {"svg_size"}
    assert drawing(b'<svg xmlns="http://www.w3.org/2000/svg"/>') == {"svg_size"}
    assert drawing(b"<html/>") == {"svg_root"}


def test_links_that_lead_into_the_web_or_the_document_are_plain() -> None:
    assert all(map(is_plain_link, ["https://a", "#a", "mailto:a@b", "page.html"]))
    assert not any(map(is_plain_link, ["file:///a", "\\\\a\\b", "//a/b", "vbscript:x", "C:\\x"]))
