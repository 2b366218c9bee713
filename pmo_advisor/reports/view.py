"""One view of the advice for one language: every word resolved, every claim with its note."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_advisor.model.advice import Advice
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.text import Lang
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.names import Names
from pmo_advisor.reports.notes import Note, Notes
from pmo_advisor.reports.parts import Heading
from pmo_advisor.reports.sections.appendix import (
    AppendixView,
    ProvenanceView,
    appendix,
    provenance,
)
from pmo_advisor.reports.sections.boundaries import BoundariesView, boundaries
from pmo_advisor.reports.sections.capability import CapabilityView, capability
from pmo_advisor.reports.sections.cautions import (
    OtherWordsView,
    UnknownView,
    WarningsView,
    other_words,
    unknown,
    warnings,
)
from pmo_advisor.reports.sections.no_type import not_yet_page, undetermined_page
from pmo_advisor.reports.sections.page_one import PageOne, page_one
from pmo_advisor.reports.sections.party_views import PartiesView, parties
from pmo_advisor.reports.sections.roadmap import RoadmapView, roadmap
from pmo_advisor.reports.sections.services import ServicesView, services
from pmo_advisor.reports.sections.staffing import StaffingView, staffing
from pmo_advisor.reports.sections.value import ValueView, VerdictView, value, verdict
from pmo_advisor.reports.sections.why import Why, why
from pmo_advisor.reports.typography import clean
from pmo_advisor.reports.voice import Texts, Voice


@dataclass(frozen=True, slots=True)
class View:
    """The whole report in one language. A section that does not apply is null."""

    lang: Lang
    subject: str
    organization: str
    date: str
    page_one: PageOne
    why: Why
    roadmap: RoadmapView | None
    staffing: StaffingView | None
    services: ServicesView | None
    boundaries: BoundariesView | None
    capability: CapabilityView | None
    verdict: VerdictView | None
    value: ValueView | None
    parties: PartiesView
    warnings: WarningsView | None
    other_words: OtherWordsView | None
    unknown: UnknownView
    provenance: ProvenanceView
    appendix: AppendixView
    notes: tuple[Note, ...]

    @property
    def terms(self) -> frozenset[str]:
        """The ids of the glossary, which words of the report may link to."""
        return frozenset(term.id for term in self.appendix.glossary)

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of all sections that are there, in reading order."""
        sections = (
            self.why,
            self.roadmap,
            self.staffing,
            self.services,
            self.boundaries,
            self.capability,
            self.verdict,
            self.value,
            self.parties,
            self.warnings,
            self.other_words,
            self.unknown,
            self.provenance,
            self.appendix,
        )
        return tuple(section.heading for section in sections if section is not None)


def view(advice: Advice, rulebook: Rulebook, texts: Texts, lang: Lang) -> View:
    """The advice as a reader of ``lang`` sees it. Notes are numbered in reading order."""
    voice = Voice(texts, lang)
    names = Names(rulebook, voice)
    made = advice.provenance
    organization, unit = clean(made.organization), clean(made.unit)
    subject = unit or organization or voice.say("unnamed")
    context = Context(advice, rulebook, voice, names, Notes(rulebook, advice, names), subject)
    return View(
        lang=lang,
        subject=subject,
        organization=organization if organization != subject else "",
        date=voice.date(made.date) if made.date else "",
        page_one=_page_one(context),
        why=why(context),
        roadmap=roadmap(context),
        staffing=staffing(context),
        services=services(context),
        boundaries=boundaries(context),
        capability=capability(context),
        verdict=verdict(context),
        value=value(context),
        parties=parties(context),
        warnings=warnings(context),
        other_words=other_words(context),
        unknown=unknown(context),
        provenance=provenance(context),
        appendix=appendix(context),
        notes=context.notes.all(),
    )


def _page_one(context: Context) -> PageOne:
    position = context.advice.position
    if position.not_yet is not None:
        return not_yet_page(context, position.not_yet)
    if position.type == "undetermined":
        return undetermined_page(context)
    return page_one(context)
