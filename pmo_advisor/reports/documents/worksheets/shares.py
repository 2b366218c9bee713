"""Sharing people out to roles: the fixed ones first, the rest by weight, in formulas.

The rest goes by highest averages (Sainte-Laguë): the k-th person of a role with weight w has the
place (2k - 1) / 2w, and the smallest places are filled first, of equals the role named first. A
whole round of weights gives every role its weight, so only what is left after whole rounds is
placed one by one; a role's share then lies so near its exact proportion that a few places around
it are enough to look at.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pmo_advisor.reports.documents.worksheets.grid import Area, Spot
from pmo_advisor.reports.documents.worksheets.lines import Ends
from pmo_advisor.reports.documents.worksheets.page import Page
from pmo_advisor.reports.voice import Voice

_FIRST = 1e-13
"""What puts the role named first before its equals; far below the distance of unequal places."""


class Part(NamedTuple):
    """A role with the people it has for certain and its weight in the rest."""

    name: str
    fixed: Spot
    weight: Spot


class _Sum(NamedTuple):
    """The numbers of one sharing out that its rows read."""

    total: Spot
    weights: Spot
    rounds: Spot
    rest: Spot


def shared(page: Page, voice: Voice, title: str, total: Spot, parts: Sequence[Part]) -> list[Spot]:
    """One sharing out of ``total`` on the page; the people of each part, in order."""
    say, name = voice.say, page.name
    places = len(parts) + 2
    page.row += 1
    heads = ("people", "weights", "rounds", "rest", "passed", "limit")
    page.head((title, *(say(f"workbook.share.{one}") for one in heads)), range(1, 7))
    top = page.row
    first, last = top + 2, top + 1 + len(parts)

    def column(number: int, end: int = last, begin: int = first) -> Area:
        return Area(Spot(name, begin, number), Spot(name, end, number))

    people = _number(total)
    wished = [_number(one.fixed) for one in parts]
    fixed: list[int] = []
    for wish in wished:
        fixed.append(min(wish, people - sum(fixed)))
    weights = [_number(one.weight) for one in parts]
    weight = sum(weights)
    rounds = (people - sum(fixed)) // weight if weight else 0
    rest = people - sum(fixed) - rounds * weight
    passed = [_passed(rest, one, weight, len(parts)) for one in weights]
    keys = [
        [_place(before + step, one, at) for step in range(1, places + 1)] if one else []
        for at, (before, one) in enumerate(zip(passed, weights, strict=True), 1)
    ]
    wanted = rest - sum(passed)
    limit = sorted(key for row in keys for key in row)[wanted - 1] if weight and wanted > 0 else 0

    all_people = page.formula(1, "IF(ISNUMBER({0}),{0},0)", total, value=people)
    area = Area(parts[0].weight, parts[-1].weight)
    all_weights = page.formula(2, "SUM({0})", area, value=weight)
    given = column(1)
    whole = page.formula(
        3,
        "IF({0}>0,INT(({1}-SUM({2}))/{0}),0)",
        *(all_weights, all_people, given),
        value=rounds,
    )
    left = page.formula(
        4, "{0}-SUM({1})-{2}*{3}", all_people, given, whole, all_weights, value=rest
    )
    behind = page.formula(5, "SUM({0})", column(3), value=sum(passed))
    all_keys = Area(Spot(name, first, 4), Spot(name, last, 3 + places))
    edge = page.formula(
        6,
        "IF(AND({0}>0,{1}-{2}>0),SMALL({3},{1}-{2}),0)",
        *(all_weights, left, behind, all_keys),
        value=limit,
        look="fine",
    )
    page.row += 1
    names = ("role", "fixed", "by_rounds", "passed")
    numbered = (say("workbook.share.place", number=one) for one in range(1, places + 1))
    told = (*(say(f"workbook.share.{one}") for one in names), *numbered, say("roadmap.people"))
    page.head(told, range(1, len(told)))
    sums = _Sum(all_people, all_weights, whole, left)
    seats = []
    for at, part in enumerate(parts):
        row = _Row(part, at, fixed[at], weights[at], rounds * weights[at], passed[at], keys[at])
        seats.append(_row(page, row, sums, edge, limit, places, len(parts)))
    return seats


class _Row(NamedTuple):
    """A role's row with its results."""

    part: Part
    at: int
    fixed: int
    weight: int
    by_rounds: int
    passed: int
    keys: list[float]


def _row(
    page: Page, row: _Row, sums: _Sum, edge: Spot, limit: float, places: int, parts: int
) -> Spot:
    name, here, weight = page.name, page.row, row.part.weight
    page.write(0, row.part.name)
    if row.at:
        before = Area(Spot(name, here - row.at, 1), Spot(name, here - 1, 1))
        rule = "MIN({0},{1}-SUM({2}))"
        fixed = page.formula(1, rule, row.part.fixed, sums.total, before, value=row.fixed)
    else:
        fixed = page.formula(1, "MIN({0},{1})", row.part.fixed, sums.total, value=row.fixed)
    by_rounds = page.formula(2, "{0}*{1}", sums.rounds, weight, value=row.by_rounds)
    passed = page.formula(
        3,
        "IF({0}>0,MAX(0,INT({1}*{0}/{2}-({3}+1)/2)),0)",
        *(weight, sums.rest, sums.weights, parts),
        value=row.passed,
    )
    for step in range(1, places + 1):
        page.formula(
            3 + step,
            'IF({0}>0,(2*({1}+{2})-1)/(2*{0})+{3}*0.0000000000001,"")',
            *(weight, passed, step, row.at + 1),
            value=row.keys[step - 1] if row.keys else None,
            look="fine",
        )
    keys = Area(Spot(name, here, 4), Spot(name, here, 3 + places))
    found = sum(one <= limit for one in row.keys)
    seats = page.formula(
        4 + places,
        "{0}+{1}+{2}+SUMPRODUCT(--({3}<={4}))",
        *(fixed, by_rounds, passed, keys, edge),
        value=row.fixed + row.by_rounds + row.passed + found,
        look="sum",
    )
    page.row += 1
    return seats


def both(page: Page, voice: Voice, title: str, people: Ends, parts: Sequence[Part]) -> list[Ends]:
    """The sharing out of both ends of a range."""
    lows, highs = (
        shared(page, voice, voice.say(f"workbook.share.{end}", title=title), one, parts)
        for end, one in (("low_end", people.low), ("high_end", people.high))
    )
    return [Ends(low, high) for low, high in zip(lows, highs, strict=True)]


def _passed(rest: int, weight: int, weights: int, parts: int) -> int:
    if not weight:
        return 0
    return max(0, (2 * rest * weight - (parts + 1) * weights) // (2 * weights))


def _place(number: int, weight: int, at: int) -> float:
    return (2 * number - 1) / (2 * weight) + at * _FIRST


def _number(spot: Spot) -> int:
    return spot.value if isinstance(spot.value, int) else 0
