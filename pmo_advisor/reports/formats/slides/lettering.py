"""Letters on a slide: faces for both scripts, the language, and sizes at which text fits."""

from __future__ import annotations

import re
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

SPACING = 0.95
"""The space between lines, as a part of what the face asks for."""

LINE = 1.36
"""The height of a line so spaced, in ems, with the tallest of our faces."""

_TAGS: dict[Lang, str] = {"zh": "zh-CN", "en": "en-GB"}
_OTHER: dict[Lang, Lang] = {"zh": "en", "en": "zh"}
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_AFTER_FACES = ("cs", "sym", "hlinkClick", "hlinkMouseOver", "rtl", "extLst")
_ELLIPSIS = "…"
_GENEROUS = 0.04
_SPARE = 0.97
"""How much of a width is counted on: some programs put space of their own between scripts."""

_MOST_STEPS = 4
_CLAUSE = re.compile(r"(?<=[，；：])")


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

    def plain(self, text: str) -> str:
        """Text that is read or worked with rather than seen."""
        told = clean(text.replace(THIN_SPACE, ""))
        return quoted(told) if self._lang == "en" else told

    def fine(self, text: str) -> str:
        """Text as it is set: clean, apostrophes turned, a thin space where scripts meet.

        Text that is fine already stays as it is.
        """
        return spaced(self.plain(text), THIN_SPACE)

    def sentences(self, texts: Iterable[str]) -> str:
        """Whole sentences one after the other."""
        return (" " if self._lang == "en" else "").join(texts)

    def color(self, name: ColorName, strength: float = 1.0) -> RGBColor:
        """A colour of the brand, thinned towards its paper where ``strength`` is below 1."""
        own, paper = (bytes.fromhex(self._brand.colors[one][1:]) for one in (name, "paper"))
        mixed = (round(a * strength + b * (1 - strength)) for a, b in zip(own, paper, strict=True))
        return RGBColor(*mixed)  # type: ignore[no-untyped-call]

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


def _wide(text: str) -> float:
    """The width of ``text`` in ems; ``ems`` is generous with Latin letters, even bold ones."""
    whole = ems(text)
    return whole - _GENEROUS * (whole - sum(ems(one) == 1 for one in text))


def lines_of(text: str, size: float, width: int) -> tuple[str, ...]:
    """``text`` in lines that fit ``width`` EMU at ``size`` points."""
    return wrapped(text, _SPARE * width / POINT / size, _wide)


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


def balanced(text: str, width: int, size: float) -> float:
    """A somewhat smaller size where that spares a last line of a word or two; else ``size``."""
    lines = lines_of(text, size, width)
    if len(lines) < 2 or _wide(lines[-1]) * size * POINT > width / 6:
        return size
    for step in range(1, _MOST_STEPS + 1):
        if len(lines_of(text, size - step, width)) < len(lines):
            return size - step
    return size


def by_clause(text: str, size: float, width: int) -> tuple[str, ...]:
    """A text of two lines parted where a clause ends, if both parts keep to a line; else whole.

    Chinese has no spaces to break at, so a line would else end in the middle of a word.
    """
    if len(lines_of(text, size, width)) != 2:
        return (text,)
    clauses = _CLAUSE.split(text)
    parted = [("".join(clauses[:at]), "".join(clauses[at:])) for at in range(1, len(clauses))]
    fitting = [
        pair for pair in parted if all(one and len(lines_of(one, size, width)) == 1 for one in pair)
    ]
    return min(fitting, key=lambda pair: abs(ems(pair[0]) - ems(pair[1])), default=(text,))


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
    while end and not text[end - 1].isalnum():
        end -= 1
    return text[:end] + _ELLIPSIS
