"""The speaker's notes: what a slide rests on, in words, and what was not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pmo_advisor.reports.context import Context
from pmo_advisor.reports.notes import Note, Notes
from pmo_advisor.reports.sections.no_type import by_weight
from pmo_advisor.reports.slides import Slide

MOST_REASONS = 12
"""So many reasons are told in the notes of a slide; more are in the report."""


def spoken(context: Context, build: Callable[[Context], Slide | None]) -> Slide | None:
    """A slide with the reasons behind it in its notes."""
    own = unnoted(context)
    slide = build(own)
    if slide is None:
        return None
    found = own.notes.all()
    reasons = (*_reasons(context, found), *_sources(context, found))
    return slide._replace(notes=(*slide.notes, *reasons))


def unnoted(context: Context) -> Context:
    """The same context with no notes called for yet."""
    notes = Notes(context.rulebook, context.advice.provenance.answers, context.names)
    return context._replace(notes=notes)


def _reasons(context: Context, notes: Iterable[Note]) -> Iterator[str]:
    voice = context.voice
    told = [one for one in notes if one.because][:MOST_REASONS]
    if told:
        yield voice.say("deck.note.reasons")
    for one in told:
        because = voice.say("deck.note.reason", title=one.title, because=one.because)
        read = voice.say("deck.note.read", answers=voice.clauses(one.read)) if one.read else ""
        yield voice.sentences((because, read))


def _sources(context: Context, notes: Iterable[Note]) -> Iterator[str]:
    """The publications behind the reasons, each once, with its grade."""
    voice = context.voice
    cited = dict.fromkeys(
        voice.say(
            "list.aside",
            text=source.reference,
            aside=voice.say("note.graded", grade=source.grade),
        )
        for one in notes
        for source in one.sources
        if source.reference
    )
    if cited:
        yield voice.say("deck.note.sources", sources=voice.clauses(cited))


def not_known(context: Context, about: Iterable[str] = ()) -> tuple[str, ...]:
    """Which answers are missing; only those that bear on ``about``, where it is given."""
    wanted = set(about)
    names = [
        context.voice.of(one.name)
        for one in by_weight(context)
        if not wanted or not wanted.isdisjoint(one.about)
    ]
    if not names:
        return ()
    return (context.voice.say("deck.note.unknown", facts=context.voice.joined(names)),)
