"""Formulas of a workbook that nobody has worked out: there is no result to read in their cells.

Programs that write workbooks leave results out; a spreadsheet stores them when it saves the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

MOST_KEPT = 1 << 16
"""Bytes of a cell that are waited for; a formula has no more than 8,192 characters."""
_END = b"c>"
_CELL = re.compile(
    rb"""<(?:\w+:)?c\s([^<>]*)>\s*+"""
    rb"""<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*+"""
    rb"""(<(?:\w+:)?v\s*+/>|<(?:\w+:)?v>\s*+</(?:\w+:)?v>)?\s*+</(?:\w+:)?c>"""
)
"""Nothing in it is tried twice, so that no file can make it slow."""
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,9})["']""")
_TEXT = re.compile(rb"""\bt\s*=\s*["']str["']""")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^<>]*>")
_SHEET_ID = re.compile(rb"""\s\w+:id\s*=\s*["']([^"']*)["']""")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]*>")
_ID = re.compile(rb"""\sId\s*=\s*["']([^"']*)["']""")
_TARGET = re.compile(rb"""\sTarget\s*=\s*["']([^"']*)["']""")
BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


class Unsolved:
    """Takes a worksheet's XML piece by piece. ``rows`` has for each row that holds such a formula
    the letters of the first cell with one.
    """

    def __init__(self) -> None:
        self.rows: dict[int, str] = {}
        self._kept = b""

    def take(self, piece: bytes) -> None:
        """The next piece, of any size."""
        text = self._kept + piece
        end = text.rfind(_END) + len(_END) if _END in text else 0
        if b"<f" in text or b":f" in text:
            for cell in _CELL.finditer(text, 0, end):
                self._found(*cell.groups())
        self._kept = text[end:][-MOST_KEPT:]

    def _found(self, attributes: bytes, value: bytes | None) -> None:
        place = _PLACE.search(attributes)
        # An empty result is one, too, where the cell says that its result is text.
        if place is not None and not (value and _TEXT.search(attributes)):
            self.rows.setdefault(int(place[2]), place[1].decode().upper())


def first_worksheet(book: bytes, relations: bytes) -> str | None:
    """The name of the part that holds the first worksheet, in lower case, without its folders."""
    targets = dict(_targets(relations))
    for sheet in _SHEET.findall(book):
        found = _SHEET_ID.search(sheet)
        target = targets.get(found[1], "") if found else ""
        if "worksheets/" in target:
            return target.rsplit("/", 1)[-1]
    return None


def _targets(relations: bytes) -> Iterator[tuple[bytes, str]]:
    for one in _RELATION.findall(relations):
        name, target = _ID.search(one), _TARGET.search(one)
        if name and target:
            yield name[1], target[1].decode("utf-8", errors="replace").lower()


def unsolved_rows(sheets: Mapping[str, Unsolved], first: str | None) -> Mapping[int, str]:
    """The rows of the first worksheet; ``sheets`` are all, by the names of their parts."""
    for name, one in sheets.items():
        if name.lower().rsplit("/", 1)[-1] == first:
            return one.rows
    return {}
