"""The evidence for each type, so that its sums can be followed: the sums, and every reason."""

from __future__ import annotations

from typing import NamedTuple

from pmo_advisor.logic.weights import FACTOR, POINTS
from pmo_advisor.model.advice import Fit, Reason
from pmo_advisor.model.brand import ColorName
from pmo_advisor.model.rule import GROUNDS, Ground
from pmo_advisor.reports.charts import native
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.worksheets.grid import Area, Chart, Series, Spot
from pmo_advisor.reports.documents.worksheets.page import Page
from pmo_advisor.reports.documents.worksheets.pages import numbers, opened
from pmo_advisor.reports.sections.why import argued_fits, why

_SUM_WIDTHS = (30.0, *(11.0,) * len(GROUNDS), 11.0, 13.0, 34.0)
_REASON_WIDTHS = (22.0, 12.0, 46.0, 10.0, 10.0, 8.0, 8.0, 8.0, 10.0, 10.0, 8.0, 8.0, 8.0, 10.0)
_REASON_COLUMNS = (
    "type",
    "ground",
    "reason",
    "side",
    "strength",
    "points",
    "factor",
    "sign",
    "counted",
    "contribution",
    "type_number",
    "ground_number",
    "grade",
    "note",
)
_ROWS_OF_CHART = 16


class Counted(NamedTuple):
    """The columns of the reasons that the sums read."""

    contribution: Area
    type: Area
    ground: Area


class _Weighed(NamedTuple):
    """One reason: its type's and ground's numbers, its sign, and whether it counts."""

    fit: Fit
    type: int
    ground: Ground
    reason: Reason
    sign: int
    counts: bool

    @property
    def points(self) -> int:
        return POINTS[self.reason.strength or "slight"]

    @property
    def contribution(self) -> int:
        return self.points * FACTOR[self.ground] * self.sign * self.counts


def fit_pages(context: Context) -> tuple[Page, ...]:
    """The sums of every type, then the reasons that they add up; none where no rule spoke."""
    fits = argued_fits(context)
    found = _weighed(fits)
    if not found:
        return ()
    reasons = opened(
        context,
        "reasons",
        _REASON_WIDTHS,
        context.voice.say("workbook.reasons.title"),
        context.voice.say("workbook.reasons.lead"),
    )
    read = _reasons(context, reasons, found)
    return _sums(context, fits, found, read), reasons


def _weighed(fits: tuple[Fit, ...]) -> tuple[_Weighed, ...]:
    """All reasons; on each ground and side the first of the strongest counts."""
    found: list[_Weighed] = []
    for number, fit in enumerate(fits, 1):
        for part in fit.grounds:
            for sign, several in ((1, part.supports), (-1, part.opposes)):
                ordered = sorted(several, key=lambda one: -POINTS[one.strength or "slight"])
                found += [
                    _Weighed(fit, number, part.ground, one, sign, place == 0)
                    for place, one in enumerate(ordered)
                ]
    return tuple(found)


def _reasons(context: Context, page: Page, found: tuple[_Weighed, ...]) -> Counted:
    say, first = context.voice.say, page.row
    page.head((say(f"workbook.column.{one}") for one in _REASON_COLUMNS), range(5, 12))
    top, bottom = page.row, page.row + len(found) - 1

    def column(number: int, last: int = bottom) -> Area:
        return Area(Spot(page.name, top, number), Spot(page.name, last, number))

    for one in found:
        _reason(context, page, one)
        points, sign = Spot(page.name, page.row, 5), Spot(page.name, page.row, 7)
        kind, ground = Spot(page.name, page.row, 10), Spot(page.name, page.row, 11)
        here = page.row
        counted = page.formula(
            8,
            'IF(AND(COUNTIFS({0},{1},{2},{3},{4},{5},{6},">"&{7})=0,'
            "COUNTIFS({8},{1},{9},{3},{10},{5},{11},{7})=1),1,0)",
            *(column(10), kind, column(11), ground, column(7), sign, column(5), points),
            *(column(10, here), column(11, here), column(7, here), column(5, here)),
            value=int(one.counts),
        )
        factor = Spot(page.name, here, 6)
        page.formula(
            9, "{0}*{1}*{2}*{3}", points, factor, sign, counted, value=one.contribution, look="sum"
        )
        page.row += 1
    page.listed(first, len(_REASON_COLUMNS))
    return Counted(column(9), column(10), column(11))


def _reason(context: Context, page: Page, one: _Weighed) -> None:
    voice, reason = context.voice, one.reason
    page.write(0, voice.head(one.fit.name))
    page.write(1, voice.head(voice.say(f"ground.{one.ground}")))
    page.write(2, voice.head(reason.title), "strong" if one.counts else "text")
    page.write(3, voice.say("mark.for" if one.sign > 0 else "mark.against"))
    page.write(4, voice.say(f"strength.{reason.strength or 'slight'}"))
    page.write(5, one.points, "figure")
    page.write(6, FACTOR[one.ground], "figure")
    page.write(7, one.sign, "figure")
    page.write(10, one.type, "fine_whole")
    page.write(11, GROUNDS.index(one.ground) + 1, "fine_whole")
    page.write(12, reason.grade)
    page.write(13, numbers(voice, context.notes.reason(reason)), "quiet")


def _sums(
    context: Context, fits: tuple[Fit, ...], found: tuple[_Weighed, ...], read: Counted
) -> Page:
    say, voice = context.voice.say, context.voice
    title = why(context).heading.title
    page = opened(context, "fit", _SUM_WIDTHS, title, say("workbook.fit.lead"))
    grounds = (voice.head(say(f"ground.{one}")) for one in GROUNDS)
    told = (say("axis.type"), *grounds, say("why.sum"), say("workbook.column.advised"))
    page.head((*told, say("workbook.column.gate")), range(1, len(GROUNDS) + 3))
    top = page.row
    for number, fit in enumerate(fits, 1):
        page.write(0, voice.head(fit.name), "strong")
        for place, ground in enumerate(GROUNDS, 1):
            points = [one.contribution for one in found if (one.fit, one.ground) == (fit, ground)]
            page.formula(
                place,
                "SUMIFS({0},{1},{2},{3},{4})",
                *(read.contribution, read.type, number, read.ground, place),
                value=sum(points),
            )
        cells = Area(Spot(page.name, page.row, 1), Spot(page.name, page.row, len(GROUNDS)))
        page.formula(len(GROUNDS) + 1, "SUM({0})", cells, value=fit.evidence, look="sum")
        page.write(len(GROUNDS) + 2, fit.evidence, "figure")
        page.write(len(GROUNDS) + 3, _gate(context, fit))
        page.row += 1
    _chart(context, page, fits, top)
    return page


def _gate(context: Context, fit: Fit) -> str:
    states = {"refuted": "why.gate_shut", "open": "why.gate_open"}
    state = states.get(fit.gate or "")
    return context.voice.say(state) if state else ""


def _chart(context: Context, page: Page, fits: tuple[Fit, ...], top: int) -> None:
    """The evidence of every type; the suggested one stands out."""
    bottom = top + len(fits) - 1
    position = context.advice.position
    colors: tuple[ColorName, ...] = tuple(
        "accent" if one.option == position.type else "rule" for one in fits
    )
    drawn = native.fit(context)
    if drawn is None:
        return
    column = len(GROUNDS) + 1
    values = Area(Spot(page.name, top, column), Spot(page.name, bottom, column))
    chart = Chart(
        id="fit",
        title=drawn.title,
        says=drawn.in_words,
        names=Area(Spot(page.name, top, 0), Spot(page.name, bottom, 0)),
        series=(Series(drawn.title, values, "rule", colors),),
        row=page.row + 1,
        column=0,
        width=760,
        height=280,
        below_zero=any(one.evidence < 0 for one in fits),
    )
    page.charts.append(chart)
    page.row += _ROWS_OF_CHART
