"""Clocks as a page shows them: what is left, and when it ends on the wall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from pmo_advisor.consultation.workshop.outdated import form_of
from pmo_advisor.model.text import Lang
from pmo_advisor.model.workshop import Timer, Workshop
from pmo_advisor.reports.voice import Voice
from pmo_advisor.store.doors import now
from pmo_advisor.web.service import Service

WHOLE = ""
"""What a note is about that is about the whole workshop."""

AGENDA = "agenda"
"""The clock of the whole session."""


class Moment(NamedTuple):
    """A clock. ``left`` are seconds, 0 where it has run out; ``ends`` is a time of day."""

    about: str
    minutes: int
    running: bool
    left: int
    elapsed: int
    ends: str


def moment(timers: Iterable[Timer], about: str, minutes: int) -> Moment:
    """The clock for one point; at rest with so many minutes where none was set."""
    held = next((one for one in timers if one.about == about), None)
    if held is None:
        return Moment(about, minutes, False, minutes * 60, 0, "")
    if held.started is None:
        return Moment(about, held.seconds // 60, False, held.seconds, 0, "")
    elapsed = int((now() - held.started).total_seconds())
    ends = (held.started + timedelta(seconds=held.seconds)).replace(tzinfo=UTC).astimezone()
    left = max(0, held.seconds - elapsed)
    return Moment(about, held.seconds // 60, True, left, elapsed, f"{ends:%H:%M}")


def is_about(service: Service, workshop: Workshop, name: str) -> bool:
    """Whether notes and clocks may be about it: a question, the agenda, or the whole."""
    asked = form_of(service.rulebook, workshop).question_ids()
    return name in (WHOLE, AGENDA) or name in asked


def moments(service: Service, lang: Lang, workshops: Iterable[Workshop]) -> dict[str, str]:
    """The day and time at which each was prepared, to tell those of one name apart.

    An import keeps the moment of its model: where that is the same too, the id begins to tell, as
    it does in the name of an exported file.
    """
    found = tuple(workshops)
    told = days(service, lang, found)
    alike = Counter((one.name, one.step, _minute(one)) for one in found)
    return {
        one.id: f"{told[one.id]} {_minute(one):%H:%M}"
        + (f" · {one.id[:6]}" if alike[one.name, one.step, _minute(one)] > 1 else "")
        for one in found
    }


def _minute(workshop: Workshop) -> datetime:
    return workshop.created.replace(second=0, tzinfo=UTC).astimezone()


def days(service: Service, lang: Lang, workshops: Iterable[Workshop]) -> dict[str, str]:
    """The day on which each workshop was prepared, in words."""
    voice = Voice(service.texts, lang)
    return {one.id: voice.date(one.created.date()) for one in workshops}
