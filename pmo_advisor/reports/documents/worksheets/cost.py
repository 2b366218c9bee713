"""What the people cost in a year: people by role, times the cost of their grade."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_advisor.model.advice import Cost
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.worksheets.grid import Area, Spot
from pmo_advisor.reports.documents.worksheets.lines import Ends
from pmo_advisor.reports.documents.worksheets.page import Page
from pmo_advisor.reports.documents.worksheets.pages import opened, prompted
from pmo_advisor.reports.documents.worksheets.roles import Roles

_WIDTHS = (34.0, 22.0, 12.0, 12.0, 16.0, 16.0, 16.0)
_GRADE_COLUMNS = ("pay_grade", "", "yearly_cost")
_COLUMNS = ("role", "pay_grade", "low", "high", "each", "cost_low", "cost_high")


def cost_page(context: Context, roles: Roles) -> Page | None:
    """Grades with their yearly cost, then roles; totals stay blank until every cost is there."""
    plan, say = context.advice.staffing, context.voice.say
    if plan is None or not roles.ends:
        return None
    graded = {role: entry.grade for role in roles.ends if (entry := roles.role(role))}
    costs = {one.id: one.yearly_cost for one in context.rulebook.catalog.grades}
    complete = all(costs.get(grade) is not None for grade in graded.values())
    title = say("workbook.cost.title")
    if plan.cost:
        span = context.voice.span(plan.cost.low, plan.cost.high)
        title = say(
            "list.named", name=say("staffing.cost"), value=say("staffing.cost.range", cost=span)
        )
    lead = say("workbook.cost.given" if complete else "workbook.cost.missing")
    page = opened(context, "cost", _WIDTHS, title, lead)
    page.freeze = (1, 0)
    each = _grades(context, page, tuple(dict.fromkeys(graded.values())))
    rows = [
        _role(context, page, roles, role, each, first=at == 0) for at, role in enumerate(roles.ends)
    ]
    _total(context, page, rows, plan.cost)
    return page


def _grades(context: Context, page: Page, used: Sequence[str]) -> dict[str, Spot]:
    """The grades of the roles, each with an input for its cost."""
    say, costs = context.voice.say, {}
    page.heading(say("workbook.cost.grades"))
    page.head((say(f"workbook.column.{one}") if one else "" for one in _GRADE_COLUMNS), (2,))
    title = say("workbook.column.yearly_cost")
    for grade in context.rulebook.catalog.grades:
        if grade.id not in used:
            continue
        page.write(0, context.voice.head(grade.name), "strong")
        page.write(1, "")
        costs[grade.id] = page.write(2, grade.yearly_cost, "input")
        prompted(context, page, 2, "decimal", title)
        page.call(f"cost_{grade.id}".replace(".", "_"), costs[grade.id])
        page.row += 1
    return costs


def _role(
    context: Context, page: Page, roles: Roles, role: str, costs: dict[str, Spot], *, first: bool
) -> tuple[Ends, Ends]:
    """One role: its people from the model, and what they cost."""
    say, entry = context.voice.say, roles.role(role)
    if first:
        page.heading(say("workbook.cost.roles"))
        page.head((say(f"workbook.column.{one}") for one in _COLUMNS), range(2, len(_COLUMNS)))
    page.write(0, roles.name(role), "strong")
    grade = entry.grade if entry else ""
    page.write(1, context.names.entry("grades", grade))
    people = Ends(
        *(
            page.formula(2 + at, "{0}", one, value=one.value)
            for at, one in enumerate(roles.ends[role])
        )
    )
    given = costs[grade]
    each = page.formula(4, 'IF(ISNUMBER({0}),{0},"")', given, value=given.value)
    made = []
    for at, one in enumerate(people):
        count, cost = one.value, each.value
        known = isinstance(count, int) and isinstance(cost, int)
        made.append(
            page.formula(
                5 + at,
                'IF(AND(ISNUMBER({0}),ISNUMBER({1})),{0}*{1},"")',
                *(one, each),
                value=int(count or 0) * int(cost or 0) if known else None,
            )
        )
    page.row += 1
    return people, Ends(*made)


def _total(
    context: Context, page: Page, rows: Sequence[tuple[Ends, Ends]], cost: Cost | None
) -> None:
    """The sum, blank while a role that has people has no cost."""
    page.write(0, context.voice.say("workbook.cost.total"), "label")
    page.write(1, "", "label")
    first, last = rows[0], rows[-1]
    whole = (cost.low, cost.high) if cost else (None, None)
    for at, value in enumerate(whole):
        people = Area(first[0][at], last[0][at])
        highs = Area(first[0].high, last[0].high)
        costs = Area(first[1][at], last[1][at])
        sums = [one[0][at].value for one in rows]
        known = all(isinstance(one, int) for one in sums)
        page.formula(
            2 + at,
            'IF(COUNT({0})>0,SUM({0}),"")',
            people,
            value=sum(one for one in sums if isinstance(one, int)) if known else None,
            look="sum",
        )
        page.formula(
            5 + at,
            'IF(AND(SUM({0})>0,SUMPRODUCT(({0}>0)*({1}=""))=0),SUM({1}),"")',
            *(highs, costs),
            value=value,
            look="sum",
        )
    page.write(4, "", "label")
    page.row += 1
