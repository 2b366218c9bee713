"""One view of the advice for one language: every word resolved, every claim with its note."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_advisor.model.advice import Advice
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.text import Lang
from pmo_advisor.model.workshop import Minutes
from pmo_advisor.reports.notes import Citation, Note
from pmo_advisor.reports.opening import date, first_page, opened, organization
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
from pmo_advisor.reports.sections.decided import DecidedView, decided
from pmo_advisor.reports.sections.firm import FirmView, firm
from pmo_advisor.reports.sections.internal import InternalView, internal
from pmo_advisor.reports.sections.page_one import PageOne
from pmo_advisor.reports.sections.party_views import PartiesView, parties
from pmo_advisor.reports.sections.roadmap import RoadmapView, roadmap
from pmo_advisor.reports.sections.services import ServicesView, services
from pmo_advisor.reports.sections.staffing import StaffingView, staffing
from pmo_advisor.reports.sections.value import ValueView, VerdictView, value, verdict
from pmo_advisor.reports.sections.why import Why, why
from pmo_advisor.reports.voice import Texts


@dataclass(frozen=True, slots=True)
class View:
    """The whole report in one language. A section that does not apply is null."""

    lang: Lang
    subject: str
    organization: str
    date: str
    page_one: PageOne
    decided: DecidedView | None
    why: Why
    firm: FirmView | None
    staffing: StaffingView | None
    roadmap: RoadmapView | None
    capability: CapabilityView | None
    services: ServicesView | None
    boundaries: BoundariesView | None
    verdict: VerdictView | None
    value: ValueView | None
    warnings: WarningsView | None
    parties: PartiesView
    other_words: OtherWordsView | None
    unknown: UnknownView
    provenance: ProvenanceView
    appendix: AppendixView
    internal: InternalView | None
    notes: tuple[Note, ...]
    sources: tuple[Citation, ...]

    @property
    def terms(self) -> frozenset[str]:
        """The ids of the glossary, which words of the report may link to."""
        return frozenset(term.id for term in self.appendix.glossary)

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of all sections that are there, in reading order."""
        sections = (
            self.decided,
            self.why,
            self.firm,
            self.staffing,
            self.roadmap,
            self.capability,
            self.services,
            self.boundaries,
            self.verdict,
            self.value,
            self.warnings,
            self.parties,
            self.other_words,
            self.unknown,
            self.provenance,
            self.appendix,
            self.internal,
        )
        return tuple(section.heading for section in sections if section is not None)


def view(
    advice: Advice,
    rulebook: Rulebook,
    texts: Texts,
    lang: Lang,
    minutes: Minutes | None = None,
) -> View:
    """The advice as a reader of ``lang`` sees it. Notes are numbered in reading order."""
    context = opened(advice, rulebook, texts, lang, minutes)
    return View(
        lang=lang,
        subject=context.subject,
        organization=organization(context),
        date=date(context),
        page_one=first_page(context),
        decided=decided(context),
        why=why(context),
        firm=firm(context),
        staffing=staffing(context),
        roadmap=roadmap(context),
        capability=capability(context),
        services=services(context),
        boundaries=boundaries(context),
        verdict=verdict(context),
        value=value(context),
        warnings=warnings(context),
        parties=parties(context),
        other_words=other_words(context),
        unknown=unknown(context),
        provenance=provenance(context),
        appendix=appendix(context),
        internal=internal(context),
        notes=context.notes.all(),
        sources=context.notes.sources(),
    )
