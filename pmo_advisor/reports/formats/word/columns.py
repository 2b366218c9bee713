"""How wide the columns of a table are: as their words need, figures and short words in one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pmo_advisor.reports.blocks import Place
from pmo_advisor.reports.typography import ems, spaced

_LONGEST_WORD, _LONGEST_SHORT = 11.0, 12.0
"""In ems: what a column is widened for at most; one long word must not starve the others."""
_NARROWEST = 2.5
_WORD = re.compile(r"[^\s\u2e80-\u9fff\uff00-\uffef]+")


def widths(
    columns: Sequence[Sequence[Place]],
    total: int,
    *,
    em: int,
    beside: int,
    unbroken: Iterable[int] = (),
) -> list[int]:
    """The width of each column in twips, ``total`` together.

    ``columns`` are cells by column, the head among them; ``em`` and the space ``beside`` a cell's
    text are in twips; ``unbroken`` are columns that are kept in one line.
    """
    kept = frozenset(unbroken)
    longest = [max((_line(cell) for cell in one), default=0.0) for one in columns]
    least, wanted = [], []
    for number, one in enumerate(columns):
        word = max((_word(cell) for cell in one), default=0.0)
        if number in kept:
            word = max(word, longest[number])
        most = _LONGEST_SHORT if number in kept else _LONGEST_WORD
        least.append(max(min(word, most), _NARROWEST) * em + beside)
        wanted.append(max(longest[number], _NARROWEST) * em + beside)
    return _whole(_shared(least, wanted, total, kept), total)


def _shared(
    least: list[float], wanted: list[float], total: int, kept: frozenset[int]
) -> list[float]:
    spare = total - sum(wanted)
    if spare >= 0:
        growing = [0.0 if one in kept else wanted[one] for one in range(len(wanted))]
        growing = growing if any(growing) else wanted
        return [
            wide + spare * grows / sum(growing) for wide, grows in zip(wanted, growing, strict=True)
        ]
    spare = total - sum(least)
    if spare <= 0:
        return [one * total / sum(least) for one in least]
    # What a long column gains from more room falls off, so the longest does not take all of it.
    missing = [
        0.0 if one in kept else max(want - low, 0.0) ** 0.6
        for one, (low, want) in enumerate(zip(least, wanted, strict=True))
    ]
    missing = missing if any(missing) else [1.0] * len(least)
    return [low + spare * lacks / sum(missing) for low, lacks in zip(least, missing, strict=True)]


def _whole(shares: list[float], total: int) -> list[int]:
    made = [int(one) for one in shares]
    made[-1] += total - sum(made)
    return made


def _texts(cell: Place) -> Iterable[str]:
    for said in cell:
        yield said.mark_word + said.text + "0" * len(said.notes)
        yield said.detail


def _ems(text: str) -> float:
    # Word leaves a little room where Chinese meets Latin letters or figures.
    return ems(spaced(text, " "))


def _line(cell: Place) -> float:
    return max((_ems(one) for one in _texts(cell)), default=0.0)


def _word(cell: Place) -> float:
    found = (_ems(word) for text in _texts(cell) for word in _WORD.findall(text))
    return max(found, default=0.0)
