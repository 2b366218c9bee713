"""One phase of the reveal: what to talk about now, what to look up, and what need not be."""

from __future__ import annotations

from typing import NamedTuple

from pmo_advisor.consultation.workshop.agenda import Agenda, Clock
from pmo_advisor.consultation.workshop.hidden import without_people
from pmo_advisor.consultation.workshop.phases import PHASES, Phase
from pmo_advisor.consultation.workshop.reveal import LAST, shown
from pmo_advisor.consultation.workshop.standing import Standing
from pmo_advisor.model.question import Party
from pmo_advisor.model.text import Lang
from pmo_advisor.model.workshop import Whole
from pmo_advisor.reports.names import Names
from pmo_advisor.reports.opening import first_page, opened
from pmo_advisor.reports.voice import Voice
from pmo_advisor.web.service import Service
from pmo_advisor.web.thinking import State
from pmo_advisor.web.views.issues import IssueView, Reading, issue_view, point_view
from pmo_advisor.web.views.leftover import Leftover, leftovers
from pmo_advisor.web.views.moments import AGENDA, Moment, moment
from pmo_advisor.web.views.moved import MovementView, movement_view
from pmo_advisor.web.views.positions import BesideView, Suggested, beside_views, suggested
from pmo_advisor.web.views.steps import Scene


class Agreed(NamedTuple):
    """A question on which nobody differs, with the answer that is used."""

    ask: str
    value: str


class Part(NamedTuple):
    """A part of the suggested clock, in minutes from the beginning."""

    name: str
    begins: int
    ends: int


class Reveal(NamedTuple):
    """A phase. ``suggested`` and ``beside`` come with the last one only."""

    phase: Phase
    proof: State
    all_told: int
    decisive: int
    settled: bool | None
    settling: tuple[str, ...]
    issues: tuple[IssueView, ...]
    more: tuple[IssueView, ...]
    others: tuple[IssueView, ...]
    checks: tuple[IssueView, ...]
    agreed: tuple[Agreed, ...]
    hidden: tuple[str, ...]
    left_out: str
    missing: str
    sheets: int
    clock: tuple[Part, ...]
    session: Moment
    outdated: tuple[Leftover, ...]
    movement: MovementView | None
    suggested: Suggested | None
    beside: tuple[BesideView, ...]


def reveal_view(service: Service, lang: Lang, whole: Whole, scene: Scene) -> Reveal:
    """The phase that the workshop has come to. Headcount is not in it."""
    thought = service.thinking.of(whole)
    standing, names = thought.standing, Names(service.rulebook, Voice(service.texts, lang))
    phase = next(one for one in PHASES if one == whole.workshop.step)
    here = shown(service.program, standing, phase)
    found = here.told
    reading = Reading(names, whole.workshop.step, scene.notes, scene.timers)
    return Reveal(
        phase=phase,
        proof=thought.state,
        all_told=len(found.issues) + len(found.others),
        decisive=len(found.issues),
        settled=found.settled,
        settling=_settling(names, found),
        issues=tuple(issue_view(reading, one) for one in here.issues),
        more=tuple(issue_view(reading, one) for one in here.more),
        others=tuple(point_view(reading, one) for one in here.others),
        checks=tuple(point_view(reading, one) for one in here.checks),
        agreed=tuple(
            Agreed(names.voice.of(names.rulebook.question[fact].ask), names.value(fact, value))
            for fact, value in here.agreed
        ),
        hidden=_parties(names, standing.hidden),
        left_out=names.voice.joined(_parties(names, whole.left_out)),
        missing=names.voice.joined(_parties(names, standing.advice.parties.missing)),
        sheets=len(standing.everybody),
        clock=session_parts(found.clock),
        session=moment(scene.timers, AGENDA, sum(found.clock)),
        outdated=leftovers(names, whole, standing),
        movement=movement_view(service, names, whole, standing),
        suggested=_suggested(service, lang, standing) if phase == LAST else None,
        beside=beside_views(names, standing) if phase == LAST else (),
    )


def session_parts(clock: Clock) -> tuple[Part, ...]:
    """The suggested clock, part after part."""
    parts, begins = [], 0
    for name, minutes in clock._asdict().items():
        parts.append(Part(name, begins, begins + minutes))
        begins += minutes
    return tuple(parts)


def _settling(names: Names, found: Agenda) -> tuple[str, ...]:
    """The smallest sets of questions that settle the position, each in words."""
    quoted = names.voice.say
    return tuple(
        names.voice.joined(quoted("firm.quoted", text=names.fact(one)) for one in each)
        for each in found.settling
        if each
    )


def _parties(names: Names, parties: tuple[Party, ...]) -> tuple[str, ...]:
    return tuple(names.party(one) for one in parties)


def _suggested(service: Service, lang: Lang, standing: Standing) -> Suggested:
    advice = without_people(service.program, standing.advice)
    context = opened(advice, service.rulebook, service.texts, lang)
    return suggested(context, first_page(context), people=False)
