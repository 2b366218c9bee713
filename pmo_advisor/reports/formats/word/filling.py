"""A template with its lines filled in, and a mark where each block is to stand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Set
from typing import NamedTuple

from docx.document import Document as DocumentObject
from docx.opc.constants import CONTENT_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import Part
from docx.oxml import parse_xml
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import Environment, TemplateError

from pmo_advisor.errors import BadInput, Fault, Place
from pmo_advisor.reports.formats.word.environment import Refused, TagEnvironment
from pmo_advisor.reports.formats.word.scanning import (
    Spot,
    faults_in,
    split_braces,
    spots,
    texts_of,
)
from pmo_advisor.reports.formats.word.tags import LOGO
from pmo_advisor.reports.formats.word.xml import Element, ancestors, element, words

_FOOTNOTES = CONTENT_TYPE.WML_FOOTNOTES
_FILLED = (CONTENT_TYPE.WML_HEADER, CONTENT_TYPE.WML_FOOTER, _FOOTNOTES)
_NEVER_FILLED = (CONTENT_TYPE.WML_COMMENTS, CONTENT_TYPE.WML_ENDNOTES)
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
LONGEST_PROPERTY = 255
"""Characters that a property of an Office file may have."""
_BROKEN = (OpcError, SyntaxError, KeyError, ValueError, AttributeError, TypeError, IndexError)
"""What the libraries raise on a package that is whole as an archive but no document."""


class Offer(NamedTuple):
    """What a template may take: words within a line, and the blocks that there are.

    ``known`` are all blocks of this kind of document; one that is not there gives nothing.
    """

    lines: Mapping[str, str]
    blocks: Set[str]
    known: Set[str]


def marker(name: str) -> str:
    """The mark of a block or of the logo, in private characters that no text is made of."""
    return f"\ue0f0{name}\ue0f1"


class _Mark(str):
    """A mark in the text; a condition on it tells whether the block is there."""

    def __new__(cls, name: str, there: bool) -> _Mark:
        made = super().__new__(cls, marker(name))
        made._there = there
        return made

    _there: bool

    def __bool__(self) -> bool:
        return self._there


def filled(data: bytes, file: str, offer: Offer) -> DocumentObject:
    """The template, its lines filled, with a paragraph that holds the mark of each block.

    Raises BadInput with all faults of the template's tags.
    """
    try:
        template = _Template(data, file, offer)
        faults = list(template.faults())
        if not faults:
            template.render(template.values(), template.environment, autoescape=True)
    except (*_BROKEN, TemplateError, Refused, zipfile.BadZipFile) as error:
        raise BadInput([Fault("word_template_broken", {}, Place(file))]) from error
    if faults:
        raise BadInput(faults)
    return template.document


def template_faults(data: bytes, file: str, offer: Offer) -> list[Fault]:
    """What is wrong with the tags of a template, without filling it."""
    try:
        return list(_Template(data, file, offer).faults())
    except (*_BROKEN, zipfile.BadZipFile):
        return [Fault("word_template_broken", {}, Place(file))]


class _Template(DocxTemplate):  # type: ignore[misc]
    """docxtpl within our limits: tags are judged before anything is run, parts strictly read."""

    def __init__(self, data: bytes, file: str, offer: Offer) -> None:
        super().__init__(io.BytesIO(data))
        self.init_docx()
        self.document: DocumentObject = self.docx
        self.environment = TagEnvironment((*offer.lines, LOGO), offer.known)
        self._file = file
        self._offer = offer

    def values(self) -> dict[str, str]:
        there = self._offer.blocks
        marks = {name: _Mark(name, name in there) for name in self._offer.known}
        return {**self._offer.lines, LOGO: marker(LOGO) if LOGO in there else "", **marks}

    def faults(self) -> Iterator[Fault]:
        """All that is wrong with the tags. Afterwards each tag stands in one piece."""
        body = self.document.element
        found = list(spots(body))
        place = self._place(self.document.part)
        yield from faults_in(body, found, self.environment, place)
        yield from self._misplaced(found, place)
        yield from self._joined(body, place)
        for part in self._parts(*_FILLED):
            root = parse_xml(part.blob)
            inside = list(spots(root))
            yield from faults_in(root, inside, self.environment, self._place(part))
            yield from self._not_here(inside, self._place(part))
            yield from self._joined(root, self._place(part))
            self._put(part, root)
        for part in self._parts(*_NEVER_FILLED):
            for one in spots(parse_xml(part.blob)):
                yield Fault("word_tag_place", {"tag": one.said}, self._place(part))
        yield from self._property_faults()

    def _place(self, part: Part) -> Place:
        return Place(self._file, key=str(part.partname).rpartition("/")[2].removesuffix(".xml"))

    def _parts(self, *types: str) -> list[Part]:
        package = self.document.part.package
        parts = [one for one in package.iter_parts() if one.content_type in types]
        return sorted(parts, key=lambda one: str(one.partname))

    @staticmethod
    def _put(part: Part, root: Element) -> None:
        if hasattr(part, "_element"):
            part._element = root
        else:
            part._blob = serialize_part_xml(root)

    @staticmethod
    def _joined(root: Element, place: Place) -> Iterator[Fault]:
        if split_braces(serialize_part_xml(root).decode("utf-8")):
            yield Fault("word_tag_stray", {"tag": "{"}, place)

    def _blocks_in(self, found: list[Spot]) -> Iterator[tuple[str, Spot]]:
        for one in found:
            name = one.plain.strip("{} ")
            if one.plain.startswith("{{") and name in self._offer.known:
                yield name, one

    def _not_here(self, found: list[Spot], place: Place) -> Iterator[Fault]:
        for _, one in self._blocks_in(found):
            yield Fault("word_tag_place", {"tag": one.said}, place)

    def _misplaced(self, found: list[Spot], place: Place) -> Iterator[Fault]:
        """Blocks in a text box, beside other words, or twice; and a template without any."""
        told: set[str] = set()
        for name, one in self._blocks_in(found):
            values = {"tag": one.said}
            beside = "".join(each.text or "" for each in texts_of(one.paragraph))
            if next(ancestors(one.paragraph, "w:txbxContent"), None) is not None:
                yield Fault("word_tag_place", values, place)
            elif beside.replace(one.said, "", 1).strip():
                yield Fault("word_tag_alone", values, place)
            elif name in told:
                yield Fault("word_tag_twice", values, place)
            told.add(name)
        if not told:
            yield Fault("word_no_sections", {}, Place(self._file))

    def _property_faults(self) -> Iterator[Fault]:
        for name in _PROPERTIES:
            said = str(getattr(self.document.core_properties, name) or "")
            if "{" not in said:
                continue
            paragraph = element("w:p", {}, words("w:t", said))
            place = Place(self._file, key=name)
            inside = list(spots(paragraph))
            yield from faults_in(paragraph, inside, self.environment, place)
            yield from self._not_here(inside, place)

    # What docxtpl would do otherwise, in the places where it trusts a template or the words in it.

    def render_xml_part(
        self, src_xml: str, part: Part, context: dict[str, str], jinja_env: Environment
    ) -> str:
        self.current_rendering_part = part
        made = jinja_env.from_string(src_xml).render(context)
        parse_xml(made.encode("utf-8"))
        return made

    def render_properties(self, context: dict[str, str], jinja_env: Environment) -> None:
        plain = jinja_env.overlay(autoescape=False)
        for name in _PROPERTIES:
            said = str(getattr(self.document.core_properties, name) or "")
            made = plain.from_string(said).render(context)
            setattr(self.document.core_properties, name, made[:LONGEST_PROPERTY])

    def render_footnotes(self, context: dict[str, str], jinja_env: Environment) -> None:
        # Once, where docxtpl does it for every section: words filled in are never tags themselves.
        for part in self._parts(_FOOTNOTES):
            source = self.patch_xml(part.blob.decode("utf-8"))
            part._blob = self.render_xml_part(source, part, context, jinja_env).encode("utf-8")
