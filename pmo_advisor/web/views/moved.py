"""What another round moved, and whether the position is settled now."""

from __future__ import annotations

from typing import NamedTuple

from pmo_advisor.consultation.workshop.minutes import minutes
from pmo_advisor.consultation.workshop.movement import Moved, Movement, movement
from pmo_advisor.consultation.workshop.reveal import movement_at
from pmo_advisor.consultation.workshop.spread import Said
from pmo_advisor.consultation.workshop.standing import Standing
from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import PARTIES, Party
from pmo_advisor.model.workshop import Minutes, Whole
from pmo_advisor.reports.names import Names
from pmo_advisor.web.service import Service
from pmo_advisor.web.views.positions import Firm, firm_views, option


class Row(NamedTuple):
    """One party before and after."""

    who: str
    before: str
    after: str
    moved: bool


class MovedView(NamedTuple):
    """A question of the round."""

    fact: str
    ask: str
    rows: tuple[Row, ...]
    used_before: str
    used_after: str
    agreed: bool


class TurnView(NamedTuple):
    """A part of the joint position that is another one now."""

    axis: str
    before: str
    after: str


class MovementView(NamedTuple):
    """A round. ``settled`` is None while that is not proved."""

    round: int
    questions: tuple[MovedView, ...]
    turns: tuple[TurnView, ...]
    settled: bool | None
    open: tuple[Firm, ...]


def movement_view(
    service: Service, names: Names, whole: Whole, after: Standing
) -> MovementView | None:
    """What the last round changed; None where there was only one."""
    round_ = whole.workshop.round
    if round_ < 2:
        return None
    found = movement_at(whole.workshop.step, _movement(service, whole, round_, after))
    return MovementView(
        round=round_,
        questions=tuple(_moved(names, one) for one in found.questions),
        turns=tuple(
            TurnView(
                one.axis, option(names, one.axis, one.before), option(names, one.axis, one.after)
            )
            for one in found.turns
        ),
        settled=found.settled,
        open=firm_views(names, found.open_axes),
    )


def settled_by(service: Service, whole: Whole, now: Standing) -> Minutes | None:
    """What the workshop settled, as its documents tell it; None where there is nothing of it."""
    last = whole.workshop.round
    rounds = sorted(one for one in whole.reopened if 1 < one <= last)
    return minutes(
        whole,
        (
            _movement(
                service,
                whole,
                one,
                now if one == last else service.thinking.of(whole, one).standing,
            )
            for one in rounds
        ),
    )


def _movement(service: Service, whole: Whole, round_: int, after: Standing) -> Movement:
    before = service.thinking.of(whole, round_ - 1).standing
    return movement(service.rulebook, before, after, whole.reopened.get(round_, ()))


def _moved(names: Names, one: Moved) -> MovedView:
    voice = names.voice
    parties: tuple[Party | None, ...] = (*PARTIES, None)
    rows = tuple(
        Row(
            names.party(party),
            said(names, one.fact, one.before, party),
            said(names, one.fact, one.after, party),
            party in one.parties,
        )
        for party in parties
        if any(each.party == party for each in (*one.before, *one.after))
    )
    return MovedView(
        one.fact,
        voice.of(names.rulebook.question[one.fact].ask),
        rows,
        _used(names, one.fact, one.used_before),
        _used(names, one.fact, one.used_after),
        one.agreed,
    )


def _used(names: Names, fact: str, value: Value | None) -> str:
    return names.voice.say("value.none") if value is None else names.value(fact, value)


def said(names: Names, fact: str, given: tuple[Said, ...], party: Party | None) -> str:
    """A party's answers in words, with how many of its sheets say so where they differ."""
    voice = names.voice
    own = [one for one in given if one.party == party]
    among = sum(one.sheets for one in own)
    if not own:
        return voice.say("value.none")
    if len(own) == 1 and among == 1:
        return names.value(fact, own[0].value)
    return voice.clauses(
        voice.say(
            "list.aside",
            text=names.value(fact, one.value),
            aside=voice.say(
                "differences.of", some=voice.number(one.sheets), all=voice.number(among)
            ),
        )
        for one in own
    )
