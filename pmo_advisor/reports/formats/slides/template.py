"""A brand's own template: opened with care, checked in plain words, and emptied of its slides."""

from __future__ import annotations

import io
import zipfile
import zlib
from difflib import get_close_matches
from typing import Any

from pptx import Presentation
from pptx.exc import PythonPptxError

from pmo_advisor.errors import BadInput, Fault, Place, TextId
from pmo_advisor.model.brand import Brand
from pmo_advisor.reports.formats.slides.finding import (
    Found,
    all_layouts,
    box_of,
    find,
    folded,
    picture_box,
)
from pmo_advisor.reports.formats.slides.grid import INCH
from pmo_advisor.reports.formats.slides.places import PLACES
from pmo_advisor.reports.formats.slides.start import start
from pmo_advisor.reports.formats.slides.stripping import strip

NAME = "deck.pptx"
_BIGGEST = 200_000_000
"""No package is unpacked that says it holds more than this, in bytes."""

_TYPES = "[Content_Types].xml"
_TEMPLATE = b"presentationml.template.main+xml"
_SLIDESHOW = b"presentationml.slideshow.main+xml"
_PRESENTATION = b"presentationml.presentation.main+xml"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    PythonPptxError,
    AttributeError,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What python-pptx raises for files that are not what they say they are."""

_LEAST = (6 * INCH, round(2.5 * INCH))
_OURS = "pmo "


def opened(brand: Brand) -> Any:
    """The brand's template, or the starting one, without slides. Raises BadInput."""
    given = brand.templates.get(NAME)
    deck = _read(start(brand) if given is None else given)
    wrong = _faults(deck)
    if wrong:
        raise BadInput(wrong)
    strip(deck)
    return deck


def faults(template: bytes) -> tuple[Fault, ...]:
    """What is missing, unknown or misspelt in a template, all of it; nothing where it will do."""
    try:
        return _faults(_read(template))
    except BadInput as error:
        return error.faults


def _read(data: bytes) -> Any:
    try:
        return Presentation(io.BytesIO(_as_presentation(data)))
    except _BROKEN as error:
        raise BadInput([Fault("deck_not_powerpoint", {}, Place(NAME))]) from error


def _as_presentation(data: bytes) -> bytes:
    """The package, with a template's type turned into that of a presentation."""
    with zipfile.ZipFile(io.BytesIO(data)) as given:
        if sum(one.file_size for one in given.infolist()) > _BIGGEST:
            raise BadInput([Fault("deck_too_big", {}, Place(NAME))])
        types = given.read(_TYPES)
        if b"vnd.ms-office.vbaProject" in types or b".macroEnabled." in types:
            raise BadInput([Fault("deck_macros", {}, Place(NAME))])
        if _TEMPLATE not in types and _SLIDESHOW not in types:
            return data
        parts = {one.filename: given.read(one) for one in given.infolist()}
    for other in (_TEMPLATE, _SLIDESHOW):
        types = types.replace(other, _PRESENTATION)
    parts[_TYPES] = types
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name, part in parts.items():
            written.writestr(name, part)
    return made.getvalue()


def _faults(deck: Any) -> tuple[Fault, ...]:
    # python-pptx reads most of a file only when it is asked for it.
    try:
        return _found_in(deck)
    except _BROKEN as error:
        raise BadInput([Fault("deck_not_powerpoint", {}, Place(NAME))]) from error


def _found_in(deck: Any) -> tuple[Fault, ...]:
    names = [one.name for one in PLACES]
    ours = [one.name for one in all_layouts(deck) if folded(one.name).startswith(_OURS)]
    unknown = [one for one in ours if folded(one) not in names]
    wrong = [
        Fault("deck_layout_unknown", {"layout": one}, Place(NAME), _near(folded(one), names))
        for one in unknown
    ]
    for name in names:
        found = find(deck, name)
        if found is None:
            wrong.append(_missing(name))
        else:
            wrong += _of_layout(deck, found)
    return tuple(_once(wrong))


def _missing(name: str) -> Fault:
    """That no layout would do, and which placeholders one would need."""
    wanted = next(one for one in PLACES if one.name == name)
    places = [TextId(f"report.{one.says}") for one in wanted.spots if one.needed]
    return Fault("deck_layout_missing", {"layout": name, "places": places}, Place(NAME))


def _once(wrong: list[Fault]) -> list[Fault]:
    """Each fault once: one layout may serve for several of ours."""
    kept: dict[str, Fault] = {}
    for one in wrong:
        kept.setdefault(f"{one.message} {sorted(one.values.items())}", one)
    return list(kept.values())


def _of_layout(deck: Any, found: Found) -> list[Fault]:
    """What a layout lacks, which of its placeholders is misspelt, and what lies wrongly."""
    layout = found.layout.name
    place = Place(NAME, key=layout)
    left_over = [
        folded(one.name)
        for one in found.layout.placeholders
        if not any(one._element is spot._element for spot in found.spots.values())
    ]
    wrong = []
    for spot in found.wanted.spots:
        if spot.name in found.spots:
            continue
        near = _near(spot.name, left_over)
        values = {"layout": layout, "name": spot.name, "says": TextId(f"report.{spot.says}")}
        if spot.needed:
            wrong.append(Fault("deck_place_missing", values, place, near))
        elif near and found.named:
            values = {"name": near, "says": TextId(f"report.{spot.says}")}
            wrong.append(Fault("deck_place_misspelt", values, place, spot.name))
    if wrong or "title" not in found.spots:
        return wrong
    for name, one in found.spots.items():
        box = box_of(one)
        if (
            min(box.left, box.top) < 0
            or box.right > deck.slide_width
            or box.bottom > deck.slide_height
        ):
            wrong.append(Fault("deck_place_outside", {"layout": layout, "name": name}, place))
    if found.wanted.name != PLACES[0].name:
        _, area = picture_box(found, deck.slide_width, deck.slide_height)
        if area.width < _LEAST[0] or area.height < _LEAST[1]:
            wrong.append(Fault("deck_place_small", {"layout": layout}, place))
    return wrong


def _near(name: str, names: list[str]) -> str | None:
    return next(iter(get_close_matches(name, names, n=1, cutoff=0.6)), None)
