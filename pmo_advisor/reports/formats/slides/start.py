"""The template that a brand starts from: its colours and faces, our layouts and their places."""

from __future__ import annotations

import io
from html import escape
from typing import Any, NamedTuple

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.util import Emu

from pmo_advisor.model.brand import Brand, ColorName
from pmo_advisor.reports.formats.package import fixed
from pmo_advisor.reports.formats.slides import grid
from pmo_advisor.reports.formats.slides.grid import Box
from pmo_advisor.reports.formats.slides.stripping import strip

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_NAMESPACES = (
    f'xmlns:a="{_A}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_THEME_COLORS: dict[str, ColorName] = {
    "dk1": "ink",
    "lt1": "paper",
    "dk2": "soft_ink",
    "lt2": "panel",
    "accent1": "accent",
    "accent2": "open",
    "accent3": "against",
    "accent4": "soft_ink",
    "accent5": "accent_soft",
    "accent6": "rule",
    "hlink": "accent",
    "folHlink": "soft_ink",
}


class _Spot(NamedTuple):
    """A placeholder of a layout. ``style`` is its text's size in points, colour and weight."""

    name: str
    kind: str
    idx: int
    box: Box
    size: int = 12
    color: str = "tx1"
    bold: bool = False
    anchor: str = "t"
    align: str = "l"


_TITLE = _Spot("title", "title", 0, grid.TITLE, 24, "tx1", True)
_MESSAGE = _Spot("message", "body", 10, grid.MESSAGE, 16, "tx2")
_FOOTER = _Spot("footer", "ftr", 12, grid.FOOTER, 12, "tx2", anchor="ctr")
_NUMBER = _Spot("number", "sldNum", 13, grid.NUMBER, 12, "tx2", anchor="ctr", align="r")
_LAYOUTS: tuple[tuple[str, str, tuple[_Spot, ...]], ...] = (
    (
        "pmo title",
        "title",
        (
            _Spot("title", "ctrTitle", 0, grid.FRONT_TITLE, 36, "tx1", True),
            _Spot("message", "subTitle", 1, grid.FRONT_MESSAGE, 20, "tx1"),
            _Spot("kicker", "body", 10, grid.KICKER, 16, "accent1", True),
            _Spot("logo", "pic", 14, grid.FRONT_LOGO),
            _FOOTER,
        ),
    ),
    (
        "pmo picture",
        "obj",
        (_TITLE, _MESSAGE, _Spot("picture", "obj", 11, grid.PICTURE, 14), _FOOTER, _NUMBER),
    ),
    (
        "pmo table",
        "tbl",
        (_TITLE, _MESSAGE, _Spot("picture", "tbl", 11, grid.PICTURE, 14), _FOOTER, _NUMBER),
    ),
)


def start(brand: Brand) -> bytes:
    """The starting template as PowerPoint bytes: no slides, three layouts, the brand's theme."""
    deck = Presentation()
    strip(deck)
    deck.slide_width, deck.slide_height = Emu(grid.WIDTH), Emu(grid.HEIGHT)
    size = deck.part._element.find(f"{{{_P}}}sldSz")
    size.attrib.pop("type", None)
    for layout in list(deck.slide_layouts)[len(_LAYOUTS) :]:
        deck.slide_layouts.remove(layout)
    master = deck.slide_master
    _shapes(master._element, (_TITLE, _MESSAGE._replace(idx=1), _FOOTER, _NUMBER), rule=True)
    _styles(master._element)
    for layout, (name, kind, spots) in zip(deck.slide_layouts, _LAYOUTS, strict=True):
        layout._element.set("type", kind)
        layout._element.set("preserve", "1")
        layout._element.find(f"{{{_P}}}cSld").set("name", name)
        _shapes(layout._element, spots)
    theme = master.part.part_related_by(RT.THEME)
    theme._blob = _theme(brand)
    made = io.BytesIO()
    deck.save(made)
    return fixed(made.getvalue())


_P = "http://schemas.openxmlformats.org/presentationml/2006/main"


def _shapes(element: Any, spots: tuple[_Spot, ...], *, rule: bool = False) -> None:
    """Puts these placeholders, and nothing else, on a master or layout."""
    tree = element.find(f"{{{_P}}}cSld").find(f"{{{_P}}}spTree")
    for old in list(tree)[2:]:
        tree.remove(old)
    if rule:
        tree.append(_line())
    for number, spot in enumerate(spots, start=10):
        tree.append(parse_xml(_shape(number, spot)))


def _line() -> Any:
    """A hairline above the footer."""
    left, top, width = grid.FOOTER.left, grid.FOOTER.top - 60_000, grid.PICTURE.width
    return parse_xml(
        f'<p:cxnSp {_NAMESPACES}><p:nvCxnSpPr><p:cNvPr id="9" name="rule"/><p:cNvCxnSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvCxnSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{width}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        '<a:ln w="9525"><a:solidFill><a:schemeClr val="accent6"/></a:solidFill></a:ln></p:spPr>'
        "</p:cxnSp>"
    )


def _shape(number: int, spot: _Spot) -> str:
    place = spot.box
    kind = "" if spot.kind == "obj" else f' type="{spot.kind}"'
    idx = f' idx="{spot.idx}"' if spot.idx else ""
    text = f"<a:r><a:rPr/><a:t>{spot.name}</a:t></a:r>"
    if spot.kind == "sldNum":
        text = (
            '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'
            "<a:rPr/><a:t>1</a:t></a:fld>"
        )
    bold = ' b="1"' if spot.bold else ' b="0"'
    return (
        f'<p:sp {_NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{spot.name}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{kind}{idx}/></p:nvPr></p:nvSpPr>"
        f'<p:spPr><a:xfrm><a:off x="{place.left}" y="{place.top}"/>'
        f'<a:ext cx="{place.width}" cy="{place.height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        '<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" wrap="square" '
        f'anchor="{spot.anchor}"><a:noAutofit/></a:bodyPr>'
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{spot.align}"><a:buNone/>'
        f'<a:defRPr sz="{spot.size * 100}"{bold}><a:solidFill><a:schemeClr val="{spot.color}"/>'
        "</a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>"
        f"<a:p>{text}</a:p></p:txBody></p:sp>"
    )


def _styles(master: Any) -> None:
    """The master's text styles: our line spacing, no bullets, theme faces."""
    old = master.find(f"{{{_P}}}txStyles")

    def level(size: int, faces: str, spacing: int) -> str:
        return (
            '<a:lvl1pPr marL="0" indent="0" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" '
            f'latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="{spacing}"/></a:lnSpc>'
            '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
            f'<a:defRPr sz="{size}" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
            f'<a:latin typeface="+{faces}-lt"/><a:ea typeface="+{faces}-ea"/>'
            f'<a:cs typeface="+{faces}-cs"/></a:defRPr></a:lvl1pPr>'
        )

    master.replace(
        old,
        parse_xml(
            f"<p:txStyles {_NAMESPACES}><p:titleStyle>{level(2400, 'mj', 90000)}</p:titleStyle>"
            f"<p:bodyStyle>{level(1600, 'mn', 95000)}</p:bodyStyle>"
            f"<p:otherStyle>{level(1400, 'mn', 95000)}</p:otherStyle></p:txStyles>"
        ),
    )


def _theme(brand: Brand) -> bytes:
    """A theme of the brand's colours and faces, with flat fills."""
    colors = "".join(
        f'<a:{name}><a:srgbClr val="{brand.colors[color][1:].upper()}"/></a:{name}>'
        for name, color in _THEME_COLORS.items()
    )
    latin, chinese = escape(brand.fonts.latin[0]), escape(brand.fonts.chinese[0])
    faces = (
        f'<a:latin typeface="{latin}"/><a:ea typeface="{chinese}"/><a:cs typeface=""/>'
        f'<a:font script="Hans" typeface="{chinese}"/>'
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    theme = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<a:theme xmlns:a="{_A}" name="pmo"><a:themeElements>'
        f'<a:clrScheme name="pmo">{colors}</a:clrScheme>'
        f'<a:fontScheme name="pmo"><a:majorFont>{faces}</a:majorFont>'
        f"<a:minorFont>{faces}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="pmo"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        "<a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )
    return theme.encode()
