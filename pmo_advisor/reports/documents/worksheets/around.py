"""The parties' views, what only the house itself sees, and the sources."""

from __future__ import annotations

from pmo_advisor.model.rule import STRATA
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.worksheets.page import Page
from pmo_advisor.reports.documents.worksheets.pages import opened, told, written
from pmo_advisor.reports.sections.party_views import parties
from pmo_advisor.reports.typography import clean

_PARTY_WIDTHS = (34.0, *(26.0,) * 5)
_TRACE_WIDTHS = (14.0, 48.0, 12.0, 64.0)
_REMARK_WIDTHS = (28.0, 70.0, 30.0, 20.0, 20.0)
_SOURCE_WIDTHS = (9.0, 36.0, 56.0, 9.0, 44.0, 60.0)
_GRADES = ("A", "B", "C", "D", "E")


def parties_page(context: Context) -> Page | None:
    """What each party's own sheets would give and where they differ, if several answered."""
    if context.advice.parties.sheets < 2:
        return None
    shown, voice = parties(context), context.voice
    forces = told(voice, shown.forces) if shown.forces else ""
    kept = (told(voice, one) for one in shown.reservations)
    lead = "\n".join(one for one in (forces, *kept) if one)
    page = opened(context, "parties", _PARTY_WIDTHS, shown.heading.title, lead)
    page.freeze = (1, 0)
    for table in (shown.positions, shown.judgements, shown.harmless, shown.counts, shown.agreement):
        if table is not None:
            written(page, voice, table)
    return page


def trace_page(context: Context) -> Page | None:
    """How every rule came out. Only in the internal edition."""
    advice, voice = context.advice, context.voice
    if advice.provenance.withheld or not advice.explanation.trace:
        return None
    page = opened(
        context,
        "trace",
        _TRACE_WIDTHS,
        voice.say("workbook.trace.title"),
        voice.say("workbook.internal"),
    )
    first = page.row
    columns = ("stratum", "rule", "outcome", "title")
    page.head(voice.say(f"workbook.column.{one}") for one in columns)
    for one in sorted(advice.explanation.trace, key=lambda one: STRATA.index(one.stratum)):
        rule = context.rulebook.rule.get(one.rule)
        page.write(0, voice.say(f"stratum.{one.stratum}"))
        page.write(1, one.rule, "code")
        page.write(2, voice.say(f"rule_outcome.{one.outcome}"))
        page.write(3, voice.head(rule.title) if rule else "")
        page.row += 1
    page.listed(first, len(_TRACE_WIDTHS))
    return page


def remarks_page(context: Context) -> Page | None:
    """The quotes and notes of the sheets. Only in the internal edition."""
    made, voice, names = context.advice.provenance, context.voice, context.names
    if made.withheld or not made.remarks:
        return None
    page = opened(
        context,
        "remarks",
        _REMARK_WIDTHS,
        voice.many("workbook.remarks.title", len(made.remarks)),
        voice.say("workbook.internal"),
    )
    first = page.row
    columns = ("fact", "quote", "answer", "party", "respondent")
    page.head(voice.say(f"workbook.column.{one}") for one in columns)
    for one in made.remarks:
        page.write(0, voice.head(names.fact(one.fact)), "strong")
        page.write(1, clean(one.text))
        known = one.fact in made.answers
        page.write(2, names.value(one.fact, made.answers[one.fact]) if known else "")
        page.write(3, names.party(one.party))
        page.write(4, clean(one.respondent))
        page.row += 1
    page.listed(first, len(_REMARK_WIDTHS))
    return page


def sources_page(context: Context) -> Page | None:
    """Every note that another worksheet refers to, a row for each publication it cites."""
    voice, notes = context.voice, context.notes.all()
    if not notes:
        return None
    grades = " ".join(voice.say(f"grade.{grade}") for grade in _GRADES)
    page = opened(
        context,
        "sources",
        _SOURCE_WIDTHS,
        voice.many("workbook.sources.title", len(notes)),
        voice.say("list.named", name=voice.say("grade.legend"), value=grades),
    )
    first = page.row
    columns = ("note", "says", "because", "grade", "reference", "items")
    page.head((voice.say(f"workbook.column.{one}") for one in columns), (0,))
    for note in notes:
        for cited in note.sources or (None,):
            page.write(0, note.number, "figure")
            page.write(1, note.title, "strong")
            page.write(2, note.because)
            page.write(3, cited.grade if cited else "")
            page.write(4, cited.reference if cited else "")
            items = cited.items if cited else ()
            page.write(5, voice.clauses(" ".join(one) for one in items))
            page.row += 1
    page.listed(first, len(_SOURCE_WIDTHS))
    return page
