"""The last slide: what must be decided, by whom, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from pmo_advisor.model.advice import NotYet
from pmo_advisor.model.workshop import Decision
from pmo_advisor.reports.context import Context
from pmo_advisor.reports.documents.deck.conditions import open_conditions, open_gates
from pmo_advisor.reports.documents.deck.parties import telling
from pmo_advisor.reports.documents.deck.speaking import not_known
from pmo_advisor.reports.documents.deck.tabling import table
from pmo_advisor.reports.parts import Line
from pmo_advisor.reports.sections.decided import reservations
from pmo_advisor.reports.sections.no_type import MOST_QUESTIONS, by_weight
from pmo_advisor.reports.sections.page_one import DECISION_DAYS, decision
from pmo_advisor.reports.sections.people import people_lines
from pmo_advisor.reports.slides import Slide, Told
from pmo_advisor.reports.typography import clean

_MOST_CONDITIONS = 2
_IN_SENTENCE = ("when.by", "when.within", "when.forum")
_IN_CELL = ("deck.when.by", "deck.when.within", "deck.when.forum")

Row = tuple[Line, Line, Line]


def decide(context: Context) -> Slide:
    """Every decision with its owner and its day; once a workshop has decided, what it decided."""
    told = context.minutes
    if told is not None and told.decision is not None:
        return _decided(context, told.decision)
    voice = context.voice
    wanted = list(_rows(context))
    columns = ("deck.decide.what", "deck.decide.who", "deck.decide.when")
    return Slide(
        id="decide",
        title=voice.many("deck.decide", len(wanted), when=_when(context, _IN_SENTENCE)),
        message=(Told(voice.say("doc.footer")),),
        picture=table(
            context,
            [voice.say(one) for one in columns],
            [*wanted, *_reserved(context)],
            (56, 20, 24),
        ),
        notes=(decision(context).text, *not_known(context)),
    )


def _decided(context: Context, made: Decision) -> Slide:
    """What was decided and is held against it, and what has to hold first."""
    voice, say = context.voice, context.voice.say
    ahead = list(_to_settle(context)) if context.settled_on_type else []
    text, day = clean(made.text), voice.date(made.day)
    there = voice.joined(map(clean, made.attendance))
    who = Line(there or say("deck.decided.workshop"))
    rows = [(Line(text), who, Line(day)), *_reserved(context), *ahead]
    columns = [say(f"deck.decided.{one}") for one in ("what", "who", "when")]
    told = voice.many("deck.decided", len(ahead), date=day)
    return Slide(
        id="decide",
        title=told if ahead else say("deck.decided.done", date=day),
        message=(Told(say("doc.footer")),),
        picture=table(context, columns, rows, (56, 20, 24)),
        notes=(*_in_full(context, text, there), *not_known(context)),
    )


def _in_full(context: Context, text: str, there: str) -> Iterator[str]:
    """What a slide may have no room for: the whole decision, who was there, reservations."""
    say = context.voice.say
    yield say("deck.decided.note", text=text)
    if there:
        yield say("deck.decided.note.attendance", names=there)
    if context.minutes is not None:
        for one in reservations(context, context.minutes):
            yield say("deck.decided.note.reservation", text=one)


def _reserved(context: Context) -> Iterator[Row]:
    """What each party holds against the position, in its own words."""
    for one in context.minutes.reservations if context.minutes else ():
        told = context.voice.say("deck.decided.reservation", text=clean(one.text))
        yield (Line(told), Line(context.names.party(one.party)), Line(""))


def _rows(context: Context) -> Iterator[Row]:
    position = context.advice.position
    if position.not_yet:
        yield from _not_yet(context, position.not_yet)
    elif context.settled_on_type:
        yield from _position(context)
    else:
        yield from _answers(context)


def _when(context: Context, forms: tuple[str, str, str]) -> str:
    """The day of the decision: a date, or days from now, or a meeting."""
    by, within, forum = forms
    voice, day = context.voice, context.advice.provenance.date
    days = context.rulebook.threshold.get(DECISION_DAYS)
    if days is None:
        return voice.say(forum)
    if day is None:
        return voice.many(within, days)
    return voice.say(by, date=voice.date(day + timedelta(days=days)))


def _day(context: Context) -> str:
    """The day of the decision, as it stands in a cell."""
    return context.voice.head(_when(context, _IN_CELL))


def _by_executives(context: Context, text: str, detail: str = "") -> Row:
    when = _day(context)
    return (Line(text, detail=detail), Line(context.names.party("executive")), Line(when))


def _position(context: Context) -> Iterator[Row]:
    voice, names = context.voice, context.names
    rivals = context.rivals()
    if rivals:
        types = voice.joined(names.type(one) for one in (context.advice.position.type, *rivals))
        yield _by_executives(context, voice.say("deck.decide.choose", types=types))
    form = "adjust" if context.pmo_exists() else "set_up"
    kind = names.type(context.advice.position.type)
    yield _by_executives(context, voice.say(f"deck.decide.{form}", type=kind))
    staffing = context.advice.staffing
    if staffing and staffing.base:
        people = voice.say("deck.decide.people", people=voice.people(staffing.base))
        yield _by_executives(context, people, people_lines(context)[0].text)
    yield _by_executives(context, voice.say(f"deck.decide.authority.{form}"))
    yield from _to_settle(context)
    for one in telling(context)[:1] if context.advice.parties.sheets > 1 else ():
        given = dict.fromkeys(names.party(each.party) for each in one.given)
        fact = voice.say("deck.decide.difference", fact=names.fact(one.fact))
        when = _day(context)
        yield (Line(fact), Line(voice.joined(given)), Line(when))


def _to_settle(context: Context) -> Iterator[Row]:
    """The most urgent of what has to hold first."""
    voice, names, ahead = context.voice, context.names, context.next_stage()
    before = _day(context)
    for gate in open_gates(context)[:_MOST_CONDITIONS]:
        to_do = voice.of(gate.actions[0]) if gate.actions else ""
        yield (
            Line(voice.head(gate.title), detail=to_do),
            Line(names.party(gate.owner)),
            Line(before),
        )
    left = _MOST_CONDITIONS - len(open_gates(context))
    if ahead:
        before = voice.say("deck.when.stage", stage=names.stage_number(ahead.stage))
    for one in open_conditions(context)[: max(0, left)]:
        owner = Line(names.party(one.owner))
        yield (Line(voice.head(one.title), detail=voice.of(one.action)), owner, Line(before))


def _not_yet(context: Context, why: NotYet) -> Iterator[Row]:
    voice, names = context.voice, context.names
    yield _by_executives(context, voice.say("deck.decide.pause"), voice.of(why.interim))
    again = voice.many("look_again.days", why.look_again_days)
    if why.look_again:
        again = voice.say("deck.when.by", date=voice.date(why.look_again))
    again = voice.head(again)
    for gate in why.gates:
        for action in gate.actions[:_MOST_CONDITIONS]:
            yield (Line(voice.of(action)), Line(names.party(gate.owner)), Line(again))
    yield (Line(voice.say("deck.decide.again")), Line(names.party("executive")), Line(again))


def _answers(context: Context) -> Iterator[Row]:
    """Who is to answer, and what each party is asked."""
    voice, names, known = context.voice, context.names, context.rulebook.question
    yield _by_executives(context, voice.say("deck.decide.answers"))
    asked: dict[str, list[str]] = {}
    for one in by_weight(context)[:MOST_QUESTIONS]:
        if one.fact in known:
            party = names.party(known[one.fact].decided_by[0])
            asked.setdefault(party, []).append(names.fact(one.fact))
    when = _day(context)
    for party, facts in asked.items():
        told = voice.many("deck.decide.answer", len(facts), facts=voice.joined(facts))
        yield (Line(told), Line(party), Line(when))
