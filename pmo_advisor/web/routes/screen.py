"""The facilitator's screen, and the stream that keeps it up to date."""

from __future__ import annotations

from collections.abc import AsyncIterator

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from pmo_advisor.model.question import PARTIES
from pmo_advisor.store import answering
from pmo_advisor.web import doors
from pmo_advisor.web.asking import PagesOf, ServiceOf
from pmo_advisor.web.pages import Pages
from pmo_advisor.web.service import Service

router = APIRouter(include_in_schema=False)
STREAM = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}


@router.get("/w/{workshop}/screen")
def show(workshop: str, request: Request, service: ServiceOf, pages: PagesOf) -> Response:
    """The page for the step that the workshop has come to."""
    found = doors.at_screen(request, service, workshop)
    if found.step == "prepare":
        return pages.page(request, "prepare", workshop=found)
    return pages.page(request, "watch", workshop=found, parties=progress(service, workshop))


def progress(service: Service, workshop: str) -> dict[str, list[int]]:
    """How many questions each participant has answered, by party; nobody's answers."""
    with service.store.read() as connection:
        people = answering.people(connection, workshop)
        counts = answering.counts(connection, workshop, 1)
    return {
        party: [counts.get(one.id, 0) for one in people if one.party == party] for party in PARTIES
    }


@router.get("/w/{workshop}/watch")
async def watch(workshop: str, request: Request, service: ServiceOf, pages: PagesOf) -> Response:
    """The progress as a stream of events, each a piece of the page."""
    await run_in_threadpool(doors.at_screen, request, service, workshop)
    return StreamingResponse(
        _events(workshop, request, service, pages), media_type="text/event-stream", headers=STREAM
    )


async def _events(
    workshop: str, request: Request, service: Service, pages: Pages
) -> AsyncIterator[str]:
    async for changed in service.hub.changes(workshop):
        if not changed:
            yield ": alive\n\n"
            continue
        parties = await run_in_threadpool(progress, service, workshop)
        part = pages.part(request, "progress", parties=parties)
        lines = "".join(f"data: {line}\n" for line in part.splitlines())
        yield f"{lines}\n"
