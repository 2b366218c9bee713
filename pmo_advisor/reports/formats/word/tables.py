"""Tables: figures and words under a head that every page repeats, and labels with what they say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pmo_advisor.reports.blocks import Fact, Facts, Grid, Place, Said
from pmo_advisor.reports.formats.word.columns import widths
from pmo_advisor.reports.formats.word.look import OF, twips
from pmo_advisor.reports.formats.word.runs import Runs
from pmo_advisor.reports.formats.word.styles import Styles
from pmo_advisor.reports.formats.word.tablelook import BESIDE
from pmo_advisor.reports.formats.word.xml import Element, element, valued
from pmo_advisor.reports.typography import ems

SHORT_ROW = 500
"""Ems of text up to which a row stays on one page."""
_APART = 80
"""Between the things that one label says, in twips."""
_LONGEST_NAME = 250
"""Characters of the name that a table has for those who hear it."""
_BY_HAND = 680
"""The least height of a row that is to be filled in with a pen, in twips."""
_LABEL_SHARE = 0.28
"""The most that labels take of the width."""


class Tables:
    """Writes tables into one document."""

    def __init__(self, styles: Styles, runs: Runs) -> None:
        self._styles = styles
        self._runs = runs

    def paragraphs(
        self, place: Place, style: str, detail: str, *, second: float = 1
    ) -> list[Element]:
        """A place as paragraphs, each detail in one of its own; one paragraph at least."""
        made: list[Element] = []
        for one in _told_once(_pieces(place)):
            told = tuple(said._replace(detail="") for said in one)
            made.append(self.paragraph(style, self._runs.place(told, style, second=second)))
            for said in one:
                if said.detail:
                    run = self._runs.run(said.detail, said.lang, detail)
                    made.append(self.paragraph(detail, [run]))
        return made or [self.paragraph(style, [])]

    def paragraph(self, style: str, runs: Iterable[Element], *more: Element) -> Element:
        """A paragraph of a style."""
        properties = element("w:pPr", {}, valued("w:pStyle", self._styles.id(style)), *more)
        return element("w:p", {}, properties, *runs)

    def grid(self, grid: Grid, width: int) -> Element:
        """A table without its caption."""
        columns = [[head, *(row[at] for row in grid.rows)] for at, head in enumerate(grid.head)]
        each = widths(
            columns,
            width,
            em=twips(OF["PMO Cell"].size),
            beside=[2 * BESIDE if at in grid.figures else BESIDE for at in range(len(columns))],
            unbroken=(*grid.figures, *grid.short),
        )
        told = " ".join(said.text for said in grid.caption)
        table = self._table("PMO Table", each, head=True, told=told)
        table.append(self._row(grid, grid.head, each, head=True))
        for row in grid.rows:
            table.append(self._row(grid, row, each, head=False))
        return table

    def _row(self, grid: Grid, cells: Sequence[Place], each: list[int], *, head: bool) -> Element:
        length = max((_length(cell) for cell in cells), default=0)
        whole = head or length < SHORT_ROW
        row = element("w:tr", {}, _row_properties(head=head, whole=whole, by_hand=not all(cells)))
        for at, cell in enumerate(cells):
            figures = at in grid.figures
            if head:
                style = "PMO Figures Head" if figures else "PMO Head"
            else:
                style = "PMO Figures" if figures else "PMO Cell"
            inside = self.paragraphs(cell, style, "PMO Cell Detail")
            if figures and at + 1 < len(cells):
                for one in inside:
                    one.get_or_add_pPr().append(element("w:ind", {"w:right": BESIDE}))
            row.append(_cell(each[at], inside, low=head))
        return row

    def facts(self, facts: Facts, width: int, *, dense: bool = False) -> Element:
        """Labels at the left, what they say at the right; ``dense`` in smaller type."""
        label = "PMO Brief Label" if facts.brief else "PMO Label"
        em = twips(OF[label].size)
        longest = max((_length((said,)) for row in facts.rows for said in row.label), default=0)
        left = min(int((longest + 0.4) * em) + BESIDE, int(width * _LABEL_SHARE))
        each = [left, width - left]
        table = self._table("PMO Facts", each, head=False, told="")
        for at, row in enumerate(facts.rows):
            style = "PMO Fact"
            if facts.brief:
                style = "PMO Brief Small" if dense else "PMO Brief"
                style = "PMO Brief First" if at == 0 and row.id == "people" else style
            whole = sum(_length(line) for line in row.lines) < SHORT_ROW
            named = self.paragraphs(row.label, label, label)
            told = self._told(row, style, "PMO Detail Small" if dense else "PMO Detail")
            properties = _row_properties(head=False, whole=whole)
            table.append(element("w:tr", {}, properties, _cell(left, named), _cell(each[1], told)))
        return table

    def _told(self, row: Fact, style: str, detail: str) -> list[Element]:
        second = 0.9 if style == "PMO Brief First" else 1
        made: list[Element] = []
        for line in row.lines:
            told = self.paragraphs(line, style, detail, second=second)
            if made:
                told[0].get_or_add_pPr().append(element("w:spacing", {"w:before": _APART}))
            made += told
        return made or [self.paragraph(style, [])]

    def _table(self, style: str, each: list[int], *, head: bool, told: str) -> Element:
        look = {"w:firstRow": int(head), "w:firstColumn": 0, "w:lastRow": 0, "w:lastColumn": 0}
        properties = element(
            "w:tblPr",
            {},
            valued("w:tblStyle", self._styles.id(style)),
            element("w:tblW", {"w:w": sum(each), "w:type": "dxa"}),
            element("w:tblLayout", {"w:type": "fixed"}),
            element("w:tblLook", {**look, "w:noHBand": 1, "w:noVBand": 1}),
            valued("w:tblCaption", told[:_LONGEST_NAME]) if told else None,
        )
        grid = element("w:tblGrid", {}, *(element("w:gridCol", {"w:w": one}) for one in each))
        return element("w:tbl", {}, properties, grid)


def _row_properties(*, head: bool, whole: bool, by_hand: bool = False) -> Element:
    high = element("w:trHeight", {"w:val": _BY_HAND, "w:hRule": "atLeast"})
    return element(
        "w:trPr",
        {},
        element("w:cantSplit") if whole else None,
        high if by_hand and not head else None,
        element("w:tblHeader") if head else None,
    )


def _cell(width: int, inside: list[Element], *, low: bool = False) -> Element:
    properties = element(
        "w:tcPr",
        {},
        element("w:tcW", {"w:w": width, "w:type": "dxa"}),
        valued("w:vAlign", "bottom") if low else None,
    )
    return element("w:tc", {}, properties, *inside)


def _pieces(place: Place) -> list[list[Said]]:
    """The place cut where another language begins, and after each detail."""
    made: list[list[Said]] = []
    for said in place:
        before = made[-1][-1] if made else None
        if before is None or before.lang != said.lang or before.detail:
            made.append([])
        made[-1].append(said)
    return made


def _told_once(pieces: list[list[Said]]) -> list[list[Said]]:
    """Without what another language says alike, such as a number."""
    first = [_plain(one) for one in pieces[:1]]
    return [*pieces[:1], *(one for one in pieces[1:] if _plain(one) not in first)]


def _plain(piece: list[Said]) -> tuple[object, ...]:
    return tuple((said.mark_word, said.text, said.detail) for said in piece)


def _length(place: Place) -> float:
    return sum(ems(said.text) + ems(said.detail) for said in place)
