"""The styles of a template, found by what they are called or do, and never by their ids.

Word stores the names of its own styles in English and localises their ids; other programs store
local names. Styles that a template lacks are added in the shipped look.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from docx.oxml.ns import qn

from pmo_advisor.model.brand import Brand
from pmo_advisor.reports.formats.word.look import (
    NORMAL,
    OF,
    TABLE,
    Look,
    paragraph_properties,
    run_properties,
)
from pmo_advisor.reports.formats.word.tablelook import table_parts
from pmo_advisor.reports.formats.word.xml import Element, element, valued, within
from pmo_advisor.reports.render import shipped_templates

_HEADINGS = {"heading 1": "0", "heading 2": "1", "heading 3": "2"}
_SIZE = 20
"""Half points of a text whose size nobody says, as in Word."""
_DEEPEST = 20
"""How far a style's ancestors are followed; Word itself allows no more than about ten."""


class Faces(NamedTuple):
    """The faces of a run. A ``latin`` that is null is the template's own affair."""

    chinese: str
    latin: str | None


@cache
def _local_names() -> Mapping[str, frozenset[str]]:
    told = json.loads((shipped_templates() / "word" / "style-names.json").read_text("utf-8"))
    return {name: frozenset(_plain(one) for one in local) for name, local in told.items()}


def _plain(name: str) -> str:
    return "".join(name.casefold().split())


class Styles:
    """The styles of one document; asking for one that is missing adds it."""

    def __init__(self, root: Element, brand: Brand) -> None:
        self._root = root
        self._brand = brand
        self._ids: dict[str, str] = {}
        self._faces: dict[str, Faces] = {}
        self._sizes: dict[str, int] = {}
        self._by_id = {str(one.get(qn("w:styleId"))): one for one in within(root, "w:style")}

    def id(self, name: str) -> str:
        """The id, in this document, of the style with this name in English."""
        if name not in self._ids:
            found = self._found(OF[name])
            self._ids[name] = found if found is not None else self._added(OF[name])
        return self._ids[name]

    def element(self, name: str) -> Element:
        """The style itself."""
        return self._by_id[self.id(name)]

    def faces(self, name: str) -> Faces:
        """The faces that a paragraph style asks for, the brand's where it asks for none."""
        if name not in self._faces:
            chinese = self._face(name, "eastAsia") or self._brand.fonts.chinese[0]
            self._faces[name] = Faces(chinese, self._face(name, "ascii"))
        return self._faces[name]

    def half_points(self, name: str) -> int:
        """The size of a paragraph style's letters in half points."""
        if name not in self._sizes:
            sizes = (one.find(qn("w:sz")) for one in self._inherited(name))
            told = (str(one.get(qn("w:val"))) for one in sizes if one is not None)
            self._sizes[name] = next((int(one) for one in told if one.isdecimal()), _SIZE)
        return self._sizes[name]

    def _face(self, name: str, script: str) -> str | None:
        for properties in self._inherited(name):
            fonts = properties.find(qn("w:rFonts"))
            if fonts is not None and fonts.get(qn(f"w:{script}Theme")) is not None:
                return None
            if fonts is not None and fonts.get(qn(f"w:{script}")):
                return str(fonts.get(qn(f"w:{script}")))
        return None

    def _inherited(self, name: str) -> list[Element]:
        """The letters' properties of a style, of those it is based on, and of the document."""
        found = []
        style: Element | None = self.element(name)
        for _ in range(_DEEPEST):
            if style is None:
                break
            found.append(style.find(qn("w:rPr")))
            based = style.find(qn("w:basedOn"))
            style = None if based is None else self._by_id.get(str(based.get(qn("w:val"))))
        found += self._root.findall(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        return [one for one in found if one is not None]

    def _found(self, look: Look) -> str | None:
        styles = [
            one for one in within(self._root, "w:style") if one.get(qn("w:type")) == look.kind
        ]
        if look.name in (NORMAL, TABLE):
            return _first(one for one in styles if one.get(qn("w:default")) in ("1", "true", "on"))
        named = {_plain(_name(one)): one for one in reversed(styles)}
        for name in (_plain(look.name), *sorted(_local_names().get(look.name, ()))):
            if name in named:
                return str(named[name].get(qn("w:styleId")))
        depth = _HEADINGS.get(look.name)
        if depth is None:
            return None
        return _first(one for one in styles if _depth(one) == depth)

    def _added(self, look: Look) -> str:
        style_id = self._free(shipped_id(look.name))
        style = style_element(
            look, self._brand, style_id, self.id(look.based) if look.based else ""
        )
        self._root.append(style)
        self._by_id[style_id] = style
        return style_id

    def _free(self, wanted: str) -> str:
        taken = {one.casefold() for one in self._by_id}
        tries = (wanted, *(f"{wanted}{number}" for number in range(2, len(taken) + 3)))
        return next(one for one in tries if one.casefold() not in taken)


def shipped_id(name: str) -> str:
    """The id of a style in documents of ours."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def style_element(look: Look, brand: Brand, style_id: str, based: str) -> Element:
    """A style of the shipped look as it stands in a document."""
    attributes = {"w:type": look.kind, "w:styleId": style_id}
    if look.name in (NORMAL, TABLE):
        attributes["w:default"] = "1"
    if look.name.startswith("PMO "):
        attributes["w:customStyle"] = "1"
    made = element(
        "w:style",
        attributes,
        valued("w:name", look.name),
        valued("w:basedOn", based) if based else None,
        element("w:qFormat") if look.kind == "paragraph" else None,
    )
    if look.kind == "table":
        made.extend(table_parts(look, brand))
        return made
    if look.kind == "paragraph":
        made.append(paragraph_properties(look, brand))
    letters = run_properties(look, brand)
    if letters is not None:
        made.append(letters)
    return made


def _first(styles: object) -> str | None:
    found = next(iter(styles), None)  # type: ignore[call-overload]
    return None if found is None else str(found.get(qn("w:styleId")))


def _name(style: Element) -> str:
    named = style.find(qn("w:name"))
    return "" if named is None else str(named.get(qn("w:val")))


def _depth(style: Element) -> str | None:
    told = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    return None if told is None else str(told.get(qn("w:val")))
