"""People by role: each line shared out to its roles, and the roles added up over the lines."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_advisor.model.catalog import Role
from pmo_advisor.model.sizing import Sizes
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.worksheets.grid import Spot
from pmo_advisor.reports.documents.worksheets.lines import Ends
from pmo_advisor.reports.documents.worksheets.page import Page
from pmo_advisor.reports.documents.worksheets.pages import numbers
from pmo_advisor.reports.documents.worksheets.shares import Part, both

_COLUMNS = ("role", "low", "high", "pay_grade", "obtain", "note")


class Roles:
    """The roles of the lines that count, in catalogue order. ``ends`` are filled by ``write``."""

    def __init__(self, context: Context, page: Page, workings: Page) -> None:
        self._context = context
        self._page = page
        self._workings = workings
        self.ends: dict[str, Ends] = {}

    def role(self, role: str) -> Role | None:
        found = self._context.names.find("roles", role)
        return found if isinstance(found, Role) else None

    def name(self, role: str) -> str:
        return self._context.voice.head(self._context.names.entry("roles", role))

    def write(self, base: Ends | None, lines: Sequence[tuple[str, Sizes, Ends]]) -> None:
        """The table of roles; ``lines`` are labels, parameters and people of what counts."""
        named = {one.role for _, line, _ in lines for one in line.roles}
        roles = [one.id for one in self._context.rulebook.catalog.roles if one.id in named]
        if base is None or not roles:
            return
        seats: dict[str, list[Ends]] = {role: [] for role in roles}
        self._workings.heading(self._context.voice.say("workbook.workings.shares"))
        for label, line, people in lines:
            for role, ends in self._shared(label, line, people):
                seats[role].append(ends)
        page, say = self._page, self._context.voice.say
        page.heading(say("workbook.staffing.roles"))
        titles = [say(f"workbook.column.{one}") for one in _COLUMNS]
        page.head((*titles[:4], "", *titles[4:]), (1, 2))
        for role in roles:
            self.ends[role] = self._row(role, base, seats[role])

    def _shared(self, label: str, line: Sizes, people: Ends) -> list[tuple[str, Ends]]:
        """One line's people by role. Where no role has a weight, the first takes the rest."""
        page, say = self._workings, self._context.voice.say
        weighted = any(one.weight for one in line.roles)
        page.row += 1
        page.head((label, say("workbook.share.fixed"), say("workbook.share.weight")), (1, 2))
        parts = []
        for at, one in enumerate(line.roles):
            page.write(0, self.name(one.role))
            fixed = page.write(1, one.people or 0, "figure")
            weight = (one.weight or 0) if weighted else int(at == 0)
            parts.append(Part(self.name(one.role), fixed, page.write(2, weight, "figure")))
            page.row += 1
        if not parts:
            return []
        shared = both(page, self._context.voice, label, people, parts)
        return [(one.role, ends) for one, ends in zip(line.roles, shared, strict=True)]

    def _row(self, role: str, base: Ends, seats: list[Ends]) -> Ends:
        page, voice, entry = self._page, self._context.voice, self.role(role)
        page.write(0, self.name(role), "strong")
        made = []
        for column in (1, 2):
            several = [one[column - 1] for one in seats]
            known = isinstance(base[column - 1].value, int)
            total = sum(one.value for one in several if isinstance(one.value, int))
            told = "+".join(f"{{{at}}}" for at in range(1, len(several) + 1))
            made.append(
                page.formula(
                    column,
                    f'IF(ISNUMBER({{0}}),{told},"")',
                    *(base[column - 1], *several),
                    value=total if known else None,
                )
            )
        if entry is not None:
            page.write(3, voice.head(self._context.names.entry("grades", entry.grade)))
            page.write(5, voice.head(voice.say(f"obtain.{entry.obtain}")))
            page.write(6, numbers(voice, self._context.notes.entry(entry)), "quiet")
        page.end(len(_COLUMNS) + 1)
        return Ends(*made)


def weights(context: Context, page: Page, roles: Sequence[str], ends: Sequence[Ends]) -> list[Part]:
    """One person for the first role that has any, the others weighed by the whole's upper end."""
    say, names = context.voice.say, context.names
    highs = [one.high for one in ends]
    values = [one.value if isinstance(one.value, int) else 0 for one in highs]
    held = sum(one > 0 for one in values)
    page.head(
        (
            say("workbook.workings.stages"),
            say("workbook.share.fixed"),
            say("workbook.share.weight"),
        ),
        (1, 2),
    )
    parts = []
    for at, (role, high) in enumerate(zip(roles, highs, strict=True)):
        name = context.voice.head(names.entry("roles", role))
        page.write(0, name)
        first = values[at] > 0 and not any(values[:at])
        fixed = _first(page, high, highs[:at], int(first))
        share = values[at] - first
        if held == 1 and first:
            share = max(share, 1)
        weight = _weight(page, fixed, high, highs, share)
        parts.append(Part(name, fixed, weight))
        page.row += 1
    return parts


def _first(page: Page, high: Spot, before: Sequence[Spot], value: int) -> Spot:
    if not before:
        return page.formula(1, "IF(N({0})>0,1,0)", high, value=value)
    told = ",".join(f"{{{at}}}" for at in range(1, len(before) + 1))
    formula = f"IF(AND(N({{0}})>0,SUM({told})=0),1,0)"
    return page.formula(1, formula, high, *before, value=value)


def _weight(page: Page, fixed: Spot, high: Spot, highs: Sequence[Spot], value: int) -> Spot:
    held = "+".join(f"(N({{{at}}})>0)" for at in range(2, len(highs) + 2))
    formula = "IF(N({1})=0,0,IF({0}=1,IF(" + held + ">1,{1}-1,MAX({1}-1,1)),{1}))"
    return page.formula(2, formula, fixed, high, *highs, value=value)
