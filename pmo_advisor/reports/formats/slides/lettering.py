"""Letters on a slide: faces for both scripts, the language, and sizes at which text fits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from pptx.dml.color import RGBColor
from pptx.util import Pt

from pmo_advisor.model.brand import Brand, ColorName
from pmo_advisor.model.text import Lang
from pmo_advisor.reports.formats.slides.grid import POINT
from pmo_advisor.reports.typography import THIN_SPACE, clean, ems, quoted, spaced, wrapped

SMALLEST = 12
"""No text on a slide is smaller than this, in points."""

LINE = 1.3
"""The height of a line, in ems: nine tenths of the tallest of our faces."""

_TAGS: dict[Lang, str] = {"zh": "zh-CN", "en": "en-GB"}
_OTHER: dict[Lang, Lang] = {"zh": "en", "en": "zh"}
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_AFTER_FACES = ("cs", "sym", "hlinkClick", "hlinkMouseOver", "rtl", "extLst")
_ELLIPSIS = "…"
_TRAILING = " ,;:，；：、（("


class Piece(NamedTuple):
    """Words in one look. What is None stays as the template has it; ``size`` is in points."""

    text: str
    size: float | None = None
    color: ColorName | None = None
    bold: bool | None = None


class Letters:
    """Writes one deck's language in one brand's faces and colours."""

    def __init__(self, brand: Brand, lang: Lang) -> None:
        self._brand = brand
        self._lang: Lang = lang

    def fine(self, text: str) -> str:
        """Text as it is set: clean, apostrophes turned, a thin space where scripts meet."""
        told = clean(text)
        return quoted(told) if self._lang == "en" else spaced(told, THIN_SPACE)

    def color(self, name: ColorName) -> RGBColor:
        return RGBColor.from_string(self._brand.colors[name][1:].upper())

    def paragraph(self, paragraph: Any, pieces: Iterable[Piece], *, after: float = 0) -> None:
        """Writes the pieces into an empty paragraph; ``after`` is the space below, in points."""
        for piece in pieces:
            if piece.text:
                self.run(paragraph.add_run(), piece)
        if after:
            paragraph.space_after = Pt(after)

    def run(self, run: Any, piece: Piece) -> None:
        run.text = self.fine(piece.text) + (" " if piece.text.endswith(" ") else "")
        self.font(run.font, piece)

    def font(self, font: Any, piece: Piece) -> None:
        """Sets a font: what the piece says, the faces, and the language."""
        if piece.size is not None:
            font.size = Pt(piece.size)
        if piece.bold is not None:
            font.bold = piece.bold
        if piece.color is not None:
            font.color.rgb = self.color(piece.color)
        self.faces(font._rPr)

    def faces(self, properties: Any) -> None:
        """The faces for both scripts and the language, on run or default properties."""
        properties.set("lang", _TAGS[self._lang])
        properties.set("altLang", _TAGS[_OTHER[self._lang]])
        for name in ("latin", "ea"):
            for old in properties.findall(f"{_A}{name}"):
                properties.remove(old)
        latin = properties.makeelement(f"{_A}latin", {"typeface": self._brand.fonts.latin[0]})
        chinese = {"typeface": self._brand.fonts.chinese[0]}
        place = next(
            (at for at, one in enumerate(properties) if one.tag.removeprefix(_A) in _AFTER_FACES),
            len(properties),
        )
        properties.insert(place, latin)
        properties.insert(place + 1, properties.makeelement(f"{_A}ea", chinese))


def lines_of(text: str, size: float, width: int) -> tuple[str, ...]:
    """``text`` in lines that fit ``width`` EMU at ``size`` points."""
    return wrapped(text, width / POINT / size, ems)


def height_of(texts: Sequence[str], size: float, width: int, *, after: float = 0) -> int:
    """The height in EMU of paragraphs at ``size`` points, ``after`` points below each."""
    count = sum(max(1, len(lines_of(one, size, width))) for one in texts)
    return round((count * size * LINE + after * max(0, len(texts) - 1)) * POINT)


def fitted(
    texts: Sequence[str], width: int, height: int, sizes: Sequence[float], *, after: float = 0
) -> float:
    """The first of ``sizes`` at which the paragraphs fit; the last where none does."""
    for size in sizes:
        if height_of(texts, size, width, after=after) <= height:
            return size
    return sizes[-1]


def shortened(text: str, size: float, width: int, most: int) -> str:
    """``text``, cut with an ellipsis where it takes more than ``most`` lines."""
    if len(lines_of(text, size, width)) <= most:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if len(lines_of(_cut(text, middle), size, width)) <= most:
            low = middle
        else:
            high = middle - 1
    return _cut(text, low)


def _cut(text: str, end: int) -> str:
    return text[:end].rstrip(_TRAILING) + _ELLIPSIS
