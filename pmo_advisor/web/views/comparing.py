"""Two workshops beside each other: what changed in answers, advice and stage."""

from __future__ import annotations

from typing import NamedTuple

from starlette.requests import Request

from pmo_advisor.consultation.workshop.result import compare
from pmo_advisor.model.advice import Condition
from pmo_advisor.model.domain import Value
from pmo_advisor.model.text import Lang
from pmo_advisor.model.workshop import Workshop
from pmo_advisor.reports.names import Names
from pmo_advisor.reports.voice import Voice
from pmo_advisor.store import whole
from pmo_advisor.web import doors
from pmo_advisor.web.doors import NoEntry
from pmo_advisor.web.service import Service
from pmo_advisor.web.views.trying import LISTS, Change, beside


class AnswerChange(NamedTuple):
    """A joint answer that is another one now."""

    ask: str
    before: str
    after: str


class Compared(NamedTuple):
    """What changed. ``met`` and ``lost`` are conditions of the stages."""

    changes: tuple[Change, ...]
    answers: tuple[AnswerChange, ...]
    met: tuple[str, ...]
    lost: tuple[str, ...]


def comparable(request: Request, service: Service, workshop: Workshop) -> tuple[Workshop, ...]:
    """The revealed workshops that this browser may see beside this one, its model first."""
    with service.store.read() as connection:
        listed = whole.listed(connection)
    found = [
        one
        for one in listed
        if one.id != workshop.id
        and one.kind == "workshop"
        and one.step in ("people", "decided")
        and _may_see(request, service, one.id)
    ]
    return tuple(sorted(found, key=lambda one: one.id != workshop.copied_from))


def _may_see(request: Request, service: Service, workshop: str) -> bool:
    for door in (
        lambda: doors.at_home(request, service),
        lambda: doors.at_screen(request, service, workshop),
    ):
        try:
            door()
        except NoEntry:
            continue
        return True
    return False


def compared(service: Service, lang: Lang, before: Workshop, after: Workshop) -> Compared:
    """What changed from one workshop to the other, of what may be shown of both."""
    names = Names(service.rulebook, Voice(service.texts, lang))
    old, new = (
        service.thinking.of(service.thinking.whole(one.id)).standing.advice
        for one in (before, after)
    )
    found = compare(service.program, old, new)
    return Compared(
        changes=tuple(
            beside(names, one) for one in found.sides if one.changed or one.part not in LISTS
        ),
        answers=tuple(
            AnswerChange(
                names.voice.of(service.rulebook.question[one.fact].ask),
                _said(names, one.fact, one.before),
                _said(names, one.fact, one.after),
            )
            for one in found.answers
        ),
        met=_titles(names, found.met),
        lost=_titles(names, found.lost),
    )


def _said(names: Names, fact: str, value: Value | None) -> str:
    return names.voice.say("value.none") if value is None else names.value(fact, value)


def _titles(names: Names, found: tuple[Condition, ...]) -> tuple[str, ...]:
    return tuple(names.voice.head(one.title) for one in found)
