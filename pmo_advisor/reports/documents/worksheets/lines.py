"""The lines of a staffing: each method as formulas over its parameters and its driver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from pmo_advisor.model.question import NumberQuestion
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.sizing import Point, Sizes
from pmo_advisor.reports.documents.worksheets import sized
from pmo_advisor.reports.documents.worksheets.grid import Area, Spot
from pmo_advisor.reports.documents.worksheets.page import Page
from pmo_advisor.reports.voice import Voice

_MANY = 1_000_000
_COLUMNS = (
    "line",
    "low_people",
    "low_per",
    "high_people",
    "high_per",
    "power",
    "root",
    "unrounded",
    "low",
    "high",
    "least",
    "most",
)


class Ends(NamedTuple):
    """The two ends of a range of people; their value is None while not known."""

    low: Spot
    high: Spot


class Bounds(NamedTuple):
    """What a line comes to before its minimum and cap, and these two where it has them."""

    people: Ends
    least: Spot | None
    most: Spot | None


class _Table(NamedTuple):
    """A published table on the page."""

    points: Sequence[Point]
    sizes: Area
    people: Area


class Workings:
    """Writes the steps of lines. Published tables come first, then a row for each line."""

    def __init__(
        self, page: Page, voice: Voice, rulebook: Rulebook, inputs: Mapping[str, Spot]
    ) -> None:
        self._page = page
        self._voice = voice
        self._rulebook = rulebook
        self._inputs = inputs
        self._tables: dict[str, _Table] = {}

    def table(self, rule: str, label: str, points: Sequence[Point]) -> None:
        """The published points of a line."""
        page, say = self._page, self._voice.say
        page.heading(label)
        page.write(0, say("workbook.column.size"), "label")
        sizes = [page.write(at, one.at, "figure") for at, one in enumerate(points, 1)]
        page.row += 1
        page.write(0, say("roadmap.people"), "label")
        people = [page.write(at, one.people, "figure") for at, one in enumerate(points, 1)]
        page.row += 1
        self._tables[rule] = _Table(points, Area(sizes[0], sizes[-1]), Area(people[0], people[-1]))

    def head(self) -> None:
        """The head of the lines' rows."""
        say = self._voice.say
        self._page.heading(say("workbook.workings.lines"))
        titles = (say(f"workbook.column.{one}") for one in _COLUMNS)
        self._page.head(titles, range(1, len(_COLUMNS)))

    def line(self, rule: str, label: str, line: Sizes, other: Ends | None) -> Bounds:
        """One row: parameters, people before minimum and cap, minimum and cap."""
        page = self._page
        page.write(0, label, "strong")
        if line.method == "power_law":
            people = self._power_law(line)
        elif line.method == "table":
            people = self._interpolated(line, self._tables[rule])
        else:
            people = self._amounts(line, other)
        least = self._least(line)
        most = page.write(11, line.at_most, "figure") if line.at_most is not None else None
        page.end(len(_COLUMNS))
        return Bounds(people, least, most)

    def _amounts(self, line: Sizes, other: Ends | None) -> Ends:
        low = self._amount(line, 1, line.low or Fraction(0), other.low if other else None, 8)
        high = self._amount(line, 3, line.high or Fraction(0), other.high if other else None, 9)
        return Ends(low, high)

    def _amount(
        self, line: Sizes, column: int, share: Fraction, other: Spot | None, at: int
    ) -> Spot:
        page = self._page
        people = page.write(column, share.numerator, "figure")
        per = page.write(column + 1, share.denominator, "figure")
        if line.method == "fixed":
            return page.formula(at, "ROUNDUP({0}/{1},0)", people, per, value=ceil(share))
        if line.method == "span":
            if other is None:
                return page.write(at, None, "figure")
            known = _whole(other)
            value = None if known is None else floor(share * known)
            span = 'IF(ISNUMBER({0}),INT({0}*{1}/{2}),"")'
            return page.formula(at, span, other, people, per, value=value)
        driver = self._driver(line)
        known = _whole(driver)
        value = None if known is None else ceil(share * known)
        unit = 'IF(ISNUMBER({0}),ROUNDUP({0}*{1}/{2},0),"")'
        return page.formula(at, unit, driver, people, per, value=value)

    def _power_law(self, line: Sizes) -> Ends:
        page, driver = self._page, self._driver(line)
        factor, exponent = line.factor or Fraction(0), line.exponent or Fraction(1)
        known = _whole(driver)
        parts = (
            page.write(1, factor.numerator, "figure"),
            page.write(2, factor.denominator, "figure"),
            page.write(5, exponent.numerator, "figure"),
            page.write(6, exponent.denominator, "figure"),
        )
        point = None if known is None else sized.estimate(factor, exponent, known)
        guess = page.formula(
            7,
            'IF(ISNUMBER({0}),{1}/{2}*{0}^({3}/{4}),"")',
            *(driver, *parts),
            value=point,
            look="fine",
        )
        formula = 'IF(ISNUMBER({5}),ROUND({5},0),"")'
        if sized.is_exact(factor, exponent, self._most(line)):
            formula = (
                "IF(ISNUMBER({5}),INT({5}+0.5)"
                "+IF(((2*INT({5}+0.5)+1)*{2})^{4}<=(2*{1})^{4}*{0}^{3},1,0)"
                '-IF(AND({5}>=0.5,((2*INT({5}+0.5)-1)*{2})^{4}>(2*{1})^{4}*{0}^{3}),1,0),"")'
            )
        value = None if known is None else sized.nearest(factor, exponent, known)
        low = page.formula(8, formula, driver, *parts, guess, value=value)
        return Ends(low, page.formula(9, "{0}", low, value=value))

    def _interpolated(self, line: Sizes, table: _Table) -> Ends:
        page, driver = self._page, self._driver(line)
        known, points = _whole(driver), table.points
        at = page.formula(
            7,
            'IF(ISNUMBER({0}),IF({0}<{1},1,MIN(MATCH({0},{2},1),{3})),"")',
            *(driver, table.sizes.first, table.sizes, len(points) - 1),
            value=None if known is None else sized.segment(points, known),
        )
        low = page.formula(
            8,
            "IF(ISNUMBER({0}),IF({0}<={1},{2},TRUNC(("
            "2*(INDEX({4},{5})*(INDEX({3},{5}+1)-INDEX({3},{5}))"
            "+(INDEX({4},{5}+1)-INDEX({4},{5}))*({0}-INDEX({3},{5})))"
            "+INDEX({3},{5}+1)-INDEX({3},{5}))"
            '/(2*(INDEX({3},{5}+1)-INDEX({3},{5}))))),"")',
            *(driver, table.sizes.first, table.people.first, table.sizes, table.people, at),
            value=None if known is None else sized.interpolated(points, known),
        )
        return Ends(low, page.formula(9, "{0}", low, value=low.value))

    def _least(self, line: Sizes) -> Spot | None:
        page, given = self._page, self._inputs.get(line.at_least_of or "")
        if given is not None:
            own = line.at_least or 0
            return page.formula(10, "MAX({0},{1})", given, own, value=max(_whole(given) or 0, own))
        return page.write(10, line.at_least, "figure") if line.at_least is not None else None

    def _driver(self, line: Sizes) -> Spot:
        return self._inputs[line.of or ""]

    def _most(self, line: Sizes) -> int:
        question = self._rulebook.question.get(line.of or "")
        return question.max if isinstance(question, NumberQuestion) else _MANY


def joined(voice: Voice, ends: Ends) -> str | None:
    """A range as formulas write it in one cell; None while it is not known."""
    low, high = ends.low.value, ends.high.value
    if low is None or high is None:
        return None
    return str(low) if low == high else f"{low}{voice.say('workbook.span')}{high}"


def bounded(page: Page, column: int, people: Spot, bounds: Bounds) -> Spot:
    """People of one end with the line's minimum and cap."""
    told, read = "{0}", [people]
    if bounds.least is not None:
        told, read = f"MAX({told},{{{len(read)}}})", [*read, bounds.least]
    if bounds.most is not None:
        told, read = f"MIN({told},{{{len(read)}}})", [*read, bounds.most]
    least = _whole(bounds.least) if bounds.least else None
    most = _whole(bounds.most) if bounds.most else None
    value = sized.within(_whole(people), least, most)
    return page.formula(column, f'IF(ISNUMBER({{0}}),{told},"")', *read, value=value, look="sum")


def _whole(spot: Spot) -> int | None:
    return spot.value if isinstance(spot.value, int) else None
