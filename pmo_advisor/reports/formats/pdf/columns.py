"""How wide the columns of a table are: figures and short words narrow, sentences wide."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import NamedTuple

from pmo_advisor.reports.blocks import Grid, Place
from pmo_advisor.reports.typography import ems

ROOM = 52.0
"""Ems across a page in the size of tables."""

GUTTER = 1.3
SHORT_HEAD = 4.0
"""Ems up to which the head of a column stays on one line."""

MOST_FIXED = 13.0
LEAST_SHARE, MOST_SHARE = 5.0, 24.0
_UNBROKEN = re.compile(r"[^\s\u2e80-\u9fff\uff00-\uffef“”]+|[\u2e80-\u9fff]")


class Column(NamedTuple):
    """A width: in ems where ``fixed``, otherwise a share of what the fixed ones leave."""

    fixed: bool
    width: float


def columns(grid: Grid, alike: Iterable[Grid] = ()) -> tuple[Column, ...]:
    """A column for every head, the same for all tables ``alike``.

    Fixed columns give way where sentences would be squeezed.
    """
    grid = grid._replace(rows=tuple(row for one in alike or (grid,) for row in one.rows))
    count = len(grid.head)
    narrow = [
        _fixed(grid, at) if at in (*grid.figures, *grid.short) else None for at in range(count)
    ]
    shares = [_share(grid, at) for at in range(count)]
    taken = sum(one for one in narrow if one is not None)
    least = sum(max(LEAST_SHARE, _word(grid, at)) for at, one in enumerate(narrow) if one is None)
    spare = ROOM - taken
    if spare < least or all(one is not None for one in narrow):
        # Too little is left: every column is a share, as wide as its words ask for.
        return tuple(
            Column(False, round(share if one is None else one, 2))
            for one, share in zip(narrow, shares, strict=True)
        )
    return tuple(
        Column(False, round(share, 2)) if one is None else Column(True, round(one, 2))
        for one, share in zip(narrow, shares, strict=True)
    )


def wide(said: Place) -> float:
    """The width of a place in ems; each language stands on a line of its own."""
    by_lang: dict[str, float] = {}
    for one in said:
        by_lang[one.lang] = by_lang.get(one.lang, 0.0) + ems(one.text)
    return max(by_lang.values(), default=0.0)


def _fixed(grid: Grid, at: int) -> float:
    """Wide enough for every cell on one line, and for the head in at most two."""
    cells = max((wide(row[at]) + _beside(row[at]) for row in grid.rows if at < len(row)), default=0)
    named = wide(grid.head[at])
    head = max(min(named, SHORT_HEAD), named / 2, _longest(grid.head[at])) * 0.9
    return min(max(cells, head), MOST_FIXED) + GUTTER


def _beside(said: Place) -> float:
    """What stands beside the text of a cell: the frame of a mark, the numbers of notes."""
    marks = 1.2 if any(one.mark for one in said) else 0.0
    return marks + 0.8 * max((len(one.notes) for one in said), default=0)


def _share(grid: Grid, at: int) -> float:
    """What a column of sentences asks for: its cells' room, tamed, so that none starves another."""
    lengths = [wide(row[at]) for row in grid.rows if at < len(row)]
    longest, mean = max(lengths, default=0), sum(lengths) / max(len(lengths), 1)
    asked = max(math.sqrt(math.sqrt(longest * mean)) * 2.2, _word(grid, at))
    return min(max(asked, LEAST_SHARE), MOST_SHARE)


def _word(grid: Grid, at: int) -> float:
    places = [grid.head[at], *(row[at] for row in grid.rows if at < len(row))]
    return min(max(map(_longest, places), default=0), MOST_FIXED) + GUTTER


def _longest(said: Place) -> float:
    """The longest stretch that no line break may part."""
    return max((ems(word) for one in said for word in _UNBROKEN.findall(one.text)), default=0.0)
