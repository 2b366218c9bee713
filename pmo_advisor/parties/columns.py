"""Joint sheets over columns: what ``parties.joint`` says, for many organisations at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pmo_advisor.model.columns import UNKNOWN, Codes, Columns
from pmo_advisor.model.domain import Numbers, Words
from pmo_advisor.model.question import PARTIES, Question, TextQuestion
from pmo_advisor.model.rulebook import Rulebook

NO_PARTY = -1


def joint_columns(
    rulebook: Rulebook, columns: Columns, starts: NDArray[np.int64], party: NDArray[np.int8]
) -> Columns:
    """A row for each group of sheets. ``starts`` says at which row each group begins, none empty;
    ``party`` gives each row's place in ``PARTIES``, or -1.
    """
    rows = len(party)
    if len(starts) == rows:
        return columns
    sizes = np.diff(np.append(starts, rows))
    several = sizes > 1
    inside = np.repeat(several, sizes)
    group = np.repeat(np.cumsum(several) - 1, sizes)[inside]
    joint: dict[str, Codes] = {}
    for fact, codes in columns.items():
        question = rulebook.question[fact]
        found = codes[starts]
        found[several] = _joined(question, codes[inside], group, party[inside], int(several.sum()))
        joint[fact] = found
    return joint


def _joined(
    question: Question, codes: Codes, group: NDArray[np.int64], party: NDArray[np.int8], groups: int
) -> Codes:
    """The answer of each group; every group has rows, and they stand together."""
    if isinstance(question, TextQuestion):
        raise TypeError(question.id)
    turn = _turns(question)[party]
    last = np.int8(len(PARTIES) + 1)
    turn = np.where(codes != UNKNOWN, turn, last)
    begins = np.flatnonzero(np.concatenate(([True], group[1:] != group[:-1])))
    decides = np.minimum.reduceat(turn, begins)
    heard = (turn != last) & (turn == decides[group])
    group, codes = group[heard], codes[heard]
    found = np.full(groups, UNKNOWN, dtype=codes.dtype)
    if not len(codes):
        return found
    domain = question.domain()
    if isinstance(domain, Words) and not domain.ranks:
        which, value = _most_frequent(group, codes)
    else:
        rank = codes if isinstance(domain, Numbers) else np.array(domain.ranks)[codes]
        which, value = _lower_median(group, codes, rank)
    found[which] = value
    return found


def _turns(question: Question) -> NDArray[np.int8]:
    """In which turn each party is heard; the last entry is that of a sheet of no party."""
    rest = [one for one in PARTIES if one not in question.decided_by]
    order = (*question.decided_by, *rest)
    return np.array([*(order.index(one) for one in PARTIES), len(PARTIES)], dtype=np.int8)


def _lower_median(
    group: NDArray[np.int64], codes: Codes, rank: NDArray[np.signedinteger]
) -> tuple[NDArray[np.int64], Codes]:
    order = np.lexsort((rank, group))
    begins = np.flatnonzero(np.concatenate(([True], group[1:] != group[:-1])))
    sizes = np.diff(np.append(begins, len(group)))
    return group[begins], codes[order][begins + (sizes - 1) // 2]


def _most_frequent(group: NDArray[np.int64], codes: Codes) -> tuple[NDArray[np.int64], Codes]:
    """The most frequent code of each group, the lowest of equals."""
    span = int(codes.max()) + 1
    pairs, counts = np.unique(group * span + codes, return_counts=True)
    which, value = pairs // span, pairs % span
    order = np.lexsort((value, -counts, which))
    which, value = which[order], value[order]
    first = np.concatenate(([True], which[1:] != which[:-1]))
    return which[first], value[first].astype(codes.dtype)
