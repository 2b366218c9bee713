"""Later: copy, hand on as a file, bring in, compare, delete."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from pmo_advisor.consultation.compare import Part
from pmo_advisor.consultation.workshop.result import compare
from pmo_advisor.model.domain import Value
from pmo_advisor.model.workshop import Workshop
from pmo_advisor.store import whole as store_whole
from pmo_advisor.web.api.keys import AtHome, Managed, found_at_home
from pmo_advisor.web.api.problems import problems
from pmo_advisor.web.api.shapes import Name, Told, Wanted
from pmo_advisor.web.api.workshops import OpenedWorkshop, opened_workshop
from pmo_advisor.web.asking import PagesOf, ServiceOf
from pmo_advisor.web.doors import NoEntry, Refused
from pmo_advisor.web.handing import NotAWorkshop, handed_on, read_workshop
from pmo_advisor.web.pages import language
from pmo_advisor.web.service import Service
from pmo_advisor.web.views.steps import AGREED

router = APIRouter(prefix="/api", tags=["later"])
WorkshopName = Annotated[str, Query(max_length=32, pattern="^[0-9a-f]*$")]
FILE: dict[str, Any] = {"application/json": {"schema": {"type": "object"}}}


class CopyName(Wanted):
    """What the copy is called."""

    name: Name


class Side(Told):
    """One part of the advice before and after: ids, or numbers as text; empty where none."""

    part: Part
    before: tuple[str, ...]
    after: tuple[str, ...]
    changed: bool


class AnswerChange(Told):
    """A joint answer that is another one now; null where it was not given."""

    fact: str
    before: Value | None
    after: Value | None


class Comparison(Told):
    """What changed from one workshop to another, of what may be shown of both."""

    sides: tuple[Side, ...]
    answers: tuple[AnswerChange, ...]
    met: tuple[str, ...]
    """Rules for entering a stage that hold now and did not."""
    lost: tuple[str, ...]
    """Rules for entering a stage that held and do not now."""


@router.post("/workshops/{workshop}/copy", status_code=201, responses=problems())
def copy_workshop(found: Managed, service: ServiceOf, new: CopyName) -> OpenedWorkshop:
    """A new workshop prepared like this one, without its people and answers."""
    with service.store.write() as connection:
        opened = store_whole.copy(connection, found.id, new.name)
        token = store_whole.alone(connection, opened.workshop)
    return opened_workshop(service, opened, token)


@router.get(
    "/workshops/{workshop}/export",
    response_class=Response,
    responses={200: {"content": FILE}, **problems()},
)
def export_workshop(found: Managed, service: ServiceOf) -> Response:
    """Everything of the workshop that may leave it, as one file to be brought in elsewhere.

    Answers of a round that has not been revealed are not in it, nor those of a small party that
    counts jointly only.
    """
    told = handed_on(service.rulebook, service.thinking.whole(found.id))
    return Response(told, media_type="application/json")


async def _file(caller: AtHome, request: Request) -> bytes:  # noqa: ARG001  (who may not, sends nothing)
    return await request.body()


@router.post(
    "/import",
    status_code=201,
    responses=problems(),
    openapi_extra={"requestBody": {"required": True, "content": FILE}},
)
def import_workshop(
    request: Request,
    service: ServiceOf,
    pages: PagesOf,
    data: Annotated[bytes, Depends(_file)],
) -> OpenedWorkshop:
    """Bring in an exported file, up to 20 MB, as a new workshop with ids and keys of its own."""
    try:
        whole = read_workshop(service.rulebook, data)
    except NotAWorkshop as wrong:
        lang = language(request)
        within = [
            (f"body.{where}".rstrip("."), told)
            for where, told in wrong.in_words(service.texts, lang)
        ]
        faults = [("body", pages.say(lang, wrong.message)), *within]
        raise Refused("invalid", "body", faults=faults) from None
    with service.store.write() as connection:
        opened = store_whole.bring_in(connection, whole)
        token = store_whole.alone(connection, opened.workshop)
    return opened_workshop(service, opened, token)


@router.get("/comparison", responses=problems("not_now"))
def compare_workshops(
    caller: AtHome,  # noqa: ARG001
    service: ServiceOf,
    before: WorkshopName,
    after: WorkshopName,
) -> Comparison:
    """What changed from one workshop to another: answers, advice, stage. Both must be revealed."""
    old, new = (_advice(service, found_at_home(service, one)) for one in (before, after))
    found = compare(service.program, old, new)
    return Comparison(
        sides=tuple(Side.model_validate(one) for one in found.sides),
        answers=tuple(AnswerChange.model_validate(one) for one in found.answers),
        met=tuple(one.rule for one in found.met),
        lost=tuple(one.rule for one in found.lost),
    )


def _advice(service: Service, found: Workshop) -> Any:
    if found.kind != "workshop":
        raise NoEntry
    if found.step not in AGREED:
        raise Refused("not_now")
    return service.thinking.of(service.thinking.whole(found.id)).standing.advice


@router.delete("/workshops/{workshop}", status_code=204, responses=problems())
def delete_workshop(found: Managed, service: ServiceOf) -> None:
    """Delete a workshop and everything in it, for good. Nothing asks once more."""
    store_whole.delete_for_good(service.store, found.id)
