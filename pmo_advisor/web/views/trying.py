"""What if: a few answers that matter and the drivers of headcount, and what another one changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pmo_advisor.consultation.compare import Part, Side
from pmo_advisor.consultation.workshop.agenda import agenda, questions_to_reopen
from pmo_advisor.consultation.workshop.hidden import hides_people, without_people
from pmo_advisor.consultation.workshop.result import compare, whatif
from pmo_advisor.consultation.workshop.standing import Standing
from pmo_advisor.knowledge.answers import NotAnAnswer
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import NumberQuestion, Question, TextQuestion
from pmo_advisor.model.text import Lang
from pmo_advisor.model.workshop import Whole
from pmo_advisor.reports.names import Names
from pmo_advisor.reports.voice import Voice
from pmo_advisor.web.service import Service
from pmo_advisor.web.taken import taken
from pmo_advisor.web.views.positions import option

LISTS = ("services", "warnings")
"""The parts of an advice that are lists: only what differs in them is shown."""

MOST_QUESTIONS = 6
MOST_DRIVERS = 4


class Control(NamedTuple):
    """A question to try another answer on. ``used`` is the joint answer, empty where it is kept."""

    fact: str
    ask: str
    used: str
    options: tuple[tuple[str, str], ...]
    unit: str
    chosen: str
    refused: bool


class Change(NamedTuple):
    """One part of the advice beside what it would be."""

    part: Part
    before: str
    after: str
    differs: bool


class Trying(NamedTuple):
    """The controls, and what the changed answers lead to."""

    controls: tuple[Control, ...]
    drivers: tuple[Control, ...]
    changes: tuple[Change, ...]
    tried: bool
    keeps: bool


def trying(service: Service, lang: Lang, whole: Whole, given: Mapping[str, str]) -> Trying:
    """What the answers in ``given`` (as typed, by question) would lead to."""
    standing = service.thinking.of(whole).standing
    names = Names(service.rulebook, Voice(service.texts, lang))
    hidden = hides_people(whole.workshop.step)
    questions, counts = offered(service, standing, hidden=hidden)
    known = service.rulebook.question
    # What is offered may change as the proof comes in; what somebody is trying stays.
    tried = [one for one in given if one in known and given[one].strip()]
    questions = _with(questions, (one for one in tried if _is_chosen(known[one])))
    counts = _with(counts, (one for one in tried if isinstance(known[one], NumberQuestion)))
    supposed: dict[str, Value] = {}
    refused: set[str] = set()
    for fact in (*questions, *counts):
        typed = given.get(fact, "").strip()
        if typed:
            try:
                supposed[fact] = taken(service.rulebook.question[fact], typed)
            except NotAnAnswer:
                refused.add(fact)

    def control(fact: str) -> Control:
        return _control(names, standing, fact, given.get(fact, ""), fact in refused)

    return Trying(
        controls=tuple(map(control, questions)),
        drivers=tuple(map(control, counts)),
        changes=tuple(beside(names, one) for one in sides(service, whole, supposed)),
        tried=bool(supposed),
        keeps=standing.keeps,
    )


def _with(offers: tuple[str, ...], tried: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*offers, *tried)))


def _is_chosen(question: Question) -> bool:
    return not isinstance(question, TextQuestion | NumberQuestion)


def offered(
    service: Service, standing: Standing, *, hidden: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The questions that matter most to the position, and those that drive headcount."""
    advice, known = standing.advice, service.rulebook.question
    firmness = advice.firmness
    open_ = [one.fact for one in firmness.settled.can_matter] if firmness else []
    flips = [
        change.fact
        for flip in (firmness.flips.free if firmness else ())
        for change in flip.changes or ()
    ]
    agreed = questions_to_reopen(agenda(service.program, standing))
    found = dict.fromkeys(
        one
        for one in (*agreed, *flips, *open_, "core_problem", "scope_served", "authority_granted")
        if one in known and _is_chosen(known[one])
    )
    names = Names(service.rulebook, Voice(service.texts, "zh"))
    drivers = () if hidden else tuple(dict.fromkeys(_drivers(names, advice)))
    return tuple(found)[:MOST_QUESTIONS], drivers[:MOST_DRIVERS]


def _drivers(names: Names, advice: Advice) -> Iterator[str]:
    """The counts that drive headcount: those of this advice, then those of any other."""
    plan = advice.staffing
    if plan is None:
        return
    lines = sorted(plan.lines, key=lambda one: one.use != "base")
    sizes = [one.then.sizes for one in names.rulebook.rules_of("staffing")]
    drivers = [*(one.driver for one in lines), *plan.narrowing, *plan.missing]
    for fact in (*drivers, *(one.of for one in sizes if one is not None)):
        for asked in names.inputs(fact) if fact else ():
            if isinstance(names.rulebook.question.get(asked), NumberQuestion):
                yield asked


def _control(names: Names, standing: Standing, fact: str, chosen: str, is_refused: bool) -> Control:
    question, voice = names.rulebook.question[fact], names.voice
    made = standing.advice.provenance
    used = made.answers.get(fact) if fact not in made.kept else None
    options: tuple[tuple[str, str], ...] = ()
    unit = ""
    if isinstance(question, NumberQuestion):
        unit = voice.of(question.unit)
    elif not isinstance(question, TextQuestion):
        domain = question.domain()
        values = [domain.decode(code) for code in sorted(domain.codes(), key=domain.rank)]
        options = tuple((str(one), names.value(fact, one)) for one in values)
    return Control(
        fact=fact,
        ask=voice.of(question.ask),
        used=names.value(fact, used) if used is not None else "",
        options=options,
        unit=unit,
        chosen=chosen,
        refused=is_refused,
    )


def sides(service: Service, whole: Whole, supposed: Mapping[str, Value]) -> tuple[Side, ...]:
    """Every part of the advice that may be shown, as it is and as it would be.

    Raises ValueError for an answer that its question does not take.
    """
    standing, reasons = service.thinking.of(whole).standing, service.thinking.reasons
    before = whatif(service.program, standing, {}, reasons)
    after = whatif(service.program, standing, supposed, reasons)
    hidden = hides_people(whole.workshop.step)
    if hidden:
        before, after = (without_people(service.program, one) for one in (before, after))
    return tuple(
        one
        for one in compare(service.program, before, after).sides
        if not (hidden and one.part == "people")
        if one.changed or one.part not in LISTS
    )


def beside(names: Names, one: Side) -> Change:
    """One part before and after; of a list, what is only in the one or only in the other."""
    before, after = one.before, one.after
    if one.part in LISTS:
        before = tuple(each for each in one.before if each not in one.after)
        after = tuple(each for each in one.after if each not in one.before)
    old, new = in_words(names, one.part, before), in_words(names, one.part, after)
    return Change(one.part, old, new, one.changed)


def in_words(names: Names, part: Part, ids: tuple[str, ...]) -> str:
    """One part of an advice in words; a dash where there is none."""
    voice = names.voice
    if not ids:
        return voice.say("value.none")
    if part == "people":
        return voice.span(int(ids[0]), int(ids[1]))
    if part == "stage":
        return names.stage(int(ids[0]))
    if part == "services":
        return voice.clauses(names.entry("services", one) for one in ids)
    if part == "warnings":
        return voice.clauses(voice.of(names.rulebook.rule[one].title) for one in ids)
    return voice.clauses(option(names, part, one) for one in ids)
