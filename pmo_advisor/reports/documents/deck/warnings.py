"""What is worth a second look: at most three warnings, the weightiest first."""

from __future__ import annotations

from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.deck.speaking import unnoted
from pmo_advisor.reports.documents.deck.tabling import table
from pmo_advisor.reports.sections.cautions import warnings as warnings_section
from pmo_advisor.reports.sections.page_one import MOST_WARNINGS, warning_lines
from pmo_advisor.reports.slides import Slide, Told


def warnings(context: Context) -> Slide | None:
    """The warnings with what may be done."""
    told, voice = warnings_section(unnoted(context)), context.voice
    if told is None:
        return None
    shown = told.table.rows[:MOST_WARNINGS]
    warning_lines(context)
    picture = table(context, told.table.head, shown, (28, 36, 36))
    if picture is None:
        return None
    rest = [row[0].text for row in told.table.rows[MOST_WARNINGS:]]
    others = voice.say("deck.note.warnings", warnings=voice.clauses(rest)) if rest else ""
    return Slide(
        id="warnings",
        title=voice.many("warnings.title", len(shown)),
        message=(Told(told.table.caption),),
        picture=picture,
        notes=(others,) if others else (),
    )
