"""The pages of a group: what its units want, what they could share, and how their PMOs stand."""

from __future__ import annotations

from pmo_advisor.model.portfolio import Portfolio
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.text import Lang
from pmo_advisor.reports.blocks import Laid
from pmo_advisor.reports.documents.endnotes import sources
from pmo_advisor.reports.documents.group.kinship import kinship
from pmo_advisor.reports.documents.group.opening import opening
from pmo_advisor.reports.documents.group.people import people
from pmo_advisor.reports.documents.group.reading import all_units, reading
from pmo_advisor.reports.documents.group.road import road
from pmo_advisor.reports.documents.group.sharing import sharing
from pmo_advisor.reports.documents.group.standing_out import standing_out
from pmo_advisor.reports.documents.group.telling import Telling
from pmo_advisor.reports.documents.group.wanted import wanted
from pmo_advisor.reports.voice import Texts


def group(portfolio: Portfolio, rulebook: Rulebook, texts: Texts, lang: Lang) -> Laid:
    """All pages in one language, the conclusion first."""
    tell = Telling(portfolio, rulebook, texts, lang)
    parts = (wanted, sharing, kinship, people, road, standing_out, all_units, reading)
    first = opening(tell)
    told = tuple(section for part in parts if (section := part(tell)) is not None)
    notes = tell.notes
    return Laid(
        kind="group",
        langs=(lang,),
        name=tell.lay.say("group.name"),
        subject=tell.subject,
        organization="",
        date=(),
        opening=first,
        sections=(*told, sources(tell.lay, notes.all(), notes.sources())),
        contents=tell.lay.say("doc.contents"),
    )
