"""The Excel file: safe to open, the same every time, to be read by everyone and printed."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections import Counter
from functools import cache

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.brand import Brand
from pmo_advisor.model.text import LANGS, Lang
from pmo_advisor.reports.documents.workbook import workbook
from pmo_advisor.reports.documents.worksheets.grid import Cell, Prose, Sheet, Workbook
from pmo_advisor.reports.formats.sheets import sheets
from pmo_advisor.reports.formats.sheets.cells import LONGEST, like_formula, text_of
from pmo_advisor.reports.produce import Material, Order, produce
from tests import office
from tests.reports import sample
from tests.shipped import program

FORMULAS = (
    "=1+1",
    "+A1",
    "-A1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\uff1d1",
    "\uff0b1",
    "\uff0d1",
    "\uff201",
    " =1",
    '=HYPERLINK("http://evil.example","x")',
    "=cmd|' /C calc'!A0",
)


def written(advice: Advice, lang: Lang = "en", brand: Brand | None = None) -> bytes:
    told = workbook(advice, program().rulebook, sample.texts(), lang)
    return sheets(told, brand or load_brand())


@cache
def example(lang: Lang = "en") -> bytes:
    return written(sample.example("rd-1000"), lang)


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as given:
        return {
            one: given.read(one).decode("utf-8")
            for one in given.namelist()
            if one.endswith((".xml", ".rels"))
        }


def one_cell(text: str) -> Workbook:
    """A workbook with one text."""
    page = Sheet(
        "overview",
        "Overview",
        "",
        (20.0,),
        (Cell(0, 0, text, "text"),),
        *((),) * 5,
        None,
        None,
        None,
    )
    return Workbook("en", "title", text, (page,))


@pytest.mark.parametrize("lang", LANGS)
def test_the_same_advice_gives_the_same_bytes(lang: Lang) -> None:
    assert written(sample.example("rd-1000"), lang) == written(sample.example("rd-1000"), lang)


def test_the_program_produces_a_workbook_for_the_client_unless_told_otherwise() -> None:
    material = Material(sample.example("rd-1000"), program().rulebook, sample.texts(), load_brand())
    client = produce(Order("workbook", "xlsx", "en"), material)
    inside = produce(Order("workbook", "xlsx", "en"), material._replace(edition="internal"))
    told = sample.texts().say("report.workbook.sheet.trace", "en")
    assert told not in openpyxl.load_workbook(io.BytesIO(client)).sheetnames
    assert told in openpyxl.load_workbook(io.BytesIO(inside)).sheetnames


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_stays_text(text: str) -> None:
    """Also after somebody has edited the cell: it is marked as quoted."""
    data = sheets(one_cell(text), load_brand())
    cell = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]["A1"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert like_formula(text)
    assert "<f>" not in parts(data)["xl/worksheets/sheet1.xml"]


def test_plain_words_are_not_marked_as_quoted() -> None:
    data = sheets(one_cell("a plain = word - @"), load_brand())
    assert not openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]["A1"].quotePrefix


def test_hostile_answers_add_no_formula_and_no_link() -> None:
    answers = sample.example("rd-1000").provenance.answers
    free = dict.fromkeys(("sponsor_name", "pmo_budget", "review_date"), FORMULAS[-2])
    plain = sample.answered({**answers, **dict.fromkeys(free, "x")}, unit="Unit")
    hostile = sample.answered(
        {**answers, **free}, unit=sample.HOSTILE[-200:], organization=FORMULAS[-1]
    )

    def formulas(advice: Advice) -> list[str]:
        book = openpyxl.load_workbook(io.BytesIO(written(advice)))
        cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
        return [str(cell.value) for cell in cells if cell.data_type == "f"]

    assert len(formulas(hostile)) == len(formulas(plain))
    assert not any("evil" in one or "calc'" in one for one in formulas(hostile))
    for name, part in parts(written(hostile)).items():
        assert "TargetMode" not in part, name
        assert "externalLink" not in part, name


@pytest.mark.parametrize(
    "text",
    [
        "a\x00b\x07\x1fc",
        "\ud800x\udfff",
        "\ufffe\uffff",
        "x" * 40000,
        "\U0001f600" * 20000,
        "_x0041_",
        "<&>\"'",
        "\u202eabc \u05e9\u05dc\u05d5\u05dd",
        "a\r\nb\u2028c",
    ],
)
def test_no_text_can_spoil_the_file(text: str) -> None:
    data = sheets(one_cell(text), load_brand())
    value = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]["A1"].value
    assert value is None or value == text_of(text)
    assert len(text_of(text).encode("utf-16-le")) // 2 <= LONGEST


def test_nothing_tells_the_hour_or_a_name() -> None:
    told = parts(example())
    core = told["docProps/core.xml"]
    assert re.findall(r"\d{4}-\d\d-\d\dT[^<]*", core) == ["2000-01-01T00:00:00Z"] * 2
    assert re.search(r"<dc:creator>[^<]+<", core) is None
    assert re.search(r"<cp:lastModifiedBy>[^<]+<", core) is None
    assert "Lanxu" not in core + told["docProps/app.xml"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_worksheet_is_ready_to_be_printed(lang: Lang) -> None:
    book = openpyxl.load_workbook(io.BytesIO(example(lang)))
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert sheet.page_setup.fitToHeight == 0
        assert "&P" in _footer(sheet)
        if sheet.auto_filter.ref:
            assert sheet.print_title_rows
            assert sheet.freeze_panes


def _footer(sheet: Worksheet) -> str:
    footer = sheet.oddFooter
    return f"{footer.left.text}{footer.center.text}{footer.right.text}"


def test_a_unit_s_name_cannot_steer_the_footer() -> None:
    told = one_cell("x")._replace(subject="&P&G&R" + "&" * 300)
    sheet = parts(sheets(told, load_brand()))["xl/worksheets/sheet1.xml"]
    found = re.search(r"<oddFooter>(.*?)</oddFooter>", sheet)
    assert found is not None
    footer = found.group(1).replace("&amp;", "&")
    assert len(footer) <= 255
    assert re.findall(r"&[A-Z]", footer.replace("&&", "")) == ["&L", "&R", "&P", "&N"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_reader_starts_at_the_top_of_the_first_worksheet(lang: Lang) -> None:
    book = openpyxl.load_workbook(io.BytesIO(example(lang)))
    assert book.active is book.worksheets[0]
    selected = [one for one in book if one.sheet_view.tabSelected]
    assert selected == [book.worksheets[0]]
    assert book.worksheets[0].sheet_view.selection[0].activeCell in (None, "A1")


def test_an_input_can_be_told_without_colour() -> None:
    """By a frame that no other cell has, by its name, and by a prompt with its bounds."""
    book = openpyxl.load_workbook(io.BytesIO(example()))
    sheet = book[sample.texts().say("report.workbook.sheet.staffing", "en")]
    names = {name: one.attr_text for name, one in book.defined_names.items()}
    place = names["input_parallel_deliveries"].rsplit("!", 1)[1].replace("$", "")
    cell = sheet[place]
    assert cell.value == 42
    assert {cell.border.left.style, cell.border.top.style} == {"medium"}
    others = {
        one.border.left.style
        for row in sheet.iter_rows()
        for one in row
        if one.column != cell.column
    }
    assert "medium" not in others
    rule = next(one for one in sheet.data_validations.dataValidation if place in one.sqref)
    assert (rule.type, rule.formula1, rule.formula2) == ("whole", "0", "5000")
    assert rule.prompt
    assert rule.error


@pytest.mark.parametrize("lang", LANGS)
def test_every_chart_reads_cells_and_says_what_it_shows(lang: Lang) -> None:
    told = parts(example(lang))
    charts = [part for name, part in told.items() if name.startswith("xl/charts/chart")]
    assert len(charts) == 3
    for chart in charts:
        assert re.findall(r"<c:val><c:numRef><c:f>[^<]+\$[A-Z]+\$\d+:\$[A-Z]+\$\d+", chart)
        assert "<c:f></c:f>" not in chart
    drawings = [part for name, part in told.items() if name.startswith("xl/drawings/drawing")]
    spoken = [one for part in drawings for one in re.findall(r'descr="([^"]+)"', part)]
    assert len(spoken) == len(charts)


@pytest.mark.parametrize("lang", LANGS)
def test_the_brand_gives_every_face_and_the_colours(lang: Lang) -> None:
    shipped = load_brand()
    fonts = shipped.fonts.model_copy(update={"chinese": ("Fang Song",), "latin": ("Georgia",)})
    colors = {**shipped.colors, "accent": "#7a1f5c"}
    own = shipped.model_copy(update={"fonts": fonts, "colors": colors})
    told = parts(written(sample.example("rd-1000"), lang, own))
    face = "Fang Song" if lang == "zh" else "Georgia"
    assert set(re.findall(r'<name val="([^"]+)"/>', told["xl/styles.xml"])) == {face}
    assert "FF7A1F5C" in told["xl/styles.xml"]
    chart = next(part for name, part in told.items() if name.startswith("xl/charts/chart"))
    assert set(re.findall(r'<a:latin typeface="([^"]+)"', chart)) == {face}


@pytest.mark.parametrize("lang", LANGS)
def test_an_office_prints_it_with_every_word_in_sight(lang: Lang) -> None:
    """Row heights hold what stands in them: no line of a cell is cut off."""
    told = workbook(sample.example("three-parties"), program().rulebook, sample.texts(), lang)
    chosen = [one for one in told.sheets if one.id in ("warnings", "roadmap", "parties")]
    data = sheets(told._replace(sheets=tuple(chosen)), load_brand())
    printed = {one.name: Counter[str]() for one in chosen}
    for page in office.pages(office.pdf(data, "xlsx")):
        name = next(one for one in printed if re.search(rf"{one}\s+\d+ / \d+\s*$", page))
        printed[name] += letters(page)
    for one in chosen:
        wanted = Counter[str]()
        for cell in (*one.cells, *one.proses):
            text = cell.text if isinstance(cell, Prose) else cell.value
            wanted += letters(text) if isinstance(text, str) else Counter[str]()
        assert wanted - printed[one.name] == Counter(), one.id


def letters(text: str) -> Counter[str]:
    return Counter(one for one in unicodedata.normalize("NFKC", text) if one.isalpha())
