"""Whether the opening fits its page in the usual sizes, by an estimate of its lines."""

from __future__ import annotations

from math import ceil

from pmo_advisor.reports.blocks import Facts, Paragraph, Place, Section
from pmo_advisor.reports.formats.word.look import OF
from pmo_advisor.reports.typography import ems

_AROUND = 12.0
"""Points between one label and the next."""
_LABELS = 0.22
"""The share of the width that labels take."""
_FULL, _HOPELESS = 0.92, 1.3
"""How much of a page may be taken before type becomes smaller, and where that helps no more."""


def is_dense(opening: Section, width: int, height: int) -> bool:
    """Whether the opening needs its smaller type to stay on a page of so many twips."""
    wide = width / 20
    taken = _height(opening.topic, "PMO Topic", wide) + _height(opening.title, "Title", wide)
    for block in opening.blocks:
        if isinstance(block, Paragraph):
            taken += _height(block.said, "PMO Lead", wide)
        elif isinstance(block, Facts):
            taken += _facts(block, wide * (1 - _LABELS))
    return _FULL < taken / (height / 20) < _HOPELESS


def _facts(block: Facts, wide: float) -> float:
    lines = [line for row in block.rows for line in row.lines]
    told = sum(_height(line, "PMO Brief", wide) + 4 for line in lines)
    return told + _AROUND * len(block.rows)


def _height(place: Place, style: str, wide: float) -> float:
    """The height of a place in points; its details are a size smaller."""
    look, small = OF[style], OF["PMO Detail"]
    text: dict[str, float] = {}
    details = 0
    for said in place:
        text[said.lang] = text.get(said.lang, 0) + ems(said.text) * look.size
        details += ceil(ems(said.detail) * small.size / wide)
    lines = sum(ceil(one / wide) for one in text.values())
    return lines * look.line + details * small.line + look.after
