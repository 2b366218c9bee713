"""What a reader finds in a document: all its words, whatever the format."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from html.parser import HTMLParser

from tests import office

_UNSEEN = re.compile(r"[\s\u200b\u2009\u202f\u2060\u00ad\ufeff]+")
_TEXT = re.compile(r"<(?:w|a):t(?:\s[^>]*)?>([^<]*)</(?:w|a):t>|<(?:w:p|a:p)[ >/]")


def squeezed(text: str) -> str:
    """Text without blanks, which formats set in ways of their own, and with plain apostrophes."""
    return _UNSEEN.sub("", text).replace("’", "'")


def words(data: bytes, kind: str) -> str:
    """All text of a document, squeezed."""
    match kind:
        case "docx" | "pptx":
            found = _office(data)
        case "xlsx":
            found = _workbook(data)
        case "pdf":
            found = office.poppler("pdftotext", data, "-raw")
        case "html":
            found = _page(data.decode("utf-8"))
        case _:
            found = unescape(data.decode("utf-8").replace("\\", ""))
    return squeezed(found)


def _office(data: bytes) -> str:
    """The runs of every part, charts and notes and headers among them."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [one for one in package.namelist() if one.endswith(".xml")]
        texts = [package.read(one).decode("utf-8") for one in sorted(parts)]
    joined = "\n".join(
        "".join(match.group(1) or "\n" for match in _TEXT.finditer(text)) for text in texts
    )
    return unescape(joined)


def _workbook(data: bytes) -> str:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), data_only=True)
    return "\n".join(
        str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None
    )


def _page(source: str) -> str:
    found: list[str] = []
    parser = HTMLParser(convert_charrefs=True)
    parser.handle_data = found.append  # type: ignore[method-assign]
    parser.feed(source)
    return "".join(found)
