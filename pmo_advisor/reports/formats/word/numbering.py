"""Real numbering: one list of bullets, and a new list of numbers wherever one begins."""

from __future__ import annotations

from docx.document import Document as DocumentObject
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

from pmo_advisor.reports.formats.word.look import OF, twips
from pmo_advisor.reports.formats.word.xml import Element, element, valued

BULLET = "\u2022"


class Numbering:
    """The numbering of one document; its lists are added beside those of the template."""

    def __init__(self, document: DocumentObject) -> None:
        self._root = _root(document)
        self._bullets: int | None = None
        self._numbers: int | None = None

    def bullets(self) -> int:
        """The number of the list of bullets."""
        if self._bullets is None:
            self._bullets = self._list(self._abstract("bullet", BULLET, "List Bullet"))
        return self._bullets

    def numbers(self) -> int:
        """The number of a new list that counts from 1."""
        if self._numbers is None:
            self._numbers = self._abstract("decimal", "%1.", "List Number")
        start = valued("w:startOverride", 1)
        return self._list(self._numbers, element("w:lvlOverride", {"w:ilvl": 0}, start))

    def _list(self, abstract: int, *overrides: Element) -> int:
        number = self._free("w:num", "w:numId", 1)
        made = element(
            "w:num", {"w:numId": number}, valued("w:abstractNumId", abstract), *overrides
        )
        self._root.append(made)
        return number

    def _abstract(self, form: str, text: str, style: str) -> int:
        number = self._free("w:abstractNum", "w:abstractNumId", 0)
        look = OF[style]
        level = element(
            "w:lvl",
            {"w:ilvl": 0},
            valued("w:start", 1),
            valued("w:numFmt", form),
            valued("w:lvlText", text),
            valued("w:lvlJc", "left"),
            element(
                "w:pPr",
                {},
                element("w:ind", {"w:left": twips(look.left), "w:hanging": twips(look.hanging)}),
            ),
        )
        single = valued("w:multiLevelType", "singleLevel")
        made = element("w:abstractNum", {"w:abstractNumId": number}, single, level)
        # Every abstract list stands before the first list.
        first = self._root.find(qn("w:num"))
        if first is None:
            self._root.append(made)
        else:
            first.addprevious(made)
        return number

    def _free(self, tag: str, attribute: str, lowest: int) -> int:
        taken = [int(one.get(qn(attribute))) for one in self._root.findall(qn(tag))]
        return max(taken, default=lowest - 1) + 1


def _root(document: DocumentObject) -> Element:
    """The numbering of the document, an empty one where the template has none."""
    part = document.part
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            found: Element = relation.target_part.element
            return found
    name = PackURI("/word/numbering.xml")
    root = element("w:numbering")
    made = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, root, part.package)
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return root
