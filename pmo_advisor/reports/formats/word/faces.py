"""The faces of a document for machines that lack them: each is listed with what may stand in."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as DocumentObject
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from pmo_advisor.model.brand import Brand
from pmo_advisor.reports.formats.word.xml import Element, element, valued

_SIMPLIFIED, _WESTERN = "86", "00"
"""The character sets of Windows for faces that do and do not hold Han characters."""


def font_table(brand: Brand) -> Element:
    """The table of the brand's faces."""
    return element("w:fonts", {}, *_fonts(brand))


def listed(document: DocumentObject, brand: Brand) -> None:
    """Add the brand's faces to those that the document's template lists."""
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            part = relation.target_part
            root = parse_xml(part.blob)
            taken = {one.get(qn("w:name")) for one in root.findall(qn("w:font"))}
            root.extend([one for one in _fonts(brand) if one.get(qn("w:name")) not in taken])
            part._blob = serialize_part_xml(root)


def _fonts(brand: Brand) -> Iterator[Element]:
    chinese, latin = brand.fonts.chinese, brand.fonts.latin
    yield _font(chinese[0], chinese[1:], _SIMPLIFIED)
    if latin[0] != chinese[0]:
        yield _font(latin[0], latin[1:], _WESTERN)


def _font(name: str, others: tuple[str, ...], charset: str) -> Element:
    return element(
        "w:font",
        {"w:name": name},
        valued("w:altName", ",".join(others)) if others else None,
        valued("w:charset", charset),
        valued("w:family", "swiss"),
        valued("w:pitch", "variable"),
    )
