"""How text sits on a page: spacing between scripts, cleaned names, and lines of a given width."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

THIN_SPACE = "\u2009"

_HAN = "\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_LATIN = "A-Za-z0-9\u00c0-\u024f\u0370-\u03ff%+#@&\u2212\u00b1"
_BORDER = re.compile(
    rf"\d{{4}}年\d{{1,2}}月\d{{1,2}}日|(?<=[{_HAN}])(?=[{_LATIN}])|(?<=[{_LATIN}])(?=[{_HAN}])"
)
_RANGE = re.compile(r"(?<=\d)–(?=\d)")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])'")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_NOT_AT_START = "，。、；：？！）》」』”’…—·,.;:?!)]}%–"
_NOT_AT_END = "（《「『“‘([{"
_WORDS = re.compile(rf"\s+|[^\s{_HAN}\u3000-\u303f\uff00-\uffef“”‘’…—]+|.", re.DOTALL)

Measure = Callable[[str], float]


def spaced(text: str, space: str) -> str:
    """``text`` with ``space`` wherever Han and Latin or digits meet; dates stay closed."""
    return _BORDER.sub(lambda match: match.group() or space, text)


def kept_whole(text: str) -> str:
    """``text`` with ranges such as 8–12 that no line break can part."""
    return _RANGE.sub("\u2060–\u2060", text)


def quoted(text: str) -> str:
    """``text`` with apostrophes as a typesetter writes them."""
    return _APOSTROPHE.sub("\u2019", text)


def clean(text: str) -> str:
    """A stranger's text on one line, without control characters, its direction kept to itself."""
    kept = "".join(
        " " if unicodedata.category(one) in ("Cc", "Zl", "Zp") else one
        for one in _BIDI.sub("", text)
        if unicodedata.category(one) not in ("Cs", "Cn", "Co")
    )
    kept = " ".join(kept.split())
    if any(unicodedata.bidirectional(one) in ("R", "AL") for one in kept):
        return f"\u2068{kept}\u2069"
    return kept


def columns(text: str) -> float:
    """The width of ``text`` in columns of a terminal."""
    return len(text) if text.isascii() else sum(map(_column, text))


@cache
def _column(one: str) -> int:
    if unicodedata.combining(one) or unicodedata.category(one) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(one) in "WF" else 1


def ems(text: str) -> float:
    """The width of ``text`` in a proportional sans face, in ems; generous rather than tight."""
    return sum(map(_em, text))


@cache
def _em(one: str) -> float:
    if unicodedata.east_asian_width(one) in "WF" or one in "“”‘’…—":
        return 1.0
    if one in "iljtfrI.,:;'|!()[] ":
        return 0.36
    return 0.76 if one.isupper() or one in "mw" else 0.59


def wrapped(text: str, width: float, measure: Measure = columns) -> tuple[str, ...]:
    """``text`` in lines no wider than ``width``, broken between words or Han characters."""
    lines: list[str] = []
    line, taken = "", 0.0
    for piece in _pieces(text, width, measure):
        if line and taken + measure(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line, taken = "", 0.0
            piece = piece.lstrip()  # noqa: PLW2901
        line += piece
        taken += measure(piece)
    return (*lines, line.rstrip()) if line.strip() else tuple(lines)


def _pieces(text: str, width: float, measure: Measure) -> Iterator[str]:
    """Runs that may not be broken: words, and Han characters with the marks that cling to them."""
    run = ""
    for piece in _WORDS.findall(text):
        if run and piece[0] not in _NOT_AT_START and run[-1] not in _NOT_AT_END:
            yield from _cut(run, width, measure)
            run = ""
        run += " " if piece.isspace() else piece
    yield from _cut(run, width, measure)


def _cut(run: str, width: float, measure: Measure) -> Iterator[str]:
    """A run too wide for any line, cut to fit. No character is wider than two columns or an em."""
    while 2 * len(run) > width and measure(run) > width and len(run) > 1:
        size = next((at for at in range(len(run), 1, -1) if measure(run[:at]) <= width), 1)
        yield run[:size]
        run = run[size:]
    if run:
        yield run
