"""Taking part: what is asked of somebody, and their answers, one by one."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request

from pmo_advisor.consultation.deciding import deciding
from pmo_advisor.errors import Fault
from pmo_advisor.knowledge.answers import NotAnAnswer
from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import Party, Question
from pmo_advisor.model.text import Lang
from pmo_advisor.model.workshop import Answer, Consent, Kind, Step
from pmo_advisor.store import doors as store_doors
from pmo_advisor.store.store import Stale
from pmo_advisor.web.api.keys import TakingPart
from pmo_advisor.web.api.problems import problems, refused
from pmo_advisor.web.api.shapes import FactId, Given, Moment, Revision, Said, Told, Wanted
from pmo_advisor.web.asked import Asked, asked, is_open, may_answer
from pmo_advisor.web.asking import ServiceOf
from pmo_advisor.web.doors import NoEntry, Refused
from pmo_advisor.web.items import spreads
from pmo_advisor.web.pages import language
from pmo_advisor.web.saving import Late, Seen, save
from pmo_advisor.web.service import Service
from pmo_advisor.web.taken import NOTHING, given_to

router = APIRouter(prefix="/api/part", tags=["taking part"])


class Part(Told):
    """Somebody who takes part, and in what."""

    workshop: str
    kind: Kind
    name: str
    """Of the workshop."""
    organization: str
    questionnaire: str
    languages: tuple[Lang, ...]
    named: bool
    step: Step
    round: int
    party: Party | None
    """Null for an assessment by one person."""
    person: str
    """The name given on joining; empty without names."""
    consent: Consent | None
    takes_answers: bool
    """Whether answers are taken now."""
    asked: int
    left: int
    """Questions of this round without an answer yet."""


class AskedQuestion(Told):
    """A question with one's own answer as it stands."""

    fact: str
    applies: bool
    """Whether it is asked, as the answers to others stand."""
    value: Value | None
    revision: int
    """Of the answer in this round; 0 for none."""
    earlier: Value | None
    """One's own answer of an earlier round."""
    spread: tuple[Said, ...]
    """How the parties answered in earlier rounds, of what has been revealed."""


class OwnAnswer(Told):
    """An answer as it stands."""

    fact: str
    value: Value
    round: int
    revision: int
    saved: Moment


class KeptAnswer(OwnAnswer):
    """An answer that was kept. `asked` are the questions that apply now, where that may differ."""

    asked: tuple[str, ...] | None


class NewAnswer(Wanted):
    """An answer, with what its writer had in view."""

    value: Given
    round: Annotated[int, Field(ge=0, le=1000)] = 0
    """The round for which it is given; 0 for whichever is open."""
    revision: Revision = 0
    """The revision of the answer seen before; 0 for none."""


class NewConsent(Wanted):
    """How the answers of somebody in a small party may be used."""

    consent: Consent


@router.get("", responses=problems())
def show_part(mine: TakingPart) -> Part:
    """Who one is here, and how far one has got."""
    found, person = mine.workshop, mine.person
    return Part(
        workshop=found.id,
        kind=found.kind,
        name=found.name,
        organization=found.organization,
        questionnaire=found.questionnaire,
        languages=found.languages,
        named=found.named,
        step=found.step,
        round=found.round,
        party=person.party,
        person=person.name,
        consent=person.consent,
        takes_answers=is_open(found),
        asked=len(mine.questions),
        left=len(mine.left),
    )


@router.put("/consent", responses=problems())
def set_consent(mine: TakingPart, service: ServiceOf, new: NewConsent) -> Part:
    """Say anew whether the answers of a small party may show as the party's."""
    with service.store.change(mine.workshop.id) as connection:
        store_doors.consent(connection, mine.person.id, new.consent)
    person = mine.person.model_copy(update={"consent": new.consent})
    return show_part(asked(service, mine.workshop, person))


@router.get("/questions", responses=problems())
def show_questions(mine: TakingPart, service: ServiceOf) -> list[AskedQuestion]:
    """The questions put to this person in the present round, in order, with their answers."""
    applying, told = frozenset(mine.questions), spreads(service, mine)
    return [
        AskedQuestion(
            fact=fact,
            applies=fact in applying,
            value=mine.answers.get(fact),
            revision=mine.here[fact].revision if fact in mine.here else 0,
            earlier=mine.earlier.get(fact),
            spread=tuple(Said.model_validate(one) for one in told.get(fact, ())),
        )
        for fact in mine.possible
    ]


@router.put("/answers/{fact}", responses=problems("not_now", changed=OwnAnswer))
def give_answer(
    mine: TakingPart, fact: FactId, request: Request, service: ServiceOf, new: NewAnswer
) -> KeptAnswer:
    """Keep an answer. The same answer again changes nothing."""
    found, person = mine.workshop, mine.person
    if not may_answer(service, found, person, fact):
        raise NoEntry
    question = service.rulebook.question[fact]
    value = _value(service, language(request), question, new.value)
    try:
        seen = Seen(new.round, new.revision)
        kept = save(service, found, person, fact, value, seen)
    except Late:
        raise Refused("not_now") from None
    except Stale as stale:
        now = OwnAnswer.model_validate(stale.now) if isinstance(stale.now, Answer) else None
        raise Refused("changed", "body.revision", now=now) from None
    return KeptAnswer(
        fact=kept.fact,
        value=kept.value,
        round=kept.round,
        revision=kept.revision,
        saved=kept.saved,
        asked=_asked(service, mine, fact),
    )


def _value(service: Service, lang: Lang, question: Question, given: Any) -> Value:
    """The answer as it counts. Raises Refused with what the question takes."""
    try:
        return given_to(question, given)
    except NotAnAnswer as wrong:
        fault = no_answer(question, wrong)
        raise refused([("body.value", fault)], service.texts, lang) from None


def no_answer(question: Question, wrong: NotAnAnswer) -> Fault:
    """What the question takes instead."""
    message = "web.api.fault.nothing" if wrong.message == NOTHING else wrong.message
    return Fault(message, {"question": question.name, **wrong.values}, None, wrong.hint)


def _asked(service: Service, mine: Asked, fact: str) -> tuple[str, ...] | None:
    """What applies now, where the answer may have decided that."""
    if fact not in deciding(service.program):
        return None
    return asked(service, mine.workshop, mine.person).questions
