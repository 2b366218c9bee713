"""The stream that keeps every screen of a workshop where the workshop is."""

from __future__ import annotations

from collections.abc import AsyncIterator

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from pmo_advisor.model.text import Lang
from pmo_advisor.store import doors as store_doors
from pmo_advisor.store.store import Missing
from pmo_advisor.web import doors
from pmo_advisor.web.asking import PagesOf, ServiceOf
from pmo_advisor.web.board import Frame
from pmo_advisor.web.events import ALIVE, HEADERS, event
from pmo_advisor.web.pages import Pages, language
from pmo_advisor.web.service import Service
from pmo_advisor.web.state import state

router = APIRouter(include_in_schema=False)
GONE = Frame("gone", "")


@router.get("/w/{workshop}/watch")
async def watch(workshop: str, request: Request, service: ServiceOf, pages: PagesOf) -> Response:
    """The state of the workshop, and while people answer their progress, as a stream of events."""
    await run_in_threadpool(doors.at_screen, request, service, workshop)
    frames = stream(service, pages, workshop, language(request))
    return StreamingResponse(frames, media_type="text/event-stream", headers=HEADERS)


async def stream(service: Service, pages: Pages, workshop: str, lang: Lang) -> AsyncIterator[str]:
    """Events for one watcher; what they say is shared by all."""
    sent: Frame | None = None
    async for changed in service.hub.changes(workshop):
        if not changed:
            yield ALIVE
            continue
        frame = await service.board.frame(
            workshop, lang, lambda: _frame(service, pages, workshop, lang)
        )
        if sent is None or frame.state != sent.state:
            yield event("state", frame.state)
        if frame.part and (sent is None or frame.part != sent.part):
            yield event("progress", frame.part)
        sent = frame


def _frame(service: Service, pages: Pages, workshop: str, lang: Lang) -> Frame:
    try:
        with service.store.read() as connection:
            found = store_doors.workshop(connection, workshop)
    except Missing:
        return GONE
    part = ""
    if found.step == "answer":
        part = pages.shared("screen/progress", lang, parties=service.progress.of(found))
    return Frame(state(service, found), part)
