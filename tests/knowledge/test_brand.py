"""A brand folder: what it may hold, what it changes, and every fault in it at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from pmo_advisor.errors import BadInput, Fault
from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.knowledge.brand_folder import MAX_FILES, TEMPLATES
from pmo_advisor.knowledge.texts import load_texts
from pmo_advisor.model.text import LANGS
from tests.reports import packing

TITLE = "report.document.title"


def faults(folder: Path) -> tuple[Fault, ...]:
    found = packing.refused(lambda: load_brand(folder))
    for one in found:
        assert all(load_texts().fault(one, lang) for lang in LANGS)
    return found


def told(folder: Path, files: Mapping[str, bytes | str]) -> list[tuple[str, str | None]]:
    """The faults of a folder with these files: what is said of which file, and the hint."""
    return [(one.message, one.hint) for one in faults(packing.brand_folder(folder, files))]


def test_what_a_folder_leaves_out_stays_as_shipped(tmp_path: Path) -> None:
    shipped = load_brand()
    assert load_brand(tmp_path) == shipped
    packing.brand_folder(tmp_path, {"brand.yaml": 'colors: {accent: "#123456"}\n'})
    own = load_brand(tmp_path)
    assert own.colors == shipped.colors | {"accent": "#123456"}
    assert (own.dark, own.fonts, own.footer) == (shipped.dark, shipped.fonts, shipped.footer)


def test_a_whole_folder(tmp_path: Path) -> None:
    packing.brand_folder(
        tmp_path,
        {
            "brand.yaml": "logo: our logo.png\nfonts: {latin: [Georgia]}\n"
            "footer: {zh: 某某咨询, en: Some Consulting}\n",
            "our logo.png": packing.png(),
            **{one: packing.office(one.rpartition(".")[2]) for one in TEMPLATES},
            "fonts/our.ttf": b"\x00\x01\x00\x00" + bytes(20),
            "fonts/OFL.txt": "a licence",
            "texts/ours.yaml": _texts(),
            "README.txt": "for us",
            "~$report.docx": "left by Word",
            ".DS_Store": "left by a system",
        },
    )
    own = load_brand(tmp_path)
    assert set(own.templates) == set(TEMPLATES)
    assert (own.logo, own.logo_kind) == (packing.png(), "png")
    assert own.fonts.latin == ("Georgia",)
    assert own.footer.en == "Some Consulting"
    assert own.font_folders == (str(tmp_path / "fonts"),)


def _texts(name: str | None = None) -> str:
    book = load_texts()
    known = name or next(one for one in book if one.startswith("report."))
    return f'{known}: {{zh: "换了", en: "changed"}}\n'


@pytest.mark.parametrize(
    ("written", "message", "line", "hint"),
    [
        ('colors:\n  acent: "#123456"\n', "key_unknown", 2, "accent"),
        ("colors:\n  accent: red\n", "color_shape", 2, None),
        ('dark:\n  ink: "#12345"\n', "color_shape", 2, None),
        ("colors:\n  accent: #123456\n", "color_unquoted", 2, None),
        ('colours:\n  ink: "#123456"\n', "key_unknown", 1, "colors"),
        ("fonts:\n  chines: [SimSun]\n", "key_unknown", 2, "chinese"),
        ("fonts:\n  latin: Arial\n", "need_list", 2, None),
        ("fonts:\n  latin: ['a;}b{']\n", "font_shape", 2, None),
        ("footer: Some Consulting\n", "text_needs_languages", 1, None),
        ("footer: {zh: 某某}\n", "translation_missing_en", 1, None),
        ("- a\n", "brand_needs_keys", 1, None),
        ("logo: ../secret.png\n", "brand_logo_elsewhere", 1, None),
        ("logo: a\\b.png\n", "brand_logo_elsewhere", 1, None),
        ("logo: logo.gif\n", "brand_logo_kind", 1, None),
        ("logo: lgoo.png\n", "brand_logo_missing", 1, "logo.png"),
        ("colors: {accent: \n", "yaml_syntax", 2, None),
    ],
)
def test_a_slip_in_the_settings(
    tmp_path: Path, written: str, message: str, line: int, hint: str | None
) -> None:
    files = {"brand.yaml": written, "logo.png": packing.png()}
    packing.brand_folder(tmp_path, files)
    (fault,) = faults(tmp_path)
    assert fault.place is not None
    assert (fault.message, fault.place.line, fault.hint) == (message, line, hint)
    assert fault.place.file.endswith("brand.yaml")


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("Brand.yaml", "brand_file_name", "brand.yaml"),
        ("brand.yml", "brand_file_name", "brand.yaml"),
        ("colors.yaml", "brand_file_name", "brand.yaml"),
        ("reprot.docx", "brand_file_name", "report.docx"),
        ("Charter.docx", "brand_file_name", "charter.docx"),
        ("report.dotx", "brand_file_name", "report.docx"),
        ("report.docm", "brand_file_name", "report.docx"),
        ("deck.ppt", "brand_file_name", "deck.pptx"),
        ("slides.pptx", "brand_file_name", "deck.pptx"),
        ("letter.docx", "brand_file_name", None),
        ("font/a.ttf", "brand_folder_name", "fonts"),
        ("Texts/a.yaml", "brand_folder_name", "texts"),
        ("texts/a.yml", "brand_texts_file", None),
        ("texts/inner/a.yaml", "brand_texts_file", None),
        ("fonts/a.woff2", "brand_font_kind", None),
        ("fonts/a.ttf", "brand_font_broken", None),
    ],
)
def test_a_file_that_would_not_be_used(
    tmp_path: Path, name: str, message: str, hint: str | None
) -> None:
    assert told(tmp_path, {name: b"anything"}) == [(message, hint)]


def test_a_text_that_is_never_said(tmp_path: Path) -> None:
    known = next(one for one in load_texts() if one.startswith("report."))
    assert told(tmp_path, {"texts/a.yaml": _texts(known + "x")}) == [("brand_text_unknown", known)]
    assert told(tmp_path, {"texts/a.yaml": _texts("cli.written")})[0][0] == "brand_text_unknown"


def test_texts_of_a_pack_may_be_said_otherwise(tmp_path: Path) -> None:
    pack, brand = tmp_path / "pack", tmp_path / "brand"
    packing.brand_folder(pack, {"texts/a.yaml": _texts("report.of_a_pack")})
    packing.brand_folder(brand, {"texts/a.yaml": _texts("report.of_a_pack")})
    assert load_brand(brand, [pack])
    with pytest.raises(BadInput):
        load_brand(brand)


def test_a_fault_within_the_texts_has_its_place(tmp_path: Path) -> None:
    packing.brand_folder(tmp_path, {"texts/a.yaml": 'report.x: {zh: "字"}\n'})
    (fault,) = faults(tmp_path)
    assert (fault.message, fault.place.line if fault.place else 0) == ("translation_missing_en", 1)


@pytest.mark.parametrize(
    "name",
    ["brand.yaml", "report.docx", "logo.png", "texts/a.yaml", "fonts/a.ttf", "texts", "fonts"],
)
def test_a_link_that_leads_out_is_not_followed(tmp_path: Path, name: str) -> None:
    outside, brand = tmp_path / "outside", tmp_path / "brand"
    packing.brand_folder(outside, {"secret": b"\0"})
    packing.brand_folder(brand, {} if name == "brand.yaml" else {"brand.yaml": "logo: logo.png\n"})
    if name != "logo.png":
        packing.brand_folder(brand, {"logo.png": packing.png()})
    path = brand / name
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(outside if "." not in name else outside / "secret")
    (fault,) = faults(brand)
    assert fault.message == "brand_link_out"
    assert fault.place is not None
    assert fault.place.file.endswith(f"brand/{name}")


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    packing.brand_folder(tmp_path, {"report.docx": packing.office()})
    (tmp_path / "charter.docx").symlink_to(tmp_path / "report.docx")
    assert set(load_brand(tmp_path).templates) == {"report.docx", "charter.docx"}


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    packing.brand_folder(tmp_path / "real", {"report.docx": packing.office()})
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert set(load_brand(tmp_path / "link").templates) == {"report.docx"}


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "report.docx")
    assert [one.message for one in faults(tmp_path)] == ["brand_not_regular"]


def test_a_folder_that_is_no_brand(tmp_path: Path) -> None:
    assert [one.message for one in faults(tmp_path / "nowhere")] == ["brand_missing"]
    packing.brand_folder(tmp_path, {"file": "x"})
    assert [one.message for one in faults(tmp_path / "file")] == ["brand_not_folder"]
    full = packing.brand_folder(tmp_path, {f"{n}.txt": "" for n in range(MAX_FILES + 1)})
    assert [one.message for one in faults(full)] == ["brand_too_large"]


def test_the_logo_is_what_its_name_says_and_harmless(tmp_path: Path) -> None:
    yaml = {"brand.yaml": "logo: logo.{}\n"}
    for ending, data, message in (
        ("png", packing.jpeg(), "brand_logo_not_kind"),
        ("jpg", packing.png(), "brand_logo_not_kind"),
        ("png", packing.png(90_000, 90_000, b""), "picture_too_large"),
        ("svg", packing.svg("<script/>"), "svg_runs"),
        ("svg", packing.png(), "xml_broken"),
        ("png", bytes(2_000_001), "file_too_large"),
    ):
        folder = tmp_path / f"{ending}{message}"
        named = yaml["brand.yaml"].format(ending)
        assert [one[0] for one in told(folder, {"brand.yaml": named, f"logo.{ending}": data})] == [
            message
        ]


def test_every_fault_of_a_folder_comes_at_once(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        {
            "brand.yaml": 'colors: {acent: "#123456"}\n',
            "report.docx": b"no",
            "charter.docx": packing.with_parts({"../x": b""}),
            "reprot.docx": b"",
            "texts/a.yaml": _texts("report.nothing_like_it"),
            "fonts/a.ttf": b"no",
        },
    )
    assert {message for message, _ in found} == {
        "key_unknown",
        "package_not_office",
        "package_part_name",
        "brand_file_name",
        "brand_text_unknown",
        "brand_font_broken",
    }
