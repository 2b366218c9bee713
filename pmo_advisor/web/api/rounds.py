"""Further rounds: which questions to open again, and what the last round moved."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request

from pmo_advisor.consultation.workshop.movement import Moved, movement
from pmo_advisor.consultation.workshop.outdated import form_of
from pmo_advisor.consultation.workshop.reveal import movement_at, to_reopen
from pmo_advisor.model.domain import Value
from pmo_advisor.model.firmness import AxisFirmness
from pmo_advisor.model.question import Party
from pmo_advisor.model.rule import Axis
from pmo_advisor.model.workshop import Workshop
from pmo_advisor.store import doors as store_doors
from pmo_advisor.store import moderating
from pmo_advisor.store.store import Stale
from pmo_advisor.web.api.keys import AtScreen
from pmo_advisor.web.api.problems import no_question, problems, refused
from pmo_advisor.web.api.reveal import Proof
from pmo_advisor.web.api.shapes import MOST_ANSWERS, FactName, Said, Told, Wanted
from pmo_advisor.web.api.workshops import WorkshopInfo, moved
from pmo_advisor.web.asking import ServiceOf
from pmo_advisor.web.doors import Refused
from pmo_advisor.web.pages import language
from pmo_advisor.web.views.steps import AGREED, REVEAL

router = APIRouter(prefix="/api/workshops/{workshop}/rounds", tags=["facilitating"])


class Round(Told):
    """A further round, and the questions that it opened again."""

    round: int
    questions: tuple[str, ...]


class Offer(Told):
    """A question that may be opened again; `decisive` where it can change the position."""

    fact: str
    decisive: bool


class Rounds(Told):
    """The rounds so far, and what a next one would ask."""

    round: int
    proof: Proof
    reopened: tuple[Round, ...]
    offers: tuple[Offer, ...]
    """The questions on which people differ, those that can change the position first."""


class NewRound(Wanted):
    """The questions to open again, and the round that was on when they were chosen."""

    questions: Annotated[list[FactName], Field(min_length=1, max_length=MOST_ANSWERS)]
    seen: Annotated[int, Field(ge=1, le=1000)]


class MovedQuestion(Told):
    """A question before and after the round. `agreed` says that all answers are the same now."""

    fact: str
    before: tuple[Said, ...]
    after: tuple[Said, ...]
    used_before: Value | None
    used_after: Value | None
    parties: tuple[Party | None, ...]
    """Those that do not answer as they did."""
    agreed: bool


class Turn(Told):
    """A part of the position that is another one after the round."""

    axis: Axis
    before: str | None
    after: str | None


class RoundMovement(Told):
    """What the last round changed, of what has been revealed."""

    round: int
    questions: tuple[MovedQuestion, ...]
    turns: tuple[Turn, ...]
    settled: bool | None
    open_axes: tuple[AxisFirmness, ...]


def _revealed(found: Workshop) -> Workshop:
    if found.step not in REVEAL:
        raise Refused("not_now")
    return found


@router.get("", responses=problems("not_now"))
def show_rounds(found: AtScreen, service: ServiceOf) -> Rounds:
    """The rounds so far, and the questions that may be opened again."""
    whole = service.thinking.whole(_revealed(found).id)
    thought = service.thinking.of(whole)
    offers = to_reopen(service.program, thought.standing)
    return Rounds(
        round=found.round,
        proof=thought.state,
        reopened=tuple(
            Round(round=number, questions=facts) for number, facts in whole.reopened.items()
        ),
        offers=tuple(Offer(fact=fact, decisive=decisive) for fact, decisive in offers.items()),
    )


@router.post("", status_code=201, responses=problems("not_now", changed=WorkshopInfo))
def open_round(
    found: AtScreen, request: Request, service: ServiceOf, new: NewRound
) -> WorkshopInfo:
    """Open those questions again, and no others; everybody is back at answering."""
    known = form_of(service.rulebook, found).question_ids()
    faults = [
        (f"body.questions.{place}", no_question(one, known))
        for place, one in enumerate(new.questions)
        if one not in known
    ]
    if faults:
        raise refused(faults, service.texts, language(request))
    try:
        with service.store.change(found.id) as connection:
            standing = store_doors.workshop(connection, found.id)
            if standing.round != new.seen:
                raise Stale(standing)
            moderating.reopen(connection, _revealed(standing).id, new.questions)
            return WorkshopInfo.model_validate(store_doors.workshop(connection, found.id))
    except Stale:
        raise moved(service, found.id, "body.seen") from None


@router.get("/movement", responses=problems("not_now"))
def show_movement(found: AtScreen, service: ServiceOf) -> RoundMovement | None:
    """What the last round moved; null where there was only one."""
    if found.step not in (*REVEAL, *AGREED):
        raise Refused("not_now")
    if found.round < 2:
        return None
    whole = service.thinking.whole(found.id)
    before, after = (service.thinking.of(whole, one).standing for one in (found.round - 1, None))
    opened = whole.reopened.get(found.round, ())
    told = movement_at(found.step, movement(service.rulebook, before, after, opened))
    return RoundMovement(
        round=told.round,
        questions=tuple(_moved(one) for one in told.questions),
        turns=tuple(Turn.model_validate(one) for one in told.turns),
        settled=told.settled,
        open_axes=told.open_axes,
    )


def _moved(one: Moved) -> MovedQuestion:
    return MovedQuestion(
        fact=one.fact,
        before=tuple(Said.model_validate(each) for each in one.before),
        after=tuple(Said.model_validate(each) for each in one.after),
        used_before=one.used_before,
        used_after=one.used_after,
        parties=one.parties,
        agreed=one.agreed,
    )
