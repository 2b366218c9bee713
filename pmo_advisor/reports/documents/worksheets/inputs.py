"""The inputs of the model: the answers that its lines read, in cells that can be changed."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_advisor.model.question import NumberQuestion
from pmo_advisor.model.sizing import Sizes
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.worksheets.grid import Spot
from pmo_advisor.reports.documents.worksheets.page import Page
from pmo_advisor.reports.documents.worksheets.pages import prompted

PMO_PEOPLE = "pmo_people"
PMS_ELSEWHERE = "pms_elsewhere"
_COLUMNS = ("question", "input", "unit", "given", "change", "named", "smallest", "largest")


def facts_of(lines: Sequence[Sizes], inside: bool) -> tuple[str, ...]:
    """The facts that the lines read, then those that split the people into moved and new."""
    found = [one.of for one in lines] + [one.at_least_of for one in lines]
    found += [PMO_PEOPLE, PMS_ELSEWHERE if inside else None]
    return tuple(dict.fromkeys(one for one in found if one))


def write_inputs(context: Context, page: Page, facts: Sequence[str]) -> dict[str, Spot]:
    """A row for each fact, with its answer as it was given; where each input stands."""
    say = context.voice.say
    page.heading(say("workbook.staffing.inputs"))
    page.head((say(f"workbook.column.{one}") for one in _COLUMNS), (1, 3, 4, 6, 7))
    return {fact: _row(context, page, fact) for fact in facts}


def _row(context: Context, page: Page, fact: str) -> Spot:
    voice, question = context.voice, context.rulebook.question.get(fact)
    given = _known(context, fact)
    name = voice.head(context.names.fact(fact))
    page.write(0, voice.of(question.ask) if question else name)
    spot = page.write(1, given, "input")
    if given is None:
        page.write(3, voice.say("value.not_answered"), "open")
    else:
        before = page.write(3, given, "figure")
        page.formula(4, 'IF(ISNUMBER({0}),{0}-{1},"")', spot, before, value=0)
    page.write(5, f"input_{fact}", "code")
    least, limits = 0, {"least": 0}
    if isinstance(question, NumberQuestion):
        page.write(2, voice.of(question.unit))
        least, limits = question.min, {"least": question.min, "most": question.max}
        page.write(7, question.max, "figure")
    page.write(6, least, "figure")
    prompted(context, page, 1, "whole", name, **limits)
    page.call(f"input_{fact}", spot)
    page.end(len(_COLUMNS))
    return spot


def _known(context: Context, fact: str) -> int | None:
    """The number that was answered; none where the question turned out not to apply."""
    made = context.advice.provenance
    unused = {one.fact for one in made.notices if one.kind == "not_applicable"}
    value = made.answers.get(fact)
    return value if isinstance(value, int) and fact not in unused else None
