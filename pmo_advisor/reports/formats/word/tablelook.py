"""The shipped look of tables: light rules only, the first row set apart by its own."""

from __future__ import annotations

from pmo_advisor.model.brand import Brand, ColorName
from pmo_advisor.reports.formats.word.look import TABLE, Look, color
from pmo_advisor.reports.formats.word.xml import Element, element, valued

ABOVE, BESIDE = 60, 150
"""Space above and below a cell's text, and at its right, in twips."""


def table_parts(look: Look, brand: Brand) -> tuple[Element, ...]:
    """What a table style says after its name."""
    if look.name == TABLE:
        return (
            valued("w:uiPriority", 99),
            element("w:semiHidden"),
            element("w:unhideWhenUsed"),
            element("w:tblPr", {}, _indent(), _margins(0, 108, 108)),
        )
    facts = look.name == "PMO Facts"
    borders = element("w:tblBorders", {}, *([] if facts else [_rule("w:bottom", "faint", brand)]))
    borders.append(_rule("w:insideH", "faint", brand))
    properties = element("w:tblPr", {}, _indent(), borders, _margins(ABOVE, 0, BESIDE))
    if facts:
        return (properties,)
    below = element("w:tcBorders", {}, _rule("w:bottom", "rule", brand))
    first = element(
        "w:tblStylePr", {"w:type": "firstRow"}, element("w:tblPr"), element("w:tcPr", {}, below)
    )
    return (properties, first)


def _indent() -> Element:
    return element("w:tblInd", {"w:w": 0, "w:type": "dxa"})


def _margins(above: int, left: int, right: int) -> Element:
    sides = {"w:top": above, "w:left": left, "w:bottom": above, "w:right": right}
    return element(
        "w:tblCellMar",
        {},
        *(element(side, {"w:w": width, "w:type": "dxa"}) for side, width in sides.items()),
    )


def _rule(side: str, name: ColorName, brand: Brand) -> Element:
    return element(
        side, {"w:val": "single", "w:sz": 4, "w:space": 0, "w:color": color(brand, name)}
    )
