"""The report: every section of the view, laid in the order in which it is argued."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from pmo_advisor.model.advice import Advice
from pmo_advisor.model.rulebook import Rulebook
from pmo_advisor.model.text import Lang
from pmo_advisor.model.workshop import Minutes
from pmo_advisor.reports.blocks import Block, Laid, Section
from pmo_advisor.reports.documents.endnotes import sources
from pmo_advisor.reports.documents.laying import Laying
from pmo_advisor.reports.parts import Heading
from pmo_advisor.reports.sections.appendix import AppendixView, ProvenanceView
from pmo_advisor.reports.sections.boundaries import BoundariesView
from pmo_advisor.reports.sections.capability import CapabilityView
from pmo_advisor.reports.sections.cautions import OtherWordsView, UnknownView, WarningsView
from pmo_advisor.reports.sections.decided import DecidedView
from pmo_advisor.reports.sections.firm import FirmView
from pmo_advisor.reports.sections.internal import InternalView
from pmo_advisor.reports.sections.party_views import PartiesView
from pmo_advisor.reports.sections.roadmap import RoadmapView
from pmo_advisor.reports.sections.services import ServicesView
from pmo_advisor.reports.sections.staffing import StaffingView
from pmo_advisor.reports.sections.value import ValueView, VerdictView
from pmo_advisor.reports.sections.why import Case, Why
from pmo_advisor.reports.view import View, view
from pmo_advisor.reports.voice import Texts, Voice

P = TypeVar("P")

_TOLD_APART = ("type", "target_type")
"""Conclusions whose reasons stand under the types themselves, where these are argued."""


def report(
    advice: Advice,
    rulebook: Rulebook,
    texts: Texts,
    lang: Lang,
    minutes: Minutes | None = None,
) -> Laid:
    """The whole report in one language."""
    shown = view(advice, rulebook, texts, lang, minutes)
    lay = Laying(Voice(texts, lang))
    return Laid(
        kind="report",
        langs=(lang,),
        name=lay.say("doc.kicker"),
        subject=shown.subject,
        organization=shown.organization,
        date=lay.text(shown.date),
        opening=_opening(lay, shown),
        sections=tuple(_sections(lay, shown)),
        contents=lay.say("doc.contents"),
    )


def _opening(lay: Laying, shown: View) -> Section:
    page = shown.page_one
    lead = tuple(block for one in page.lead for block in lay.paragraph(one, style="lead"))
    heading = Heading("page_one", lay.voice.say("doc.kicker"), page.title)
    return lay.section(heading, lead, lay.facts(page.rows, brief=True))


def _sections(lay: Laying, shown: View) -> Iterator[Section]:
    yield from _if(lay, shown.decided, _decided)
    yield _why(lay, shown.why)
    yield from _if(lay, shown.firm, _firm)
    yield from _if(lay, shown.staffing, _staffing)
    yield from _if(lay, shown.roadmap, _roadmap)
    yield from _if(lay, shown.capability, _capability)
    yield from _if(lay, shown.services, _services)
    yield from _if(lay, shown.boundaries, _boundaries)
    yield from _if(lay, shown.verdict, _verdict)
    yield from _if(lay, shown.value, _value)
    yield from _if(lay, shown.warnings, _one_table)
    yield _parties(lay, shown.parties)
    yield from _if(lay, shown.other_words, _one_table)
    yield _unknown(lay, shown.unknown)
    yield sources(lay, shown.notes, shown.sources)
    yield _provenance(lay, shown.provenance)
    yield _appendix(lay, shown.appendix)
    yield from _if(lay, shown.internal, _internal)


def _if(lay: Laying, part: P | None, laid: Callable[[Laying, P], Section]) -> Iterator[Section]:
    """The section of a part that is there."""
    if part is not None:
        yield laid(lay, part)


def _one_table(lay: Laying, part: WarningsView | OtherWordsView) -> Section:
    return lay.section(part.heading, lay.grid(part.table))


def _decided(lay: Laying, decided: DecidedView) -> Section:
    return lay.section(decided.heading, lay.facts(decided.rows), lay.grid(decided.notes))


def _why(lay: Laying, why: Why) -> Section:
    say = lay.voice.say
    lead = why.lead
    return lay.section(
        why.heading,
        lay.paragraph(lead.said) if lead else (),
        lay.bullets(lead.reasons) if lead else (),
        lay.figure(why.picture, say("chart.key")),
        lay.paragraph(why.separation, style="notice"),
        lay.subhead(say("why.cases")) if why.cases else (),
        (block for case in why.cases for block in _case(lay, case)),
        lay.subhead(say("why.paths")) if why.settled else (),
        (
            block
            for path in why.paths
            if not (why.cases and path.id in _TOLD_APART)
            for block in (
                *lay.subhead(say("why.path", axis=path.axis, conclusion=path.conclusion), 3),
                *lay.bullets(
                    one if one.mark == "against" else one._replace(mark=None) for one in path.lines
                ),
            )
        ),
        lay.grids((why.points, why.gates, why.obstacles)),
    )


def _case(lay: Laying, case: Case) -> Iterator[Block]:
    yield from lay.subhead(case.title, 3)
    yield from lay.paragraph(case.gate, style="aside")
    if not case.pros and not case.cons:
        yield from lay.paragraph(lay.voice.say("why.nothing"), style="aside")
    lines = [one._replace(mark="for") for one in case.pros]
    lines += [one._replace(mark="against") for one in case.cons]
    yield from lay.bullets(lines)


def _firm(lay: Laying, firm: FirmView) -> Section:
    say = lay.voice.say
    return lay.section(
        firm.heading,
        lay.paragraph(firm.missing),
        lay.grids((firm.axes, firm.questions)),
        lay.paragraph(firm.idle, style="aside"),
        lay.subhead(say("firm.ways")) if firm.ways else (),
        lay.figure(firm.picture, say("firm.step")) if firm.ways else (),
        (
            block
            for way in firm.ways
            for block in (*lay.subhead(way.name, 3), *lay.bullets(way.lines))
        ),
        lay.grid(firm.distances) if firm.ways else (),
        lay.subhead(say("firm.strengths")) if firm.strengths else (),
        lay.paragraph(firm.strengths),
        lay.paragraph(say("firm.sensitive")) if firm.sensitive else (),
        lay.bullets(firm.sensitive),
    )


def _staffing(lay: Laying, staffing: StaffingView) -> Section:
    return lay.section(
        staffing.heading,
        lay.figure(staffing.picture),
        lay.facts(staffing.facts),
        lay.grids((staffing.lines, staffing.roles, staffing.by_stage)),
    )


def _roadmap(lay: Laying, roadmap: RoadmapView) -> Section:
    say = lay.voice.say
    return lay.section(
        roadmap.heading,
        lay.figure(roadmap.picture),
        lay.paragraph(roadmap.stop_here, style="notice", before=say("roadmap.stop")),
        lay.paragraph(roadmap.shrinks, style="notice", before=say("roadmap.shrinks")),
        lay.grid(roadmap.stages),
        lay.grids(roadmap.conditions),
        lay.subhead(say("roadmap.first_days")) if roadmap.first_days else (),
        lay.facts(roadmap.first_days),
    )


def _capability(lay: Laying, capability: CapabilityView) -> Section:
    return lay.section(
        capability.heading,
        lay.figure(capability.picture),
        lay.paragraph(capability.private, style="notice"),
        lay.grid(capability.table),
    )


def _services(lay: Laying, services: ServicesView) -> Section:
    return lay.section(
        services.heading,
        lay.paragraph(services.meant),
        lay.grid(services.table),
        lay.paragraph(services.cut, style="notice"),
    )


def _boundaries(lay: Laying, boundaries: BoundariesView) -> Section:
    return lay.section(boundaries.heading, lay.grids((boundaries.table, boundaries.authority)))


def _verdict(lay: Laying, verdict: VerdictView) -> Section:
    return lay.section(verdict.heading, lay.facts(verdict.rows))


def _value(lay: Laying, value: ValueView) -> Section:
    say = lay.voice.say
    return lay.section(
        value.heading,
        lay.grid(value.metrics),
        lay.paragraph(value.goal, style="notice", before=say("value.goal")),
        lay.subhead(say("value.questions")) if value.questions else (),
        (
            block
            for row in value.questions
            for block in (*lay.subhead(row.label, 3), *lay.bullets(row.lines))
        ),
    )


def _parties(lay: Laying, parties: PartiesView) -> Section:
    say, told = lay.voice.say, parties.decisive
    return lay.section(
        parties.heading,
        lay.paragraph(parties.forces),
        lay.subhead(say("parties.agenda")) if told and told.agenda else (),
        lay.bullets(told.agenda, numbered=True) if told else (),
        lay.paragraph(told.settles, style="notice") if told else (),
        lay.bullets(told.sets) if told else (),
        lay.grid(told.reachable) if told else (),
        lay.figure(parties.spread_picture, say("chart.spread.title")),
        lay.grids((parties.judgements, parties.harmless, parties.counts)),
        lay.figure(parties.views_picture),
        lay.grid(parties.positions),
        (block for one in parties.reservations for block in lay.paragraph(one, style="notice")),
        lay.grid(parties.agreement),
    )


def _unknown(lay: Laying, unknown: UnknownView) -> Section:
    return lay.section(
        unknown.heading,
        lay.grid(unknown.table),
        lay.subhead(lay.voice.say("unknown.notices")) if unknown.notices else (),
        lay.bullets(unknown.notices),
    )


def _provenance(lay: Laying, made: ProvenanceView) -> Section:
    return lay.section(
        made.heading,
        lay.facts(made.rows),
        lay.grid(made.sheets),
        lay.paragraph(lay.voice.say("doc.credit")),
    )


def _internal(lay: Laying, internal: InternalView) -> Section:
    return lay.section(internal.heading, lay.grids((internal.remarks, internal.trace)))


def _appendix(lay: Laying, appendix: AppendixView) -> Section:
    say = lay.voice.say
    return lay.section(
        appendix.heading,
        lay.grids((*appendix.answers, appendix.sufficient, appendix.thresholds)),
        lay.subhead(say("appendix.glossary")) if appendix.glossary else (),
        (
            block
            for term in appendix.glossary
            for block in lay.paragraph(term.means, before=term.name)
        ),
    )
