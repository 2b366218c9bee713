"""How wide the columns of a table are: as their words need, figures and short words in one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pmo_advisor.reports.blocks import Place
from pmo_advisor.reports.typography import ems, spaced

_LONGEST_WORD, _LONGEST_SHORT, _SHORT_HEAD, _NAMES = 11.0, 12.0, 5.0, 8.0
"""In ems: what a column is widened for at most; one long word must not starve the others."""
_NARROWEST = 2.5
_BITS, _P = 40, 4
"""In how many bits spare room is given away, and how much the fullest cell of a row counts."""
_BOLD, _SLACK = 1.1, 0.4
"""How much wider bold letters are; and room, in ems, for faces that are wider than ours."""
_WORD = re.compile(r"[^\s\u2e80-\u9fff\uff00-\uffef]+")


def widths(
    columns: Sequence[Sequence[Place]],
    total: int,
    *,
    em: int,
    beside: Sequence[int],
    unbroken: Iterable[int] = (),
) -> list[int]:
    """The width of each column in twips, ``total`` together.

    ``columns`` are cells by column, the head first; ``em`` and the space ``beside`` the text of
    each column are in twips; the cells of columns that are ``unbroken`` keep to one line.
    """
    kept = frozenset(unbroken)
    needs = [_need(one, number in kept, named=number == 0) for number, one in enumerate(columns)]
    least = [one.least * em + beside[number] for number, one in enumerate(needs)]
    wanted = [one.wanted * em + beside[number] for number, one in enumerate(needs)]
    spare = total - sum(wanted)
    if spare >= 0:
        growing = [0.0 if one in kept else wide for one, wide in enumerate(wanted)]
        shares = _added(wanted, growing if any(growing) else wanted, spare)
    elif total <= sum(least):
        shares = [one * total / sum(least) for one in least]
    else:
        shares = _balanced(least, columns, total, em)
    return _whole(shares, total)


class _Need(NamedTuple):
    """What a column needs at least and at best, in ems."""

    least: float
    wanted: float


def _need(column: Sequence[Place], unbroken: bool, *, named: bool) -> _Need:
    head, *cells = column
    longest = max((_line(cell) for cell in cells), default=0.0)
    word = max((_word(cell) for cell in cells), default=0.0)
    least = min(longest, _LONGEST_SHORT) if unbroken else min(word, _LONGEST_WORD)
    titled = max(min(_word(head), _LONGEST_WORD), min(_line(head), _SHORT_HEAD))
    least = max(least, titled, _NARROWEST, min(longest, _NAMES) if named else 0)
    wanted = least if unbroken else max(longest, _line(head), least)
    return _Need(least, wanted)


def _balanced(
    least: Sequence[float], columns: Sequence[Sequence[Place]], total: int, em: int
) -> list[float]:
    """Room given bit by bit to the column by which the rows become lowest."""
    texts = [[_text(cell) * em for cell in column] for column in columns]
    shares = list(least)
    bit = (total - sum(least)) / _BITS
    for _ in range(_BITS):
        heights = [
            [(text / share) ** _P for text in column]
            for column, share in zip(texts, shares, strict=True)
        ]
        rows = [sum(row) for row in zip(*heights, strict=True)]
        gains = [
            sum(
                whole ** (1 / _P) - (whole - old + (text / (share + bit)) ** _P) ** (1 / _P)
                for whole, old, text in zip(rows, column, texts[at], strict=True)
            )
            for at, (column, share) in enumerate(zip(heights, shares, strict=True))
        ]
        shares[gains.index(max(gains))] += bit
    return shares


def _added(shares: list[float], growing: list[float], spare: float) -> list[float]:
    whole = sum(growing)
    return [one + spare * grows / whole for one, grows in zip(shares, growing, strict=True)]


def _whole(shares: list[float], total: int) -> list[int]:
    made = [int(one) for one in shares]
    made[-1] += total - sum(made)
    return made


def _texts(cell: Place) -> Iterator[tuple[str, float]]:
    """What stands in a cell, and how much wider than plain letters it is."""
    for said in cell:
        notes = "0" * len(said.notes)
        yield said.mark_word + said.text + notes, _BOLD if said.mark or said.bold else 1
        yield said.detail, 1


def _ems(text: str) -> float:
    # Word leaves a little room where Chinese meets Latin letters or figures.
    return ems(spaced(text, " "))


def _line(cell: Place) -> float:
    return max((_ems(text) * wider for text, wider in _texts(cell)), default=0.0) + _SLACK


def _text(cell: Place) -> float:
    return sum(_ems(text) * wider for text, wider in _texts(cell))


def _word(cell: Place) -> float:
    found = (_ems(word) * wider for text, wider in _texts(cell) for word in _WORD.findall(text))
    return max(found, default=0.0) + _SLACK
