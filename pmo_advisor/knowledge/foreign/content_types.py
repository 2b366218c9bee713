"""``[Content_Types].xml``: what each part of an Office package says it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from pmo_advisor.errors import Fault, Place
from pmo_advisor.knowledge.foreign.xml_scan import local
from pmo_advisor.knowledge.shown import shown

NAME = "[Content_Types].xml"
Kind = Literal["docx", "pptx", "xlsx"]

_OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN: Mapping[Kind, str] = {
    "docx": f"{_OFFICE}wordprocessingml.document.main+xml",
    "pptx": f"{_OFFICE}presentationml.presentation.main+xml",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet.main+xml",
}
"""The type of the main part of each kind of package."""

_TEMPLATES = ("template.main+xml", "slideshow.main+xml")
_MACROS = ("macroenabled", "vbaproject", "vbadata", "keymapcustomizations", "attachedtoolbars")
_XML_NAMES = ("xml", "rels", "vml", "svg")
_PICTURES = ("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf", "wdp", "ico")
_FONTS = ("odttf", "fntdata", "ttf")
_BOOKS = ("xlsx",)
_PRINTER = "printersettings"


class ContentTypes:
    """Gathers the types by ending and by part; asks are answered by ``of``."""

    def __init__(self) -> None:
        self._by_ending: dict[str, str] = {}
        self._by_part: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        told = attributes.get("ContentType", "")
        if local(name) == "Default":
            self._by_ending[attributes.get("Extension", "").lower()] = told
        elif local(name) == "Override":
            self._by_part[attributes.get("PartName", "").lstrip("/").lower()] = told

    def end(self, name: str) -> None:
        """Nothing follows from an end."""

    def text(self, words: str) -> None:
        """Nothing stands between the types."""

    def of(self, part: str) -> str:
        """The type of a part, empty where none is given."""
        return self._by_part.get(part.lower(), self._by_ending.get(ending(part), ""))


def ending(part: str) -> str:
    """The ending of a part's name, small and without its point."""
    return part.rpartition("/")[2].rpartition(".")[2].lower()


def is_xml(part: str, told: str) -> bool:
    """Whether a library may read the part as XML, by its name or by its type."""
    return ending(part) in _XML_NAMES or told.lower().endswith(("/xml", "+xml"))


def is_book(part: str) -> bool:
    """Whether the part is a workbook: the figures behind a chart."""
    return ending(part) in _BOOKS


def type_faults(part: str, told: str, place: Place) -> Iterator[Fault]:
    """What a part must not be: a program, or something that no template needs."""
    kind = told.lower()
    if any(word in kind for word in _MACROS) or part.lower().endswith("vbaproject.bin"):
        yield Fault("package_macros", {}, place)
    elif "activex" in kind or "/activex/" in f"/{part.lower()}":
        yield Fault("package_active_x", {}, place)
    elif kind.endswith("oleobject"):
        yield Fault("package_ole", {}, place)
    elif not told and part != NAME:
        yield Fault("package_part_untyped", {}, place)
    elif not (is_xml(part, told) or _is_plain(part, kind)):
        yield Fault("package_part_kind", {"kind": shown(told)}, place)


def main_faults(told: str, wanted: Kind, place: Place) -> Iterator[Fault]:
    """What is wrong with the type of the main part of a package that should be ``wanted``."""
    values: dict[str, object] = {"ending": f".{wanted}"}
    if told == MAIN[wanted] or any(word in told.lower() for word in _MACROS):
        return
    if told.endswith(_TEMPLATES):
        yield Fault("package_saved_as_template", values, place)
    else:
        yield Fault("package_other_program", values, place)


def _is_plain(part: str, kind: str) -> bool:
    return (
        ending(part) in (*_PICTURES, *_FONTS, *_BOOKS)
        or kind.startswith(("image/", "audio/", "video/"))
        or kind.endswith(_PRINTER)
    )
