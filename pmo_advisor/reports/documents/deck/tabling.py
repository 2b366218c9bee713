"""What all tables of a deck share: how many rows are left out, and the table in words."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_advisor.reports.context import Context
from pmo_advisor.reports.parts import Line
from pmo_advisor.reports.slides import SlideTable


def table(
    context: Context,
    head: Sequence[str],
    rows: Sequence[tuple[Line, ...]],
    shares: Sequence[int],
    figures: tuple[int, ...] = (),
) -> SlideTable | None:
    """A table of these rows; None where there are none."""
    if not rows:
        return None
    voice = context.voice
    told = [
        voice.say("list.named", name=row[0].text, value=voice.clauses(one.text for one in row[1:]))
        for row in rows
    ]
    in_words = voice.say(
        "deck.table.in_words", columns=voice.joined(head), rows=voice.clauses(told)
    )
    return SlideTable(
        in_words, tuple(head), tuple(rows), tuple(shares), more(context, len(rows)), figures
    )


def more(context: Context, count: int) -> tuple[str, ...]:
    """What to say where one, two, … of ``count`` things are left out."""
    return tuple(context.voice.many("deck.more", left_out) for left_out in range(1, count))
