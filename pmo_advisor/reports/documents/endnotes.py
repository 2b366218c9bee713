"""The notes of a document and its sources, as its last sections."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_advisor.reports.blocks import Endnote, Endnotes, Section
from pmo_advisor.reports.documents.laying import Laying
from pmo_advisor.reports.notes import Citation, Note
from pmo_advisor.reports.parts import Heading, Line

_GRADES = ("A", "B", "C", "D", "E")


def sources(lay: Laying, notes: Iterable[Note], cited: Iterable[Citation]) -> Section:
    """What each sentence rests on, and every source once."""
    say = lay.voice.say
    grades = tuple(Line(say(f"grade.{grade}")) for grade in _GRADES)
    publications = tuple(_source(lay, one) for one in cited)
    return lay.section(
        Heading("sources", say("doc.notes"), say("doc.notes.title")),
        (Endnotes(tuple(_note(lay, one) for one in notes)),),
        lay.subhead(say("note.all_sources")) if publications else (),
        lay.bullets(publications),
        lay.paragraph(say("grade.legend"), style="aside"),
        lay.bullets(grades),
    )


def _source(lay: Laying, source: Citation) -> Line:
    graded = lay.voice.say("note.graded", grade=source.grade) if source.grade else ""
    ids = " ".join(name for name, _ in source.items)
    return Line(source.reference, detail=f"{graded} {ids}".strip())


def _note(lay: Laying, note: Note) -> Endnote:
    told = [lay.opened(note.title, lay.text(note.because))]
    if note.in_words:
        told.append(lay.text(note.in_words))
    return Endnote(note.number, tuple(told))
