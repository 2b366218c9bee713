"""``template new`` and ``template check``: a starting set, slips in it, and samples."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pptx
import pytest

from pmo_advisor.cli.brandset.files import NAMES
from pmo_advisor.consultation import try_brand as trying
from pmo_advisor.errors import Fault
from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.knowledge.foreign.typeface import names_of
from pmo_advisor.knowledge.sheets import read_sheet
from pmo_advisor.knowledge.texts import load_texts
from pmo_advisor.model.text import Text
from tests.cli.conftest import Invoke
from tests.reports import packing
from tests.shipped import NOT_PROVED, ROOT, program

ORGANIZATION = Text(zh="样例", en="Sample")


@pytest.fixture
def ours(invoke: Invoke, here: Path) -> Path:
    """A starting set."""
    done = invoke("template", "new", "ours", "--lang", "en")
    assert done.exit_code == 0, done.stderr
    return here / "ours"


def judged(folder: Path) -> trying.Tried:
    return trying.try_brand(folder, program(), ORGANIZATION, NOT_PROVED)


@pytest.fixture
def unrendered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without samples, which take a second each."""
    monkeypatch.setattr(trying, "produce", lambda *_: b"")


def told(faults: tuple[Fault, ...]) -> list[tuple[str, str, str | None]]:
    """What is said of which file, and what was perhaps meant."""
    book = load_texts()
    for one in faults:
        assert book.fault(one, "zh")
        assert book.fault(one, "en")
    return [
        (one.message, Path(one.place.file).name if one.place else "", one.hint) for one in faults
    ]


def test_a_starting_set_has_every_file_and_is_without_fault(ours: Path, unrendered: None) -> None:
    assert {one.relative_to(ours).as_posix() for one in ours.rglob("*") if one.is_file()} == set(
        NAMES
    )
    tried = judged(ours)
    assert tried.faults == ()
    assert [one[0] for one in told(tried.notices)] == ["brand_notice_placeholder"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_starting_set_looks_as_shipped_until_it_is_changed(
    invoke: Invoke, here: Path, lang: str
) -> None:
    assert invoke("template", "new", "ours", "--lang", lang).exit_code == 0
    shipped, own = load_brand(), load_brand(here / "ours")
    kept = {"colors", "dark", "fonts", "footer"}
    assert own.model_dump(include=kept) == shipped.model_dump(include=kept)
    said, before = load_texts([here / "ours"]), load_texts()
    assert all(said.text(one) == before.text(one) for one in before)


def test_a_starting_set_is_the_same_wherever_it_is_written(
    invoke: Invoke, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoke("template", "new", "one/ours")
    monkeypatch.setenv("COLUMNS", "40")
    invoke("template", "new", "two/ours")
    for name in NAMES:
        assert (here / "one/ours" / name).read_bytes() == (here / "two/ours" / name).read_bytes()


def test_the_guide_speaks_the_readers_language(invoke: Invoke, here: Path) -> None:
    invoke("template", "new", "a", "--lang", "zh")
    invoke("template", "new", "b", "--lang", "en")
    chinese, english = ((here / one / "README.txt").read_text("utf-8") for one in "ab")
    assert "标签" in chinese
    assert "staffing" in chinese
    assert "标签" not in english
    assert "pmo picture" in english


def test_nothing_of_the_readers_is_overwritten(invoke: Invoke, ours: Path) -> None:
    before = {one: one.read_bytes() for one in ours.rglob("*") if one.is_file()}
    (ours / "deck.pptx").unlink()
    (ours / "brand.yaml").write_text("mine")
    refused = invoke("template", "new", "ours")
    assert refused.exit_code == 2
    assert "brand.yaml" in refused.stderr
    assert "report.docx" in refused.stderr
    assert not (ours / "deck.pptx").exists()
    assert (ours / "brand.yaml").read_text() == "mine"
    assert (ours / "report.docx").read_bytes() == before[ours / "report.docx"]


def test_a_file_is_no_folder(invoke: Invoke, here: Path) -> None:
    (here / "ours").write_text("")
    assert invoke("template", "new", "ours").exit_code == 2
    assert invoke("template", "check", "ours").exit_code == 2
    assert invoke("template", "check", "nowhere").exit_code == 2


def _spoilt(folder: Path) -> None:
    """Slips as a consultant makes them: in Word, in PowerPoint, in the settings."""
    report = docx.Document(str(folder / "report.docx"))
    for paragraph in report.paragraphs:
        if "staffing" in paragraph.text:
            paragraph.runs[0].text = "{{p sta"
            paragraph.add_run("ffng }}").bold = True
        if "{{p all" in paragraph.text or "roadmap" in paragraph.text:
            paragraph._element.getparent().remove(paragraph._element)
    wide = report.paragraphs[0].insert_paragraph_before("For ")
    wide.add_run("\uff5b\uff5bsubj")
    wide.add_run("ect\uff5d\uff5d, and { organization } too")
    report.sections[0].header.paragraphs[0].add_run(" only for {{ orgnization }} itself")
    report.save(str(folder / "report.docx"))
    deck = pptx.Presentation(str(folder / "deck.pptx"))
    deck.slide_layouts[1].name = "pmo pictures"
    deck.save(str(folder / "deck.pptx"))
    settings = (folder / "brand.yaml").read_text("utf-8")
    settings = settings.replace('"#0b5d6b"', '"#5fb7c4"').replace("footer:", "foter:")
    (folder / "brand.yaml").write_text(settings, "utf-8")
    texts = (folder / "texts/brand.yaml").read_text("utf-8").replace("kicker", "kickr")
    (folder / "texts/brand.yaml").write_text(texts, "utf-8")
    (folder / "roles.docx").rename(folder / "rolse.docx")


def test_every_slip_is_told_at_once_with_what_was_meant(ours: Path) -> None:
    _spoilt(ours)
    tried = judged(ours)
    found = told(tried.faults)
    assert {
        ("brand_file_name", "rolse.docx", "roles.docx"),
        ("key_unknown", "brand.yaml", "footer"),
        ("brand_text_unknown", "brand.yaml", "report.doc.kicker"),
        ("word_tag_unknown", "report.docx", "staffing"),
        ("word_tag_unknown", "report.docx", "organization"),
        ("brand_tag_braces", "report.docx", "{{ subject }}"),
        ("brand_tag_braces", "report.docx", "{{ organization }}"),
        ("deck_layout_unknown", "deck.pptx", "pmo picture"),
    } <= set(found)
    assert "brand_contrast" in {message for message, _, _ in found}
    assert tried.samples == ()


def test_a_slip_is_shown_with_the_words_around_it(ours: Path) -> None:
    _spoilt(ours)
    keys = [one.place.key or "" for one in judged(ours).faults if one.place]
    assert any("header" in one and "only for {{ orgnization }} itself" in one for one in keys)
    assert any("document" in one and "{ organization } too" in one for one in keys)


def test_one_broken_tag_hides_no_other(ours: Path) -> None:
    report = docx.Document(str(ours / "report.docx"))
    report.paragraphs[0].insert_paragraph_before("{% for x in y %} and {{ 7*7 }}")
    report.add_paragraph("{{ subjct }}")
    report.save(str(ours / "report.docx"))
    found = told(judged(ours).faults)
    assert [one[0] for one in found].count("word_tag_refused") == 2
    assert ("word_tag_unknown", "report.docx", "subject") in found


def test_what_is_left_out_is_a_notice_and_no_fault(ours: Path, unrendered: None) -> None:
    report = docx.Document()
    report.add_paragraph("{{ title }}")
    report.add_paragraph("{{p why }}")
    report.save(str(ours / "report.docx"))
    tried = judged(ours)
    assert tried.faults == ()
    found = {one.message: one.values for one in tried.notices}
    assert {"brand_notice_left_out", "brand_notice_styles"} <= set(found)
    left = found["brand_notice_left_out"]["tags"]
    assert isinstance(left, list)
    assert "staffing" in left
    assert "why" not in left


def test_the_shade_that_is_offered_can_be_read(ours: Path, unrendered: None) -> None:
    path = ours / "brand.yaml"
    path.write_text(path.read_text("utf-8").replace('"#0b5d6b"', '"#5fb7c4"'), "utf-8")
    faults = judged(ours).faults
    assert {one.message for one in faults} == {"brand_contrast", "brand_shapes"}
    assert {one.place.line for one in faults if one.place} == {_line(path, "#5fb7c4")}
    (hint,) = {one.hint for one in faults}
    path.write_text(path.read_text("utf-8").replace("#5fb7c4", str(hint)), "utf-8")
    assert judged(ours).faults == ()


def _line(path: Path, word: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if word in line)


def test_what_lies_there_unused_is_noticed(here: Path, unrendered: None) -> None:
    folder = packing.brand_folder(
        here / "ours", {"logo.png": packing.png(), "fonts/ours.ttf": _face("Our Sans")}
    )
    found = [message for message, _, _ in told(judged(folder).notices)]
    assert found == [
        "brand_notice_no_templates",
        "brand_notice_no_settings",
        "brand_notice_logo_unnamed",
        "brand_notice_typeface",
    ]
    packing.brand_folder(folder, {"brand.yaml": "logo: logo.png\nfonts: {latin: [Our Sans]}\n"})
    found = [message for message, _, _ in told(judged(folder).notices)]
    assert found == ["brand_notice_no_templates"]


def _face(name: str) -> bytes:
    """A font file with nothing in it but its name."""
    words = name.encode("utf-16-be")
    record = b"".join(one.to_bytes(2, "big") for one in (3, 1, 0x409, 1, len(words), 0))
    table = b"\0\0" + (1).to_bytes(2, "big") + (18).to_bytes(2, "big") + record + words
    head = b"\0\1\0\0" + (1).to_bytes(2, "big") + bytes(6)
    entry = b"name" + bytes(4) + (28).to_bytes(4, "big") + len(table).to_bytes(4, "big")
    return head + entry + table


def test_a_typeface_tells_its_names_and_a_broken_one_none() -> None:
    assert names_of(_face("Our Sans")) == {"Our Sans"}
    for cut in range(len(_face("Our Sans"))):
        assert isinstance(names_of(_face("Our Sans")[:cut]), frozenset)
    shipped = next((ROOT / "fonts").glob("*Regular*"))
    assert "Noto Sans SC" in names_of(shipped.read_bytes())


def test_a_hostile_template_is_refused_by_the_command(invoke: Invoke, ours: Path) -> None:
    (ours / "charter.docx").write_bytes(packing.with_parts({"../x": b""}))
    refused = invoke("template", "check", "ours", "-o", "samples")
    assert refused.exit_code == 2
    assert "charter.docx" in refused.stderr
    assert not Path("samples").exists()
    assert not refused.stdout


def test_a_hostile_template_is_refused_before_a_document_is_made(
    invoke: Invoke, ours: Path
) -> None:
    (ours / "report.docx").write_bytes(packing.with_body("<w:altChunk/>"))
    sheet = str(ROOT / "examples" / "rd-1000" / "answers.yaml")
    refused = invoke("advise", sheet, "--brand", "ours", "--no-firmness", "-o", "report.docx")
    assert refused.exit_code == 2
    assert "report.docx" in refused.stderr
    assert not Path("report.docx").exists()


def test_the_made_up_organisation_names_nobody() -> None:
    sheet = read_sheet(ROOT / "templates" / trying.SHEET, program().rulebook)
    assert not any((sheet.organization, sheet.unit, sheet.respondent, sheet.notes))
    assert sheet.answers.keys().isdisjoint({"sponsor_name", "pmo_budget"})


def test_samples_are_whole_documents_in_both_languages(invoke: Invoke, ours: Path) -> None:
    for name in ("charter.docx", "roles.docx"):
        (ours / name).unlink()
    done = invoke("template", "check", "ours", "-o", "samples")
    assert done.exit_code == 0, done.stderr
    made = sorted(Path("samples").iterdir())
    names = [one.name for one in made]
    assert names == ["deck.en.pptx", "deck.zh.pptx", "report.en.docx", "report.zh.docx"]
    assert all(one in " ".join(done.stdout.split()) for one in names)
    text = {one.name: _words(one) for one in made}
    assert "Sample Company" in text["report.en.docx"]
    assert "样例公司" in text["report.zh.docx"]
    assert not any("{{" in one for one in text.values())


def _words(path: Path) -> str:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        return "".join(
            package.read(one).decode("utf-8") for one in package.namelist() if one.endswith(".xml")
        )
