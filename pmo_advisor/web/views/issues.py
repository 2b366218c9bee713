"""Disagreements as the screen shows them: every answer that could be given, and who gave it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pmo_advisor.consultation.workshop.agenda import Issue, Point
from pmo_advisor.consultation.workshop.reveal import AXES, leads_at
from pmo_advisor.consultation.workshop.spread import Said
from pmo_advisor.model.domain import Value, Words
from pmo_advisor.model.question import ChoiceQuestion, Question, ScaleQuestion, TextQuestion
from pmo_advisor.model.workshop import Note, Step, Timer
from pmo_advisor.reports.names import Names
from pmo_advisor.web.views.moments import Moment, moment

USUAL_MINUTES = 10


class By(NamedTuple):
    """A party that gave an answer: with how many of its sheets, and whose, where named."""

    who: str
    sheets: int
    among: int
    names: str


class Option(NamedTuple):
    """An answer that could be given. ``lead`` is where it would lead, if that may be said."""

    words: str
    used: bool
    by: tuple[By, ...]
    lead: str


class IssueView(NamedTuple):
    """A question answered differently, ready to be shown."""

    fact: str
    name: str
    ask: str
    define: str
    ordered: bool
    options: tuple[Option, ...]
    hangs: tuple[str, ...]
    alone: bool
    place: int
    minutes: int | None
    note: Note
    timer: Moment


class Reading(NamedTuple):
    """What a view is made with."""

    names: Names
    step: Step
    notes: tuple[Note, ...]
    timers: tuple[Timer, ...]


def issue_view(words: Reading, issue: Issue) -> IssueView:
    """A disagreement that can change the joint position."""
    axes = tuple(words.names.voice.say(f"axis.{one}") for one in AXES if issue.decides.get(one))
    moves = {(one.type, one.level, one.control) for one in issue.leads}
    return _view(
        words,
        issue.point,
        hangs=axes,
        alone=len(moves) > 1,
        place=issue.place,
        minutes=issue.minutes,
        leads=_leads(words, issue),
    )


def point_view(words: Reading, point: Point) -> IssueView:
    """A difference that does not change the advice, or a count to check."""
    return _view(words, point, hangs=(), alone=False, place=0, minutes=None, leads={})


def _view(
    words: Reading,
    point: Point,
    *,
    hangs: tuple[str, ...],
    alone: bool,
    place: int,
    minutes: int | None,
    leads: Mapping[Value, str],
) -> IssueView:
    names = words.names
    question = names.rulebook.question[point.fact]
    note = next((one for one in words.notes if one.about == point.fact), None)
    return IssueView(
        fact=point.fact,
        name=names.voice.head(names.fact(point.fact)),
        ask=names.voice.of(question.ask),
        define=names.voice.of(question.define) if question.define else "",
        ordered=scale(question) is not None,
        options=tuple(
            Option(
                names.voice.head(names.value(point.fact, value)),
                value == point.used,
                tuple(by(names, point.said, value)),
                leads.get(value, ""),
            )
            for value in offered(question, point)
        ),
        hangs=hangs,
        alone=alone,
        place=place,
        minutes=minutes,
        note=note or Note(about=point.fact, text="", revision=0),
        timer=moment(words.timers, point.fact, minutes or USUAL_MINUTES),
    )


def offered(question: Question, point: Point) -> tuple[Value, ...]:
    """All answers of a scale from one end to the other; otherwise those that were given."""
    whole = scale(question)
    if whole is not None:
        return whole
    given = dict.fromkeys((point.used, *(one.value for one in point.said)))
    if isinstance(question, TextQuestion):
        return tuple(given)
    domain = question.domain()
    known = [one for one in given if one != "unknown"]
    return tuple(sorted(known, key=lambda one: domain.rank(domain.encode(one))))


def scale(question: Question) -> tuple[Value, ...] | None:
    """The answers that could be given, in order; None where they have no order or are numbers."""
    if not isinstance(question, ScaleQuestion | ChoiceQuestion):
        return None
    domain = question.domain()
    if isinstance(domain, Words) and not domain.ranks:
        return None
    return tuple(domain.decode(code) for code in sorted(domain.codes(), key=domain.rank))


def by(names: Names, said: Iterable[Said], value: Value) -> Iterable[By]:
    """The parties that gave this answer."""
    told = tuple(said)
    for one in told:
        if one.value == value:
            among = sum(each.sheets for each in told if each.party == one.party)
            whose = names.voice.joined(one.names)
            yield By(names.party(one.party), one.sheets, among, whose)


def _leads(words: Reading, issue: Issue) -> dict[Value, str]:
    """Where each answer would lead, in as many words as have been revealed."""
    voice = words.names.voice
    return {
        value: voice.joined(voice.head(words.names.option(axis, option)) for axis, option in found)
        for value, found in leads_at(words.step, issue).items()
    }
