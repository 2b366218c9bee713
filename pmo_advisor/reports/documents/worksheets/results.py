"""The first rows of the model, which stay in sight: the range, who is there, who is new."""

from __future__ import annotations

from pmo_advisor.model.advice import Range, Staffing
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.worksheets.grid import Spot
from pmo_advisor.reports.documents.worksheets.lines import Ends
from pmo_advisor.reports.documents.worksheets.page import Page

_COLUMNS = ("result", "low", "high", "low_advised", "high_advised", "state")
_ROWS = 3


class Results:
    """Keeps the rows free at once, and fills them when the lines below are known."""

    def __init__(self, context: Context, page: Page, plan: Staffing) -> None:
        self._context = context
        self._page = page
        self._plan = plan
        say = context.voice.say
        page.head((say(f"workbook.column.{one}") for one in _COLUMNS), (1, 2, 3, 4))
        self._top = page.row
        page.row += _ROWS

    def write(
        self, base: Ends | None, today: Spot, elsewhere: Spot | None
    ) -> tuple[Ends, Ends] | None:
        """The whole range, and where its split stands: people already there or moved in, and new.

        None where no line counts.
        """
        page, say, plan = self._page, self._context.voice.say, self._plan
        page.write(0, say("workbook.staffing.whole"), "label", row=self._top)
        page.write(0, say("staffing.transferred"), "label", row=self._top + 1)
        page.write(0, say("staffing.net_new"), "label", row=self._top + 2)
        for row, advised in enumerate((plan.base, plan.transferred, plan.net_new), self._top):
            self._advised(row, advised)
        if base is None:
            return None
        whole, moved, new = plan.base, plan.transferred, plan.net_new
        split: list[tuple[Spot, Spot]] = []
        for end, column in (("low", 1), ("high", 2)):
            spot = base.low if end == "low" else base.high
            page.formula(column, "{0}", spot, value=_end(whole, end), look="sum", row=self._top)
            there = page.formula(
                column,
                'IF(AND(ISNUMBER({0}),ISNUMBER({1})),MIN({0},SUM({1},{2})),"")',
                *(spot, today, 0 if elsewhere is None else elsewhere),
                value=_end(moved, end),
                row=self._top + 1,
            )
            added = page.formula(
                column,
                'IF(ISNUMBER({0}),{1}-{0},"")',
                *(there, spot),
                value=_end(new, end),
                row=self._top + 2,
            )
            split.append((there, added))
        self._states(base, today)
        (there_low, added_low), (there_high, added_high) = split
        return Ends(there_low, there_high), Ends(added_low, added_high)

    def _advised(self, row: int, people: Range | None) -> None:
        none = self._context.voice.say("value.none")
        for column, end in ((3, "low"), (4, "high")):
            told = none if people is None else _end(people, end)
            self._page.write(column, told, "figure", row=row)

    def _states(self, base: Ends, today: Spot) -> None:
        """Whether the model still stands as advised, and how today's headcount compares."""
        page, say, top = self._page, self._context.voice.say, self._top
        low, high, told_low, told_high = (Spot(page.name, top, column) for column in range(1, 5))
        same, moved = say("workbook.staffing.as_advised"), say("workbook.staffing.moved")
        unknown = say("workbook.staffing.unknown")
        page.formula(
            5,
            "IF(ISNUMBER({0}),IF(AND({0}={2},{1}={3}),{4},{5}),{6})",
            *(low, high, told_low, told_high, same, moved, unknown),
            value=same if self._plan.base else unknown,
            look="strong",
            row=top,
        )
        below, inside, above = (
            say(f"workbook.staffing.today_{one}") for one in ("below", "within", "above")
        )
        states = {"below": below, "within": inside, "above": above}
        state = self._plan.against_today
        page.formula(
            5,
            'IF(AND(ISNUMBER({0}),ISNUMBER({1}),N({1})>0),IF({1}<{0},{3},IF({1}>{2},{4},{5})),"")',
            *(base.low, today, base.high, below, above, inside),
            value=states[state] if state else None,
            look="text",
            row=top + 1,
        )


def _end(people: Range | None, end: str) -> int | None:
    if people is None:
        return None
    return people.low if end == "low" else people.high
