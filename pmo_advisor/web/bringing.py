"""Bringing the answers of a file into one person's assessment."""

from __future__ import annotations

from pmo_advisor.model.sheet import Sheet
from pmo_advisor.store import answering, moderating
from pmo_advisor.web import single
from pmo_advisor.web.asked import Asked
from pmo_advisor.web.drafts import LONGEST_NOTE
from pmo_advisor.web.service import Service


def differing(mine: Asked, given: Sheet) -> tuple[str, ...]:
    """The questions that the file answers otherwise than they stand here."""
    return tuple(
        fact
        for fact, value in given.answers.items()
        if fact in mine.answers and mine.answers[fact] != value
    )


def take(service: Service, mine: Asked, given: Sheet, *, over: bool) -> int:
    """Keep the file's answers, notes and head, all in one step. Gives how many answers it had.

    Where both have one, that of the file counts only if ``over``.
    """
    workshop, person = mine.workshop, mine.person
    with service.store.change(workshop.id) as connection:
        for fact, value in given.answers.items():
            if over or fact not in mine.answers:
                answering.save(connection, person.id, workshop.round, fact, value, None)
        held = {one.about: one for one in moderating.notes(connection, workshop.id)}
        notes = {**given.notes, single.HEAD: single.head_of(given)}
        for about, text in notes.items():
            if over or about not in held:
                seen = held[about].revision if about in held else 0
                moderating.write_note(connection, workshop.id, about, text[:LONGEST_NOTE], seen)
    return len(given.answers)
