"""What is worth a second look, and the questions that are still open."""

from __future__ import annotations

from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.worksheets.page import Page
from pmo_advisor.reports.documents.worksheets.pages import numbers, opened, told
from pmo_advisor.reports.sections.cautions import unknown, warnings
from pmo_advisor.reports.sections.no_type import by_weight

_WARNING_WIDTHS = (12.0, 38.0, 56.0, 56.0, 9.0)
_WARNING_COLUMNS = ("what", "because", "do")
_OPEN_WIDTHS = (26.0, 60.0, 42.0, 12.0, 30.0)
_OPEN_COLUMNS = ("fact", "ask", "about", "waiting_rules")
_WEIGHTS = ("first", "normal", "minor")


def warnings_page(context: Context) -> Page | None:
    """All warnings, the weightiest first; none where nothing was seen."""
    shown, voice = warnings(context), context.voice
    if shown is None:
        return None
    page = opened(context, "warnings", _WARNING_WIDTHS, shown.heading.title, shown.table.caption)
    first = page.row
    columns = (voice.say(f"warnings.{one}") for one in _WARNING_COLUMNS)
    weight, note = (voice.say(f"workbook.column.{one}") for one in ("weight", "note"))
    page.head((weight, *columns, note))
    for one in sorted(context.advice.warnings, key=lambda one: _WEIGHTS.index(one.weight)):
        page.write(0, voice.say(f"workbook.weight.{one.weight}"))
        page.write(1, voice.head(one.title), "strong")
        page.write(2, voice.of(one.because))
        page.write(3, voice.of(one.do))
        page.write(4, numbers(voice, context.notes.rule(one.rule)), "quiet")
        page.row += 1
    page.listed(first, len(_WARNING_WIDTHS))
    return page


def open_page(context: Context) -> Page:
    """The unanswered questions that a position waits for, and what is odd about the answers."""
    shown, voice = unknown(context), context.voice
    lead = "\n".join(told(voice, one) for one in shown.notices)
    found = by_weight(context)
    if found:
        lead = "\n".join(one for one in (voice.say("unknown.caption"), lead) if one)
    page = opened(context, "open", _OPEN_WIDTHS, shown.heading.title, lead)
    if not found:
        return page
    first = page.row
    titles = (voice.say(f"unknown.{one}") for one in _OPEN_COLUMNS)
    page.head((*titles, voice.say("workbook.column.fill_answer")), (3,))
    for one in found:
        question = context.rulebook.question.get(one.fact)
        page.write(0, voice.head(one.name), "strong")
        page.write(1, voice.of(question.ask) if question else voice.say("value.none"))
        page.write(2, voice.joined(context.names.any_option(about) for about in one.about))
        page.write(3, len(one.rules), "figure")
        page.write(4, None, "fill")
        page.row += 1
    page.listed(first, len(_OPEN_WIDTHS))
    return page
