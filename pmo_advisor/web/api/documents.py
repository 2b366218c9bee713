"""Documents: of a workshop's joint position, or of one person's assessment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.responses import Response

from pmo_advisor.reports.produce import Order
from pmo_advisor.web import papers, single
from pmo_advisor.web.api.keys import Alone, AtScreen
from pmo_advisor.web.api.problems import problems
from pmo_advisor.web.api.result import agreed
from pmo_advisor.web.api.shapes import Told
from pmo_advisor.web.asking import ServiceOf
from pmo_advisor.web.doors import NoEntry, Refused

router = APIRouter(prefix="/api", tags=["documents"])
DocumentName = Annotated[str, Path(max_length=60)]
BYTES: dict[str, Any] = {
    "content": {
        kind.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}
        for kind in papers.MEDIA.values()
    }
}


class DocumentInfo(Told):
    """A document that can be had, such as `report.zh.docx`."""

    name: str
    document: str
    language: str
    format: str


@router.get("/workshops/{workshop}/documents", responses=problems("not_now"))
def list_documents(found: AtScreen) -> list[DocumentInfo]:
    """The documents of the joint position, once it is agreed."""
    agreed(found)
    return _offered()


@router.get(
    "/workshops/{workshop}/documents/{name}",
    response_class=Response,
    responses={200: BYTES, **problems("not_now", "missing_part")},
)
def show_document(found: AtScreen, name: DocumentName, service: ServiceOf) -> Response:
    """A document of the joint position, once it is agreed. May take half a minute."""
    agreed(found)
    return _made(name, lambda order: papers.joint_paper(service, found, order))


@router.get("/part/documents", responses=problems())
def list_own_documents(mine: Alone) -> list[DocumentInfo]:  # noqa: ARG001
    """The documents of an assessment by one person."""
    return _offered()


@router.get(
    "/part/documents/{name}",
    response_class=Response,
    responses={200: BYTES, **problems("missing_part")},
)
def show_own_document(mine: Alone, name: DocumentName, service: ServiceOf) -> Response:
    """A document of an assessment by one person. May take half a minute."""
    return _made(name, lambda order: single.own_paper(service, mine, order))


def _offered() -> list[DocumentInfo]:
    return [
        DocumentInfo(
            name=f"{one.document}.{one.language}.{one.format}",
            document=one.document,
            language=one.language,
            format=one.format,
        )
        for one in papers.orders()
    ]


def _made(name: str, make: Callable[[Order], bytes]) -> Response:
    order = papers.order_named(name)
    if order is None:
        raise NoEntry
    try:
        return papers.download(make(order), order)
    except ImportError:
        raise Refused("missing_part") from None
