"""One person's assessment: the advice so far, and the answers as a file, both ways."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request

from pmo_advisor.errors import BadInput
from pmo_advisor.knowledge.sheets import parse_sheet, sheet_digest
from pmo_advisor.model.advice import Advice
from pmo_advisor.model.domain import Value
from pmo_advisor.model.sheet import Sheet
from pmo_advisor.web import bringing, single
from pmo_advisor.web.api.keys import Alone
from pmo_advisor.web.api.problems import bad, problems
from pmo_advisor.web.api.shapes import Told, Wanted
from pmo_advisor.web.asking import ServiceOf
from pmo_advisor.web.doors import Refused
from pmo_advisor.web.pages import language

router = APIRouter(prefix="/api/part", tags=["one person"])
PATIENCE = 1.5
"""Seconds that a call waits for a proof before it says that it is on its way."""


class OwnAdvice(Told):
    """The advice on the answers so far."""

    firm: Literal["proved", "proving", "no"]
    """Whether `advice.firmness` is there; ask again while it is being proved."""
    advice: Advice


class NewSheet(Wanted):
    """An answer file, as JSON. Every key of the file is allowed, and checked as a file is."""

    sheet: Annotated[dict[str, Any], Field(max_length=50)]
    over: bool | None = None
    """Which count where both have an answer: those of the file, or those given here."""


class Differing(Told):
    """A question that the file answers otherwise than it stands here."""

    fact: str
    here: Value
    there: Value


class Taken(Told):
    """How many answers the file had."""

    answers: int


@router.get("/advice", responses=problems())
def show_own_advice(mine: Alone, service: ServiceOf) -> OwnAdvice:
    """The advice so far. The first call has its firmness proved, which may take some seconds."""
    proved = single.ask_firmness(service, mine, PATIENCE)
    if proved is not None:
        return OwnAdvice(firm="proved", advice=proved)
    given = single.sheet(service, mine)
    coming = service.proofs.is_coming(sheet_digest(given))
    return OwnAdvice(firm="proving" if coming else "no", advice=single.plain_advice(service, given))


@router.get("/sheet", responses=problems())
def show_sheet(mine: Alone, service: ServiceOf) -> Sheet:
    """The answers as a file has them; every command reads it."""
    return single.sheet(service, mine)


@router.put("/sheet", responses=problems(changed=list[Differing]))
def take_sheet(mine: Alone, request: Request, service: ServiceOf, new: NewSheet) -> Taken:
    """Take the answers of a file. Where they differ from those given here, say which count."""
    lang = language(request)
    try:
        text = json.dumps(new.sheet, ensure_ascii=False, indent=1)
        given = parse_sheet(text, "sheet", service.rulebook)
    except BadInput as error:
        raise bad(error, service.texts, lang, "body.sheet") from None
    differing = bringing.differing(mine, given)
    if differing and new.over is None:
        now = [
            Differing(fact=one, here=mine.answers[one], there=given.answers[one])
            for one in differing
        ]
        raise Refused("changed", "body.over", now=now)
    return Taken(answers=bringing.take(service, mine, given, over=bool(new.over)))
