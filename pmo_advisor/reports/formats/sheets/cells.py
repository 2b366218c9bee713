"""Text as a cell can hold it: never a formula, never a sign that XML forbids, never too long."""

from __future__ import annotations

import re

LONGEST = 32767
"""Characters of a cell, counted as the format counts them: two for those beyond the first plane."""

_CUT = "\u2026"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile("\r\n|\r|\u2028|\u2029|\x85")
_FORMULA = re.compile("\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20\t]")


def text_of(told: str) -> str:
    """``told`` without signs that a workbook cannot hold, cut where a cell ends."""
    kept = _FORBIDDEN.sub("", _BREAK.sub("\n", told))
    if len(kept) * 2 <= LONGEST or _length(kept) <= LONGEST:
        return kept
    cut = kept[: LONGEST - 1]
    while _length(cut) > LONGEST - 1:
        cut = cut[: -max(1, (_length(cut) - LONGEST + 1) // 2)]
    return cut + _CUT


def like_formula(told: str) -> bool:
    """Whether a spreadsheet would take the text for a formula if it were typed in."""
    return _FORMULA.match(told) is not None


def _length(told: str) -> int:
    return len(told.encode("utf-16-le")) // 2
