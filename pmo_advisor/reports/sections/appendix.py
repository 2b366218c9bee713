"""What the advice was made from: fingerprints, every answer, thresholds used, and the words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pmo_advisor.model.sheet import UNKNOWN
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.parts import Heading, Line, Row, Table
from pmo_advisor.reports.sections.firm import sufficient_table
from pmo_advisor.reports.thresholds import thresholds_of

_SHORT = 16
"""Digits of a fingerprint that are enough to tell two apart by eye."""


@dataclass(frozen=True, slots=True)
class ProvenanceView:
    """The section."""

    heading: Heading
    rows: tuple[Row, ...]
    sheets: Table | None


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry."""

    id: str
    name: str
    means: str


@dataclass(frozen=True, slots=True)
class AppendixView:
    """The section."""

    heading: Heading
    answers: tuple[Table, ...]
    sufficient: Table | None
    thresholds: Table | None
    glossary: tuple[Term, ...]


def provenance(context: Context) -> ProvenanceView:
    """Sheets, knowledge and program behind the advice."""
    made, voice = context.advice.provenance, context.voice
    undated = voice.say("provenance.undated")
    told = (
        ("edition", _edition(context)),
        ("date", voice.date(made.date) if made.date else undated),
        ("questionnaire", _form_title(context)),
        ("knowledge", made.knowledge),
        ("program", made.program),
    )
    rows = tuple(Row(name, voice.say(f"provenance.{name}"), (Line(text),)) for name, text in told)
    columns = ("party", "dated", "fingerprint")
    head = tuple(voice.say(f"provenance.{column}") for column in columns)
    marks = tuple(
        (
            Line(context.names.party(one.party)),
            Line(voice.date(one.date) if one.date else undated),
            Line(one.fingerprint[:_SHORT] or voice.say("value.none")),
        )
        for one in made.sheets
    )
    caption = voice.say("provenance.sheets")
    return ProvenanceView(
        heading=Heading(
            "provenance", voice.say("provenance.topic"), voice.many("provenance.title", len(marks))
        ),
        rows=rows,
        sheets=Table("sheet-marks", caption, head, marks) if marks else None,
    )


def _edition(context: Context) -> str:
    """Client-safe or internal, and what is left out."""
    voice, minutes = context.voice, context.minutes
    withheld: tuple[str, ...] = context.advice.provenance.withheld
    if minutes is not None and minutes.notes_left_out:
        withheld = (*withheld, "notes")
    left_out = voice.joined(voice.say(f"withheld.{one}") for one in withheld)
    if not left_out:
        return voice.say("edition.internal")
    told = "workshop" if minutes is not None and minutes.notes else "client"
    return voice.say(f"edition.{told}", withheld=left_out)


def _form_title(context: Context) -> str:
    name = context.advice.provenance.questionnaire
    form = context.rulebook.form.get(name)
    return context.voice.of(form.title) if form else name


def appendix(context: Context) -> AppendixView:
    """Every answer, the thresholds that the rules held them against, and the glossary."""
    voice = context.voice
    return AppendixView(
        heading=Heading("appendix", voice.say("appendix.topic"), voice.say("appendix.title")),
        answers=tuple(_answers(context)),
        sufficient=sufficient_table(context),
        thresholds=_thresholds(context),
        glossary=tuple(
            Term(
                one.id,
                voice.head(one.name),
                voice.of(one.means),
            )
            for one in context.rulebook.catalog.glossary
        ),
    )


def _answers(context: Context) -> Iterable[Table]:
    """One table for each section of the questionnaire, then what lies outside it."""
    made, voice = context.advice.provenance, context.voice
    form = context.rulebook.form.get(made.questionnaire)
    parts = [(voice.of(one.title), one.questions) for one in form.sections] if form else []
    asked = {fact for _, questions in parts for fact in questions}
    others = tuple(one for one in context.rulebook.question if one not in asked)
    others += tuple(one for one in made.answers if one not in context.rulebook.question)
    withheld = _withheld(context)
    parts = [(title, tuple(one for one in some if one not in withheld)) for title, some in parts]
    parts.append((voice.say("appendix.other"), tuple(one for one in others if one in made.answers)))
    head = (voice.say("appendix.question"), voice.say("appendix.answer"))
    for place, (title, questions) in enumerate(parts):
        rows = tuple(_answer(context, fact) for fact in questions)
        if rows:
            caption = voice.say("appendix.answers", section=title)
            yield Table(f"answers-{place + 1}", caption, head, rows)


def _withheld(context: Context) -> frozenset[str]:
    """Questions whose answers are not told, and so are not said to be missing either."""
    if "capability" not in context.advice.provenance.withheld:
        return frozenset()
    return frozenset(one.fact for one in context.rulebook.catalog.capabilities)


def _answer(context: Context, fact: str) -> tuple[Line, ...]:
    answers, names = context.advice.provenance.answers, context.names
    question = context.rulebook.question.get(fact)
    asked = context.voice.of(question.ask) if question else fact
    if fact in answers and answers[fact] != UNKNOWN:
        return (Line(asked), Line(names.value(fact, answers[fact])))
    blank = "value.unknown" if fact in answers else "value.not_answered"
    if fact in context.advice.provenance.kept:
        blank = "kept.answer"
    return (Line(asked), Line(context.voice.say(blank)))


def _thresholds(context: Context) -> Table | None:
    """The thresholds behind the rules that fired, and behind the gates."""
    voice, rules = context.voice, context.rulebook.rule
    fired = [one.rule for one in context.advice.explanation.trace if one.outcome == "fires"]
    gates = [one.rule for one in context.advice.position.gates]
    found = {
        limit.id: limit
        for rule in (*fired, *gates)
        if rule in rules
        for limit in thresholds_of(rules[rule].when, context.rulebook)
    }
    ordered = [one for one in context.rulebook.catalog.thresholds if one.id in found]
    if not ordered:
        return None
    rows = tuple(
        (
            Line(voice.head(one.name), context.notes.entry(one)),
            Line(voice.say("number", number=str(one.value), unit=voice.of(one.unit))),
            Line(voice.of(one.because)),
        )
        for one in ordered
    )
    head = tuple(voice.say(f"thresholds.{column}") for column in ("name", "value", "because"))
    return Table("thresholds", voice.say("thresholds.caption"), head, rows, (1,))
