"""How a charter ends: when it is looked at again, who signs, and what is left to fill."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_advisor.model.question import PARTIES
from pmo_advisor.reports.blocks import Block
from pmo_advisor.reports.documents.charter.draft import Draft
from pmo_advisor.reports.sections.decided import decision_rows

TRIGGERS = ("sponsor", "reorganization", "freeze", "lines")


def review(draft: Draft) -> Iterator[Block]:
    """The day of the review, what brings it forward, and what would end the PMO."""
    voice = draft.voice
    yield from draft.rows(
        draft.row("review_date", draft.day("review_date")),
        draft.row(
            "triggers", *(voice.head(voice.say(f"charter.trigger.{one}")) for one in TRIGGERS)
        ),
        draft.row("shrinks", voice.of(draft.entry.shrinks)),
        draft.row("amended", voice.say("charter.amended")),
    )


def signatures(draft: Draft) -> Iterator[Block]:
    """What was decided, where a workshop did, and a row for each party to fill in by hand."""
    voice, told = draft.voice, draft.context.minutes
    if told is not None and (told.decision or told.reservations or told.left_out):
        yield from draft.lay.paragraph(voice.say("charter.decided"))
        yield from draft.rows(*decision_rows(draft.context, told))
    yield from draft.lay.paragraph(voice.say("charter.signing"))
    rows = [(voice.head(draft.parties([one])), "", "", "") for one in PARTIES]
    yield from draft.grid("signatures", ("party", "name", "signature", "date"), rows)


def to_fill(draft: Draft) -> Iterator[Block]:
    """Everything that was left to fill, once, with where it stands and who would know."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for one in draft.blanks:
        found.setdefault((one.what, one.who), {})[draft.places[one.section]] = None
    if not found:
        yield from draft.lay.paragraph(draft.voice.say("charter.nothing_to_fill"))
        return
    yield from draft.lay.paragraph(draft.voice.many("charter.filling", len(found)))
    rows = [
        (what, draft.voice.head(draft.voice.joined(where)), who)
        for (what, who), where in found.items()
    ]
    yield from draft.grid("to-fill", ("item", "place", "who"), rows)
