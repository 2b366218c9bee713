"""What to watch and what is not known: warnings, open questions, notices about the answers."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_advisor.model.advice import Notice
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.parts import Heading, Line, Table
from pmo_advisor.reports.sections.no_type import by_weight
from pmo_advisor.reports.typography import clean

_WEIGHTS = ("first", "normal", "minor")


@dataclass(frozen=True, slots=True)
class WarningsView:
    """The section."""

    heading: Heading
    table: Table


@dataclass(frozen=True, slots=True)
class UnknownView:
    """The section."""

    heading: Heading
    table: Table | None
    notices: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class OtherWordsView:
    """The section."""

    heading: Heading
    table: Table


def warnings(context: Context) -> WarningsView | None:
    """All warnings, the weightiest first."""
    found, voice = context.advice.warnings, context.voice
    if not found:
        return None
    head = tuple(voice.say(f"warnings.{column}") for column in ("what", "because", "do"))
    rows = tuple(
        (
            Line(voice.head(one.title), context.notes.rule(one.rule)),
            Line(voice.of(one.because)),
            Line(voice.of(one.do)),
        )
        for one in sorted(found, key=lambda one: _WEIGHTS.index(one.weight))
    )
    title = voice.many("warnings.title", len(found))
    return WarningsView(
        Heading("warnings", voice.say("warnings.topic"), title),
        Table("warning-list", voice.say("warnings.caption"), head, rows),
    )


def unknown(context: Context) -> UnknownView:
    """Which answers are missing, and what waits for them."""
    voice = context.voice
    found = by_weight(context)
    nothing = "kept.unknown" if context.advice.provenance.kept else "unknown.title.none"
    title = voice.many("unknown.title", len(found)) if found else voice.say(nothing)
    return UnknownView(
        heading=Heading("unknown", voice.say("unknown.topic"), title),
        table=_open_table(context),
        notices=tuple(_notice(context, one) for one in context.advice.provenance.notices),
    )


def _open_table(context: Context) -> Table | None:
    voice, found = context.voice, by_weight(context)
    if not found:
        return None
    rows = []
    for one in found:
        question = context.rulebook.question.get(one.fact)
        rows.append(
            (
                Line(voice.head(one.name)),
                Line(voice.of(question.ask) if question else voice.say("value.none")),
                Line(voice.joined(context.names.any_option(about) for about in one.about)),
                Line(voice.many("unknown.rules", len(one.rules))),
            )
        )
    columns = ("fact", "ask", "about", "waiting_rules")
    head = tuple(voice.say(f"unknown.{column}") for column in columns)
    return Table("unknown-facts", voice.say("unknown.caption"), head, tuple(rows))


def _notice(context: Context, notice: Notice) -> Line:
    voice = context.voice
    fact = context.names.fact(notice.fact) if notice.fact else ""
    because = voice.of(notice.because) if notice.because else ""
    names = voice.joined(clean(one) for one in notice.names)
    told = voice.say(f"notice.{notice.kind}", fact=fact, names=names)
    return Line(voice.sentences((told, because)))


def other_words(context: Context) -> OtherWordsView | None:
    """The same position in the words of other schools."""
    found, voice = context.advice.position.in_other_words, context.voice
    if not found:
        return None
    rows = tuple(
        (
            Line(
                voice.of(one.name),
                context.notes.entry(context.names.find("vocabularies", one.vocabulary)),
            ),
            Line(voice.of(one.term)),
        )
        for one in found
    )
    head = tuple(voice.say(f"other_words.{column}") for column in ("school", "term"))
    return OtherWordsView(
        Heading("other-words", voice.say("other_words.topic"), voice.say("other_words.title")),
        Table("vocabularies", voice.say("other_words.caption"), head, rows),
    )
