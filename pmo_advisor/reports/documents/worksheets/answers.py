"""Every question with its answer, in words and as a number, and whose answer it is."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.model.advice import Difference
from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import PARTIES, NumberQuestion, ScaleQuestion
from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.worksheets.page import Page
from pmo_advisor.reports.documents.worksheets.pages import opened

_WIDTHS = (18.0, 62.0, 42.0, 10.0, 14.0, 20.0, 26.0)
_COLUMNS = ("section", "question", "answer", "value", "unit", "decides", "whose")


def answers(context: Context) -> Page:
    """All questions of the form in their order, then what was answered besides."""
    say, rows = context.voice.say, tuple(_asked(context))
    given = sum(_given(context, fact) is not None for _, fact in rows)
    title = say(
        "workbook.answers.title",
        given=context.voice.number(given),
        all=context.voice.number(len(rows)),
    )
    page = opened(context, "answers", _WIDTHS, title, say("workbook.answers.lead"))
    first = page.row
    page.head((say(f"workbook.column.{one}") for one in _COLUMNS), (3,))
    for section, fact in rows:
        _row(context, page, section, fact)
    page.listed(first, len(_COLUMNS))
    return page


def _asked(context: Context) -> Iterator[tuple[str, str]]:
    """Each question with the section it stands in, without those that this edition withholds."""
    made, rulebook = context.advice.provenance, context.rulebook
    hidden = {one.fact for one in rulebook.catalog.capabilities}
    hidden = hidden if "capability" in made.withheld else set()
    form = rulebook.form.get(made.questionnaire)
    parts = [(one.title, one.questions) for one in form.sections] if form else []
    listed = {fact for _, facts in parts for fact in facts}
    for title, facts in parts:
        yield from ((context.voice.of(title), fact) for fact in facts if fact not in hidden)
    besides = context.voice.say("appendix.other")
    others = (*rulebook.question, *(one for one in made.answers if one not in rulebook.question))
    for fact in others:
        if fact in made.answers and fact not in listed and fact not in hidden:
            yield besides, fact


def _given(context: Context, fact: str) -> Value | None:
    value = context.advice.provenance.answers.get(fact, UNKNOWN)
    return None if value == UNKNOWN else value


def _row(context: Context, page: Page, section: str, fact: str) -> None:
    voice, names = context.voice, context.names
    question, value = context.rulebook.question.get(fact), _given(context, fact)
    page.write(0, section, "quiet")
    page.write(1, voice.of(question.ask) if question else fact)
    if value is None:
        blank = "unknown" if fact in context.advice.provenance.answers else "not_answered"
        page.write(2, voice.say(f"value.{blank}"), "open")
    else:
        page.write(2, names.value(fact, value), "strong")
    counted = isinstance(question, NumberQuestion | ScaleQuestion) and isinstance(value, int)
    if counted:
        page.write(3, value, "figure")
        page.write(4, _unit(context, fact))
    deciding = question.decided_by[0] if question else None
    page.write(5, names.party(deciding) if deciding else "")
    page.write(6, _whose(context, fact) if value is not None else "")
    page.end(len(_COLUMNS))


def _unit(context: Context, fact: str) -> str:
    question = context.rulebook.question[fact]
    if isinstance(question, NumberQuestion):
        return context.voice.of(question.unit)
    return context.voice.say("workbook.answers.step")


def _whose(context: Context, fact: str) -> str:
    """Whose answer is used, as far as the sheets tell."""
    joint, sheets = context.advice.parties, context.advice.provenance.sheets
    found = next((one for one in joint.differences if one.fact == fact), None)
    if found is not None:
        return _decider(context, found)
    if len(sheets) == 1:
        return context.names.party(sheets[0].party)
    return context.voice.say("workbook.answers.alike") if sheets else ""


def _decider(context: Context, difference: Difference) -> str:
    """The first party that decides the question and has answered it."""
    question = context.rulebook.question.get(difference.fact)
    first = question.decided_by if question else ()
    given = {one.party for one in difference.given}
    party = next((one for one in (*first, *PARTIES) if one in given), None)
    return context.voice.say("workbook.answers.differ", party=context.names.party(party))
