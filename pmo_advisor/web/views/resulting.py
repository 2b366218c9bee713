"""The result: where the workshop has come to, how firm that is, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pmo_advisor.consultation.workshop.agenda import agenda
from pmo_advisor.consultation.workshop.result import result
from pmo_advisor.model.question import Party
from pmo_advisor.model.text import Lang
from pmo_advisor.model.workshop import Decision, Note, Whole, Workshop
from pmo_advisor.reports.edition import Edition
from pmo_advisor.reports.names import Names
from pmo_advisor.reports.opening import first_page, opened
from pmo_advisor.reports.parts import Heading, Table
from pmo_advisor.reports.produce import Document
from pmo_advisor.reports.sections.roadmap import roadmap
from pmo_advisor.reports.sections.staffing import staffing
from pmo_advisor.store.doors import now
from pmo_advisor.web.drafts import Draft, draft_of
from pmo_advisor.web.papers import OFFERED, languages, spoken
from pmo_advisor.web.service import Service
from pmo_advisor.web.thinking import State
from pmo_advisor.web.views.leftover import Leftover, leftovers
from pmo_advisor.web.views.moments import AGENDA, Moment, moment
from pmo_advisor.web.views.moved import MovementView, movement_view
from pmo_advisor.web.views.positions import (
    BesideView,
    Firm,
    Suggested,
    beside_views,
    firm_views,
    suggested,
)
from pmo_advisor.web.views.revealing import Part, session_parts
from pmo_advisor.web.views.steps import Scene


class Reserved(NamedTuple):
    """What a party holds against the joint position, in its own words."""

    id: str
    party: Party
    who: str
    text: str


class People(NamedTuple):
    """Headcount: its heading, and by role."""

    heading: Heading
    roles: Table | None


class Paper(NamedTuple):
    """A document to download: for each language its formats with their addresses."""

    document: str
    links: tuple[tuple[tuple[str, str], ...], ...]


class Result(NamedTuple):
    """The page of the result. ``by_answers`` and ``by_open`` are how firm the position is."""

    proof: State
    suggested: Suggested
    people: People | None
    stage: Heading | None
    beside: tuple[BesideView, ...]
    hidden: tuple[str, ...]
    left_out: str
    missing: str
    sheets: int
    by_answers: tuple[Firm, ...]
    by_open: tuple[Firm, ...]
    outdated: tuple[Leftover, ...]
    movement: MovementView | None
    reservations: tuple[Reserved, ...]
    notes: tuple[tuple[str, Note], ...]
    decision: Decision | None
    decided: str
    papers: tuple[Paper, ...]
    spoken: tuple[str, ...]
    draft: Draft
    attendance: tuple[str, ...]
    clock: tuple[Part, ...]
    session: Moment


def result_view(service: Service, lang: Lang, whole: Whole, scene: Scene) -> Result:
    """The result as it stands. Only for steps at which headcount may be shown."""
    thought = service.thinking.of(whole)
    standing = thought.standing
    context = opened(standing.advice, service.rulebook, service.texts, lang)
    names, found = context.names, result(whole, standing)
    plan, stages = staffing(context), roadmap(context)
    clock = agenda(service.program, standing).clock
    return Result(
        proof=thought.state,
        suggested=suggested(context, first_page(context), people=True),
        people=People(plan.heading, plan.roles) if plan else None,
        stage=stages.heading if stages else None,
        beside=beside_views(names, standing),
        hidden=tuple(names.party(one) for one in found.joint_only),
        left_out=names.voice.joined(names.party(one) for one in whole.left_out),
        missing=names.voice.joined(names.party(one) for one in found.missing),
        sheets=len(standing.everybody),
        by_answers=firm_views(names, found.disagreements or ()),
        by_open=firm_views(names, found.open_questions or ()),
        outdated=leftovers(names, whole, standing),
        movement=movement_view(service, names, whole, standing),
        reservations=tuple(
            Reserved(one.id, one.party, names.party(one.party), one.text)
            for one in found.reservations
        ),
        notes=tuple((_about(names, one), one) for one in whole.notes if one.text),
        decision=found.decision,
        decided=names.voice.date(found.decision.day) if found.decision else "",
        papers=tuple(_papers(whole)),
        spoken=spoken(whole.workshop.languages),
        draft=_draft(whole),
        attendance=_attendance(whole),
        clock=session_parts(clock),
        session=moment(scene.timers, AGENDA, sum(clock)),
    )


def _draft(whole: Whole) -> Draft:
    """What stands in the form of the decision before anybody types."""
    attendance = "\n".join(_attendance(whole))
    if whole.decision:
        return draft_of(whole.decision)._replace(attendance=attendance)
    return Draft("", now().date().isoformat(), attendance, 0)


def _papers(whole: Whole) -> Iterator[Paper]:
    """Every document; where there are notes, the report once more with them, for the house."""
    for document in OFFERED:
        yield _paper(whole.workshop, document)
        if document == "report" and any(one.text for one in whole.notes):
            yield _paper(whole.workshop, document, "internal")


def _paper(workshop: Workshop, document: Document, edition: Edition | None = None) -> Paper:
    asked = f"?edition={edition}" if edition else ""
    links = tuple(
        tuple(
            (kind, f"/w/{workshop.id}/papers/{document}.{language}.{kind}{asked}")
            for kind in OFFERED[document]
            if language in languages(document, kind)
        )
        for language in spoken(workshop.languages)
    )
    return Paper(f"{document}-{edition}" if edition else document, links)


def _about(names: Names, note: Note) -> str:
    return names.voice.head(names.fact(note.about)) if note.about else ""


def _attendance(whole: Whole) -> tuple[str, ...]:
    """Who was there: as recorded, else those who gave their names."""
    if whole.decision is not None:
        return whole.decision.attendance
    if not whole.workshop.named:
        return ()
    return tuple(one.name for one in whole.people if one.name)
