"""Fields in Word text: which of them only show something, and which fetch or run."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pmo_advisor.knowledge.foreign.links import is_plain_link
from pmo_advisor.knowledge.foreign.xml_scan import local

SHOWING = frozenset(
    [
        "PAGE",
        "NUMPAGES",
        "SECTION",
        "SECTIONPAGES",
        "TOC",
        "TC",
        "TOA",
        "TA",
        "XE",
        "INDEX",
        "REF",
        "PAGEREF",
        "NOTEREF",
        "STYLEREF",
        "SEQ",
        "HYPERLINK",
        "DATE",
        "TIME",
        "CREATEDATE",
        "SAVEDATE",
        "PRINTDATE",
        "EDITTIME",
        "TITLE",
        "SUBJECT",
        "AUTHOR",
        "KEYWORDS",
        "COMMENTS",
        "LASTSAVEDBY",
        "FILENAME",
        "FILESIZE",
        "NUMWORDS",
        "NUMCHARS",
        "REVNUM",
        "DOCPROPERTY",
        "DOCVARIABLE",
        "INFO",
        "SYMBOL",
        "EQ",
        "IF",
        "COMPARE",
        "QUOTE",
        "LISTNUM",
        "AUTONUM",
        "AUTONUMLGL",
        "AUTONUMOUT",
        "FORMTEXT",
        "FORMCHECKBOX",
        "FORMDROPDOWN",
        "ADVANCE",
        "CITATION",
        "BIBLIOGRAPHY",
        "USERNAME",
        "USERADDRESS",
        "USERINITIALS",
        "TEMPLATE",
        "SET",
        "BOOKMARK",
        "SHAPE",
    ]
)
"""The fields that a template may have. Every other one fetches, runs or asks for something."""
_WORD = re.compile(r"\s*(=|[^\s\"\\]+)")
_TARGET = re.compile(r"\"([^\"]*)\"")
LONGEST = 10_000


class Fields:
    """Puts the fields of one part together, however many runs each is split over.

    ``refused`` are the instructions of those that a template may not have.
    """

    def __init__(self) -> None:
        self.refused: list[str] = []
        self._open: list[list[str]] = []
        self._inside = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        word = local(name)
        if word == "fldSimple":
            self._judge(next((v for k, v in attributes.items() if local(k) == "instr"), ""))
        elif word == "fldChar":
            kind = next((v for k, v in attributes.items() if local(k) == "fldCharType"), "")
            if kind == "begin":
                for outer in self._open[-1:]:
                    outer.append("\0")
                self._open.append([])
            elif kind == "end" and self._open:
                self._judge("".join(self._open.pop()))
        self._inside = word in ("instrText", "delInstrText")

    def end(self) -> None:
        """An element ends."""
        self._inside = False

    def text(self, words: str) -> None:
        """Words of the document."""
        if not self._inside:
            return
        if not self._open:
            self._open.append([])
        self._open[-1].append(words)

    def close(self) -> None:
        """The part ends; so do fields that nothing has ended."""
        while self._open:
            self._judge("".join(self._open.pop()))

    def _judge(self, instruction: str) -> None:
        """A field whose name another field would make (a null before it) is refused, too."""
        found = _WORD.match(instruction)
        word = found[1].upper() if found else ""
        fine = word == "=" or word in SHOWING
        if fine and word == "HYPERLINK":
            fine = all(is_plain_link(one) for one in _TARGET.findall(instruction)[:1])
        if word == "HYPERLINK" and r"\l" in instruction.split('"', maxsplit=1)[0]:
            fine = True
        if not fine and instruction.strip():
            self.refused.append(instruction.replace("\0", "{…}").strip()[:LONGEST])
