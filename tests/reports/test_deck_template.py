"""A brand's own PowerPoint template: in any language, emptied of its slides, checked in words."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches

from pmo_advisor.errors import BadInput
from pmo_advisor.knowledge.brand import load_brand
from pmo_advisor.reports.formats.slides import PLACES, faults, start
from tests.reports import decks, sample

GERMAN = ("Titelfolie", "Titel und Inhalt", "Titel", "Inhaltsplatzhalter")
CHINESE = ("标题幻灯片", "标题和内容", "标题", "内容占位符")
FORGOTTEN = "Frau Geheim"


def _local(names: tuple[str, str, str, str]) -> bytes:
    """Office's own layouts under local names, with a slide somebody forgot."""
    made = Presentation()
    made.slide_width, made.slide_height = Inches(13.333), Inches(7.5)
    front, inside, title, content = names
    for layout in list(made.slide_layouts)[2:]:
        made.slide_layouts.remove(layout)
    for layout, name in zip(made.slide_layouts, (front, inside), strict=True):
        layout.name = name
        for number, place in enumerate(layout.placeholders):
            place.name = f"{title if place.placeholder_format.idx == 0 else content} {number}"
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = FORGOTTEN
    slide.notes_slide.notes_text_frame.text = FORGOTTEN
    made.core_properties.author = FORGOTTEN
    return _saved(made)


def _saved(made: Any) -> bytes:
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def _ours() -> Any:
    return decks.opened(start(load_brand()))


@pytest.mark.parametrize("names", [GERMAN, CHINESE])
def test_a_template_of_a_local_office_works(names: tuple[str, str, str, str]) -> None:
    template = _local(names)
    assert faults(template) == ()
    made = decks.opened(decks.on(template, "firm"))
    told = decks.told("firm", "zh")
    assert [one.slide_layout.name for one in made.slides] == [names[0], *[names[1]] * 9]
    for slide, wanted in zip(made.slides, told.slides, strict=True):
        assert re.sub("[\u2009\x0b]", "", slide.shapes.title.text) == wanted.title
        for shape in slide.shapes:
            assert shape.left + shape.width <= made.slide_width
            assert shape.top + shape.height <= made.slide_height


def test_nothing_of_the_templates_own_slides_is_left() -> None:
    data = decks.on(_local(GERMAN))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        assert not [one for one in names if FORGOTTEN.encode() in package.read(one)]
        related = {
            target.rsplit("/", 1)[-1]
            for one in names
            if one.endswith(".rels")
            for target in re.findall(r'Target="([^"]+)"', package.read(one).decode())
        }
        parts = [one for one in names if not one.endswith((".rels", "[Content_Types].xml"))]
        assert not [one for one in parts if one.rsplit("/", 1)[-1] not in related]
        assert len([one for one in names if re.match(r"ppt/slides/[^/]+$", one)]) == 10


def test_no_placeholder_is_left_empty() -> None:
    for template in (start(load_brand()), _local(CHINESE)):
        for slide in decks.opened(decks.on(template, "firm")).slides:
            for place in slide.placeholders:
                assert not place.has_text_frame or place.text_frame.text


def test_the_starting_template_is_without_fault_and_without_slides() -> None:
    template = start(load_brand())
    assert faults(template) == ()
    assert template == start(load_brand())
    made = decks.opened(template)
    assert not list(made.slides)
    assert [one.name for one in made.slide_layouts] == [one.name for one in PLACES]
    for wanted in PLACES:
        layout = made.slide_layouts.get_by_name(wanted.name)
        there = {one.name for one in layout.placeholders}
        assert {one.name for one in wanted.spots if one.needed} <= there
        assert there <= {one.name for one in wanted.spots}


def test_the_starting_template_is_what_a_deck_without_template_stands_on() -> None:
    assert decks.on(start(load_brand()), "rd-1000") == decks.written("rd-1000", "zh")


def test_every_place_says_in_both_languages_what_it_holds() -> None:
    ids = {one.says for one in PLACES} | {spot.says for one in PLACES for spot in one.spots}
    assert {f"report.{one}" for one in ids} <= set(sample.texts())


def test_a_brands_faces_and_colours_are_in_the_theme() -> None:
    brand = load_brand()
    with zipfile.ZipFile(io.BytesIO(start(brand))) as package:
        theme = package.read("ppt/theme/theme1.xml").decode()
    assert brand.colors["accent"][1:].upper() in theme
    assert f'<a:ea typeface="{brand.fonts.chinese[0]}"/>' in theme


def test_a_logo_stands_on_the_first_slide() -> None:
    dot = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10" width="40" height="10">'
        '<rect width="40" height="10" fill="#a03a2b"/></svg>'
    )
    brand = load_brand().model_copy(update={"logo": dot.encode(), "logo_kind": "svg"})
    from pmo_advisor.reports.formats.slides import slides

    first, *others = decks.opened(slides(decks.told("rd-1000", "zh"), brand)).slides
    (logo,) = [one for one in first.shapes if one.shape_type == 13]
    assert logo.width / logo.height == pytest.approx(4, rel=0.02)
    assert not [one for slide in others for one in slide.shapes if one.shape_type == 13]


def _messages(template: bytes) -> list[tuple[str, str | None]]:
    return [(one.message, one.hint) for one in faults(template)]


def test_a_misspelt_layout_is_named_with_the_right_one() -> None:
    made = _ours()
    made.slide_layouts[1].name = "pmo pictures"
    assert ("deck_layout_unknown", "pmo picture") in _messages(_saved(made))


def test_a_misspelt_placeholder_is_named_with_the_right_one() -> None:
    made = _ours()
    next(one for one in made.slide_layouts[0].placeholders if one.name == "logo").name = "loggo"
    assert ("deck_place_misspelt", "logo") in _messages(_saved(made))


def test_a_template_without_a_title_cannot_be_used() -> None:
    made = Presentation()
    for layout in list(made.slide_layouts):
        for place in list(layout.placeholders):
            place._element.getparent().remove(place._element)
    template = _saved(made)
    assert {one.message for one in faults(template)} == {"deck_layout_missing"}
    with pytest.raises(BadInput):
        decks.on(template)


def test_a_picture_needs_room() -> None:
    made = _ours()
    place = next(one for one in made.slide_layouts[1].placeholders if one.name == "picture")
    place.height = Inches(0.5)
    assert [one for one, _ in _messages(_saved(made))] == ["deck_place_small"]


def test_a_placeholder_stays_on_the_slide() -> None:
    made = _ours()
    place = next(one for one in made.slide_layouts[1].placeholders if one.name == "message")
    place.left = Inches(9)
    assert [one for one, _ in _messages(_saved(made))] == ["deck_place_outside"]


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + bytes(18), b"not a package at all"])
def test_what_is_no_powerpoint_file_is_refused_in_words(data: bytes) -> None:
    assert [one.message for one in faults(data)] == ["deck_not_powerpoint"]
    with pytest.raises(BadInput):
        decks.on(data)


def _retyped(data: bytes, old: bytes, new: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(made, "w") as written:
        for name in given.namelist():
            part = given.read(name)
            written.writestr(name, part.replace(old, new) if "Content_Types" in name else part)
    return made.getvalue()


def test_a_potx_is_a_template_too() -> None:
    plain = start(load_brand())
    potx = _retyped(plain, b"presentation.main+xml", b"template.main+xml")
    assert faults(potx) == ()
    assert decks.on(potx) == decks.on(plain)


def test_macros_are_refused() -> None:
    macros = _retyped(
        start(load_brand()),
        b"vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        b"vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    )
    assert [one.message for one in faults(macros)] == ["deck_macros"]


def test_every_fault_is_said_in_both_languages() -> None:
    made = _ours()
    made.slide_layouts[2].name = "pmo tabel"
    for one in faults(_saved(made)):
        assert sample.texts().fault(one, "zh") != sample.texts().fault(one, "en")
