"""The template to start from: the shipped look as a Word file, with a tag for everything there is.

It is what documents look like where the brand has no template of its own, and what a consultant
takes to make one.
"""

from __future__ import annotations

import io
import zipfile

from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml

from pmo_advisor.model.brand import Brand
from pmo_advisor.reports.formats.package import fixed
from pmo_advisor.reports.formats.word.faces import font_table
from pmo_advisor.reports.formats.word.look import LOOKS
from pmo_advisor.reports.formats.word.runs import TAGS as LANGUAGES
from pmo_advisor.reports.formats.word.styles import shipped_id, style_element
from pmo_advisor.reports.formats.word.tags import CONTENTS, tags_of
from pmo_advisor.reports.formats.word.xml import Element, element, valued, words

PAGE, MARGINS = (11906, 16838), {"top": 1417, "right": 1361, "bottom": 1191, "left": 1361}
"""A4, and its margins, in twips."""
WIDTH = PAGE[0] - MARGINS["left"] - MARGINS["right"]
_TITLE_PAGE = {"report", "group"}
"""The documents whose first page stands alone."""

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PARTS = {
    "styles": ("styles", "styles"),
    "settings": ("settings", "settings"),
    "fontTable": ("fontTable", "fontTable"),
    "numbering": ("numbering", "numbering"),
    "header1": ("header", "header"),
    "header2": ("header", "header"),
    "footer1": ("footer", "footer"),
    "footer2": ("footer", "footer"),
}
"""The parts beside the document itself: what each is, by the names of its relationship and type."""


def start(kind: str, brand: Brand) -> bytes:
    """The template of a kind of document, such as ``report``, in the brand's look."""
    parts: dict[str, Element] = {
        "word/document.xml": _document(kind),
        "word/styles.xml": _styles(brand),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": font_table(brand),
        "word/numbering.xml": element("w:numbering"),
        "word/header1.xml": _header("{{ logo }}", "{{ organization }}", "{{ date }}"),
        "word/header2.xml": _header("{{ logo }}", "{{ subject }}", "{{ name }}"),
        "word/footer1.xml": _footer(),
        "word/footer2.xml": _footer(),
        "docProps/core.xml": parse_xml(_CORE),
        "docProps/app.xml": parse_xml(_APP),
        "[Content_Types].xml": parse_xml(_content_types()),
        "_rels/.rels": parse_xml(_package_relationships()),
        "word/_rels/document.xml.rels": parse_xml(_document_relationships()),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, root in parts.items():
            package.writestr(name, serialize_part_xml(root))
    return fixed(made.getvalue())


def _document(kind: str) -> Element:
    body = element("w:body")
    blocks = [one.name for one in tags_of(kind) if one.block]
    for name in blocks:
        if kind in _TITLE_PAGE and (name == CONTENTS or _after_contents(name, blocks)):
            body.append(_paragraph("PMO Break", element("w:pageBreakBefore")))
        body.append(_paragraph("", None, _run(f"{{{{p {name} }}}}")))
    references = [
        element(f"w:{what}Reference", {"w:type": kind_of, "r:id": f"rId_{what}{number}"})
        for what in ("header", "footer")
        for number, kind_of in ((1, "first"), (2, "default"))
    ]
    edges: dict[str, str | int] = {f"w:{side}": width for side, width in MARGINS.items()}
    body.append(
        element(
            "w:sectPr",
            {},
            *references,
            element("w:pgSz", {"w:w": PAGE[0], "w:h": PAGE[1]}),
            element("w:pgMar", {**edges, "w:header": 680, "w:footer": 567, "w:gutter": 0}),
            element("w:titlePg"),
        )
    )
    return element("w:document", {}, body)


def _after_contents(name: str, blocks: list[str]) -> bool:
    return blocks.index(name) == blocks.index(CONTENTS) + 1


def _paragraph(style: str, more: Element | None, *runs: Element) -> Element:
    properties = element(
        "w:pPr", {}, valued("w:pStyle", shipped_id(style)) if style else None, more
    )
    return element("w:p", {}, properties, *runs)


def _run(text: str) -> Element:
    return element("w:r", {}, _letters(), words("w:t", text))


def _letters() -> Element:
    return element("w:rPr", {}, _language())


def _language() -> Element:
    return element("w:lang", {"w:val": LANGUAGES["en"], "w:eastAsia": LANGUAGES["zh"]})


def _tab() -> Element:
    return element("w:r", {}, _letters(), element("w:tab"))


def _header(logo: str, left: str, right: str) -> Element:
    line = _paragraph("header", _stop(), _run(logo), _run(left), _tab(), _run(right))
    return element("w:hdr", {}, line)


def _footer() -> Element:
    line = (_run("{{ footer }}"), _tab(), *_field("PAGE"), _run(" / "), *_field("NUMPAGES"))
    return element("w:ftr", {}, _paragraph("footer", _stop(), *line))


def _stop() -> Element:
    return element("w:tabs", {}, element("w:tab", {"w:val": "right", "w:pos": WIDTH}))


def _field(instruction: str) -> list[Element]:
    def mark(kind: str) -> Element:
        return element("w:r", {}, _letters(), element("w:fldChar", {"w:fldCharType": kind}))

    told = element("w:r", {}, _letters(), words("w:instrText", f" {instruction} "))
    return [mark("begin"), told, mark("separate"), _run("1"), mark("end")]


def _styles(brand: Brand) -> Element:
    ids = {one.name: shipped_id(one.name) for one in LOOKS}
    latin, chinese = brand.fonts.latin[0], brand.fonts.chinese[0]
    fonts = {"w:ascii": latin, "w:hAnsi": latin, "w:eastAsia": chinese, "w:cs": latin}
    letters = element("w:rPr", {}, element("w:rFonts", fonts), _language())
    # Chinese line ends, and room where Chinese meets Latin letters or figures.
    rules = ("kinsoku", "overflowPunct", "autoSpaceDE", "autoSpaceDN")
    paragraphs = element("w:pPr", {}, *(valued(f"w:{one}", 1) for one in rules))
    defaults = element(
        "w:docDefaults",
        {},
        element("w:rPrDefault", {}, letters),
        element("w:pPrDefault", {}, paragraphs),
    )
    styles = [style_element(one, brand, ids[one.name], ids.get(one.based, "")) for one in LOOKS]
    return element("w:styles", {}, defaults, *styles)


def _settings() -> Element:
    modern: dict[str, str | int] = {
        "w:name": "compatibilityMode",
        "w:uri": "http://schemas.microsoft.com/office/word",
        "w:val": 15,
    }
    return element(
        "w:settings",
        {},
        element("w:zoom", {"w:percent": 100}),
        valued("w:defaultTabStop", 420),
        valued("w:characterSpacingControl", "compressPunctuation"),
        element("w:compat", {}, element("w:compatSetting", modern)),
        element("w:themeFontLang", {"w:val": LANGUAGES["en"], "w:eastAsia": LANGUAGES["zh"]}),
    )


_CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{ title }}</dc:title>'
    "</cp:coreProperties>"
)
_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"/>'
)


def _content_types() -> str:
    overrides = {f"/word/{name}.xml": f"{_MAIN}.{what}+xml" for name, (_, what) in _PARTS.items()}
    overrides["/word/document.xml"] = f"{_MAIN}.document.main+xml"
    overrides["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    overrides["/docProps/app.xml"] = (
        "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    )
    told = "".join(
        f'<Override PartName="{part}" ContentType="{what}"/>' for part, what in overrides.items()
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    )


def _package_relationships() -> str:
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    return _relationships(
        [
            ("rId1", f"{_RELATIONSHIPS}/officeDocument", "word/document.xml"),
            ("rId2", core, "docProps/core.xml"),
            ("rId3", f"{_RELATIONSHIPS}/extended-properties", "docProps/app.xml"),
        ]
    )


def _document_relationships() -> str:
    return _relationships(
        [
            (f"rId_{name}", f"{_RELATIONSHIPS}/{what}", f"{name}.xml")
            for name, (what, _) in _PARTS.items()
        ]
    )


def _relationships(found: list[tuple[str, str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="{number}" Type="{what}" Target="{target}"/>'
        for number, what, target in found
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'
