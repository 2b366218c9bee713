"""The shipped look of Word documents: every style by its name, in points and brand colours."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pmo_advisor.model.brand import Brand, ColorName
from pmo_advisor.reports.formats.word.xml import Element, element, valued

Kind = Literal["paragraph", "character", "table"]

NORMAL, TABLE = "Normal", "Normal Table"
"""The names of the styles that stand under all others."""


class Look(NamedTuple):
    """A style. Sizes are in points; 0 leaves what it is based on as it is.

    ``line`` is the least height of a line, so that a face of another build changes no page and
    larger text is still never cut. ``left`` and ``hanging`` indent, ``fill`` and ``bar`` are the
    colours behind the text and at its left, ``outline`` is the depth as a heading.
    """

    name: str
    kind: Kind = "paragraph"
    based: str = NORMAL
    size: float = 0
    line: float = 0
    before: float = 0
    after: float = 0
    color: ColorName | None = None
    bold: bool = False
    keep_next: bool = False
    left: float = 0
    hanging: float = 0
    fill: ColorName | None = None
    bar: ColorName | None = None
    outline: int | None = None
    right_aligned: bool = False
    superscript: bool = False


def _style(name: str, size: float, line: float, **more: object) -> Look:
    return Look(name, size=size, line=line, **more)  # type: ignore[arg-type]


def _letters(name: str, color: ColorName | None = None, **more: object) -> Look:
    return Look(name, "character", "", color=color, **more)  # type: ignore[arg-type]


LOOKS: tuple[Look, ...] = (
    _style(NORMAL, 10.5, 16.5, based="", after=6, color="ink"),
    _style("Title", 20, 28, after=6, bold=True, keep_next=True),
    _style("heading 1", 16, 24, before=20, after=10, bold=True, keep_next=True, outline=0),
    _style("heading 2", 12.5, 19, before=16, after=5, bold=True, keep_next=True, outline=1),
    _style("heading 3", 10.5, 16.5, before=11, after=3, bold=True, keep_next=True, outline=2),
    _style("caption", 9.5, 15, before=15, after=5, bold=True, keep_next=True),
    _style("List Bullet", 10.5, 16.5, after=3, left=14, hanging=14),
    _style("List Number", 10.5, 16.5, after=4, left=18, hanging=18),
    _style("TOC Heading", 16, 24, after=12, bold=True, keep_next=True),
    _style("toc 1", 10, 15, after=5),
    _style("header", 8.5, 13, color="soft_ink"),
    _style("footer", 8.5, 13, color="soft_ink"),
    _style("PMO Topic", 9.5, 15, before=26, after=2, color="accent", bold=True, keep_next=True),
    _style("PMO Lead", 11, 16.5, after=3, color="soft_ink"),
    _style("PMO Aside", 9.5, 15, after=5, color="soft_ink"),
    _style("PMO Notice", 10, 16, before=8, after=10, left=9, fill="panel", bar="accent"),
    _style("PMO Figure", 10.5, 0, before=6, after=4, keep_next=False),
    _style("PMO Figure Key", 8.5, 13, after=8, color="soft_ink"),
    _style("PMO Brief Label", 9, 15.5, color="soft_ink"),
    _style("PMO Brief", 10, 15.5),
    _style("PMO Brief First", 11.5, 16.5, bold=True),
    _style("PMO Brief Small", 9.5, 13.5),
    _style("PMO Detail Small", 8, 11.5, color="soft_ink"),
    _style("PMO Label", 9, 15, color="soft_ink"),
    _style("PMO Fact", 10, 15),
    _style("PMO Detail", 8.5, 13, color="soft_ink"),
    _style("PMO Head", 8.5, 13, color="soft_ink", keep_next=True),
    _style("PMO Cell", 9, 13.5),
    _style("PMO Figures", 9, 13.5, right_aligned=True),
    _style("PMO Figures Head", 8.5, 13, color="soft_ink", keep_next=True, right_aligned=True),
    _style("PMO Cell Detail", 8, 12, color="soft_ink"),
    _style("PMO Note", 9, 13.5, before=3, left=24, hanging=24),
    _style("PMO Note Detail", 8, 12, before=1, left=24, color="soft_ink"),
    _style("PMO Gap", 2, 8),
    _style("PMO Break", 1, 1),
    _letters("PMO Strong", bold=True),
    _letters("PMO Quiet", "soft_ink", size=9),
    _letters("PMO Second", "soft_ink"),
    _letters("PMO Reference", "accent", superscript=True),
    _letters("PMO Met", "accent", bold=True),
    _letters("PMO Unmet", "against", bold=True),
    _letters("PMO Open", "open", bold=True),
    _letters("PMO For", "accent", bold=True),
    _letters("PMO Against", "against", bold=True),
    Look(TABLE, "table", ""),
    Look("PMO Table", "table", TABLE),
    Look("PMO Facts", "table", TABLE),
)
"""All styles, each after the one it is based on."""

OF: dict[str, Look] = {one.name: one for one in LOOKS}


def color(brand: Brand, name: ColorName) -> str:
    """A colour of the brand as Word writes it."""
    return brand.colors[name].lstrip("#").upper()


def twips(points: float) -> int:
    """A length in twentieths of a point."""
    return round(points * 20)


def run_properties(look: Look, brand: Brand) -> Element | None:
    """What a style says of its letters."""
    half_points = round(look.size * 2)
    made = [
        *([element("w:b"), element("w:bCs")] if look.bold else ()),
        *([valued("w:color", color(brand, look.color))] if look.color else ()),
        *([valued("w:sz", half_points), valued("w:szCs", half_points)] if half_points else ()),
        *([valued("w:vertAlign", "superscript")] if look.superscript else ()),
    ]
    return element("w:rPr", {}, *made) if made else None


def paragraph_properties(look: Look, brand: Brand) -> Element:
    """What a style says of its paragraphs."""
    spacing: dict[str, str | int] = {
        "w:before": twips(look.before),
        "w:after": twips(look.after),
    }
    if look.line:
        spacing |= {"w:line": twips(look.line), "w:lineRule": "atLeast"}
    else:
        spacing |= {"w:line": 240, "w:lineRule": "auto"}
    indent: dict[str, str | int] = {"w:left": twips(look.left)}
    if look.hanging:
        indent["w:hanging"] = twips(look.hanging)
    return element(
        "w:pPr",
        {},
        element("w:keepNext") if look.keep_next else None,
        element("w:keepLines") if look.keep_next or look.fill else None,
        element("w:widowControl"),
        _bar(look, brand),
        _shade(look, brand),
        element("w:spacing", spacing),
        element("w:ind", indent) if look.left else None,
        valued("w:jc", "right") if look.right_aligned else None,
        None if look.outline is None else valued("w:outlineLvl", look.outline),
    )


def _bar(look: Look, brand: Brand) -> Element | None:
    if look.bar is None or look.fill is None:
        return None
    # Borders of the fill's own colour give the panel its margin above, below and at the right.
    edge: dict[str, str | int] = {"w:val": "single", "w:sz": 8, "w:space": 5}
    edge["w:color"] = color(brand, look.fill)
    left: dict[str, str | int] = {"w:val": "single", "w:sz": 24, "w:space": 7}
    left["w:color"] = color(brand, look.bar)
    return element(
        "w:pBdr",
        {},
        element("w:top", edge),
        element("w:left", left),
        element("w:bottom", edge),
    )


def _shade(look: Look, brand: Brand) -> Element | None:
    if look.fill is None:
        return None
    return element(
        "w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": color(brand, look.fill)}
    )
