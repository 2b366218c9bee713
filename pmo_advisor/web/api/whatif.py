"""What if: other answers than the joint ones, and what they would lead to."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request

from pmo_advisor.consultation.workshop.hidden import hides_people
from pmo_advisor.errors import Fault
from pmo_advisor.knowledge.answers import NotAnAnswer
from pmo_advisor.model.domain import Value
from pmo_advisor.model.question import TextQuestion
from pmo_advisor.model.workshop import Workshop
from pmo_advisor.web.api.keys import AtScreen
from pmo_advisor.web.api.later import Side
from pmo_advisor.web.api.part import no_answer
from pmo_advisor.web.api.problems import no_question, problems, refused
from pmo_advisor.web.api.shapes import Answers, Told, Wanted
from pmo_advisor.web.asking import ServiceOf
from pmo_advisor.web.doors import Refused
from pmo_advisor.web.pages import language
from pmo_advisor.web.taken import given_to
from pmo_advisor.web.views.steps import WHOLE_POSITION
from pmo_advisor.web.views.trying import offered, sides

router = APIRouter(prefix="/api/workshops/{workshop}/whatif", tags=["result"])


class Worth(Told):
    """Questions worth trying another answer on."""

    questions: tuple[str, ...]
    """Those that matter most to the position."""
    drivers: tuple[str, ...]
    """The counts that drive headcount; none before it may be shown."""


class Supposed(Wanted):
    """Answers to suppose in place of the joint ones."""

    answers: Answers


class Outlook(Told):
    """What the supposed answers would lead to."""

    sides: tuple[Side, ...]
    """Each part of the advice as it is and as it would be; without headcount before its turn."""
    keeps: bool
    """Whether answers that a small party keeps to itself count as unknown here."""


def _revealed(found: Workshop) -> Workshop:
    if found.step not in WHOLE_POSITION:
        raise Refused("not_now")
    return found


@router.get("", responses=problems("not_now"))
def show_worth(found: AtScreen, service: ServiceOf) -> Worth:
    """What to try, once the whole position has been revealed."""
    standing = service.thinking.of(service.thinking.whole(_revealed(found).id)).standing
    questions, drivers = offered(service, standing, hidden=hides_people(found.step))
    return Worth(questions=questions, drivers=drivers)


@router.post("", responses=problems("not_now"))
def try_answers(
    found: AtScreen, request: Request, service: ServiceOf, supposed: Supposed
) -> Outlook:
    """What other answers would lead to. Nothing is kept of it."""
    whole = service.thinking.whole(_revealed(found).id)
    taken: dict[str, Value] = {}
    faults: list[tuple[str, Fault]] = []
    for fact, given in supposed.answers.items():
        where, question = f"body.answers.{fact}", service.rulebook.question.get(fact)
        if question is None:
            faults.append((where, no_question(fact, service.rulebook.question)))
        elif isinstance(question, TextQuestion):
            faults.append((where, Fault("web.api.fault.decides_nothing", {})))
        else:
            try:
                taken[fact] = given_to(question, given)
            except NotAnAnswer as wrong:
                faults.append((where, no_answer(question, wrong)))
    if faults:
        raise refused(faults, service.texts, language(request))
    return Outlook(
        sides=tuple(Side.model_validate(one) for one in sides(service, whole, taken)),
        keeps=service.thinking.of(whole).standing.keeps,
    )
